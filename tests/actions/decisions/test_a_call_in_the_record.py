"""A call for consensus, from the proposal to the numbered resolution, each step a deed with its entry in the log."""

from datetime import timedelta

import pytest

from muster.actions.decisions.calling import (
    answer_objection,
    call_for_consensus,
    extend_call,
    settle_objection,
    take_position,
)
from muster.actions.decisions.putting import comment, revise_proposal, second_proposal, withdraw_proposal
from muster.actions.decisions.settling import settle
from muster.actions.decisions.writing import Written
from muster.domain.decisions.events import Stand
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules, NotAllowed, Stale
from muster.records import log
from muster.records.models import Letter, Proposal
from tests.actions.decisions.boards import CLOSE, DAY, TEXT, WEEK, board, called, failed, put, seen
from tests.cast import NOON, Cast


def kinds(cast: Cast, number: int) -> list[str]:
    return [one.kind for one in log.entries(cast.group, subject=f"proposal/{number}")]


def test_a_proposal_is_put_called_answered_and_adopted_with_a_number(alpha: Cast) -> None:
    number = called(alpha)
    take_position(alpha.caller("Ada"), number, "agree", version=1)
    take_position(alpha.caller("Cy"), number, "object", version=1, reason="Too often.")
    answer_objection(alpha.caller("Bo"), number, "corona", "Only where something changed.")
    settle_objection(alpha.caller("Cy"), number, satisfied=True)
    assert seen(alpha, number).state.phase is Phase.CALL
    assert seen(alpha, number, at=CLOSE).state.phase is Phase.ADOPTED
    assert settle(alpha.group, CLOSE + DAY) == 1
    assert settle(alpha.group, CLOSE + DAY) == 0
    row = Proposal.objects.get(group=alpha.group, number=number)
    assert (row.phase, row.resolution, row.ended_at, row.until) == ("adopted", 1, CLOSE, None)
    assert kinds(alpha, number) == [
        "proposal.opened",
        "call.opened",
        "position.taken",
        "position.taken",
        "objection.answered",
        "objection.settled",
        "proposal.outcome",
    ]
    outcome = log.entries(alpha.group, subject=f"proposal/{number}")[-1]
    assert (outcome.by, outcome.data) == (
        "",
        {
            "phase": "adopted",
            "since": "2017-05-16T12:00:00.000000Z",
            "version": 1,
            "verdict": (
                "Adopted by consensus: 1 agreed, 1 stood aside, 1 said nothing, which agrees, 0 standing objections, "
                "3 of 3 seats took part, quorum 2."
            ),
            "resolution": 1,
        },
    )
    assert log.verify(alpha.group)[1] == []


def test_the_charter_and_the_seats_of_the_day_are_in_the_log_and_not_looked_up_later(alpha: Cast) -> None:
    number = called(alpha)
    opened, call = log.entries(alpha.group, subject=f"proposal/{number}")
    assert opened.data["charter"] == {
        "version": "1",
        "sha256": alpha.group.charters.get().sha256,
    }
    assert (opened.on_behalf, opened.data["title"], opened.data["text"]) == ("seat/borealis", "Weekly tests", TEXT)
    assert [(one["seat"], one["family"], one["membership"]) for one in call.data["electorate"]] == [
        ("seat/aurora", "Aurora", "member"),
        ("seat/borealis", "Borealis", "member"),
        ("seat/corona", "Corona", "member"),
    ]


def test_with_a_standing_objection_there_is_no_consensus_and_the_record_says_so(alpha: Cast) -> None:
    number = failed(alpha)
    settle(alpha.group, NOON + DAY)
    row = Proposal.objects.get(group=alpha.group, number=number)
    assert (row.phase, row.resolution, row.ended_at) == ("no-consensus", None, None)
    outcome = log.entries(alpha.group, subject=row.handle)[-1]
    assert outcome.data["verdict"].endswith("1 standing objection (Corona), 3 of 3 seats took part, quorum 2.")


def test_an_objection_that_is_let_go_after_the_close_makes_consensus(alpha: Cast) -> None:
    number = failed(alpha)
    later = NOON + DAY
    assert settle_objection(alpha.caller("Cy", at=later), number, satisfied=False).phase is Phase.ADOPTED
    row = Proposal.objects.get(group=alpha.group, number=number)
    assert (row.resolution, row.ended_at) == (1, later)
    assert kinds(alpha, number)[-3:] == ["proposal.outcome", "objection.settled", "proposal.outcome"]


def test_the_chair_extends_a_call_that_failed_and_it_is_open_again(alpha: Cast) -> None:
    number = failed(alpha)
    with pytest.raises(NotAllowed, match="the chair or the secretary"):
        extend_call(alpha.caller("Bo"), number, NOON + DAY)
    extend_call(alpha.caller("Ada"), number, NOON + DAY)
    take_position(alpha.caller("Cy"), number, "agree", version=1)
    settle(alpha.group, NOON + DAY)
    assert Proposal.objects.get(group=alpha.group, number=number).resolution == 1


def test_a_new_version_forgets_what_was_said_of_the_old_one(alpha: Cast) -> None:
    number = called(alpha)
    take_position(alpha.caller("Ada"), number, "agree", version=1)
    revise_proposal(alpha.caller("Bo"), number, Written("Fortnightly tests", "Every second week."), version=1)
    now = seen(alpha, number)
    assert (now.state.phase, now.state.version, now.state.positions) == (Phase.DISCUSSION, 2, ())
    assert [one.title for one in now.versions] == ["Weekly tests", "Fortnightly tests"]
    assert now.proposal.title == "Fortnightly tests"
    call_for_consensus(alpha.caller("Di"), number, version=2)
    with pytest.raises(Stale, match="version 2 is before the group"):
        take_position(alpha.caller("Ada"), number, "agree", version=1)
    with pytest.raises(Stale, match="version 2 is before the group"):
        revise_proposal(alpha.caller("Bo"), number, Written("Other", "Other"), version=1)
    with pytest.raises(AgainstTheRules, match="Change something"):
        revise_proposal(alpha.caller("Bo"), number, Written("Fortnightly tests", "Every second week."), version=2)


def test_every_change_of_a_position_is_kept_and_the_last_one_counts(alpha: Cast) -> None:
    number = called(alpha)
    for minutes, stand in enumerate(("object", "stand-aside", "agree")):
        at = NOON + timedelta(minutes=minutes)
        take_position(alpha.caller("Cy", at=at), number, stand, version=1, reason="For a reason.")
    assert [one.stand for one in seen(alpha, number, at=CLOSE).state.positions] == [Stand.AGREE]
    assert kinds(alpha, number).count("position.taken") == 3


def test_a_proposal_is_withdrawn_by_its_proposer_or_the_chair_with_their_reason(alpha: Cast) -> None:
    number = put(alpha)
    with pytest.raises(NotAllowed, match="the proposer or the chair"):
        withdraw_proposal(alpha.caller("Cy"), number)
    withdraw_proposal(alpha.caller("Ada"), number, reason="Nobody wants it.")
    row = Proposal.objects.get(group=alpha.group, number=number)
    assert (row.phase, row.ended_at, row.resolution) == ("withdrawn", NOON, None)
    assert log.entries(alpha.group, subject=row.handle)[-1].data["reason"] == "Nobody wants it."


def test_whoever_takes_part_may_put_a_proposal_and_comment_on_any_also_after_its_end(alpha: Cast) -> None:
    number = put(alpha, "Ed")
    comment(alpha.caller("Di"), number, "Why?\r\n\r\nReally.")
    withdraw_proposal(alpha.caller("Ed"), number)
    comment(alpha.caller("Ed"), number, "Well.")
    assert [(one.by, one.data["text"]) for one in seen(alpha, number).comments] == [
        (alpha.people["Di"].handle, "Why?\n\nReally."),
        (alpha.people["Ed"].handle, "Well."),
    ]


def test_an_officer_writes_down_what_a_seat_said_and_the_seat_can_change_it(alpha: Cast) -> None:
    number = called(alpha)
    take_position(alpha.caller("Di"), number, "object", version=1, reason="Said on the phone.", written_for="corona")
    (position,) = seen(alpha, number).state.positions
    assert (position.seat, position.by.person, position.by.entered_by) == (
        "seat/corona",
        alpha.people["Cy"].handle,
        alpha.people["Di"].handle,
    )
    with pytest.raises(NotAllowed, match="Only the chair or the secretary writes down"):
        take_position(alpha.caller("Bo"), number, "agree", version=1, written_for="corona")
    take_position(alpha.caller("Cy"), number, "agree", version=1)
    assert [one.stand for one in seen(alpha, number).state.positions] == [Stand.AGREE]


def test_resolutions_are_numbered_as_they_were_adopted_whenever_that_is_written_down(alpha: Cast) -> None:
    later, sooner, stuck = called(alpha), called(alpha), failed(alpha, at=NOON)
    extend_call(alpha.caller("Ada"), later, CLOSE + DAY)
    # Nobody came by while the two closed: the first deed after it, about a third, writes both down before itself.
    settle_objection(alpha.caller("Cy", at=NOON + 2 * WEEK), stuck, satisfied=False)
    numbers = dict(Proposal.objects.filter(group=alpha.group).values_list("number", "resolution"))
    assert numbers == {sooner: 1, later: 2, stuck: 3}


def test_seconds_are_asked_for_where_the_charter_wants_them(alpha: Cast) -> None:
    gamma = board(alpha, {'way = "consensus-then-vote"': 'way = "consensus-then-vote"\nseconds = 1'})
    number = put(gamma)
    with pytest.raises(AgainstTheRules, match="1 more of the other seats must second it"):
        call_for_consensus(gamma.caller("Bo"), number, version=1)
    with pytest.raises(AgainstTheRules, match="another seat"):
        second_proposal(gamma.caller("Bo"), number)
    second_proposal(gamma.caller("Cy"), number)
    assert call_for_consensus(gamma.caller("Bo"), number, version=1).phase is Phase.CALL


def test_a_proposal_lapses_by_the_clock_alone(alpha: Cast) -> None:
    gamma = board(alpha, {"[decisions]": "[decisions]\ndiscussion = { days = 2, lapses_after_days = 30 }"})
    number = put(gamma)
    with pytest.raises(AgainstTheRules, match="discussed until 2017-05-11 12:00:00 UTC"):
        call_for_consensus(gamma.caller("Bo", at=NOON + DAY), number, version=1)
    settle(gamma.group, NOON + 31 * DAY)
    row = Proposal.objects.get(group=gamma.group, number=number)
    assert (row.phase, row.ended_at) == ("lapsed", NOON + 30 * DAY)
    assert kinds(gamma, number) == ["proposal.opened", "proposal.outcome"]


def test_whoever_speaks_for_a_seat_that_is_asked_gets_a_letter_and_everybody_hears_the_verdict(alpha: Cast) -> None:
    number = called(alpha)
    asked = Letter.objects.filter(group=alpha.group, about=f"proposal/{number}")
    assert sorted(one.to.partition("@")[0] for one in asked) == ["ada", "bo", "cy"]
    assert all("16 May 2017, 12:00 UTC" in one.text and "We test every week." in one.text for one in asked)
    settle(alpha.group, CLOSE)
    heard = Letter.objects.filter(group=alpha.group, kind="verdict")
    assert sorted(one.to.partition("@")[0] for one in heard) == ["ada", "bo", "cy", "di", "ed"]
    assert all("adopted as resolution 1" in one.title for one in heard)
