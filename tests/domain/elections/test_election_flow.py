"""Who may do what in an election, and when; every no is a sentence."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from muster.domain.elections.calendar import planned
from muster.domain.elections.flow import (
    Candidacy,
    answer_refused,
    change_refused,
    nominate_refused,
    opening_refused,
    result_refused,
    unopposed,
    vote_refused,
    withdraw_refused,
)
from muster.domain.elections.rule import Rule
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.refusal import Refusal

CALENDAR = planned(date(2017, 5, 1), nominating=7, voting=7, eligible_on=date(2017, 5, 1))
PLANNED = datetime(2017, 4, 1, tzinfo=UTC)
NOMINATING = datetime(2017, 5, 3, tzinfo=UTC)
SETTLED = datetime(2017, 5, 8, 6, tzinfo=UTC)
VOTING = datetime(2017, 5, 10, tzinfo=UTC)
CLOSED = CALENDAR.voting_closes
EVERY_MOMENT = (PLANNED, NOMINATING, SETTLED, VOTING, CLOSED)


def said(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.what


def test_the_rule_can_be_changed_until_voting_opens_and_never_after() -> None:
    assert [change_refused(CALENDAR, at=at) is None for at in EVERY_MOMENT] == [True, True, True, False, False]


def test_nominations_are_taken_while_they_are_open() -> None:
    assert [said(nominate_refused(CALENDAR, at=at, may_stand=True)) for at in EVERY_MOMENT] == [
        "Nominations open 1\xa0May 2017, 00:00 UTC.",
        None,
        *["Nominations closed 8\xa0May 2017, 00:00 UTC."] * 3,
    ]


def test_nobody_is_nominated_whom_the_charter_does_not_let_stand() -> None:
    refusal = nominate_refused(CALENDAR, at=NOMINATING, may_stand=False)
    assert said(refusal) == "The charter does not let this person stand."


@pytest.mark.parametrize(
    ("candidacy", "what"),
    [
        (Candidacy.NOMINATED, "not answered yet"),
        (Candidacy.ACCEPTED, "accepted"),
        (Candidacy.DECLINED, "declined"),
        (Candidacy.WITHDRAWN, "withdrawn"),
    ],
)
def test_nobody_is_nominated_twice(candidacy: Candidacy, what: str) -> None:
    refusal = nominate_refused(CALENDAR, at=NOMINATING, may_stand=True, candidacy=candidacy)
    assert said(refusal) == f"This person was nominated before, and has {what}."


def test_the_nominee_alone_answers_and_may_think_again_while_nominations_are_open() -> None:
    for candidacy in (Candidacy.NOMINATED, Candidacy.ACCEPTED, Candidacy.DECLINED):
        assert answer_refused(CALENDAR, at=NOMINATING, candidacy=candidacy, is_nominee=True) is None
    late = answer_refused(CALENDAR, at=SETTLED, candidacy=Candidacy.NOMINATED, is_nominee=True)
    assert said(late) == "Nominations closed 8\xa0May 2017, 00:00 UTC."
    other = answer_refused(CALENDAR, at=NOMINATING, candidacy=Candidacy.NOMINATED, is_nominee=False)
    assert (said(other), other and other.kind) == ("This nomination is not yours.", NotAllowed)
    gone = answer_refused(CALENDAR, at=NOMINATING, candidacy=Candidacy.WITHDRAWN, is_nominee=True)
    assert said(gone) == "You have withdrawn, and that is final."


def test_a_candidate_may_withdraw_until_voting_closes() -> None:
    def asked(**facts: Any) -> str | None:  # noqa: ANN401 - each case changes another fact
        return said(
            withdraw_refused(CALENDAR, **{"at": VOTING, "candidacy": Candidacy.ACCEPTED, "is_nominee": True, **facts})
        )

    assert [asked(at=at) for at in EVERY_MOMENT] == [*[None] * 4, "Voting closed 16\xa0May 2017, 00:00 UTC."]
    assert asked(candidacy=Candidacy.DECLINED) == "You have declined."
    assert asked(is_nominee=False) == "This candidacy is not yours."


@pytest.mark.parametrize(
    ("candidates", "voters", "seed", "reason"),
    [
        (2, 7, "a seed", None),
        (0, 7, "a seed", "Nobody stands, so there is nothing to vote on."),
        (2, 0, "a seed", "Nobody is on the list of voters."),
        (2, 7, None, "No seed is published to break ties with."),
    ],
)
def test_voting_opens_only_with_candidates_voters_and_a_seed(
    candidates: int, voters: int, seed: str | None, reason: str | None
) -> None:
    assert said(opening_refused(Rule("schulze", seed=seed), candidates=candidates, voters=voters)) == reason


def test_voters_are_told_when_a_vote_can_only_confirm() -> None:
    assert unopposed(1, 1) == "1 candidate for 1 seat: if anybody votes, all who stand are elected."
    assert unopposed(2, 1) is None


def vote(**facts: Any) -> Refusal | None:  # noqa: ANN401 - each case changes another fact
    return vote_refused(CALENDAR, **{"at": VOTING, "on_the_list": True, "has_voted": False, **facts})


def test_whoever_is_on_the_frozen_list_votes_while_voting_is_open() -> None:
    assert [vote(at=at) is None for at in EVERY_MOMENT] == [False, False, False, True, False]
    assert said(vote(at=SETTLED)) == "Voting opens 9\xa0May 2017, 00:00 UTC."


def test_a_ballot_that_comes_a_second_late_is_told_by_whose_clock() -> None:
    assert vote(at=CLOSED - timedelta(seconds=1)) is None
    assert said(vote(at=CLOSED + timedelta(seconds=1))) == (
        "Voting closed 16\xa0May 2017, 00:00 UTC; by the server's clock, which decides, it is "
        "16\xa0May 2017, 00:00:01 UTC."
    )


@pytest.mark.parametrize(
    ("facts", "reason", "kind"),
    [
        (
            {"on_the_list": False},
            "You are not on the list of voters: it holds those entitled on 1\xa0May 2017.",
            NotAllowed,
        ),
        ({"has_voted": True}, "You have voted, and your ballot stands.", AgainstTheRules),
        (
            {"has_voted": True, "receipt": "unknown"},
            "No ballot of this election has this receipt.",
            AgainstTheRules,
        ),
        ({"receipt": "unknown"}, "No ballot of this election has this receipt.", AgainstTheRules),
        ({"receipt": "known"}, "This receipt is somebody else's: you have not voted yet.", AgainstTheRules),
    ],
)
def test_nobody_votes_twice_or_in_the_place_of_another(facts: dict[str, Any], reason: str, kind: type) -> None:
    refusal = vote(**facts)
    assert refusal is not None
    assert (refusal.what, refusal.kind) == (reason, kind)


def test_a_ballot_is_replaced_by_whoever_holds_its_receipt() -> None:
    assert vote(has_voted=True, receipt="known") is None


def test_nobody_sees_the_result_before_voting_closes_and_everybody_does_from_then_on() -> None:
    hidden = "Nobody can see the result, the ballots or who has voted before voting closes."
    assert [said(result_refused(CALENDAR, at=at)) for at in EVERY_MOMENT] == [*[hidden] * 4, None]
