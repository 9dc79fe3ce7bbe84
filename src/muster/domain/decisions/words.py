"""A proposal in words: where it stands, and what a verdict rests on, the same at every door."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from types import MappingProxyType

from muster.domain.charter.words import number_of, share_in_words
from muster.domain.decisions.state import Phase, State
from muster.domain.decisions.verdict import Check, Verdict

_OF: Mapping[str | None, str] = {
    "seats": "in all",
    "present": "present",
    "cast": "cast",
    "yes-and-no": "for and against",
}
_TIES = {
    ("fails", None): "fails",
    ("passes", None): "passes",
    ("chair-decides", None): "the chair decides",
    ("chair-decides", True): "the chair broke in favour",
    ("chair-decides", False): "the chair broke against it",
}


def moment(at: datetime) -> str:
    """Write a moment to its second: 2017-05-09 14:00:00 UTC. The log keeps what lies beyond."""
    text = at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", timespec="seconds")
    return f"{text} UTC"


def either(names: Iterable[str]) -> str:
    """Name those who may do something: the chair, the proposer or any seat."""
    said = ["any seat" if name == "any-seat" else f"the {name}" for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def phase_in_words(state: State) -> str:
    """Say where a proposal stands, and until when."""
    since = moment(state.since or state.at)
    until = moment(state.until) if state.until else ""
    lapses = f" It lapses on {until} if nothing is decided." if until else ""
    text = f"Version {state.version}"
    early = state.discussed_until is not None and state.at < state.discussed_until
    discussed = f", until {moment(state.discussed_until)} at least" if early and state.discussed_until else ""
    return {
        Phase.DRAFT: "This is a draft.",
        Phase.DISCUSSION: f"{text} is being discussed{discussed}.{lapses}",
        Phase.CALL: f"{text} is called for consensus until {until}. {silence_in_words(state)}",
        Phase.NO_CONSENSUS: f"The call for consensus closed on {_closed(state)} without consensus.{lapses}",
        Phase.NOTICE: f"A vote on version {state.version} opens on {until}.",
        Phase.VOTE: f"{text} is being voted on{f' until {until}' if until else ' in the meeting'}.",
        Phase.COUNTING: f"The vote closed on {since} and is to be counted.",
        Phase.TIED: f"The vote closed on {since} with as many yes as no, and the chair decides.",
        Phase.ADOPTED: f"This was adopted on {since}.",
        Phase.FAILED: f"This failed on {since}.",
        Phase.WITHDRAWN: f"This was withdrawn on {since}.",
        Phase.LAPSED: f"This lapsed on {since}.",
    }[state.phase]


def silence_in_words(state: State) -> str:
    """Say what it means not to answer, here and now."""
    if state.phase is Phase.CALL and state.rules.consensus and state.rules.consensus.silence == "agrees":
        return "A seat that does not answer agrees."
    return "A seat that does not answer has not taken part."


def _closed(state: State) -> str:
    return moment(state.verdict.at if state.verdict else state.at)


def verdict_in_words(verdict: Verdict, class_names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Say what came of it and why, in one sentence."""
    came = {True: "Adopted", False: "Not adopted", None: "Tied"}[verdict.adopted]
    by = "by consensus" if verdict.way == "consensus" else "by a vote"
    return f"{came} {by}: {', '.join(derivation(verdict, class_names))}."


def derivation(verdict: Verdict, class_names: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """Give every number that the verdict rests on, as phrases: "5 yes > 2 no", "7 of 13 seats answered, quorum 7"."""
    said = _call(verdict) if verdict.way == "consensus" else _vote(verdict, class_names)
    recused = (f"{verdict.recused} stood back",) if verdict.recused else ()
    return (*said, *recused, _quorum(verdict))


def _call(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.agreed} agreed"
    if verdict.stood_aside:
        yield f"{verdict.stood_aside} stood aside"
    if verdict.silent:
        means = "agrees" if verdict.took_part == "answered or silent" else "is no answer"
        yield f"{verdict.silent} said nothing, which {means}"
    names = f" ({', '.join(verdict.objecting)})" if verdict.objecting else ""
    yield f"{number_of(len(verdict.objecting), 'standing objection')}{names}"


def _vote(verdict: Verdict, class_names: Mapping[str, str]) -> Iterator[str]:
    for check in verdict.conditions:
        voters = getattr(check.bound, "voters", None)
        among = f"{class_names.get(voters, voters)}: " if voters is not None else ""
        yield among + _condition(check, verdict)
    if verdict.tally.abstain:
        yield f"{verdict.tally.abstain} abstained"


def _condition(check: Check, verdict: Verdict) -> str:
    yes, no = check.value, check.tally.no if check.tally else 0
    if check.tied:
        return f"{yes} yes = {no} no, a tie, which {_TIES[verdict.tie, verdict.casting]}"
    if check.bound.of == "yes-and-no" and check.bound.more_than == Fraction(1, 2):
        return f"{yes} yes {'>' if yes > no else '<' if yes < no else '='} {no} no"
    if check.base is None:
        return f"{yes} yes, {check.needed} needed"
    return f"{yes} yes of {check.base} {_OF[check.bound.of]}, {check.needed} needed ({_bound(check)})"


def _quorum(verdict: Verdict) -> str:
    check, noun = verdict.quorum, verdict.one_voice_each
    doing = {"answered": "answered", "present": "were present", "answered or silent": "took part"}[verdict.took_part]
    seats = f"{check.value} of {number_of(verdict.voices, noun)} {doing}"
    mean = f" ({_bound(check)} of the mean attendance, {check.base})" if check.bound.of == "recent-attendance" else ""
    return f"{seats}, quorum {check.needed}{mean}"


def _bound(check: Check) -> str:
    return f"{'at least' if check.bound.at_least is not None else 'more than'} {share_in_words(check.number)}"
