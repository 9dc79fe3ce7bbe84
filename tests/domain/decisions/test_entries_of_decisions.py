"""Events in the group's log: what their entries hold, and what is no event."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.log import data_of, event_of
from muster.domain.record.chain import Said
from tests.domain.decisions.board import CHAIR, NOON, ROOT, by, electors

SAID = Said(
    group="alpha",
    number=1,
    at=NOON,
    kind="position.taken",
    subject="proposal/1",
    by="person/Bo",
    on_behalf="seat/Bo",
    data={"version": 1, "stand": "agree"},
)


def test_an_entry_holds_what_the_logs_own_columns_do_not() -> None:
    event = e.VoteCalled(
        at=NOON, by=CHAIR, version=2, electorate=electors("Ada"), opens=NOON + timedelta(days=3), attendance=(4, 5)
    )
    assert data_of(event) == {
        "acting": {"alternate": False, "offices": ["chair"], "entered_by": None},
        "version": 2,
        "electorate": [
            {"seat": "seat/Ada", "name": "Ada", "family": "Ada", "representative": "person/Ada", "membership": None}
        ],
        "opens": "2017-05-05T12:00:00Z",
        "present": None,
        "attendance": [4, 5],
    }


def test_what_an_entry_leaves_out_is_as_it_is_by_default() -> None:
    assert event_of(SAID) == e.PositionTaken(at=NOON, by=by("Bo"), version=1, stand=e.Stand.AGREE)


def test_an_entry_may_hold_more_than_the_event_such_as_the_text() -> None:
    said = replace(SAID, kind="proposal.revised", data={"version": 1, "text": "We meet on Tuesdays."})
    assert event_of(said) == e.ProposalRevised(at=NOON, by=by("Bo"), version=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "position.lost"},
        {"data": {"version": 1}},
        {"data": {"version": "1", "stand": "agree"}},
        {"data": {"version": 1, "stand": "perhaps"}},
        {"data": {"version": 1, "stand": "agree", "acting": {"seat": "seat/Ada", "offices": "chair"}}},
        {"kind": "call.extended", "data": {"until": "2017-05-05T12:00:00"}},
    ],
)
def test_an_entry_that_tells_no_event_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        event_of(replace(SAID, **wrong))


def test_an_entry_cannot_speak_for_another_than_its_columns_say() -> None:
    data = {**SAID.data, "acting": {"person": "person/Ada", "seat": "seat/Ada"}}
    assert event_of(replace(SAID, data=data)).by == by("Bo")


def test_the_page_of_events_tells_of_every_event_and_of_all_that_it_holds() -> None:
    page = (ROOT / "docs" / "reference" / "decision-events.md").read_text("utf-8")
    sections = {section.partition("\n")[0].strip("` "): section for section in page.split("\n## ")[1:]}
    kinds = {kind.__dataclass_fields__["kind"].default: kind for kind in get_args(e.AnyEvent)}
    assert [kind for kind in kinds if kind not in sections] == []
    for name, kind in kinds.items():
        held = {field.name for field in fields(kind)} - {"at", "by", "kind"}
        assert {field for field in held if f"`{field}`" not in sections[name]} == set(), name
