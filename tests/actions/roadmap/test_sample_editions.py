"""The built-in group's editions: four quarters, each with the fingerprint of the one before, and one report."""

from datetime import UTC, datetime
from itertools import pairwise

from muster.actions.sample.making import make_sample
from muster.domain.record.chain import hash_of
from muster.domain.roadmap.editions.changes import changes
from muster.domain.roadmap.editions.edition import text_of
from muster.records import log
from muster.records.queries.roadmap.editions import editions_of, shown
from muster.records.queries.roadmap.reports import reports_of

TODAY = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_its_four_editions_follow_each_other_and_one_report_was_edited_and_is_out(database: str) -> None:  # noqa: ARG001 - the group lies in it
    # One test, since making the year takes seconds on either database.
    there: list[tuple[int, int]] = []
    lcoo = make_sample(today=TODAY, upstream=lambda group: there.append((group.items.count(), group.editions.count())))
    assert there == [(18, 0)]  # what reads upstream is asked once, when there are items and no edition yet
    found = [shown(row) for row in editions_of(lcoo).order_by("number")]
    assert [one.row.quarter for one in found] == ["2016Q4", "2017Q1", "2017Q2", "2017Q3"]
    for before, after in pairwise(found):
        assert after.edition.before is not None
        assert after.edition.before.sha256 == before.row.sha256 == hash_of(text_of(before.edition))
        assert after.edition.changes == changes(before.edition, after.edition) != ()
    assert all(one.edition.invented and len(one.edition.items) == 18 for one in found)
    (report,) = reports_of(lcoo, drafts=True)
    assert report.published_at == datetime(2017, 4, 4, 15, tzinfo=UTC)
    assert report.text.startswith("# LCOO in March 2017\n\nIn short: ")
    assert "Edition 2, of 2017Q1, was published." in report.text
    assert log.verify(lcoo)[1] == []
