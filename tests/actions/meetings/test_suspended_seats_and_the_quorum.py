"""The seat of a suspended member counts for no quorum of a meeting, whoever comes; before and after it does."""

from datetime import date, timedelta

import pytest

from muster.actions.admission import change_state
from muster.actions.meetings import attendance
from muster.actions.meetings.looking import Came, look_at
from muster.actions.meetings.series import plan_series
from muster.records.models import Organisation, Series
from muster.records.queries.meetings import meeting_called
from tests.actions.meetings.test_meeting_deeds import DURING, NEXT, PLANNED, SLUG
from tests.cast import Cast
from tests.membership import adopted

WEEK = timedelta(days=7)


@pytest.fixture
def series(alpha: Cast) -> Series:
    return plan_series(alpha.caller("Di"), PLANNED)


def came(alpha: Cast, slug: str, weeks: int) -> Came:
    return look_at(alpha.group, meeting_called(alpha.group, slug), DURING + weeks * WEEK).came


@pytest.mark.usefixtures("series")
def test_a_meeting_while_a_member_is_suspended_counts_the_other_seats_alone(alpha: Cast) -> None:
    for slug, weeks in ((SLUG, 0), (NEXT, 1)):
        for name in ("Ada", "Cy"):
            attendance.tick(alpha.caller(name, at=DURING + weeks * WEEK), slug)
    suspended = DURING.date() + timedelta(days=1)
    corona, by = Organisation.objects.get(group=alpha.group, slug="corona"), adopted(alpha.group)
    change_state(alpha.caller("Di", at=DURING + WEEK), corona, "suspended", suspended, decided_by=by)
    before, while_suspended = came(alpha, SLUG, 0).quorum, came(alpha, NEXT, 1).quorum
    assert before
    assert while_suspended
    assert (before.present, before.needed, len(before.seats), before.is_quorate) == (2, 2, 3, True)
    assert (while_suspended.present, while_suspended.needed, len(while_suspended.seats)) == (1, 2, 2)
    assert not while_suspended.is_quorate
    assert [one.person.name for one in came(alpha, NEXT, 1).rows] == ["Ada", "Cy"]


@pytest.mark.usefixtures("series")
def test_whoever_comes_while_their_member_is_suspended_comes_for_no_seat(alpha: Cast) -> None:
    corona, by = Organisation.objects.get(group=alpha.group, slug="corona"), adopted(alpha.group)
    change_state(alpha.caller("Di"), corona, "suspended", date(2017, 5, 9), decided_by=by)
    seats = [attendance.tick(alpha.caller(name, at=DURING), SLUG).seat for name in ("Ada", "Cy")]
    assert seats == ["aurora", ""]


@pytest.mark.usefixtures("series")
def test_a_member_that_is_back_counts_again(alpha: Cast) -> None:
    corona, by = Organisation.objects.get(group=alpha.group, slug="corona"), adopted(alpha.group)
    change_state(alpha.caller("Di"), corona, "suspended", date(2017, 5, 9), decided_by=by)
    change_state(alpha.caller("Di"), corona, "member", date(2017, 5, 15), decided_by=by)
    assert [len(came(alpha, slug, weeks).seats) for slug, weeks in ((SLUG, 0), (NEXT, 1))] == [2, 3]
