"""Who is here for which seat, and from which moment on that is a quorum."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.decisions import Quorum
from muster.domain.meetings.attendance import Attendance, Filled, Presence, Seat, Source, attendance, here
from tests.domain.meetings.samples import utc

ALPHA, BETA, GAMMA = Seat("alpha", "ada", "al"), Seat("beta", "bo", "ben"), Seat("gamma", None, "cy")
HALF = Quorum(more_than=Fraction(1, 2), of="seats", counts="present")

people = st.sampled_from("abcdef")
seats = st.lists(
    st.tuples(st.none() | people, st.none() | people), max_size=6
).map(lambda pairs: [Seat(str(number), *pair) for number, pair in enumerate(pairs)])  # fmt: skip


def test_whoever_came_and_has_not_left_is_here() -> None:
    presences = [
        Presence(person="ada", since=utc("2017-08-17 14:00")),
        Presence(person="bo", since=utc("2017-08-17 14:10"), until=utc("2017-08-17 14:30")),
        Presence(
            person="cy",
            since=utc("2017-08-17 14:20"),
            source=Source.ENTERED_LATER,
            entered_by="ada",
            entered_at=utc("2017-08-20 09:00"),
        ),
    ]
    moments = ("13:59", "14:00", "14:10", "14:29", "14:30")
    assert [sorted(here(presences, utc(f"2017-08-17 {moment}"))) for moment in moments] == [
        [], ["ada"], ["ada", "bo"], ["ada", "bo", "cy"], ["ada", "cy"],
    ]  # fmt: skip


def test_seats_fill_while_people_come_in_until_there_is_a_quorum() -> None:
    def state(*people: str) -> tuple[int, int, int, bool]:
        now = attendance([ALPHA, BETA, GAMMA], people, HALF, alternates=True)
        return now.present, now.needed, now.missing, now.is_quorate

    assert state() == (0, 2, 2, False)
    assert state("al") == (1, 2, 1, False)
    assert state("al", "ada") == (1, 2, 1, False)
    assert state("al", "ada", "cy") == (2, 2, 0, True)


def test_each_seat_says_who_is_here_for_it() -> None:
    assert attendance([ALPHA, BETA, GAMMA], ["ben", "ada", "al", "guest"], HALF, alternates=True) == Attendance(
        seats=(Filled(ALPHA, "ada"), Filled(BETA, "ben", by_alternate=True), Filled(GAMMA, None)),
        present=2,
        needed=2,
        base=Fraction(3),
        binding=True,
    )


def test_an_alternate_stands_in_only_where_the_charter_lets_them() -> None:
    assert attendance([ALPHA], ["al"], HALF, alternates=False).present == 0


def test_nobody_stands_for_two_seats() -> None:
    both = [Seat("alpha", "ada"), Seat("beta", "ada", "bo"), Seat("gamma", None, "ada")]
    assert [one.by for one in attendance(both, ["ada"], None, alternates=True).seats] == ["ada", None, None]
    assert [one.by for one in attendance(both, ["ada", "bo"], None, alternates=True).seats] == ["ada", "bo", None]


@pytest.mark.parametrize(
    ("quorum", "recent", "needed", "base", "binding"),
    [
        (None, (), 1, None, False),
        (Quorum(at_least=Fraction(5)), (), 5, None, False),
        (Quorum(at_least=Fraction(2, 3), of="seats", counts="present"), (), 6, Fraction(9), True),
        (Quorum(more_than=Fraction(2, 3), of="seats", counts="present"), (), 7, Fraction(9), True),
        (Quorum(at_least=Fraction(1, 2), of="seats"), (), 5, Fraction(9), False),
        # More than half of the mean attendance of the last three meetings, as the CA/Browser Forum has it.
        (
            Quorum(more_than=Fraction(1, 2), of="recent-attendance", meetings=3, counts="present"),
            (99, 12, 15, 14),
            7,
            Fraction(41, 3),
            True,
        ),
        (Quorum(more_than=Fraction(1, 2), of="recent-attendance", meetings=3), (7,), 4, Fraction(7), False),
        (Quorum(at_least=Fraction(1, 2), of="recent-attendance", meetings=3), (), 1, Fraction(0), False),
    ],
)
def test_a_quorum_is_what_the_charter_says_in_whole_seats(
    quorum: Quorum | None, recent: tuple[int, ...], needed: int, base: Fraction | None, binding: object
) -> None:
    nine = [Seat(str(number), f"person {number}") for number in range(9)]
    now = attendance(nine, [], quorum, alternates=False, recent=recent)
    assert (now.needed, now.base, now.binding) == (needed, base, binding)


@given(seats=seats, came=st.sets(people), later=people, alternates=st.booleans())
def test_no_seat_counts_without_a_person_of_its_own_in_the_room(
    seats: list[Seat], came: set[str], later: str, alternates: bool
) -> None:
    now = attendance(seats, came, HALF, alternates=alternates)
    standing = [one.by for one in now.seats if one.by is not None]
    assert len(standing) == len(set(standing)) == now.present
    assert set(standing) <= came
    assert all(one.by in {one.seat.representative, one.seat.alternate, None} for one in now.seats)
    assert attendance(seats, came | {later}, HALF, alternates=alternates).present >= now.present
