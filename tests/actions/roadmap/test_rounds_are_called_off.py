"""A round that is called off: by whom, until when, and what becomes of it and of those who were asked."""

import json
from datetime import timedelta

import pytest

from muster.actions.needs.roadmap import ballots_of_rounds
from muster.actions.reminders import remind
from muster.actions.roadmap.rounds import change_round, plan_round
from muster.actions.roadmap.rounds_calling_off import REASON_AT_MOST, call_off_round
from muster.actions.roadmap.rounds_proposing import propose_outcome
from muster.actions.roadmap.rounds_settling import outcome_of, round_file, settle
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.domain.roadmap.priorities.rounds import Phase
from muster.exchange.roadmap.pabulib import read
from muster.records import log
from muster.records.models import Account, Letter, Round
from muster.records.queries.me import standpoints_in
from muster.records.queries.roadmap.editions import round_closed_last
from muster.records.queries.roadmap.rounds import round_at
from muster.records.queries.roadmap.waiting import rounds_waiting
from tests.cast import Cast, address
from tests.rounds import CLOSES, OPENS, WHILE_OPEN, answered, given_items, given_round, planned, wants

pytestmark = pytest.mark.usefixtures("database")
WHY = "Two items are one."


def kinds(alpha: Cast, row: Round) -> list[str]:
    return list(alpha.group.entries.filter(subject=row.handle).order_by("number").values_list("kind", flat=True))


def test_a_round_that_is_called_off_is_never_counted_and_keeps_what_seats_have_said(alpha: Cast) -> None:
    row = answered(alpha)
    call_off_round(alpha.caller("Ada", at=WHILE_OPEN), row.number, f"  {WHY} ")
    assert settle(alpha.group, CLOSES) == 0
    now = round_at(alpha.group, row.number, CLOSES)
    assert (now.phase, now.row.called_off, outcome_of(now)) == (Phase.CALLED_OFF, WHY, None)
    assert now.ballots == {"aurora": {"t1": 1}, "borealis": {"l1": 1, "t1": 1}, "corona": {}}
    assert read(round_file(now), "round.pb").selected is None
    assert kinds(alpha, row) == ["round.planned", "round.opened", "round.said", "round.said", "round.called off"]
    entry = json.loads(alpha.group.entries.get(kind="round.called off").body)
    assert (entry["by"], entry["data"]) == ("person/1", {"reason": WHY})
    assert log.verify(alpha.group)[1] == []
    assert round_closed_last(alpha.group, CLOSES) is None


def test_nothing_is_done_any_more_in_a_round_that_was_called_off(alpha: Cast) -> None:
    row = answered(alpha)
    chair = alpha.caller("Ada", at=WHILE_OPEN)
    call_off_round(chair, row.number, WHY)
    with pytest.raises(AgainstTheRules, match="It was called off: Two items are one"):
        wants(alpha, row, "Cy", "t1")
    with pytest.raises(AgainstTheRules, match="It was called off"):
        change_round(chair, row.number, planned())
    with pytest.raises(AgainstTheRules, match="Nothing was counted"):
        propose_outcome(alpha.caller("Ada", at=CLOSES), row.number, "motion")
    with pytest.raises(AgainstTheRules, match="It was called off"):
        call_off_round(chair, row.number, "Again.")


def test_whoever_planned_it_calls_it_off_and_the_chair_but_no_other_officer(alpha: Cast) -> None:
    given_items(alpha.caller("Ed"))
    of_the_chair = given_round(alpha)
    with pytest.raises(NotAllowed, match="whoever planned it, or the chair"):
        call_off_round(alpha.caller("Di"), of_the_chair.number, WHY)
    with pytest.raises(NotAllowed):
        call_off_round(alpha.caller("Bo"), of_the_chair.number, WHY)
    from_the_secretary = [of_the_secretary(alpha), of_the_secretary(alpha)]
    call_off_round(alpha.caller("Di"), from_the_secretary[0].number, WHY)
    call_off_round(alpha.caller("Ada"), from_the_secretary[1].number, WHY)
    assert Round.objects.filter(called_off=WHY).count() == 2
    with pytest.raises(NotThere):
        call_off_round(alpha.caller("Ada"), 9, WHY)


def of_the_secretary(alpha: Cast) -> Round:
    return plan_round(alpha.caller("Di"), planned())


def test_it_says_why_and_whoever_calls_it_off_has_seen_it_as_it_is(alpha: Cast) -> None:
    row = answered(alpha)
    chair = alpha.caller("Ada", at=WHILE_OPEN)
    for reason in ("  ", "x" * (REASON_AT_MOST + 1)):
        with pytest.raises(AgainstTheRules):
            call_off_round(chair, row.number, reason)
    seen = log.version(alpha.group, row.handle)
    wants(alpha, row, "Cy", "m1")
    with pytest.raises(Stale):
        call_off_round(chair, row.number, WHY, expected=seen)
    assert call_off_round(chair, row.number, WHY, expected=log.version(alpha.group, row.handle)).called_off == WHY


def test_what_is_counted_stands_and_is_not_called_off(alpha: Cast) -> None:
    row = answered(alpha)
    with pytest.raises(AgainstTheRules, match="what came of it stands"):
        call_off_round(alpha.caller("Ada", at=CLOSES), row.number, WHY)
    assert kinds(alpha, row)[-1] == "round.closed"


def test_those_who_were_asked_hear_of_it_and_are_asked_no_more(alpha: Cast) -> None:
    Account.objects.filter(email=address("Bo")).update(mail=Account.Mail.NEEDED)
    row = given_round(alpha)
    call_off_round(alpha.caller("Ada", at=WHILE_OPEN), row.number, WHY)
    letters = {one.to: one for one in Letter.objects.filter(kind="round.off")}
    assert set(letters) == {address(name) for name in ("Ada", "Bo", "Cy")}
    assert letters[address("Bo")].title == "[Alpha] Priorities of 2017Q2: called off"
    for form in (letters[address("Bo")].text, letters[address("Bo")].html):
        assert WHY in form
        assert f"/alpha/roadmap/priorities/{row.number}/" in form
    assert rounds_waiting([alpha.group.pk], WHILE_OPEN) == []
    assert list(ballots_of_rounds(standpoints_in(alpha.group, WHILE_OPEN.date()), WHILE_OPEN)) == []
    assert remind(alpha.group, CLOSES - timedelta(hours=1)) == 0


def test_a_round_that_never_opened_is_called_off_without_a_letter(alpha: Cast) -> None:
    row = given_round(alpha)
    call_off_round(alpha.caller("Ada"), row.number, WHY)
    assert settle(alpha.group, OPENS) == 0
    assert not Letter.objects.filter(kind__startswith="round.").exists()
    assert round_at(alpha.group, row.number, WHILE_OPEN).phase is Phase.CALLED_OFF
