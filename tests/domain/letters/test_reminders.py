"""Who is reminded when: before the deadline, and after it where that still helps; once for each deadline."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.letters.reminders import LATE, LATE_FOR, NEAR, once, stage

BY = datetime(2017, 5, 12, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kind", "at", "due"),
    [
        ("position", BY - timedelta(days=2) - SECOND, None),
        ("position", BY - timedelta(days=2), "near"),
        ("position", BY - SECOND, "near"),
        ("position", BY, None),
        ("agenda", BY - timedelta(days=1), "near"),
        ("agenda", BY, "late"),
        ("agenda", BY + timedelta(days=7) - SECOND, "late"),
        ("agenda", BY + timedelta(days=7), None),
        ("invitation", BY - SECOND, None),
    ],
)
def test_a_reminder_is_due_in_its_time_and_not_a_second_before_or_after(kind: str, at: datetime, due: str) -> None:
    assert stage(kind, BY, at) == due


@given(kind=st.sampled_from(sorted(NEAR)), minutes=st.integers(-60 * 24 * 30, 60 * 24 * 30))
def test_whoever_cannot_do_it_any_more_is_not_reminded(kind: str, minutes: int) -> None:
    due = stage(kind, BY, BY + timedelta(minutes=minutes))
    if minutes >= 0:
        assert due == ("late" if kind in LATE and timedelta(minutes=minutes) < LATE_FOR else None)
    else:
        assert due in {None, "near"}


def test_a_deadline_that_moves_is_another_one_and_so_is_another_thing() -> None:
    names = {
        once("near", "vote", "proposal/3", BY),
        once("near", "vote", "proposal/3", BY + timedelta(days=1)),
        once("near", "vote", "proposal/4", BY),
        once("near", "position", "proposal/3", BY),
        once("late", "vote", "proposal/3", BY),
    }
    assert len(names) == 5
    assert once("near", "vote", "proposal/3", BY) == once("near", "vote", "proposal/3", BY)
