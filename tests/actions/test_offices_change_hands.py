"""Offices: given, handed over in one deed, and left."""

from datetime import date

import pytest

from muster.actions.caller import acting
from muster.actions.seats import give_office, leave_office, office_of
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.records import log
from muster.records.models import Office
from tests.cast import Cast
from tests.membership import START, TODAY, adopted, muster, on, refused, said

JUNE = date(2017, 6, 1)


def times(alpha: Cast, role: str) -> list[tuple[str, date, date | None]]:
    rows = Office.objects.filter(group=alpha.group, role=role).order_by("since", "pk")
    return [(one.person.name, one.since, one.until) for one in rows]


def test_the_chair_is_handed_over_in_one_deed(alpha: Cast) -> None:
    decided = adopted(alpha.group)
    give_office(alpha.caller("Ada"), "chair", alpha.people["Bo"], JUNE, decided_by=decided)
    assert times(alpha, "chair") == [("Ada", START, JUNE), ("Bo", JUNE, None)]
    ada, bo = alpha.people["Ada"].handle, alpha.people["Bo"].handle
    assert said(alpha.group, "office/chair")[1:] == [
        ("office.left", {"person": ada, "until": "2017-06-01"}),
        ("office.taken", {"person": bo, "since": "2017-06-01", "until": "", "decided_by": "proposal/1"}),
    ]
    for moment, chair in ((on(2017, 5, 31), "Ada"), (on(2017, 6, 1), "Bo")):
        roles = {name: acting(alpha.caller(name, at=moment)).roles for name in ("Ada", "Bo")}
        assert [name for name, found in roles.items() if "chair" in found] == [chair]


def test_of_two_who_hold_an_office_one_is_named_to_hand_it_over(alpha: Cast) -> None:
    ask = muster(alpha)
    give_office(ask, "secretary", alpha.people["Ed"], TODAY)
    give_office(ask, "secretary", alpha.people["Cy"], JUNE, instead_of=alpha.people["Di"])
    assert times(alpha, "secretary") == [("Di", START, JUNE), ("Ed", TODAY, None), ("Cy", JUNE, None)]


def test_an_office_is_left_on_a_day(alpha: Cast) -> None:
    leave_office(alpha.caller("Ada"), office_of(alpha.group, "secretary", alpha.people["Di"].number), JUNE)
    assert times(alpha, "secretary") == [("Di", START, JUNE)]
    again = office_of(alpha.group, "secretary", alpha.people["Di"].number)
    assert refused(AgainstTheRules, lambda: leave_office(alpha.caller("Ada"), again, date(2017, 7, 1)))[0] == (
        "Di ended on 2017-06-01 already."
    )


def test_a_past_time_in_office_is_written_down_with_its_end(alpha: Cast) -> None:
    give_office(alpha.caller("Ada"), "liaison", alpha.people["Ed"], START, until=TODAY)
    assert times(alpha, "liaison") == [("Ed", START, TODAY)]


def test_whatever_cannot_be_of_an_office_is_refused_with_its_reason(alpha: Cast) -> None:
    ada, ed = alpha.caller("Ada"), alpha.people["Ed"]
    give_office(ada, "chair", alpha.people["Bo"], JUNE)
    undecided = adopted(alpha.group, 2, resolution=None)
    reasons = [
        refused(AgainstTheRules, lambda: give_office(ada, "king", ed, TODAY))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "chair", alpha.people["Ada"], TODAY))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "chair", ed, date(2016, 1, 1)))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "chair", ed, TODAY))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "chair", ed, TODAY, instead_of=alpha.people["Cy"]))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "liaison", ed, TODAY, until=TODAY))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "liaison", ed, TODAY, decided_by="charter"))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "liaison", ed, TODAY, decided_by="proposal/7"))[0],
        refused(AgainstTheRules, lambda: give_office(ada, "liaison", ed, TODAY, decided_by=undecided))[0],
    ]
    assert reasons == [
        "There is no such office.",
        "Ada is chair already that day.",
        "The office would begin on 2016-01-01, before the group did, on 2017-01-02.",
        "Bo (2017-06-01 to further notice) would overlap with Ed (2017-05-09 to further notice).",
        "Cy is not chair that day.",
        "It would end on 2017-05-09, and begin on 2017-05-09.",
        "The charter in force on that day does not say so.",
        "The group has no proposal/7.",
        "proposal/2 is not adopted.",
    ]


@pytest.mark.parametrize("name", ["", "Pat", "Ed", "Bo", "Oz"])
def test_nobody_takes_an_office_by_themselves(alpha: Cast, name: str) -> None:
    refused(NotAllowed, lambda: give_office(alpha.caller(name), "secretary", alpha.people["Ed"], TODAY))


def test_two_hand_overs_at_once_are_not_both_done(alpha: Cast) -> None:
    seen = log.version(alpha.group, "office/chair")
    give_office(alpha.caller("Ada"), "chair", alpha.people["Bo"], JUNE, expected=seen)
    refused(Stale, lambda: give_office(alpha.caller("Di"), "chair", alpha.people["Cy"], JUNE, expected=seen))


def test_an_office_that_somebody_never_had_is_not_there(alpha: Cast) -> None:
    with pytest.raises(NotThere):
        office_of(alpha.group, "chair", alpha.people["Ed"].number)
