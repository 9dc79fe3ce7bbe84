"""A proposal at any moment, from its log, the charter of its day and the clock; and the electorate of a day."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from muster.actions.admission import change_state
from muster.actions.decisions.calling import answer_objection, call_for_consensus, settle_objection, take_position
from muster.actions.decisions.consequences import following
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.settling import settle, settle_everywhere
from muster.actions.decisions.voting import call_vote, cast_vote
from muster.actions.decisions.writing import Consequence, Written
from muster.actions.seats import appoint, seat_called
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.records import log
from muster.records.models import (
    Attendance,
    CharterVersion,
    Holding,
    Meeting,
    Membership,
    Organisation,
    Proposal,
    Seat,
    Series,
)
from muster.records.queries.decisions import CarriedOut, attendance_before, resolutions
from muster.records.queries.electorate import roll_on
from tests.actions.decisions.boards import CLOSE, DAY, TEXT, board, called, put, seen
from tests.cast import CHARTER, NOON, Cast

MINUTE = timedelta(minutes=1)
BY_VOTE = {'way = "consensus-then-vote"': 'way = "vote"'}


def test_a_proposal_is_what_its_log_says_at_every_moment_of_its_life(alpha: Cast) -> None:
    number = put(alpha, at=NOON - MINUTE)
    call_for_consensus(alpha.caller("Bo"), number, version=1)
    take_position(alpha.caller("Cy", at=NOON + DAY), number, "object", version=1, reason="No.")
    answer_objection(alpha.caller("Bo", at=NOON + 2 * DAY), number, "corona", "Why not?")
    settle_objection(alpha.caller("Cy", at=NOON + 3 * DAY), number, satisfied=True)
    settle(alpha.group, CLOSE + DAY)
    # The row is for finding it; whatever somebody writes there, its log goes on saying what happened.
    Proposal.objects.update(phase="lapsed", ended_at=NOON, until=None)
    story = [
        (at, state.phase, len(state.positions), len(state.objections))
        for at in (
            NOON - MINUTE,
            NOON,
            NOON + DAY,
            NOON + 3 * DAY - MINUTE,
            NOON + 3 * DAY,
            CLOSE - MINUTE,
            CLOSE,
            CLOSE + 9 * DAY,
        )
        for state in [seen(alpha, number, at=at).state]
    ]
    assert [(phase.value, positions, objections) for _, phase, positions, objections in story] == [
        ("discussion", 0, 0),
        ("consensus-call", 0, 0),
        ("consensus-call", 1, 1),
        ("consensus-call", 1, 1),
        ("consensus-call", 1, 0),
        ("consensus-call", 1, 0),
        ("adopted", 1, 0),
        ("adopted", 1, 0),
    ]
    with pytest.raises(NotThere, match="not there yet on 2017-05-09 11:58"):
        seen(alpha, number, at=NOON - 2 * MINUTE)


def test_a_proposal_is_decided_by_the_charter_under_which_it_was_put(alpha: Cast) -> None:
    number = called(alpha)
    text = CHARTER.replace("NAME", "Alpha").replace("days = 7", "days = 1").replace('version = "1"', 'version = "2"')
    CharterVersion.objects.create(group=alpha.group, version="2", since=NOON.date(), text=text, sha256="2" * 64)
    assert seen(alpha, number, at=NOON + 2 * DAY).state.phase is Phase.CALL
    later = put(alpha, at=NOON + 2 * DAY)
    call_for_consensus(alpha.caller("Bo", at=NOON + 2 * DAY), later, version=1)
    assert seen(alpha, later, at=NOON + 3 * DAY).state.phase is Phase.ADOPTED


def test_deadlines_of_every_group_are_written_down_in_one_round(alpha: Cast) -> None:
    gamma = board(alpha, {})
    called(alpha)
    called(gamma)
    assert settle_everywhere(CLOSE - MINUTE) == 0
    assert settle_everywhere(CLOSE) == 2
    assert [one.resolution for cast in (alpha, gamma) for one in resolutions(cast.group)] == [1, 1]
    assert log.verify(gamma.group)[1] == []


def test_a_suspended_member_is_not_asked_and_nobody_speaks_for_its_seat(alpha: Cast) -> None:
    Membership.objects.filter(organisation__group=alpha.group, organisation__slug="corona").update(state="suspended")
    number = called(alpha)
    assert [one.name for one in seen(alpha, number).state.electorate] == ["Aurora", "Borealis"]
    for name, more in (("Cy", {}), ("Bo", {"seat": "corona"}), ("Di", {"written_for": "corona"})):
        with pytest.raises(NotAllowed, match="whoever holds a seat" if name == "Cy" else "is suspended"):
            take_position(alpha.caller(name), number, "agree", version=1, **more)


def test_nobody_is_written_down_for_a_seat_that_nobody_holds(alpha: Cast) -> None:
    Holding.objects.filter(seat__group=alpha.group, seat__slug="corona").delete()
    number = called(alpha)
    assert seen(alpha, number).state.electorate[-1].representative is None
    with pytest.raises(AgainstTheRules, match="Nobody speaks for that seat"):
        take_position(alpha.caller("Di"), number, "agree", version=1, written_for="corona")


def test_an_alternate_speaks_until_the_representative_does(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "corona")
    appoint(alpha.caller("Ada"), seat, alpha.people["Ed"], date(2017, 2, 1), part=Holding.Part.ALTERNATE)
    number = called(alpha)
    take_position(alpha.caller("Ed"), number, "object", version=1, reason="No.")
    take_position(alpha.caller("Cy"), number, "agree", version=1)
    with pytest.raises(NotAllowed, match="The representative has spoken"):
        take_position(alpha.caller("Ed"), number, "object", version=1, reason="No.")


def test_related_organisations_and_holders_of_elected_seats_are_families(alpha: Cast) -> None:
    organisations = {one.slug: one for one in Organisation.objects.filter(group=alpha.group)}
    holding = Organisation.objects.create(group=alpha.group, slug="omni", name="Omni")
    organisations["corona"].part_of, organisations["borealis"].part_of = organisations["borealis"], holding
    for organisation in organisations.values():
        organisation.save()
    elected = Seat.objects.create(group=alpha.group, slug="1", name="Seat 1", since=date(2017, 1, 2))
    empty = Seat.objects.create(group=alpha.group, slug="2", name="Seat 2", since=date(2017, 1, 2))
    appoint(alpha.caller("Ada"), elected, alpha.people["Ed"], date(2017, 2, 1))

    def families(*, as_one: bool) -> dict[str, str]:
        roll = roll_on(alpha.group, NOON.date(), related_as_one=as_one)
        return {one.seat: one.family for one in roll.electorate}

    apart = {"seat/aurora": "Aurora", elected.handle: "Borealis", empty.handle: empty.handle}
    assert families(as_one=False) == {**apart, "seat/borealis": "Borealis", "seat/corona": "Corona"}
    one = {"seat/aurora": "Aurora", elected.handle: "Omni", empty.handle: empty.handle}
    assert families(as_one=True) == {**one, "seat/borealis": "Omni", "seat/corona": "Omni"}


def test_organisations_that_are_parts_of_each_other_do_not_go_on_for_ever(alpha: Cast) -> None:
    corona, aurora = (Organisation.objects.get(group=alpha.group, slug=slug) for slug in ("corona", "aurora"))
    corona.part_of, aurora.part_of = aurora, corona
    corona.save()
    aurora.save()
    found = {one.seat: one.family for one in roll_on(alpha.group, NOON.date(), related_as_one=True).electorate}
    assert found == {"seat/aurora": "Corona", "seat/corona": "Aurora", "seat/borealis": "Borealis"}


def meeting(alpha: Cast, day: int, *names: str, cancelled: str = "") -> None:
    series, _ = Series.objects.get_or_create(
        group=alpha.group, slug="weekly", defaults={"title": "Weekly", "starts": "2017-01-03T14:00", "changed_at": NOON}
    )
    there = Meeting.objects.create(
        group=alpha.group, series=series, slug=f"{day}", starts=NOON - day * DAY, cancelled=cancelled
    )
    seats = {"Ada": "aurora", "Bo": "borealis", "Cy": "corona"}
    for name in names:
        person = alpha.people[name]
        Attendance.objects.create(meeting=there, person=person, seat=seats.get(name, ""), how="ticked", at=NOON)


def test_recent_attendance_is_of_seats_at_the_last_meetings_that_took_place(alpha: Cast) -> None:
    meeting(alpha, 50, "Ada", "Bo", "Cy")
    meeting(alpha, 40, "Ada", "Bo", "Cy")
    meeting(alpha, 30, "Ada", "Ed", "Di")
    meeting(alpha, 20, "Ada", "Bo", cancelled="A holiday.")
    meeting(alpha, 10, "Bo", "Cy", "Ed")
    meeting(alpha, -10, "Ada", "Bo")
    assert attendance_before(alpha.group, 3, NOON) == (3, 1, 2)
    assert attendance_before(alpha.group, 3, NOON - 35 * DAY) == (3, 3)
    assert attendance_before(alpha.other, 3, NOON) == ()


def test_a_quorum_that_follows_attendance_takes_it_from_the_meetings_and_keeps_it(alpha: Cast) -> None:
    recent = {**BY_VOTE, 'of = "seats" }': 'of = "recent-attendance", meetings = 2 }'}
    gamma = board(alpha, recent)
    number = put(gamma)
    meeting(gamma, 20, "Ada", "Bo", "Cy")
    with pytest.raises(AgainstTheRules, match="follows the last 2 meetings, and 1 are known"):
        call_vote(gamma.caller("Ada"), number, version=1)
    meeting(gamma, 10, "Ada", "Bo")
    call_vote(gamma.caller("Ada"), number, version=1)
    cast_vote(gamma.caller("Ada"), number, "yes")
    cast_vote(gamma.caller("Bo"), number, "yes")
    Attendance.objects.all().delete()
    verdict = seen(gamma, number, at=CLOSE).state.verdict
    assert verdict is not None
    assert (verdict.adopted, verdict.quorum.base, verdict.quorum.needed) == (True, Fraction(5, 2), 2)


def test_what_is_to_follow_is_said_and_linked_once_it_is_done(alpha: Cast) -> None:
    denali = Organisation.objects.create(group=alpha.group, slug="denali", name="Denali")
    written = Written("Admit Denali", TEXT, Consequence("admit", "denali"))
    proposal = open_proposal(alpha.caller("Bo"), "motion", written)
    plan = following(proposal)
    assert plan is not None
    assert (plan.words, plan.where, plan.done, plan.is_done) == (
        "Denali becomes a member",
        "members/denali/",
        (),
        False,
    )
    Membership.objects.create(
        organisation=denali, membership="member", state="member", since=CLOSE.date(), decided_by=proposal.handle
    )
    plan = following(proposal)
    assert plan is not None
    assert plan.is_done
    assert plan.done == (CarriedOut("Denali is a member", "organisation/denali", CLOSE.date()),)


def test_what_the_clock_adopted_can_be_carried_out_before_anybody_has_written_that_down(alpha: Cast) -> None:
    corona = Organisation.objects.get(group=alpha.group, slug="corona")
    proposal = open_proposal(alpha.caller("Bo"), "motion", Written("Pause", TEXT, Consequence("suspend", "corona")))
    call_for_consensus(alpha.caller("Bo"), proposal.number, version=1)

    def suspend(at: datetime) -> None:
        change_state(alpha.caller("Di", at=at), corona, "suspended", CLOSE.date(), decided_by=proposal.handle)

    with pytest.raises(AgainstTheRules, match="is not adopted"):
        suspend(CLOSE - MINUTE)
    suspend(CLOSE)
    plan = following(proposal)
    assert plan is not None
    assert plan.is_done


def test_a_charter_that_is_adopted_is_linked_too_and_an_unknown_consequence_refused(alpha: Cast) -> None:
    proposal = open_proposal(alpha.caller("Bo"), "motion", Written("A charter", TEXT, Consequence("charter")))
    CharterVersion.objects.create(
        group=alpha.group, version="2", since=CLOSE.date(), text="", sha256="2" * 64, decided_by=proposal.handle
    )
    plan = following(proposal)
    assert plan is not None
    assert (plan.words, plan.is_done) == ("a new charter comes into force", True)
    with pytest.raises(AgainstTheRules, match="Nothing of that kind"):
        open_proposal(alpha.caller("Bo"), "motion", Written("A", TEXT, Consequence("explode", "denali")))
    assert following(seen(alpha, put(alpha)).proposal) is None
