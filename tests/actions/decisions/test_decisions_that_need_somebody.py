"""What decisions ask of whom: positions, votes, answers, and the chair's next word; of nobody what is not theirs."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.decisions.calling import answer_objection, call_for_consensus, take_position
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import call_vote, cast_vote
from muster.actions.needs.decisions import proposals_to_act_on
from muster.actions.needs.shape import Need
from muster.actions.reminders import remind
from muster.actions.seats import appoint, seat_called
from muster.records.models import Account, Letter
from muster.records.queries.me import standpoints_in, standpoints_of
from tests.actions.decisions.boards import CLOSE, DAY, MEETS, SECRET, board, called, failed, put, voted_on
from tests.cast import NOON, Cast, address


def needs(cast: Cast, name: str, at: datetime = NOON) -> list[Need]:
    standpoints = standpoints_of(Account.objects.get(email=address(name)), at.date())
    return list(proposals_to_act_on([one for one in standpoints if one.group == cast.group], at))


def asked(cast: Cast, name: str, at: datetime = NOON) -> list[str]:
    return [f"{need.kind}: {need.what}" for need in needs(cast, name, at)]


def test_a_call_asks_every_seat_that_has_not_answered_until_it_closes(alpha: Cast) -> None:
    number = called(alpha)
    take_position(alpha.caller("Ada"), number, "agree", version=1)
    (need,) = needs(alpha, "Cy")
    assert (need.what, need.by, need.where, need.on_behalf) == (
        "Take a position on “Weekly tests”",
        CLOSE,
        f"/alpha/proposals/{number}/",
        ("Corona",),
    )
    assert [asked(alpha, name) for name in ("Ada", "Di", "Ed", "Oz")] == [[], [], [], []]
    assert asked(alpha, "Cy", CLOSE) == []


def test_one_person_is_asked_once_for_all_their_seats(alpha: Cast) -> None:
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "corona"), alpha.people["Bo"], NOON.date())
    put(alpha, "Ada")
    call_for_consensus(alpha.caller("Ada"), 1, version=1)
    assert [need.on_behalf for need in needs(alpha, "Bo")] == [("Borealis", "Corona")]


def test_an_objection_asks_the_proposer_for_an_answer_and_then_the_objector_whether_it_will_do(alpha: Cast) -> None:
    number = failed(alpha, at=NOON)
    assert asked(alpha, "Bo") == [
        "position: Take a position on “Weekly tests”",
        "answer: Answer the objection to “Weekly tests”",
    ]
    answer_objection(alpha.caller("Bo"), number, "corona", "Because.")
    assert asked(alpha, "Bo") == ["position: Take a position on “Weekly tests”"]
    assert asked(alpha, "Cy") == ["objection: Say whether the answer on “Weekly tests” satisfies you"]


def test_what_failed_waits_for_the_chair_and_a_vote_for_the_seats(alpha: Cast) -> None:
    number = failed(alpha)
    assert asked(alpha, "Ada") == ["no-consensus: Decide how “Weekly tests” goes on: there was no consensus"]
    call_vote(alpha.caller("Ada"), number, version=1)
    assert asked(alpha, "Ada") == ["vote: Vote on “Weekly tests”"]
    cast_vote(alpha.caller("Ada"), number, "yes")
    assert asked(alpha, "Ada") == []


def test_a_proposer_is_asked_to_have_a_proposal_decided_once_that_can_be(alpha: Cast) -> None:
    gamma = board(alpha, {"[decisions]": "[decisions]\ndiscussion = { days = 2, lapses_after_days = 30 }"})
    put(gamma)
    assert asked(gamma, "Bo", NOON + DAY) == []
    (need,) = needs(gamma, "Bo", NOON + 2 * DAY)
    assert (need.what, need.by) == ("Have “Weekly tests” decided, or withdraw it", NOON + 30 * DAY)


def test_a_tie_asks_the_chair_and_a_meeting_whoever_called_the_vote(alpha: Cast) -> None:
    gamma, delta = board(alpha, SECRET), board(alpha, MEETS, slug="delta")
    number = voted_on(gamma)
    cast_vote(gamma.caller("Ada"), number, "yes")
    cast_vote(gamma.caller("Bo"), number, "no")
    settle(gamma.group, CLOSE)
    assert asked(gamma, "Ada", CLOSE) == ["tie: Break the tie on “Weekly tests”"]
    assert asked(gamma, "Cy", CLOSE) == []
    number = failed(delta)
    call_vote(delta.caller("Bo"), number, version=1, present=["aurora", "borealis"])
    assert asked(delta, "Bo") == [
        "vote: Vote on “Weekly tests”",
        "close: End the vote on “Weekly tests” when all have voted",
    ]
    assert asked(delta, "Cy") == []


def test_reminders_come_two_days_before_a_call_closes(alpha: Cast) -> None:
    called(alpha)
    Letter.objects.all().delete()
    assert remind(alpha.group, CLOSE - 3 * DAY) == 0
    remind(alpha.group, CLOSE - 2 * DAY)
    assert sorted(one.to.partition("@")[0] for one in Letter.objects.all()) == ["ada", "bo", "cy"]


@pytest.mark.parametrize("proposals", [1, 12])
def test_it_takes_three_questions_however_many_proposals_and_people(alpha: Cast, proposals: int) -> None:
    for _ in range(proposals):
        failed(alpha, at=NOON)
    standpoints = standpoints_in(alpha.group, NOON.date())
    with CaptureQueriesContext(connection) as asked_for:
        assert len(list(proposals_to_act_on(standpoints, NOON))) == 3 * proposals
    assert len(asked_for) == 3
