"""What was measured is frozen with an edition, and told by it and by the monthly report: what came alive, and who."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.reports import draft_report
from muster.domain.roadmap.editions.edition import Alive, Three, text_of
from muster.domain.roadmap.editions.in_markdown import as_markdown
from muster.domain.roadmap.editions.words import told
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import month_of
from muster.records.models import CharterVersion, RoadmapItem
from muster.records.queries.roadmap.editions import edition_numbered
from tests.cast import Cast
from tests.roadmap_upstream import Upstreams, with_an_upstream

MARCH, MAY = datetime(2017, 3, 5, 12, tzinfo=UTC), datetime(2017, 5, 9, 12, tzinfo=UTC)


@pytest.fixture
def group(alpha: Cast, upstream: Upstreams, tmp_path: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = tmp_path / "home"
    found = with_an_upstream(alpha)
    for slug, selector in (("gears", "blueprint gears in alpha/engine"), ("rims", "repository alpha/wheels")):
        RoadmapItem.objects.create(
            group=found.group, slug=slug, title=slug.title(), focus_area="Engines", selectors=[selector], state="agreed"
        )
    upstream.read(found.group, on=MAY.date())
    return found


def test_the_figures_of_the_day_are_frozen_exactly_with_what_they_rest_on(group: Cast, upstream: Upstreams) -> None:
    publish_edition(group.caller("Di", at=MAY), Quarter(2017, 2))
    edition = edition_numbered(group.group, 1).edition
    assert edition.proof is not None
    read = upstream.read(group.group, on=MAY.date())
    assert (edition.proof.start, edition.proof.end, edition.proof.theta) == (
        date(2016, 11, 9),
        date(2017, 5, 9),
        (9, 12, 15),
    )
    assert edition.proof.fingerprint == read.fingerprint
    fte = {one.name: (one.fte.likely, one.roadmap_fte.likely) for one in edition.proof.companies}
    assert fte == {
        "Aurora": (Fraction(3, 12), Fraction(2, 12)),
        "Borealis": (Fraction(2, 12), Fraction(2, 12)),
        "Corona": (0, 0),
    }
    gears = edition.item("gears")
    assert gears is not None
    assert gears.work is not None
    assert (gears.work.changes, gears.work.unattributed, gears.work.members) == (3, 1, ("Aurora", "Borealis"))
    assert gears.work.shares[0].fte == Three(lenient=Fraction(1, 9), likely=Fraction(1, 12), strict=Fraction(1, 15))
    assert gears.life == Alive(word="quiet", days=67, sentence="no activity for 67 days")
    assert '"likely":"1/12"' in text_of(edition)
    assert "| Aurora | 0.3 (0.2 to 0.3) | 0.2 (0.1 to 0.2) |" in as_markdown(edition)


def test_the_next_edition_tells_what_fell_still_and_who_came(group: Cast) -> None:
    publish_edition(group.caller("Di", at=MARCH), Quarter(2017, 1))
    publish_edition(group.caller("Di", at=MAY), Quarter(2017, 2))
    edition = edition_numbered(group.group, 2).edition
    assert [
        (one.title, [(line.sentence, line.why) for line in one.lines]) for one in told(edition.changes, edition)
    ] == [
        (
            "Fell still",
            [
                ("Gears (gears) is quiet; it was active.", "No activity for 67 days."),
                ("Rims (rims) is quiet; it was active.", "No activity for 34 days."),
            ],
        ),
        (
            "Who is at work",
            [("Rims (rims): Borealis is at work on it now.", "Measured from 2016-11-09 until 2017-05-09.")],
        ),
    ]


def test_a_report_tells_by_the_evidence_what_changed_in_its_month(group: Cast) -> None:
    text = draft_report(group.caller("Di", at=MAY), month_of(date(2017, 3, 1))).text
    assert text[text.index("By the evidence:") : text.index("## People")] == (
        "By the evidence:\n\n"
        "- 1 of 2 items had work by two members or more.\n"
        "- Gears (gears) is active; it was not begun: last change 28 days ago.\n"
        "- Rims (rims) is active; it was not begun: last change 27 days ago.\n\n"
    )


def test_a_group_founded_within_the_month_has_its_first_report_without_what_was_before(group: Cast) -> None:
    CharterVersion.objects.filter(group=group.group).update(since=date(2017, 5, 8))
    text = draft_report(group.caller("Di", at=MAY), month_of(date(2017, 5, 9))).text
    assert "of 2 items had work by two members or more." in text
    assert "; it was " not in text
