"""What must be asked for by when to make a release: sentences with days, from milestones, planning events and freezes.

A milestone's meaning is told by its name, as the schedules of openstack/releases have them: `feature-freeze`,
`nova-spec-freeze`, `p-1`. What a name does not tell is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.words import day as day_words
from muster.domain.contribution.words import listed
from muster.domain.roadmap.calendar.cycles import days_in_words, days_of, end_of

FRIDAY: Final = timedelta(days=4)
MOST_RELEASES: Final = 3


class Stage(StrEnum):
    """How far a need has to be by a day."""

    RAISED = "raised"
    SPECIFIED = "specified"
    BUILT = "built"
    MENDED = "mended"
    RELEASED = "released"


class Chance(StrEnum):
    """What can still make a release."""

    OPEN = "open"
    SPECIFIED = "only what is specified"
    FROZEN = "only what is mended"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that has to be done by a day, to make a release. name: the milestone or event. over: it is too late."""

    stage: Stage
    by: date
    name: str
    sentence: str
    over: bool


@dataclass(frozen=True, slots=True)
class ReleaseAsks:
    """A release that lies ahead, what can still make it, in a sentence, and what it takes, the first thing first."""

    cycle: Cycle
    out: date
    chance: Chance
    says: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the name of a milestone tells. pattern: its group `of` names a project. week: it lasts for one."""

    pattern: re.Pattern[str]
    stage: Stage
    what: str
    week: bool = False


def _kind(pattern: str, stage: Stage, what: str, *, week: bool = False) -> _Kind:
    return _Kind(re.compile(pattern), stage, what, week)


_PROJECT: Final = r"(?:(?P<of>(?!trailing)[a-z0-9_]+)-)?"
_KINDS: Final = (
    _kind(rf"{_PROJECT}spec-(?:prop|proposal-freeze|pfreeze)", Stage.SPECIFIED, "have the specification{of} proposed"),
    _kind(rf"{_PROJECT}non-prio-s-fr", Stage.SPECIFIED, "have what is no priority specified{of}"),
    _kind(
        rf"{_PROJECT}(?:prio-)?(?:spec-(?:soft-)?(?:freeze|frz\d?)|bp-freeze)",
        Stage.SPECIFIED,
        "have the specification{of} approved",
    ),
    _kind(
        rf"{_PROJECT}(?:fpf|fp-?freeze|fpdeadline|feature-prop)", Stage.BUILT, "have the code{of} proposed, with tests"
    ),
    _kind(
        rf"{_PROJECT}(?:nddeadline|drv-freeze|(?:new-|target-)?driver-deadline)",
        Stage.BUILT,
        "have new drivers{of} ready",
    ),
    _kind(rf"{_PROJECT}(?:npff|non-prio-ff)", Stage.BUILT, "have what is no priority merged{of}"),
    _kind(r"final-lib", Stage.BUILT, "have changes to libraries merged, before their last release of the cycle"),
    _kind(r"final-clientlib", Stage.BUILT, "have changes to client libraries merged"),
    _kind(r"rf", Stage.BUILT, "have new requirements on other packages accepted"),
    _kind(r"feature-freeze", Stage.BUILT, "have the code merged; after that nothing new goes in"),
    _kind(rf"{_PROJECT}(?:ff|ffreeze|feature-freeze)", Stage.BUILT, "have the code merged{of}"),
    _kind(r"rc1-week", Stage.MENDED, "have what is broken found and mended, for the first candidate", week=True),
    _kind(r"final-rc-week", Stage.MENDED, "have the last thing mended that keeps the release back", week=True),
)
_SPECIFYING: Final = tuple(kind for kind in _KINDS if kind.stage is Stage.SPECIFIED)
_APPROVED: Final = "have the specification approved, in projects that freeze theirs at the {}"
_CUSTOMS: Final = (
    # Where a calendar names no freeze of specifications: most projects' fall on the first or the second milestone.
    _kind(r"[a-z]-1", Stage.SPECIFIED, _APPROVED.format("first milestone")),
    _kind(r"[a-z]-2", Stage.SPECIFIED, _APPROVED.format("second milestone")),
)


def deadlines(calendar: Calendar, on: date) -> tuple[ReleaseAsks, ...]:
    """Give the releases ahead, up to and with the first that a new need can still make; at most three.

    on: the day that is looked at. A deadline of that day is not over.
    """
    ahead = sorted((end, one.name, one) for one in calendar.cycles if (end := end_of(one)) is not None and end >= on)
    found: list[ReleaseAsks] = []
    for _, _, cycle in ahead[:MOST_RELEASES]:
        found.append(asks_of(calendar, cycle, on))
        if found[-1].chance is Chance.OPEN:
            break
    return tuple(found)


def asks_of(calendar: Calendar, cycle: Cycle, on: date) -> ReleaseAsks:
    """Give what a release takes, and what can still make it on a day. It has a day of release."""
    out = end_of(cycle) or cycle.start
    stages = list(Stage)
    found = _asks(calendar, cycle, out, on)
    asks = tuple(sorted(found, key=lambda one: (one.by, stages.index(one.stage), one.name)))
    chance, says = _chance(cycle, out, asks, on)
    return ReleaseAsks(cycle, out, chance, says, asks)


def _asks(calendar: Calendar, cycle: Cycle, out: date, on: date) -> Iterator[Ask]:
    planned_at = [event for event in calendar.events if event.cycle == cycle.name]
    for event in planned_at:
        yield _raised(event, cycle, on)
    if not planned_at:
        sentence = f"Before {day_words(cycle.start)}, when {cycle.name} starts: raise the need with the projects."
        yield Ask(Stage.RAISED, cycle.start, cycle.name, sentence, cycle.start < on)
    yield from _of_milestones(cycle, out, on)
    verb = "is released" if out >= on else "was released"
    sure = "" if cycle.release else ", as it is planned"
    yield Ask(Stage.RELEASED, out, cycle.name, f"On {day_words(out)}{sure}: {cycle.name} {verb}.", out < on)


def _raised(event: Event, cycle: Cycle, on: date) -> Ask:
    first, last = days_of(event)
    sentence = f"{days_in_words(first, last)}: raise the need at {event.name}, where {cycle.name} is planned."
    return Ask(Stage.RAISED, last, event.name, sentence, last < on)


def _of_milestones(cycle: Cycle, out: date, on: date) -> Iterator[Ask]:
    """Give what the milestones take: those of one day that ask the same of several projects in one sentence."""
    together: dict[tuple[date, _Kind], list[tuple[str, str]]] = {}
    kinds = _KINDS if any(_meant(name, _SPECIFYING) for name in cycle.milestones) else (*_KINDS, *_CUSTOMS)
    for name, day in cycle.milestones.items():
        found = _meant(name, kinds)
        if found is not None:
            together.setdefault((day, found[0]), []).append((name, found[1]))
    for (day, kind), found_there in together.items():
        names = ", ".join(name for name, _ in found_there)
        projects = listed(sorted({project for _, project in found_there if project}))
        by = min(day + FRIDAY, out) if kind.week else day
        when = f"In the week of {day_words(day)}" if kind.week else f"By {day_words(day)}"
        what = kind.what.format(of=f" for {projects}" if projects else "")
        yield Ask(kind.stage, by, names, f"{when} ({names}): {what}.", by < on)


def _meant(name: str, kinds: Iterable[_Kind]) -> tuple[_Kind, str] | None:
    """Give what a milestone's name tells, and the project that it names, or ""."""
    for kind in kinds:
        found = kind.pattern.fullmatch(name.lower())
        if found is not None:
            return kind, found.groupdict().get("of") or ""
    return None


def _chance(cycle: Cycle, out: date, asks: tuple[Ask, ...], on: date) -> tuple[Chance, str]:
    name = cycle.name
    comes = f"{name} comes out {'today' if out == on else f'on {day_words(out)}'}"
    comes += "" if cycle.release else ", as it is planned"
    specified = [one for one in asks if one.stage is Stage.SPECIFIED]
    frozen = _freeze(cycle)
    if frozen is not None and frozen < on:
        return Chance.FROZEN, f"{comes}. Its features are frozen since {day_words(frozen)}: only what mends it goes in."
    if specified and all(one.over for one in specified):
        since = day_words(max(one.by for one in specified))
        return Chance.SPECIFIED, f"{comes}. The last specifications were due on {since}: nothing that is new makes it."
    first = next((one for one in asks if not one.over), None)
    what = f" The next thing it takes is due on {day_words(first.by)}." if first and first.by != out else ""
    return Chance.OPEN, f"{comes}. A new need can still make it.{what}"


def _freeze(cycle: Cycle) -> date | None:
    """Give the day from which no project takes anything new: the freeze of features, else the third milestone."""
    third = next((day for name, day in cycle.milestones.items() if re.fullmatch(r"[a-z]-3", name)), None)
    return cycle.milestones.get("feature-freeze", third)
