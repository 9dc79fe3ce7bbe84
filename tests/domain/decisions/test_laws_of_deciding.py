"""The laws of a proposal's way through the rules, and Hypothesis looking for what breaks them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.decisions import events as e
from muster.domain.decisions.deeds import deeds, who_may
from muster.domain.decisions.fold import after, at_moment, refusal_of, state
from muster.domain.decisions.log import data_of, event_of
from muster.domain.decisions.rules import Rules
from muster.domain.decisions.words import derivation, phase_in_words
from muster.domain.record.chain import Said, read, seal
from tests.domain.decisions.board import CHAIR, DAY, NOON, by
from tests.domain.decisions.strategies import BOARD, NAMES, attempts, histories, rules

MOMENTS = st.integers(0, 24 * 20).map(lambda hours: NOON + timedelta(hours=hours))
History = tuple[Rules, tuple[e.AnyEvent, ...]]


@given(history=histories(), at=MOMENTS)
def test_the_log_up_to_a_moment_gives_the_state_of_that_moment(history: History, at: datetime) -> None:
    of, events = history
    assert state(events, of, at=at) == state([one for one in events if one.at <= at], of, at=at)


@given(history=histories(), look=MOMENTS, at=MOMENTS)
def test_looking_at_a_proposal_on_the_way_changes_nothing(history: History, look: datetime, at: datetime) -> None:
    of, events = history
    look, at = sorted((look, at))
    now = state(events, of, at=look)
    for event in events:
        if look < event.at <= at:
            now = after(event, now)
    assert at_moment(now, at) == state(events, of, at=at)


@given(
    of=rules(), stands=st.lists(st.sampled_from(list(e.Stand)), min_size=6, max_size=6), order=st.permutations(range(6))
)
def test_what_different_seats_say_at_one_moment_may_stand_in_any_order(
    of: Rules, stands: list[e.Stand], order: list[int]
) -> None:
    at = NOON + DAY
    opening: list[e.AnyEvent] = [
        e.ProposalOpened(at=NOON, by=by("Ada")),
        e.CallOpened(at=at, by=CHAIR, version=1, electorate=BOARD),
    ]
    said = [
        e.PositionTaken(at=at, by=by(name), version=1, stand=stand, reason="Because.")
        for name, stand in zip(NAMES, stands, strict=True)
    ]
    first, second = (state([*opening, *those], of, at=at + 9 * DAY) for those in (said, [said[one] for one in order]))
    assert replace(first, void=()) == replace(second, void=())


@given(history=histories(), order=st.permutations(range(len(BOARD))))
def test_the_order_in_which_seats_are_listed_changes_nothing(history: History, order: list[int]) -> None:
    of, events = history
    mixed = tuple(BOARD[one] for one in order)
    others = [
        replace(event, electorate=mixed) if isinstance(event, e.CallOpened | e.VoteCalled) else event
        for event in events
    ]
    at = events[-1].at + 9 * DAY
    assert replace(state(events, of, at=at), void=()) == replace(state(others, of, at=at), void=())


@given(history=histories(), data=st.data())
def test_nothing_that_comes_after_the_end_changes_the_verdict(history: History, data: st.DataObject) -> None:
    of, events = history
    at = events[-1].at + 9 * DAY
    end = state(events, of, at=at)
    late = (*data.draw(attempts(of, at)), e.ProposalOpened(at=at, by=CHAIR))
    now = state((*events, *late), of, at=at + 9 * DAY)
    if end.ended:
        assert (now.phase, now.verdict, now.since) == (end.phase, end.verdict, end.since)
        assert len(now.void) >= len(end.void) + len(late) - 1  # a recorded objection may still be answered


@given(history=histories(), who=st.sampled_from([*map(by, NAMES), CHAIR, e.Actor("person/Zoe")]))
def test_what_can_be_done_can_be_said_of_every_state_and_is_done_by_somebody_who_may(
    history: History, who: e.Actor
) -> None:
    of, events = history
    now = state(events, of, at=events[-1].at)
    assert phase_in_words(now).endswith(".")
    can = deeds(now, who)
    cast = e.VoteCast(at=now.at, by=who, choice=None if of.vote and of.vote.ballot == "secret" else "no")
    assert ("vote.cast" in can) is (refusal_of(cast, now) is None)
    withdrawn = e.ProposalWithdrawn(at=now.at, by=who)
    assert ("proposal.withdraw" in can) is (refusal_of(withdrawn, now) is None)
    if who is CHAIR:
        assert {deed for deed, able in who_may(now).items() if "chair" in able} <= set(can)


def numbers(value: object) -> Iterator[object]:
    if is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from numbers(item)
    else:
        yield value


@given(history=histories())
def test_no_verdict_rests_on_a_float_and_every_one_can_be_explained(history: History) -> None:
    of, events = history
    verdict = state(events, of, at=events[-1].at + 9 * DAY).verdict
    if verdict is not None:
        assert [number for number in numbers(verdict) if isinstance(number, float)] == []
        assert all(derivation(verdict))


@given(history=histories())
def test_events_come_back_from_the_sealed_log_as_they_went_in(history: History) -> None:
    _, events = history
    for number, event in enumerate(events, start=1):
        said = Said(
            group="alpha",
            number=number,
            at=event.at,
            kind=event.kind,
            subject="proposal/1",
            by=event.by.person,
            on_behalf=event.by.seat or "",
            data=data_of(event),
        )
        assert event_of(read(seal(said, "0" * 64).body)[0]) == event
