"""A group adopts another charter: what it takes, what is wrong with it for this group, what becomes of the seats."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from muster.actions.admission import change_state
from muster.actions.charter_changes import adopt_charter, check_charter
from muster.actions.charter_in_force import charter_in_force
from muster.actions.founding import found_group
from muster.actions.people import add_person
from muster.actions.seats import appoint, give_office, holding_of, leave_seat, seat_called
from muster.domain.errors import AgainstTheRules, CharterFaults, NotAllowed, Stale
from muster.records import log
from muster.records.models import Group, Organisation, Seat
from muster.records.queries.people import seats_on
from tests.cast import CHARTER, FOUNDED, Cast
from tests.membership import ELECTED, TODAY, adopted, last_said, muster, refused

JUNE = date(2017, 6, 1)
TEXT = CHARTER.replace("NAME", "Alpha")
NEXT = TEXT.replace('"1"', '"2"', 1)


def faults(deed: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(CharterFaults) as found:
        deed()
    return [(fault.key, fault.what) for fault in found.value.faults]


def slugs(group: Group, day: date) -> list[str]:
    return [one.seat.slug for one in seats_on(group, day)]


def test_a_charter_is_in_force_from_its_day_on_and_the_one_before_until_then(alpha: Cast) -> None:
    text = NEXT.replace("days = 7, silence", "days = 14, silence")
    kept = adopt_charter(alpha.caller("Ada"), text, JUNE, decided_by=adopted(alpha.group))
    days = []
    for day in (date(2017, 5, 31), JUNE):
        decisions = charter_in_force(alpha.group, day).decisions
        assert decisions
        assert decisions.consensus
        days.append(decisions.consensus.days)
    assert days == [7, 14]
    assert last_said(alpha.group, "charter") == (
        "charter.adopted",
        {"version": "2", "sha256": kept.sha256, "since": "2017-06-01", "decided_by": "proposal/1"},
    )
    assert kept.text == text


def test_a_charter_that_takes_effect_today_renames_the_group(alpha: Cast) -> None:
    text = NEXT.replace('name = "Alpha"', 'name = "Alpha Two"')
    later = partial(adopt_charter, alpha.caller("Ada"), text, JUNE, decided_by=adopted(alpha.group))
    assert faults(later) == [
        ("group.name", "is new, and what the group is called and is for changes on its pages at once")
    ]
    adopt_charter(alpha.caller("Ada"), text, TODAY, decided_by="proposal/1")
    assert Group.objects.get(pk=alpha.group.pk).name == "Alpha Two"


def test_every_fault_of_a_charter_is_said_at_once_also_what_is_wrong_for_this_group_alone(alpha: Cast) -> None:
    ask = muster(alpha)
    give_office(ask, "secretary", alpha.people["Ed"], TODAY)
    text = (
        TEXT.replace('id = "member", name', 'id = "full", name')
        .replace('membership = "member"', 'membership = "full"')
        .replace("founded = 2017-01-02", "founded = 2017-01-01")
        .replace("roles = [", 'roles = [{ id = "secretary", name = "Secretary", chosen_by = "board" }, ')
    )
    assert faults(partial(adopt_charter, ask, text, TODAY, decided_by=adopted(alpha.group))) == [
        ("version", 'the group has had a version "1"'),
        ("group.founded", "a group is founded once"),
        ("classes", 'Aurora is of the class "member", which is gone'),
        ("classes", 'Borealis is of the class "member", which is gone'),
        ("classes", 'Corona is of the class "member", which is gone'),
        ("board.roles", "2 people are secretary that day, and 1 may be"),
    ]
    assert faults(partial(adopt_charter, ask, NEXT.replace("mission", "misison"), TODAY))[0][0] == "group.misison"


def test_whatever_cannot_be_adopted_is_refused_with_its_reason(alpha: Cast) -> None:
    ada, decided = alpha.caller("Ada"), adopted(alpha.group)
    other = adopted(alpha.group, 2, resolution=None)
    adopt = partial(adopt_charter, ada)
    adopt(NEXT, JUNE, decided_by=decided)
    third = NEXT.replace('"2"', '"3"', 1)
    reasons = [
        refused(AgainstTheRules, partial(adopt, third, date(2017, 5, 8), decided_by=decided))[0],
        refused(AgainstTheRules, partial(adopt, third, TODAY, decided_by=decided))[0],
        refused(AgainstTheRules, partial(adopt, third, JUNE))[0],
        refused(AgainstTheRules, partial(adopt, third, JUNE, decided_by=other))[0],
        refused(AgainstTheRules, partial(adopt, NEXT, JUNE, decided_by=decided))[0],
        refused(AgainstTheRules, partial(adopt, third + "#" * 1024 * 1024, JUNE, decided_by=decided))[0],
    ]
    assert reasons == [
        "The charter would bind from 2017-05-08 on, and what was decided since then was decided by another.",
        "Version 2 is adopted already, in force from 2017-06-01 on.",
        "The board decides this.",
        "proposal/2 is not adopted.",
        "This is the charter that the group has.",
        "The charter is larger than 1 MiB.",
    ]


@pytest.mark.parametrize("name", ["", "Pat", "Ed", "Bo", "Di", "Oz"])
def test_the_chair_and_the_administrator_alone_change_the_charter(alpha: Cast, name: str) -> None:
    refused(NotAllowed, partial(adopt_charter, alpha.caller(name), NEXT, JUNE, decided_by=adopted(alpha.group)))


def test_a_charter_is_changed_only_as_it_was_seen(alpha: Cast) -> None:
    seen = log.version(alpha.group, "charter")
    adopt_charter(alpha.caller("Ada"), NEXT, JUNE, decided_by=adopted(alpha.group), expected=seen)
    third = NEXT.replace('"2"', '"3"', 1)
    refused(Stale, partial(adopt_charter, alpha.caller("Ada"), third, JUNE, decided_by="proposal/1", expected=seen))


def test_a_second_seat_a_member_is_made_and_taken_away_again(alpha: Cast) -> None:
    ask, decided = alpha.caller("Ada"), adopted(alpha.group)
    two = NEXT.replace("seats_per_member = 1", "seats_per_member = 2")
    adopt_charter(ask, two, JUNE, decided_by=decided)
    assert slugs(alpha.group, TODAY) == ["aurora", "borealis", "corona"]
    assert slugs(alpha.group, JUNE) == ["aurora", "aurora-2", "borealis", "borealis-2", "corona", "corona-2"]
    july = date(2017, 7, 1)
    appoint(ask, seat_called(alpha.group, "borealis-2"), alpha.people["Ed"], JUNE)
    one = partial(adopt_charter, ask, TEXT.replace('"1"', '"3"', 1), july, decided_by=decided)
    assert refused(AgainstTheRules, one)[0] == (
        "The charter takes away the seat Borealis 2, which Ed holds beyond 2017-07-01."
    )
    leave_seat(ask, holding_of(seat_called(alpha.group, "borealis-2"), alpha.people["Ed"], "representative"), july)
    one()
    assert slugs(alpha.group, july) == ["aurora", "borealis", "corona"]


def test_a_member_that_is_to_come_gets_the_seats_of_the_charter_then_in_force(alpha: Cast) -> None:
    ask, decided = alpha.caller("Ada"), adopted(alpha.group)
    adopt_charter(ask, NEXT.replace("seats_per_member = 1", "seats_per_member = 2"), JUNE, decided_by=decided)
    corona = Organisation.objects.get(group=alpha.group, slug="corona")
    change_state(ask, corona, "former", TODAY)
    change_state(ask, corona, "applicant", JUNE)
    change_state(ask, corona, "member", date(2017, 7, 1), decided_by=decided)
    rows = Seat.objects.filter(organisation=corona).order_by("since", "slug")
    assert [(one.slug, one.since, one.until) for one in rows] == [
        ("corona", date(2017, 1, 2), TODAY),
        ("corona-1", date(2017, 7, 1), None),
        ("corona-2", date(2017, 7, 1), None),
    ]


def test_an_elected_board_grows_and_shrinks_by_its_empty_seats(alpha: Cast) -> None:
    group = found_group("elected", ELECTED.replace("NAME", "Elected"), at=FOUNDED)
    ask = muster(alpha, group=group)
    text = ELECTED.replace("NAME", "Elected")
    add_person(ask, "Eve")
    decided = adopted(group)
    adopt_charter(ask, text.replace('"1"', '"2"', 1).replace("seats = 5", "seats = 7"), JUNE, decided_by=decided)
    assert slugs(group, JUNE) == ["1", "2", "3", "4", "5", "6", "7"]
    july = date(2017, 7, 1)
    adopt_charter(ask, text.replace('"1"', '"3"', 1).replace("seats = 5", "seats = 3"), july, decided_by=decided)
    assert (slugs(group, JUNE)[-1], slugs(group, july)) == ("7", ["1", "2", "3"])


def test_a_reader_is_told_where_the_charters_members_are_not_the_records(alpha: Cast) -> None:
    text = NEXT.replace('{ name = "Corona"', '{ name = "Dorado"')
    assert check_charter(alpha.group, text, JUNE) == (
        "The charter names Dorado as a member, and the record does not.",
        "Corona is a member by the record, and the charter does not name it.",
    )
    assert faults(partial(check_charter, alpha.group, TEXT, JUNE)) == [("version", 'the group has had a version "1"')]
