"""What Hypothesis may think up about decisions: rules of any kind, and logs of what is allowed and what is not."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st

from muster.domain.charter.decisions import Condition, Consensus, DecisionRule, Discussion, Quorum, Vote
from muster.domain.decisions import events as e
from muster.domain.decisions.fold import after, refusal_of
from muster.domain.decisions.rules import Rules
from muster.domain.decisions.state import State
from tests.domain.decisions.board import CHAIR, NOON, by, electors

NAMES = ("Ada", "Bo", "Cy", "Di", "Eve", "Fay")
BOARD = tuple(
    e.Elector(
        one.seat, one.name, "Ada" if one.name == "Bo" else one.family, one.representative, "user" if i < 2 else "maker"
    )
    for i, one in enumerate(electors(*NAMES))
)
SHARES = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)])
NUMBERS = st.integers(1, 4).map(Fraction)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """A condition of any form."""
    of: Literal["seats", "present", "cast", "yes-and-no"] | None = draw(
        st.sampled_from(["seats", "present", "cast", "yes-and-no", None])
    )
    number = draw(NUMBERS if of is None else SHARES)
    voters = draw(st.sampled_from([None, None, "user", "maker"]))
    if draw(st.booleans()):
        return Condition(at_least=number, of=of, voters=voters)
    return Condition(more_than=number, of=of, voters=voters)


@st.composite
def quorums(draw: st.DrawFn) -> Quorum:
    """A quorum of any form but that of recent attendance."""
    counts: Literal["answered", "present"] = draw(st.sampled_from(["answered", "present"]))
    if draw(st.booleans()):
        return Quorum(at_least=draw(NUMBERS), counts=counts)
    return Quorum(more_than=draw(SHARES), of="seats", counts=counts)


@st.composite
def rules(draw: st.DrawFn, *, ballot: Literal["open", "secret"] | None = None) -> Rules:
    """Rules of any kind, within those asked for."""
    way: Literal["consensus", "vote", "consensus-then-vote"] = "vote"
    if ballot is None:
        way = draw(st.sampled_from(["consensus", "vote", "consensus-then-vote"]))
    days = st.integers(1, 5)
    discussion = st.builds(
        Discussion,
        days=st.integers(0, 1),
        new_version=st.sampled_from(["restarts", "continues"]),
        lapses_after_days=st.none() | st.integers(6, 12),
    )
    return Rules(
        rule=DecisionRule(
            id="motion",
            name="Motion",
            way=way,
            passes=() if way == "consensus" else tuple(draw(st.lists(conditions(), min_size=1, max_size=3))),
        ),
        quorum=draw(quorums()),
        discussion=draw(st.none() | discussion) if ballot is None else None,
        consensus=Consensus(
            days=draw(days),
            silence=draw(st.sampled_from(["agrees", "says-nothing"])),
            objections=draw(st.sampled_from(["block", "recorded"])),
        ),
        vote=Vote(
            called_by=("chair", "any-seat"),
            one_vote_each=draw(st.sampled_from(["seat", "organisation", "person"])) if ballot is None else "seat",
            notice_days=draw(st.none() | st.integers(0, 2)) if ballot is None else None,
            days=draw(st.none() | days),
            ballot=draw(st.sampled_from(["open", "secret"])) if ballot is None else ballot,
            tie=draw(st.sampled_from(["fails", "passes", "chair-decides"])),
            recusal=draw(st.sampled_from(["leaves-base", "stays-in-base"])),
        ),
        offices=("chair",),
    )


@st.composite
def attempts(draw: st.DrawFn, of: Rules, at: datetime) -> list[e.AnyEvent]:
    """Everything that somebody may try at a moment, once each, by whoever it may be."""
    who = by(draw(st.sampled_from(NAMES)), alternate=draw(st.booleans()))
    version, days = draw(st.sampled_from([1, 1, 1, 2])), draw(st.integers(0, 4))
    secret = of.vote is not None and of.vote.ballot == "secret"
    choice: e.Choice | None = None if secret else draw(st.sampled_from(["yes", "no", "abstain"]))
    stand = draw(st.sampled_from(list(e.Stand)))
    present = tuple(elector.seat for elector in BOARD[:4]) if of.vote and of.vote.days is None else None
    counts = tuple(e.Count(one, *draw(st.tuples(*[st.integers(0, 1)] * 3))) for one in (None, "user"))[: days % 3]
    return [
        e.CallOpened(at=at, by=CHAIR, version=version, electorate=BOARD),
        e.CallExtended(at=at, by=CHAIR, until=at + timedelta(days=days)),
        e.PositionTaken(at=at, by=who, version=version, stand=stand, reason="Because."),
        e.ObjectionAnswered(at=at, by=who, objector=draw(st.sampled_from(BOARD)).seat, answer="No."),
        e.ObjectionSettled(at=at, by=who, satisfied=days > 2),
        e.VoteCalled(at=at, by=CHAIR, version=version, electorate=BOARD, present=present),
        *(e.VoteCast(at=at, by=by(name), choice=choice) for name in draw(st.permutations(NAMES))[:3]),
        e.VoteClosed(at=at, by=CHAIR),
        e.VoteCounted(at=at, by=CHAIR, counts=counts),
        e.TieBroken(at=at, by=CHAIR, adopted=days > 1),
        e.ProposalRevised(at=at, by=by("Ada"), version=version),
        e.ProposalWithdrawn(at=at, by=who),
    ]


@st.composite
def histories(draw: st.DrawFn) -> tuple[Rules, tuple[e.AnyEvent, ...]]:
    """Rules and a log under them, whose moments never go back; mostly what is allowed, now and then what is not."""
    of, at = draw(rules()), NOON
    now = after(e.ProposalOpened(at=at, by=by("Ada")), State(rules=of, at=at))
    events: list[e.AnyEvent] = [e.ProposalOpened(at=at, by=by("Ada"))]
    for _ in range(draw(st.sampled_from([9, 7, 5, 2]))):
        at += draw(st.sampled_from([timedelta(0), timedelta(0), timedelta(0), timedelta(hours=5), timedelta(days=1)]))
        *onward, revised, withdrawn = draw(attempts(of, at))
        allowed = [event for event in onward if refusal_of(event, now) is None]
        events.append(draw(st.sampled_from(allowed * 8 + [*onward, revised, withdrawn])))
        now = after(events[-1], now)
    return of, tuple(events)
