"""What moved on the roadmap, told from entries of the log as the deeds write them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from muster.domain.record.chain import Said
from muster.domain.roadmap.reports.moves import moved
from muster.domain.roadmap.reports.report import Happened

NAMES = {"item/t1": "Tests", "organisation/aurora": "Aurora"}
PLEDGE = {"item": "item/t1", "cycle": "Pike", "people": []}


def told(kind: str, subject: str, **data: object) -> Happened | None:
    at = datetime(2017, 5, 9, 12, tzinfo=UTC)
    return moved(Said("alpha", 1, at, kind, subject, "", "", data), NAMES)


@pytest.mark.parametrize(
    ("kind", "subject", "data", "sentence"),
    [
        ("item.proposed", "item/t1", {}, "Tests (t1) was proposed."),
        ("item.proposed", "item/gone", {}, "gone was proposed."),
        ("item.agreed", "item/t1", {"reason": ""}, "Tests (t1) was agreed."),
        ("item.agreed", "item/t1", {"reason": "All\nwant it."}, "Tests (t1) was agreed: All want it."),
        ("item.delivered", "item/t1", {"outcome": "It came"}, "Tests (t1) was delivered: It came."),
        ("item.dropped", "item/t1", {"reason": "Why {not}"}, "Tests (t1) was dropped: Why {not}."),
        ("item.taken-up", "item/t1", {"reason": "Again"}, "Tests (t1) was taken up again: Again."),
        (
            "item.changed",
            "item/t1",
            {"changes": {"focus_area": {}, "cost": {}}},
            "Tests (t1) was changed in its cost and focus area.",
        ),
        ("edition.published", "edition/2", {"number": 2, "quarter": "2017Q2"}, "Edition 2, of 2017Q2, was published."),
        (
            "pledge.given",
            "pledges/aurora",
            {**PLEDGE, "fte": "1.50", "before": ""},
            "Aurora promised 1.5 FTE to Tests (t1) for Pike.",
        ),
        (
            "pledge.given",
            "pledges/gone",
            {**PLEDGE, "fte": "2.00", "before": "1,000.50"},
            "gone promised 2 FTE to Tests (t1) for Pike (before: 1000.5 FTE).",
        ),
        (
            "pledge.taken-back",
            "pledges/aurora",
            {**PLEDGE, "fte": "0.00", "before": "2.00"},
            "Aurora took back what it promised to Tests (t1) for Pike (before: 2 FTE).",
        ),
    ],
)
def test_an_entry_that_moves_the_roadmap_is_a_sentence(
    kind: str, subject: str, data: dict[str, Any], sentence: str
) -> None:
    assert told(kind, subject, **data) == Happened(date(2017, 5, 9), sentence)


@pytest.mark.parametrize(
    ("kind", "subject", "data", "sentence"),
    [
        ("use-case.opened", "use-case/1", {"title": "Many sites"}, "Somebody said what they need: “Many sites”."),
        ("round.opened", "round/1", {"items": ["t1"]}, "A round of priorities opened, with 1 item to choose among."),
        (
            "round.closed",
            "round/1",
            {"selected": ["t1", "x"]},
            "A round of priorities closed and chose Tests (t1) and x.",
        ),
        ("round.closed", "round/1", {"selected": []}, "A round of priorities closed and chose nothing."),
        (
            "round.called off",
            "round/1",
            {"reason": "Two items are one."},
            "A round of priorities was called off: Two items are one.",
        ),
        ("plan.made", "plan/1", {"cycle": "Pike"}, "A plan was made for Pike."),
    ],
)
def test_what_the_sentence_does_not_name_is_named_as_the_log_calls_it(
    kind: str, subject: str, data: dict[str, Any], sentence: str
) -> None:
    assert told(kind, subject, **data) == Happened(date(2017, 5, 9), sentence, subject)


@pytest.mark.parametrize("kind", ["use-case.commented", "item.confirmed", "round.said", "something.else"])
def test_an_entry_that_moves_nothing_is_not_told(kind: str) -> None:
    assert told(kind, "item/t1") is None
