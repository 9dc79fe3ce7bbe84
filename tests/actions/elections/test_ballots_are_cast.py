"""Casting a ballot: who may, when, how often; and every way in which it is refused without losing anything."""

from datetime import date

import pytest

from muster.actions.elections.ballot_box import in_words
from muster.actions.elections.settling import settle
from muster.actions.elections.voting import at_the_ballot, new_receipt, review
from muster.actions.seats import appoint, seat_called
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.records import log
from muster.records.models import Ballot, Election, Entry
from tests.cast import Cast
from tests.electing import A_SECOND, CLOSES, OPENS, SETTLED, VOTING, plan, stand, vote


@pytest.fixture
def row(alpha: Cast) -> Election:
    """The chair's election, with Bo and Cy standing."""
    row = plan(alpha)
    stand(alpha, row, "Bo", "Cy")
    return row


def box(row: Election) -> list[list[int]]:
    return sorted(row.ballots.values_list("ranks", flat=True))


def voted(row: Election) -> list[str]:
    return sorted(row.electors.filter(has_voted=True).values_list("person__name", flat=True))


def test_a_second_before_voting_opens_it_is_too_early(alpha: Cast, row: Election) -> None:
    with pytest.raises(AgainstTheRules, match=r"Voting opens 14\sMay 2017, 00:00 UTC"):
        vote(alpha, row, "Ada", 1, 2, at=OPENS - A_SECOND)
    vote(alpha, row, "Ada", 1, 2, at=OPENS)
    assert box(row) == [[1, 2]]


def test_at_the_close_by_the_servers_clock_it_is_too_late_and_both_times_are_said(alpha: Cast, row: Election) -> None:
    vote(alpha, row, "Ada", 1, 2, at=CLOSES - A_SECOND)
    with pytest.raises(AgainstTheRules, match=r"closed 17\sMay 2017, 00:00 UTC; by the server's clock.*00:00:01 UTC"):
        vote(alpha, row, "Bo", 2, 1, at=CLOSES + A_SECOND)
    assert box(row) == [[1, 2]]
    assert voted(row) == ["Ada"]


def test_a_second_ballot_is_refused_and_the_first_stands(alpha: Cast, row: Election) -> None:
    vote(alpha, row, "Ada", 1, 2)
    with pytest.raises(AgainstTheRules, match="your ballot stands"):
        vote(alpha, row, "Ada", 2, 1)
    assert box(row) == [[1, 2]]


def test_a_form_that_is_sent_twice_gives_one_ballot_and_the_same_receipt(alpha: Cast, row: Election) -> None:
    receipt = new_receipt()
    first = vote(alpha, row, "Ada", 1, 2, receipt=receipt)
    again = vote(alpha, row, "Ada", 2, 1, receipt=receipt)
    late = vote(alpha, row, "Ada", 1, 2, receipt=receipt, at=CLOSES + A_SECOND)
    assert first == again == late == receipt
    assert box(row) == [[1, 2]]


def test_with_the_receipt_a_ballot_is_replaced_and_the_old_receipt_finds_nothing(alpha: Cast, row: Election) -> None:
    first = vote(alpha, row, "Ada", 1, 2)
    vote(alpha, row, "Bo", 1, 2)
    second = vote(alpha, row, "Ada", 2, 1, replacing=first.lower().replace("-", " "))
    assert second != first
    assert box(row) == [[1, 2], [2, 1]]
    assert voted(row) == ["Ada", "Bo"]
    with pytest.raises(AgainstTheRules, match="No ballot of this election has this receipt"):
        vote(alpha, row, "Ada", 1, 2, replacing=first)
    assert box(row) == [[1, 2], [2, 1]]


def test_a_replacement_that_fails_leaves_the_first_ballot_where_it_is(
    alpha: Cast, row: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = vote(alpha, row, "Ada", 1, 2)

    class Full(Exception):
        """The disk, say."""

    def fails(*_: object) -> None:
        raise Full

    monkeypatch.setattr("muster.actions.secrecy.drop_in", fails)
    with pytest.raises(Full):
        vote(alpha, row, "Ada", 2, 1, replacing=first)
    assert box(row) == [[1, 2]]
    assert row.ballots.get().receipt
    with pytest.raises(Full):
        vote(alpha, row, "Bo", 2, 1)
    assert voted(row) == ["Ada"]


def test_whoever_has_not_voted_replaces_nothing_with_a_receipt_that_they_found(alpha: Cast, row: Election) -> None:
    receipt = vote(alpha, row, "Ada", 1, 2)
    with pytest.raises(AgainstTheRules, match="somebody else's"):
        vote(alpha, row, "Bo", 2, 1, replacing=receipt)
    assert box(row) == [[1, 2]]


def test_a_receipt_of_another_election_means_nothing_here(alpha: Cast, row: Election) -> None:
    other = plan(alpha, title="Another")
    stand(alpha, other, "Bo", "Cy")
    receipt = vote(alpha, other, "Ada", 1, 2)
    vote(alpha, row, "Ada", 1, 2)
    with pytest.raises(AgainstTheRules, match="No ballot of this election"):
        vote(alpha, row, "Ada", 2, 1, replacing=receipt)


@pytest.mark.parametrize(
    ("ranks", "words"),
    [
        ((1,), "has 1 ranks, and there are 2"),
        ((1, 2, 3), "has 3 ranks"),
        ((1, 3), "candidate 2 is no rank"),
        ((-1, 1), "candidate 1 is no rank"),
        ((True, 1), "candidate 1 is no rank"),
        (("1", 2), "candidate 1 is no rank"),
        ((1.0, 2), "candidate 1 is no rank"),
        (([1], None), "candidate 1 is no rank"),
    ],
)
def test_what_is_no_ballot_is_refused_and_the_vote_is_not_used_up(
    alpha: Cast, row: Election, ranks: tuple[int, ...], words: str
) -> None:
    with pytest.raises(AgainstTheRules, match=words):
        vote(alpha, row, "Ada", *ranks)
    assert (box(row), voted(row)) == ([], [])
    vote(alpha, row, "Ada", 1, 2)
    assert voted(row) == ["Ada"]


@pytest.mark.parametrize(
    ("method", "ranks", "words"),
    [
        ("schulze", (0, 0), "ranks nobody"),
        ("schulze", (2, 2), "ranks everybody alike"),
        ("schulze", (1, 0), "compares nobody"),
        ("approval", (1, 1), "ranks everybody alike"),
        ("majority", (1, 1), "votes for 2, and 1 can be elected"),
    ],
)
def test_a_ballot_without_effect_is_said_to_be_that_before_it_is_cast(
    alpha: Cast, method: str, ranks: tuple[int, int], words: str
) -> None:
    row = plan(alpha, method=method)
    stand(alpha, row, "Bo", "Cy")
    assert words in (review(alpha.caller("Ada", at=VOTING), row.number, ranks)[1] or "")
    with pytest.raises(AgainstTheRules, match=words):
        vote(alpha, row, "Ada", *ranks)
    assert box(row) == []
    vote(alpha, row, "Ada", *ranks, confirmed=True)
    assert voted(row) == ["Ada"]


def test_ranks_are_kept_without_gaps_so_that_no_number_signs_a_ballot(alpha: Cast) -> None:
    row = plan(alpha)
    stand(alpha, row, "Ada", "Bo", "Cy")
    vote(alpha, row, "Ada", 3, 3, 1)
    assert box(row) == [[2, 2, 1]]


def test_nobody_votes_who_is_not_on_the_list(alpha: Cast, row: Election) -> None:
    for name in ("Di", "Ed"):
        with pytest.raises(NotAllowed, match="You are not on the list of voters"):
            vote(alpha, row, name, 1, 2)
    for name in ("Pat", "Oz", ""):
        with pytest.raises(NotAllowed, match="whoever takes part"):
            vote(alpha, row, name, 1, 2)
    assert box(row) == []


def test_a_voter_in_two_groups_votes_in_each_as_who_they_are_there(alpha: Cast, row: Election) -> None:
    oz, bo = alpha.people["Oz"], alpha.people["Bo"]
    ours = bo.account
    oz.account, bo.account = ours, None
    bo.save()
    oz.save()
    with pytest.raises(NotAllowed):
        vote(alpha, row, "Bo", 1, 2)
    with pytest.raises(NotThere, match="no such election"):
        at_the_ballot(alpha.caller("Oz", at=VOTING, group=alpha.other), row.number)


def test_a_representative_who_is_removed_in_mid_vote_still_votes_and_the_new_one_does_not(
    alpha: Cast, row: Election
) -> None:
    settle(alpha.group, OPENS)
    appoint(alpha.caller("Ada", at=OPENS), seat_called(alpha.group, "corona"), alpha.people["Ed"], OPENS.date())
    vote(alpha, row, "Cy", 1, 2)
    with pytest.raises(NotAllowed, match="not on the list"):
        vote(alpha, row, "Ed", 1, 2)


def test_somebody_whose_seat_ended_before_the_day_that_counts_does_not_vote(alpha: Cast, row: Election) -> None:
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "corona"), alpha.people["Ed"], date(2017, 5, 9))
    with pytest.raises(NotAllowed, match="not on the list"):
        vote(alpha, row, "Cy", 1, 2)
    vote(alpha, row, "Ed", 1, 2)


def test_the_ballot_can_be_looked_at_without_a_word_in_the_log(alpha: Cast, row: Election) -> None:
    before = Entry.objects.count()
    voter = at_the_ballot(alpha.caller("Ada", at=VOTING), row.number)
    assert ([one.person.name for one in voter.now.standing], voter.votes, voter.used) == (["Bo", "Cy"], 1, 0)
    assert Entry.objects.count() == before
    with pytest.raises(AgainstTheRules, match="Voting opens"):
        at_the_ballot(alpha.caller("Ada", at=SETTLED), row.number)


def test_casting_says_nothing_in_the_log_and_the_chain_holds(alpha: Cast, row: Election) -> None:
    settle(alpha.group, OPENS)
    before = Entry.objects.count()
    vote(alpha, row, "Ada", 1, 2)
    assert Entry.objects.count() == before
    assert log.verify(alpha.group)[1] == []


def test_a_receipt_is_kept_as_its_code_alone(alpha: Cast, row: Election) -> None:
    made = {vote(alpha, row, name, 1, 2) for name in ("Ada", "Bo", "Cy")}
    assert len(made) == 3
    kept = [[str(value) for value in one.values()] for one in Ballot.objects.filter(election=row).values()]
    assert all(receipt not in value for receipt in made for values in kept for value in values)
    assert all(len(one.receipt) == 64 for one in Ballot.objects.all())


def test_ten_thousand_receipts_are_all_different() -> None:
    assert len({new_receipt("the same words") for _ in range(10_000)}) == 10_000
    with pytest.raises(AgainstTheRules, match="longer than 60"):
        new_receipt("x" * 61)


@pytest.mark.parametrize(
    ("method", "ranks", "said"),
    [
        ("schulze", (2, 1, 0), ["1. Bo.", "2. Ada.", "No opinion on Cy."]),
        ("irv", (2, 1, 2), ["1. Bo.", "2. Ada and Cy, level with each other."]),
        ("stv", (0, 0, 0), ["Nobody."]),
        ("approval", (1, 1, 0), ["You approve of Ada and Bo.", "Not Cy."]),
        ("majority", (0, 1, 0), ["You vote for Bo.", "Not Ada or Cy."]),
        ("approval", (0, 0, 0), ["Nobody."]),
    ],
)
def test_a_ballot_is_read_back_in_words(method: str, ranks: tuple[int, ...], said: list[str]) -> None:
    assert in_words(ranks, ("Ada", "Bo", "Cy"), method) == said
