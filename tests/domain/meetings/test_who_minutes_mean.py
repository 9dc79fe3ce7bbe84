"""Names in minutes are matched with people only where nobody else can be meant; notes of a machine can be typed on."""

import pytest

from muster.domain.meetings.minutes.items import Attendee, Item, Kind
from muster.domain.meetings.minutes.merge import FIRST_MARK, LAST_MARK, SECOND_MARK, merge, standing_beside
from muster.domain.meetings.minutes.present import people_meant
from muster.domain.meetings.minutes.reading import items_of
from muster.domain.meetings.minutes.typing import as_typed

PEOPLE = ("Ada Aurora", "Bo", "Cy Corona", "Cy Nus", "Élan")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ada", "Ada Aurora"),
        ("Ada-Aurora", "Ada Aurora"),
        ("ada|away", "Ada Aurora"),
        ("bo_", "Bo"),
        ("bo1", "Bo"),
        ("élan", "Élan"),
        ("cy", None),
        ("cynus", "Cy Nus"),
        ("a", None),
        ("___", None),
        ("", None),
    ],
)
def test_a_nickname_is_somebodys_only_if_it_can_be_nobody_elses(said: str, meant: str | None) -> None:
    assert people_meant([Attendee(said)], PEOPLE) == {said: meant}


def test_what_a_machine_noted_reads_the_same_once_it_is_typed() -> None:
    items = [
        Item(kind=Kind.INFO, text="Before any topic"),
        Item(kind=Kind.TOPIC, text="Songs"),
        Item(kind=Kind.AGREED, text="We sing."),
        Item(kind=Kind.ACTION, text="Bo will sing"),
    ]
    typed = as_typed(items)
    assert [(one.kind, one.text) for one in items_of(typed, people=["Bo"])] == [(one.kind, one.text) for one in items]


def test_what_two_people_made_of_the_same_lines_is_told_until_somebody_settles_it() -> None:
    merged = merge("one\ntwo\nthree", "one\nTWO\nthree", "one\nzwei\nthree")
    (beside,) = standing_beside(merged.text)
    assert (beside.line, beside.theirs, beside.mine) == (2, ("TWO",), ("zwei",))
    assert standing_beside("one\nTWO\nthree") == ()
    assert standing_beside(f"{SECOND_MARK}\n{LAST_MARK}\n{FIRST_MARK}\nx") == ()
