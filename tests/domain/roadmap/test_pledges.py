"""What a member can promise, and every way in which a promise is refused."""

from datetime import date
from fractions import Fraction

import pytest

from muster.domain.charter.calendar import Calendar, Cycle
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.pledges import Around, Pledged, pledgeable, refusal_of_a_pledge, written

OCATA = Cycle(name="Ocata", start=date(2016, 11, 7), release=date(2017, 2, 22))
PIKE = Cycle(name="Pike", start=date(2017, 2, 27), release=date(2017, 8, 30))
LATER = Cycle(name="Queens", start=date(2017, 9, 4))
CALENDAR = Calendar(cycles=(PIKE, OCATA, LATER))
MARCH = date(2017, 3, 1)
MORE = "which is more than any item needs. Write how many people will work on it, such as 1.5."


def around(
    *,
    member: bool = True,
    state: ItemState = ItemState.AGREED,
    before: Pledged | None = None,
    staff: tuple[int, ...] = (),
) -> Around:
    return Around("Aurora", member, "Tests for all", state, frozenset(staff), before)


def said(fte: str, *people: int) -> Pledged:
    return Pledged(Fraction(fte), frozenset(people))


def test_a_member_promises_hundredths_of_people_to_what_is_agreed_and_to_what_is_proposed() -> None:
    for state in (ItemState.AGREED, ItemState.PROPOSED):
        found = refusal_of_a_pledge(said("1.25", 3), "Pike", around(state=state, staff=(3, 4)), CALENDAR, on=MARCH)
        assert found is None
    assert refusal_of_a_pledge(said("1.25"), "Queens", around(), CALENDAR, on=date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("fte", "why"),
    [
        ("-1", "Nobody can promise -1.00 FTE. Pledge more than nought; 0 takes a pledge back."),
        ("1000000", f"1,000,000.00 FTE are more full-time people than 500, {MORE}"),
        ("1.001", "A pledge is in hundredths of an FTE. Write at most two decimals, such as 1.25."),
    ],
)
def test_a_figure_that_nobody_can_mean_is_refused(fte: str, why: str) -> None:
    assert str(refusal_of_a_pledge(said(fte), "Pike", around(), CALENDAR, on=MARCH)) == why


def test_a_cycle_is_one_of_the_calendar_and_is_still_to_end() -> None:
    unknown = refusal_of_a_pledge(said("1"), "Pyke", around(), CALENDAR, on=MARCH)
    assert str(unknown) == "The calendar has no cycle called 'Pyke'. Choose one of Pike, Queens."
    past = refusal_of_a_pledge(said("1"), "Ocata", around(), CALENDAR, on=MARCH)
    expected = "Ocata ended on 2017-02-22; what was promised for it stands as it was. Choose one of Pike, Queens."
    assert str(past) == expected
    assert refusal_of_a_pledge(said("0"), "Ocata", around(before=said("1")), CALENDAR, on=date(2017, 2, 22)) is not None
    assert refusal_of_a_pledge(said("0"), "Ocata", around(before=said("1")), CALENDAR, on=date(2017, 2, 21)) is None
    nowhere = refusal_of_a_pledge(said("1"), "Pike", around(), Calendar(), on=MARCH)
    assert nowhere is not None
    assert nowhere.mend == "Give the calendar a cycle that is still to end."


def test_a_cycle_that_ends_before_it_starts_takes_no_pledge() -> None:
    odd = Cycle.model_construct(name="Odd", start=date(2017, 9, 1), release=date(2017, 8, 1))
    calendar = Calendar.model_construct(cycles=(odd,), events=())
    found = refusal_of_a_pledge(said("1"), "Odd", around(), calendar, on=MARCH)
    assert found is not None
    assert found.what == "By the calendar, Odd ends on 2017-08-01, before it starts on 2017-09-01."


def test_nobody_but_a_member_promises() -> None:
    found = refusal_of_a_pledge(said("1"), "Pike", around(member=False), CALENDAR, on=MARCH)
    assert str(found) == "Aurora is no member of the group. Members pledge; ask to be admitted first."


@pytest.mark.parametrize("state", [ItemState.DELIVERED, ItemState.DROPPED])
def test_nothing_more_is_promised_to_what_is_over_and_what_was_can_be_taken_back(state: ItemState) -> None:
    found = refusal_of_a_pledge(said("1"), "Pike", around(state=state), CALENDAR, on=MARCH)
    assert str(found) == f"Tests for all is {state}: nothing more is done for it. Pledge to another item."
    taken_back = refusal_of_a_pledge(said("0"), "Pike", around(state=state, before=said("1")), CALENDAR, on=MARCH)
    assert taken_back is None


def test_a_member_names_its_own_people_and_only_with_a_promise() -> None:
    foreign = refusal_of_a_pledge(said("1", 3, 9), "Pike", around(staff=(3,)), CALENDAR, on=MARCH)
    assert str(foreign).startswith("Somebody who is named does not work for Aurora, as far as the group knows.")
    idle = refusal_of_a_pledge(said("0", 3), "Pike", around(staff=(3,), before=said("1")), CALENDAR, on=MARCH)
    assert str(idle) == "A pledge that is taken back names nobody. Leave the people out."


def test_a_pledge_says_something_new() -> None:
    same = refusal_of_a_pledge(said("1", 3), "Pike", around(staff=(3,), before=said("1.00", 3)), CALENDAR, on=MARCH)
    assert str(same) == "That is what is pledged already. Write another figure, or leave it as it is."
    none = refusal_of_a_pledge(said("0"), "Pike", around(), CALENDAR, on=MARCH)
    assert str(none) == "There is nothing to take back. Write another figure, or leave it as it is."
    others = refusal_of_a_pledge(said("1", 4), "Pike", around(staff=(3, 4), before=said("1", 3)), CALENDAR, on=MARCH)
    assert others is None


def test_a_cycle_is_open_for_pledges_until_the_day_of_its_release() -> None:
    assert [one.name for one in pledgeable(CALENDAR, date(2017, 2, 21))] == ["Ocata", "Pike", "Queens"]
    assert [one.name for one in pledgeable(CALENDAR, date(2017, 2, 22))] == ["Pike", "Queens"]


def test_figures_are_written_in_hundredths() -> None:
    assert [written(Fraction(one)) for one in ("0", "1.25", "-0.5", "1234.5", "1/3")] == [
        "0.00",
        "1.25",
        "-0.50",
        "1,234.50",
        "0.33",
    ]
