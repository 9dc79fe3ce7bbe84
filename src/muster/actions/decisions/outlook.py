"""What happens next to a proposal, and what it waits for, in words: the same on its page and in every list."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from muster.actions.decisions.reading import Followed
from muster.domain.charter.words import (
    consensus_in_words,
    discussion_in_words,
    number_of,
    quorum_in_words,
    rule_in_words,
    vote_in_words,
)
from muster.domain.decisions.deeds import who_may
from muster.domain.decisions.fold import at_moment
from muster.domain.decisions.judging import outlook
from muster.domain.decisions.state import Phase, State
from muster.domain.decisions.words import either, moment, verdict_in_words

_CAN: Final[Mapping[str, str]] = {
    "proposal.second": "second it",
    "proposal.call": "call for consensus",
    "proposal.extend": "extend the call",
    "vote.call": "call a vote",
    "proposal.close": "end the vote",
    "vote.break-tie": "break the tie",
    "proposal.revise": "put a new version",
    "proposal.withdraw": "withdraw it",
}
"""Deeds that take a proposal further, in the order in which they are told."""

PHASES: Final[Mapping[Phase, str]] = {
    Phase.DRAFT: "draft",
    Phase.DISCUSSION: "in discussion",
    Phase.CALL: "call for consensus",
    Phase.NO_CONSENSUS: "no consensus",
    Phase.NOTICE: "vote announced",
    Phase.VOTE: "vote",
    Phase.COUNTING: "being counted",
    Phase.TIED: "tied",
    Phase.ADOPTED: "adopted",
    Phase.FAILED: "not adopted",
    Phase.WITHDRAWN: "withdrawn",
    Phase.LAPSED: "lapsed",
}
"""Every phase in a word or two."""


def next_in_words(followed: Followed) -> list[str]:
    """Say what happens next, a sentence each: by the clock first, then by whom; nothing once it has ended."""
    now = followed.state
    if now.ended:
        return []
    return [*_by_the_clock(followed), *_by_somebody(now)]


def missing_in_words(now: State) -> str:
    """Say what is missing before it can go on: "2 of 3 seats have not answered; 1 objection stands"; "" at its end."""
    if now.phase is Phase.CALL:
        objections = f"{number_of(len(now.objections), 'objection')} stand{'s' if len(now.objections) == 1 else ''}"
        return "; ".join([_silent(now, "answered"), *([objections] if now.objections else [])])
    if now.phase is Phase.VOTE:
        return _silent(now, "voted")
    if now.phase is Phase.DISCUSSION:
        return _missing_before_a_decision(now)
    return {
        Phase.NO_CONSENSUS: "the chair or the proposer has to say how it goes on",
        Phase.NOTICE: "the notice that the charter asks for",
        Phase.COUNTING: "the votes are to be counted",
        Phase.TIED: "the chair has to break the tie",
    }.get(now.phase, "")


def _missing_before_a_decision(now: State) -> str:
    if seconds := _seconds_missing(now):
        return f"{number_of(seconds, 'second')} of other seats"
    if now.discussed_until is not None and now.at < now.discussed_until:
        return "the time that the charter gives to discussion"
    return "nobody has called a vote" if now.rules.rule.way == "vote" else "nobody has called for consensus"


def rules_in_words(followed: Followed) -> list[str]:
    """Say by which rules it is decided, a sentence or a few each."""
    rules = followed.state.rules
    way = rules.rule.way
    return [
        rule_in_words(rules.rule),
        *([discussion_in_words(rules.discussion)] if rules.discussion else []),
        *([consensus_in_words(rules.consensus)] if rules.consensus and way != "vote" else []),
        *([vote_in_words(rules.vote)] if rules.vote and way != "consensus" else []),
        *([quorum_in_words(rules.quorum)] if rules.rule.quorum is None else []),
    ]


def _silent(now: State, done: str) -> str:
    """Say how many seats are asked and have not done it; in a meeting, those that are there are asked."""
    present = now.voting.present if now.voting else None
    silent = sum(present is None or one.seat in present for one in now.silent)
    asked = len(now.electorate if present is None else present)
    if not silent:
        return f"all {number_of(asked, 'seat')} have {done}" if asked > 1 else f"the one seat has {done}"
    return f"{silent} of {number_of(asked, 'seat')} {'has' if silent == 1 else 'have'} not {done}"


def _seconds_missing(now: State) -> int:
    return max(0, (now.rules.rule.seconds or 0) - len(now.seconded_by))


def _by_the_clock(followed: Followed) -> Iterator[str]:
    now = followed.state
    if now.phase is Phase.DISCUSSION and (seconds := _seconds_missing(now)):
        yield f"{number_of(seconds, 'other seat')} must second it before it can be decided."
    if now.phase is Phase.DISCUSSION and now.discussed_until is not None and now.at < now.discussed_until:
        yield f"It is discussed until {moment(now.discussed_until)} at least."
    if now.phase is Phase.NOTICE and now.until is not None:
        yield f"Voting opens on {moment(now.until)}; until then nobody can vote."
    if now.phase is Phase.VOTE and followed.is_secret:
        yield "The votes are counted when the vote has closed. Until then nobody sees how it goes."
    if now.phase is Phase.COUNTING:
        yield "The votes are counted with the next thing that happens in the group's record."
    if (came := outlook(now)) is not None:
        how = "If it closed now" if now.until is None else f"If nothing changes until {moment(now.until)}"
        yield f"{how}: {verdict_in_words(came, now.rules.class_names)}"


def _by_somebody(now: State) -> Iterator[str]:
    """Say who can do what, now or once it has been discussed and seconded enough."""
    ready = now
    if now.phase is Phase.DISCUSSION:
        ready = replace(now, seconded_by=tuple(str(one) for one in range(now.rules.rule.seconds or 0)))
        ready = at_moment(ready, max(now.at, now.discussed_until or now.at))
    able, able_then = who_may(now), who_may(ready)
    for prefix, found in (("", able), ("Then ", {deed: who for deed, who in able_then.items() if deed not in able})):
        by_whom: dict[tuple[str, ...], list[str]] = {}
        for deed, words in _CAN.items():
            if deed in found:
                by_whom.setdefault(found[deed], []).append(words)
        for who, ways in by_whom.items():
            sentence = f"{prefix}{either(who)} can {', '.join(ways[:-1])}{' or ' if ways[1:] else ''}{ways[-1]}."
            yield sentence[0].upper() + sentence[1:]
