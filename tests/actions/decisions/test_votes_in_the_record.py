"""Votes on proposals: open, secret and in a meeting, each cast as a deed, and counted by the clock or by hand."""

import logging
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connections

from muster.actions import secrecy
from muster.actions.decisions.calling import take_position
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import break_tie, call_vote, cast_vote, close_vote, enter_votes
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.records import log
from muster.records.models import Letter, Proposal, SecretVote
from tests.actions.decisions.boards import CLOSE, DAY, MEETS, SECRET, WEEK, board, failed, put, seen, voted_on
from tests.cast import NOON, Cast


def box(number: int) -> Counter[str]:
    return Counter(SecretVote.objects.filter(proposal__number=number).values_list("choice", flat=True))


def outcome_of(cast: Cast, number: int) -> str:
    return str(log.entries(cast.group, subject=f"proposal/{number}")[-1].data["verdict"])


def test_a_vote_follows_where_consensus_failed_and_is_decided_by_the_clock(alpha: Cast) -> None:
    number = voted_on(alpha)
    for name, choice in (("Ada", "yes"), ("Bo", "yes"), ("Cy", "no")):
        cast_vote(alpha.caller(name), number, choice)
    assert Proposal.objects.get(group=alpha.group, number=number).phase == "vote"
    settle(alpha.group, CLOSE)
    assert Proposal.objects.get(group=alpha.group, number=number).resolution == 1
    assert outcome_of(alpha, number) == "Adopted by a vote: 2 yes > 1 no, 3 of 3 seats answered, quorum 2."


def test_an_open_vote_can_be_changed_and_counts_once(alpha: Cast) -> None:
    number = voted_on(alpha)
    for choice in ("yes", "abstain", "no"):
        cast_vote(alpha.caller("Ada"), number, choice)
    (one,) = seen(alpha, number).state.cast
    assert (one.choice, one.by.seat) == ("no", "seat/aurora")


def test_whoever_stands_back_from_a_vote_takes_their_vote_back(alpha: Cast) -> None:
    number = voted_on(alpha)
    cast_vote(alpha.caller("Ada"), number, "yes")
    take_position(alpha.caller("Ada"), number, "recuse", version=1)
    assert seen(alpha, number).state.cast == ()
    with pytest.raises(NotAllowed, match="does not vote"):
        cast_vote(alpha.caller("Ada"), number, "yes")


def test_seats_are_written_to_when_a_vote_is_called(alpha: Cast) -> None:
    number = voted_on(alpha)
    letters = Letter.objects.filter(group=alpha.group, kind="vote.called", about=f"proposal/{number}")
    assert sorted(one.to.partition("@")[0] for one in letters) == ["ada", "bo", "cy"]


def test_of_a_secret_vote_the_log_knows_who_voted_and_the_box_how(alpha: Cast) -> None:
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    for name, choice in (("Ada", "yes"), ("Bo", "no"), ("Cy", "yes")):
        cast_vote(gamma.caller(name), number, choice)
    assert box(number) == {"yes": 2, "no": 1}
    votes = [one for one in log.entries(gamma.group) if one.kind == "vote.cast"]
    assert [(one.on_behalf, one.data["choice"]) for one in votes] == [
        ("seat/aurora", None),
        ("seat/borealis", None),
        ("seat/corona", None),
    ]
    settle(gamma.group, CLOSE)
    counted, outcome = log.entries(gamma.group, subject=f"proposal/{number}")[-2:]
    assert (counted.kind, counted.by, counted.data["counts"]) == (
        "vote.counted",
        "",
        [{"membership": None, "yes": 2, "no": 1, "abstain": 0}],
    )
    assert outcome.data["resolution"] == 1
    assert outcome.data["verdict"] == "Adopted by a vote: 2 yes > 1 no, 3 of 3 seats answered, quorum 2."


def test_no_result_of_a_secret_vote_is_anywhere_before_its_close(alpha: Cast) -> None:
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    cast_vote(gamma.caller("Ada"), number, "yes")
    now = seen(gamma, number, at=CLOSE - DAY).state
    assert (now.phase, now.verdict, [one.choice for one in now.cast]) == (Phase.VOTE, None, [None])
    assert '"yes"' not in "".join(log.published(gamma.group))
    settle(gamma.group, CLOSE - DAY)
    assert Proposal.objects.get(group=gamma.group, number=number).phase == "vote"


def test_a_secret_vote_cannot_be_cast_twice_nor_taken_back_nor_cast_by_an_officer(alpha: Cast) -> None:
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    cast_vote(gamma.caller("Cy"), number, "no")
    with pytest.raises(AgainstTheRules, match="The first one stands"):
        cast_vote(gamma.caller("Cy"), number, "yes")
    with pytest.raises(AgainstTheRules, match="cannot be found"):
        take_position(gamma.caller("Cy"), number, "recuse", version=1)
    with pytest.raises(NotAllowed, match="nobody casts it for another"):
        cast_vote(gamma.caller("Di"), number, "yes", written_for="borealis")
    assert box(number) == {"no": 1}


def test_neither_order_nor_transaction_joins_a_secret_vote_with_its_voter(
    alpha: Cast, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Backwards:
        def shuffle(self, rows: list[SecretVote]) -> None:
            rows.reverse()

    monkeypatch.setattr(secrecy, "_CHANCE", Backwards())
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    for name, choice in (("Ada", "yes"), ("Bo", "no"), ("Cy", "abstain")):
        cast_vote(gamma.caller(name), number, choice)
    place = "rowid" if database == "sqlite" else "ctid"
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT choice FROM records_secretvote ORDER BY {place}")  # noqa: S608 - one of two words
        assert [row[0] for row in cursor.fetchall()] == ["abstain", "yes", "no"]
        if database == "postgres":
            cursor.execute("SELECT DISTINCT xmin FROM records_secretvote")
            assert len(cursor.fetchall()) == 1
            settle(gamma.group, CLOSE)
            cursor.execute(
                "SELECT count(*) FROM records_secretvote v JOIN records_entry e ON e.xmin = v.xmin"
                " WHERE e.kind = 'vote.cast'"
            )
            assert cursor.fetchone() == (0,)


def test_a_box_that_somebody_has_been_at_gives_no_verdict_and_holds_up_no_other_proposal(
    alpha: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    gamma = board(alpha, SECRET)
    number, other = voted_on(gamma), failed(gamma, at=NOON)
    cast_vote(gamma.caller("Ada"), number, "no")
    SecretVote.objects.create(id=uuid4(), proposal_id=seen(gamma, number).proposal.pk, choice="yes")
    with caplog.at_level(logging.ERROR):
        settle(gamma.group, CLOSE)
    assert "1 voted, and 2 votes were counted" in caplog.text
    rows = dict(Proposal.objects.filter(group=gamma.group).values_list("number", "phase"))
    assert rows == {number: "counting", other: "no-consensus"}


def test_a_tie_waits_for_the_chair_where_the_charter_says_so(alpha: Cast) -> None:
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    cast_vote(gamma.caller("Ada"), number, "yes")
    cast_vote(gamma.caller("Bo"), number, "no")
    settle(gamma.group, CLOSE)
    assert Proposal.objects.get(group=gamma.group, number=number).phase == "tied"
    with pytest.raises(NotAllowed, match="the chair"):
        break_tie(gamma.caller("Bo", at=CLOSE), number, adopted=False)
    break_tie(gamma.caller("Ada", at=CLOSE + DAY), number, adopted=True)
    row = Proposal.objects.get(group=gamma.group, number=number)
    assert (row.resolution, row.ended_at) == (1, CLOSE + DAY)
    assert "a tie, which the chair broke in favour" in outcome_of(gamma, number)


def test_in_a_meeting_the_seats_that_are_there_vote_and_the_caller_ends_it(alpha: Cast) -> None:
    gamma = board(alpha, MEETS)
    number = failed(gamma)
    with pytest.raises(AgainstTheRules, match="in a meeting, by those present"):
        call_vote(gamma.caller("Bo"), number, version=1)
    call_vote(gamma.caller("Bo"), number, version=1, present=["aurora", "borealis"])
    with pytest.raises(NotAllowed, match="not in the meeting"):
        cast_vote(gamma.caller("Cy"), number, "no")
    enter_votes(gamma.caller("Di"), number, {"aurora": "yes", "borealis": "yes"})
    assert {one.by.entered_by for one in seen(gamma, number).state.cast} == {gamma.people["Di"].handle}
    cast_vote(gamma.caller("Ada"), number, "abstain")
    assert close_vote(gamma.caller("Bo"), number).phase is Phase.ADOPTED
    assert Proposal.objects.get(group=gamma.group, number=number).resolution == 1


def test_votes_of_a_meeting_are_written_down_all_or_none(alpha: Cast) -> None:
    gamma = board(alpha, MEETS)
    number = failed(gamma)
    call_vote(gamma.caller("Ada"), number, version=1, present=["aurora", "borealis"])
    before = log.version(gamma.group, f"proposal/{number}")
    with pytest.raises(NotAllowed, match="not in the meeting"):
        enter_votes(gamma.caller("Di"), number, {"aurora": "yes", "corona": "yes"})
    with pytest.raises(AgainstTheRules, match="'maybe' is no vote"):
        enter_votes(gamma.caller("Ada"), number, {"aurora": "yes", "borealis": "maybe"})
    with pytest.raises(NotAllowed, match="Only the chair or the secretary"):
        enter_votes(gamma.caller("Bo"), number, {"aurora": "yes", "borealis": "yes"})
    with pytest.raises(NotThere, match="no such seat"):
        enter_votes(gamma.caller("Di"), number, {"nowhere": "yes"})
    assert log.version(gamma.group, f"proposal/{number}") == before


def test_classes_of_members_are_counted_apart_in_the_open_and_in_secret(alpha: Cast) -> None:
    classes = {
        'classes = [{ id = "member", name = "Member" }]': (
            'classes = [{ id = "member", name = "Member" }, { id = "user", name = "User" }]'
        ),
        '{ name = "Corona", membership = "member" }': '{ name = "Corona", membership = "user" }',
        'way = "consensus-then-vote"': 'way = "vote"',
        'passes = [{ more_than = "1/2", of = "yes-and-no" }]': (
            'passes = [{ at_least = "2/3", of = "yes-and-no", voters = "member" }, { at_least = 1, voters = "user" }]'
        ),
    }
    for slug, changes in (("gamma", classes), ("delta", classes | SECRET)):
        cast = board(alpha, changes, slug=slug)
        number = put(cast)
        call_vote(cast.caller("Ada"), number, version=1)
        for name, choice in (("Ada", "yes"), ("Bo", "yes"), ("Cy", "no")):
            cast_vote(cast.caller(name), number, choice)
        settle(cast.group, NOON + WEEK)
        assert outcome_of(cast, number) == (
            "Not adopted by a vote: Member: 2 yes of 2 for and against, 2 needed (at least two thirds), "
            "User: 0 yes, 1 needed, 3 of 3 seats answered, quorum 2."
        )
