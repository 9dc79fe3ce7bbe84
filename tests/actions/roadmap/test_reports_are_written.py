"""The monthly report as deeds: drafted from the record, edited, published after the month, and then as it is."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from muster.actions.decisions.calling import call_for_consensus
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.writing import Written
from muster.actions.people import affiliate
from muster.actions.published_standing import publish_standing
from muster.actions.roadmap.deciding import agree_item, drop_item
from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.reports import draft_again, draft_report, publish_report, write_report
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.domain.record.chain import hash_of
from muster.domain.roadmap.markdown import blocks
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import month_of
from muster.records import log
from muster.records.queries.roadmap.reports import report_of, reports_of
from tests.cast import NOON, Cast
from tests.standing_files import published_by

MAY = month_of(date(2017, 5, 9))
JUNE = datetime(2017, 6, 2, 9, tzinfo=UTC)


def sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in blocks(text):
        if block.kind == "heading":
            found[block.lines[0]] = []
        else:
            found[list(found)[-1]] += block.lines
    return found


def test_a_month_of_a_group_that_did_nothing_is_drafted_all_the_same(alpha: Cast) -> None:
    assert sections(draft_report(alpha.caller("Di"), MAY).text) == {
        "Alpha in May 2017": [],
        "Standing": ["No standing was published."],
        "Decisions": ["Nothing was decided."],
        "Roadmap": ["Nothing moved on the roadmap."],
        "People": ["Nobody came, and nobody went."],
    }


def test_a_report_tells_what_the_record_has_of_its_month_and_of_no_other(alpha: Cast) -> None:
    # The log goes by the moment of each deed, so these stand in the order of theirs.
    april, names = alpha.caller("Ed", at=datetime(2017, 4, 30, tzinfo=UTC)), {"Alpha": "Aurora", "Beta": "Borealis"}
    propose_item(april, ItemWritten(title="Old", need="x"), slug="o1")
    for day in (date(2017, 4, 1), date(2017, 5, 1)):
        named = {**names, "Gamma": "Corona", "Delta": "Dorado"}
        publish_standing(alpha.caller("Di"), published_by("Alpha", on=day, names=named))
    propose_item(alpha.caller("Ed"), ItemWritten(title="Tests", need="x"), slug="t1")
    agree_item(alpha.caller("Ada"), "t1", reason="All want it")
    publish_edition(alpha.caller("Di"), Quarter(2017, 2))
    open_proposal(alpha.caller("Ed"), "motion", Written("Work on tests", "So."))
    open_proposal(alpha.caller("Ada"), "motion", Written("Work on logs", "So."))
    call_for_consensus(alpha.caller("Ada"), 2, version=1)
    affiliate(alpha.caller("Di"), alpha.people["Ed"], "corona", date(2017, 5, 20))
    drop_item(alpha.caller("Di", at=JUNE), "t1", "Nobody came.")
    found = sections(draft_report(alpha.caller("Di", at=JUNE), MAY).text)
    standing = found.pop("Standing")
    assert standing[0] == (
        "1 of 4 members meets every criterion, by the standing of 1 May 2017, compared with that of 1 April 2017."
    )
    assert [line.split(":")[0] for line in standing[1:]] == ["Aurora", "Borealis", "Corona", "Dorado"]
    assert found == {
        "Alpha in May 2017": [],
        "Decisions": [
            "16 May 2017: “Work on logs” was adopted, resolution 1. (proposal 2)",
            "Open at the end of the month:",
            "9 May 2017: “Work on tests” was put. (proposal 1)",
        ],
        "Roadmap": [
            "9 May 2017: Edition 1, of 2017Q2, was published.",
            "9 May 2017: Tests (t1) was agreed: All want it.",
            "9 May 2017: Tests (t1) was proposed.",
        ],
        "People": [
            "20 May 2017: Ed (invented) no longer works for Borealis. (person 5)",
            "20 May 2017: Ed (invented) works for Corona from this day on. (person 5)",
        ],
    }


def test_a_report_is_edited_until_it_is_published_and_then_its_text_is_in_the_log(alpha: Cast) -> None:
    drafted = draft_report(alpha.caller("Di"), MAY)
    assert log.entries(alpha.group, subject="report/2017-05")[-1].data == {"sha256": hash_of(drafted.text)}
    seen = log.version(alpha.group, "report/2017-05")
    write_report(alpha.caller("Di"), MAY, "# May\r\n\r\n- A\tword.", expected=seen)
    assert report_of(alpha.group, MAY.first_day, drafts=True).text == "# May\n\n- A word.\n"
    with pytest.raises(Stale):
        write_report(alpha.caller("Ada"), MAY, "Another.", expected=seen)
    with pytest.raises(AgainstTheRules, match="The month is not over"):
        publish_report(alpha.caller("Di"), MAY)
    assert list(reports_of(alpha.group, drafts=False)) == []
    publish_report(alpha.caller("Di", at=JUNE), MAY)
    text = "# May\n\n- A word.\n"
    said = log.entries(alpha.group, subject="report/2017-05")[-1]
    assert (said.kind, said.data) == ("report.published", {"text": text, "sha256": hash_of(text)})
    assert report_of(alpha.group, MAY.first_day, drafts=False).published_at == JUNE
    for change in (draft_again, publish_report, partial(write_report, text="x")):
        with pytest.raises(AgainstTheRules, match="nothing of it is changed"):
            change(alpha.caller("Di", at=JUNE), MAY)
    assert log.verify(alpha.group)[1] == []


def test_a_report_drafted_anew_is_what_the_record_has_by_then(alpha: Cast) -> None:
    first = draft_report(alpha.caller("Di"), MAY).text
    write_report(alpha.caller("Di"), MAY, "Something else.")
    assert draft_again(alpha.caller("Ada"), MAY).text == first
    propose_item(alpha.caller("Ed"), ItemWritten(title="Tests", need="x"), slug="t1")
    assert "Tests (t1) was proposed." in draft_again(alpha.caller("Ada"), MAY).text


def test_a_month_has_one_report_and_none_before_it_begins(alpha: Cast) -> None:
    draft_report(alpha.caller("Di"), MAY)
    with pytest.raises(AgainstTheRules, match="There is a report of 2017-05"):
        draft_report(alpha.caller("Di"), MAY)
    with pytest.raises(AgainstTheRules, match="still to come"):
        draft_report(alpha.caller("Di"), month_of(date(2017, 6, 1)))


def test_only_those_who_run_the_group_write_reports_and_nobody_else_sees_a_draft(alpha: Cast) -> None:
    draft_report(alpha.caller("Di"), MAY)
    for name in ("Bo", "Ed", ""):
        with pytest.raises(NotAllowed, match="the chair or the secretary"):
            write_report(alpha.caller(name), MAY, "x")
    with pytest.raises(NotThere, match="no report of that month"):
        report_of(alpha.group, MAY.first_day, drafts=False)


@pytest.mark.parametrize("text", ["", " \n", "Write to ada@alpha.example", "x\u200bx", "x" * 100_001, "\u202eabc"])
def test_a_text_that_is_empty_too_long_or_not_fit_to_publish_is_refused(text: str, alpha: Cast) -> None:
    draft_report(alpha.caller("Di"), MAY)
    with pytest.raises(AgainstTheRules):
        write_report(alpha.caller("Di"), MAY, text)


def test_a_report_is_the_same_whenever_it_is_drafted_after_its_month(alpha: Cast) -> None:
    propose_item(alpha.caller("Ed", at=NOON), ItemWritten(title="Tests", need="x"), slug="t1")
    first = draft_report(alpha.caller("Di", at=JUNE), MAY).text
    assert draft_again(alpha.caller("Di", at=datetime(2018, 1, 1, tzinfo=UTC)), MAY).text == first
