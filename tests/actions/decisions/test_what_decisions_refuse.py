"""What bad input gets: votes twice, late, for another, of another group; lies in forms; a process killed midway."""

from datetime import date

import pytest

from muster.actions.caller import Caller
from muster.actions.decisions import settling
from muster.actions.decisions.calling import answer_objection, call_for_consensus, take_position
from muster.actions.decisions.putting import comment, open_proposal, withdraw_proposal
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import call_vote, cast_vote
from muster.actions.decisions.writing import Consequence, Written
from muster.actions.seats import appoint, seat_called
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.records import log
from muster.records.models import Entry, Proposal, SecretVote
from tests.actions.decisions.boards import CLOSE, DAY, SECOND, SECRET, TEXT, board, called, put, seen, voted_on
from tests.cast import NOON, Cast

LAST = CLOSE - SECOND


def test_a_vote_counts_up_to_the_last_second_and_is_late_in_the_next_by_the_servers_clock(alpha: Cast) -> None:
    number = voted_on(alpha)
    cast_vote(alpha.caller("Ada", at=LAST), number, "yes")
    with pytest.raises(AgainstTheRules) as late:
        cast_vote(alpha.caller("Bo", at=CLOSE), number, "no")
    assert "By this server's clock, which decides, it is 2017-05-16 12:00:00 UTC." in str(late.value)
    assert [one.by.seat for one in seen(alpha, number, at=CLOSE).state.cast] == ["seat/aurora"]


def test_whoever_comes_late_at_least_has_the_outcome_written_down(alpha: Cast) -> None:
    number = called(alpha)
    with pytest.raises(AgainstTheRules, match="This was adopted on 2017-05-16 12:00:00 UTC"):
        take_position(alpha.caller("Cy", at=CLOSE + SECOND), number, "object", version=1, reason="Too late.")
    row = Proposal.objects.get(group=alpha.group, number=number)
    assert (row.resolution, row.ended_at) == (1, CLOSE)


def test_voting_in_two_tabs_is_voting_once(alpha: Cast) -> None:
    number = voted_on(alpha)
    for _ in range(2):
        cast_vote(alpha.caller("Ada"), number, "yes")
    now = seen(alpha, number, at=CLOSE).state
    assert now.verdict is not None
    assert now.verdict.tally.yes == 1


def test_somebody_whose_time_for_a_seat_ended_yesterday_speaks_for_it_no_longer(alpha: Cast) -> None:
    number = called(alpha)
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "corona"), alpha.people["Ed"], date(2017, 5, 11))
    yesterday, today = alpha.caller("Cy", at=NOON + DAY), alpha.caller("Cy", at=NOON + 2 * DAY)
    take_position(yesterday, number, "agree", version=1)
    with pytest.raises(NotAllowed, match="whoever holds a seat"):
        take_position(today, number, "object", version=1, reason="I was here.")
    # With another seat since, Cy tries the old one.
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "aurora"), alpha.people["Cy"], date(2017, 5, 11))
    with pytest.raises(NotAllowed, match="ended: 2017-05-11 was the first day without"):
        take_position(today, number, "object", version=1, reason="I was here.", seat="corona")
    take_position(alpha.caller("Ed", at=NOON + 2 * DAY), number, "stand-aside", version=1)


def test_a_seat_that_changes_hands_in_mid_vote_keeps_its_one_vote(alpha: Cast) -> None:
    number = voted_on(alpha)
    cast_vote(alpha.caller("Cy"), number, "yes")
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "corona"), alpha.people["Ed"], date(2017, 5, 10))
    with pytest.raises(NotAllowed):
        cast_vote(alpha.caller("Cy", at=NOON + DAY), number, "no")
    cast_vote(alpha.caller("Ed", at=NOON + DAY), number, "no")
    now = seen(alpha, number, at=LAST).state
    assert [elector.representative for elector in now.electorate] == [
        alpha.people[name].handle for name in ("Ada", "Bo", "Cy")
    ]
    assert [(one.by.person, one.choice) for one in now.cast] == [(alpha.people["Ed"].handle, "no")]


def test_a_seat_that_came_after_the_call_has_no_say_in_it(alpha: Cast) -> None:
    number = called(alpha)
    seat = seat_called(alpha.group, "corona")
    seat.pk, seat.slug, seat.name, seat.since = None, "denali", "Denali", date(2017, 5, 9)
    seat.save()
    appoint(alpha.caller("Ada"), seat, alpha.people["Ed"], date(2017, 5, 9))
    with pytest.raises(NotAllowed, match="was not there when the call was opened"):
        take_position(alpha.caller("Ed"), number, "object", version=1, reason="New here.")


def test_a_voter_in_two_groups_votes_in_each_for_itself(alpha: Cast) -> None:
    gamma = board(alpha, {})
    here, there = voted_on(alpha), voted_on(gamma)
    assert here == there == 1
    cast_vote(alpha.caller("Ada"), here, "yes")
    cast_vote(gamma.caller("Ada"), there, "no")
    assert [one.choice for one in seen(alpha, here).state.cast] == ["yes"]
    assert [one.choice for one in seen(gamma, there).state.cast] == ["no"]


def test_the_chair_of_another_group_can_do_nothing_here(alpha: Cast) -> None:
    number = voted_on(alpha)
    oz = alpha.caller("Oz")
    for forbidden in (
        lambda: cast_vote(oz, number, "no"),
        lambda: withdraw_proposal(oz, number),
        lambda: comment(oz, number, "Hm."),
        lambda: put(alpha, "Oz"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_what_is_only_in_another_group_is_not_there(alpha: Cast) -> None:
    number = called(alpha)
    theirs = [put(Cast(alpha.other, alpha.group, alpha.people), "Oz") for _ in range(2)][-1]
    with pytest.raises(NotThere, match="no such proposal"):
        take_position(alpha.caller("Bo"), theirs, "agree", version=1)
    with pytest.raises(NotThere, match="no such proposal"):
        seen(alpha, theirs)
    with pytest.raises(NotThere, match="no such seat"):
        take_position(alpha.caller("Bo"), number, "agree", version=1, seat="nowhere")
    with pytest.raises(NotThere, match="no such seat"):
        answer_objection(alpha.caller("Bo"), number, "nowhere", "Never mind.")
    with pytest.raises(AgainstTheRules, match="no such organisation"):
        open_proposal(
            alpha.caller("Bo"), "motion", Written("Admit them", "Please.", Consequence("admit", "organisation/nowhere"))
        )


def test_nobody_acts_for_a_seat_that_is_not_theirs(alpha: Cast) -> None:
    number = called(alpha)
    with pytest.raises(NotAllowed, match="does not speak for the seat Corona"):
        take_position(alpha.caller("Bo"), number, "object", version=1, reason="For Cy.", seat="corona")
    with pytest.raises(NotAllowed, match="Only a seat has a say"):
        take_position(alpha.caller("Di"), number, "agree", version=1)
    with pytest.raises(NotAllowed, match="whoever holds a seat"):
        take_position(alpha.caller("Ed"), number, "agree", version=1)


def test_whoever_speaks_for_several_seats_says_for_which(alpha: Cast) -> None:
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "corona"), alpha.people["Bo"], NOON.date())
    number = put(alpha, "Ada", at=NOON + DAY)
    call_for_consensus(alpha.caller("Ada", at=NOON + DAY), number, version=1)
    bo = alpha.caller("Bo", at=NOON + DAY)
    with pytest.raises(AgainstTheRules, match="You speak for several seats: borealis, corona"):
        take_position(bo, number, "agree", version=1)
    take_position(bo, number, "agree", version=1, seat="corona")
    assert [one.seat for one in seen(alpha, number, at=NOON + DAY).state.positions] == ["seat/corona"]


def test_an_objection_without_a_reason_does_not_count(alpha: Cast) -> None:
    number = called(alpha)
    with pytest.raises(AgainstTheRules, match="needs a reason"):
        take_position(alpha.caller("Cy"), number, "object", version=1, reason=" \n ")
    with pytest.raises(AgainstTheRules, match="'shrug' is no position"):
        take_position(alpha.caller("Cy"), number, "shrug", version=1)


def test_a_deed_that_was_seen_otherwise_is_stale(alpha: Cast) -> None:
    number = put(alpha)
    seen_then = seen(alpha, number).seen
    comment(alpha.caller("Cy"), number, "Wait.")
    with pytest.raises(Stale):
        call_for_consensus(alpha.caller("Bo"), number, version=1, expected=seen_then)
    call_for_consensus(alpha.caller("Bo"), number, version=1, expected=seen(alpha, number).seen)


@pytest.mark.parametrize(
    ("title", "text", "fault"),
    [
        ("", "Something.", "nothing written"),
        (" \n ", "Something.", "nothing written"),
        ("A", " ", "nothing written"),
        ("A" * 201, "Something.", "201 characters long, and 200 is the most"),
        ("A", "A" * 100_001, "100,001 characters long, and 100,000 is the most"),
        ("A", "nul\0", "control characters"),
        ("A", "half a \ud800 pair", "control characters"),
        ("\u202eA", "Something.", "direction of the text"),
    ],
)
def test_texts_that_cannot_be_kept_or_read_are_refused(alpha: Cast, title: str, text: str, fault: str) -> None:
    with pytest.raises(AgainstTheRules, match=fault):
        open_proposal(alpha.caller("Bo"), "motion", Written(title, text))
    assert not Proposal.objects.filter(group=alpha.group).exists()


def test_an_unknown_rule_names_those_that_there_are(alpha: Cast) -> None:
    with pytest.raises(AgainstTheRules, match=r"The charter has no rule 'decree'\. It has motion\."):
        open_proposal(alpha.caller("Bo"), "decree", Written("A", TEXT))


def test_a_process_killed_between_a_vote_and_its_entry_leaves_neither(
    alpha: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    before = Entry.objects.filter(group=gamma.group).count()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for name in ("drop_in", "write_event"):
        module = "muster.actions.decisions.voting" if name == "drop_in" else "muster.actions.decisions.deciding"
        with monkeypatch.context() as patch:
            patch.setattr(f"{module}.{name}", killed)
            with pytest.raises(KeyboardInterrupt):
                cast_vote(gamma.caller("Ada"), number, "yes")
        assert Entry.objects.filter(group=gamma.group).count() == before
        assert not SecretVote.objects.exists()
    cast_vote(gamma.caller("Ada"), number, "yes")
    assert SecretVote.objects.count() == 1


def test_a_process_killed_while_an_outcome_is_written_leaves_it_to_the_next(
    alpha: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = called(alpha)
    with monkeypatch.context() as patch:
        patch.setattr(settling, "write_letters", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            settle(alpha.group, CLOSE)
    row = Proposal.objects.get(group=alpha.group, number=number)
    assert (row.phase, row.resolution) == ("consensus-call", None)
    assert seen(alpha, number, at=CLOSE).state.phase is Phase.ADOPTED
    settle(alpha.group, CLOSE)
    assert Proposal.objects.get(group=alpha.group, number=number).resolution == 1


def test_a_vote_is_not_called_before_consensus_failed_nor_by_whom_the_charter_does_not_name(alpha: Cast) -> None:
    number = called(alpha)
    with pytest.raises(AgainstTheRules, match="when consensus has failed"):
        call_vote(alpha.caller("Ada"), number, version=1)
    take_position(alpha.caller("Cy"), number, "object", version=1, reason="No.")
    with pytest.raises(NotAllowed, match="This is for the chair to do"):
        call_vote(alpha.caller("Di", at=CLOSE), number, version=1)


def test_muster_itself_puts_no_proposal(alpha: Cast) -> None:
    with pytest.raises(AgainstTheRules, match="Somebody has to answer"):
        open_proposal(Caller(alpha.group, clock=lambda: NOON, muster=True), "motion", Written("A", TEXT))
    assert log.entries(alpha.group, subject="proposal/1") == []
