"""Who worked for whom, and when.

When does an affiliation end? The day before its `end_day`. Every affiliation is half open, [first_day, end_day), in
whole UTC days: somebody who moves from Alpha to Beta on 2016-07-01 has an affiliation with Alpha whose `end_day` is
2016-07-01 and one with Beta whose `first_day` is 2016-07-01, and every day belongs to exactly one of the two. An
affiliation without an `end_day` goes on until something else is said; one without a `first_day` has always been.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

BEGINNING = date.min
"""The first day there is: an affiliation without a `first_day` begins here."""

END_OF_TIME = date.max
"""The end that is never reached (9999-12-31): an affiliation without an `end_day` ends here."""

UNAFFILIATED = "*unaffiliated"
"""The company of days for which nobody says one."""

INDEPENDENT = "*independent"
"""The company of somebody of whom the data says that they work for themselves."""

BOT = "*bot"
"""The company of what is not a person."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One company on the days [first_day, end_day), and who says so.

    source: file and place in it, never an address. rule: a sentence that a person can read.
    """

    company: str
    first_day: date | None
    end_day: date | None
    source: str
    rule: str = "A dated entry lists this person."

    def begins(self) -> date:
        """The first day that it holds."""
        return self.first_day or BEGINNING

    def ends(self) -> date:
        """The first day that it no longer holds."""
        return self.end_day or END_OF_TIME

    def holds(self, day: date) -> bool:
        """Whether the affiliation is valid on a day."""
        return (not self.first_day or self.first_day <= day) and (not self.end_day or day < self.end_day)


@dataclass(frozen=True, slots=True)
class Person:
    """What one file says about one person.

    id: how the file tells this person from others, "launchpad:ada"; empty if the entry is about addresses alone and
    does not say whose they are. addresses: lower case, the principal one first. affiliations: in any order.
    named: addresses that are this person's only if whoever used them went by the given name (a .mailmap's long form).
    """

    id: str
    addresses: tuple[str, ...]
    affiliations: tuple[Affiliation, ...] = ()
    source: str = ""
    name: str = ""
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Days [first_day, end_day) that two affiliations of one person claim: `counts` does, `yields` does not."""

    first_day: date
    end_day: date
    counts: Affiliation
    yields: Affiliation


class Voice(NamedTuple):
    """Affiliations of one rank: what the overlay says, what a file lists, what a domain suffix says.

    how: the word that a row carries if this voice decides its days.
    """

    how: str
    affiliations: Sequence[Affiliation]

    def speaks_always(self) -> bool:
        """Whether one affiliation of this voice holds on every day."""
        return any(affiliation.first_day is None and affiliation.end_day is None for affiliation in self.affiliations)


class Span(NamedTuple):
    """The days [first_day, end_day) on which one affiliation of one voice decides."""

    first_day: date
    end_day: date
    how: str
    affiliation: Affiliation


def affiliation_on(affiliations: Iterable[Affiliation], day: date) -> Affiliation | None:
    """The affiliation that counts on a day, or None if none holds.

    Where several hold, the one that began last counts, since a file that says "Alpha since ever" and "Beta from 2016"
    means a move; of those, the one that ends first, since it says more; then the company first in the alphabet, so that
    the order of entries never matters.
    """
    holding = [affiliation for affiliation in affiliations if affiliation.holds(day)]
    if len(holding) > 1:
        return min(holding, key=_precedence)
    return holding[0] if holding else None


def spans(voices: Sequence[Voice]) -> list[Span]:
    """All days that some voice speaks for, cut where the answer changes; the first voice that speaks on a day decides.

    Ask with a last voice that always speaks and the spans cover all time without a gap.
    """
    if voices and len(voices[0].affiliations) == 1 and voices[0].speaks_always():
        # By far most people: one company, always. Nothing needs cutting.
        return [Span(BEGINNING, END_OF_TIME, voices[0].how, voices[0].affiliations[0])]
    bounds = {BEGINNING, END_OF_TIME}
    for voice in voices:
        for affiliation in voice.affiliations:
            bounds |= {affiliation.begins(), affiliation.ends()}
        if voice.speaks_always():
            break  # nobody behind this voice is ever heard
    found: list[Span] = []
    for first_day, end_day in pairwise(sorted(bounds)):
        decided = _first_to_speak(voices, first_day)
        if decided is None:
            continue
        how, affiliation = decided
        before = found[-1] if found else None
        if before and before.end_day == first_day and (before.how, before.affiliation) == decided:
            found[-1] = Span(before.first_day, end_day, how, affiliation)
        else:
            found.append(Span(first_day, end_day, how, affiliation))
    return found


def overlaps(affiliations: Sequence[Affiliation]) -> list[Overlap]:
    """The days that two affiliations with different companies claim, in order of time."""
    ordered = sorted(affiliations, key=_start)
    latest = BEGINNING
    for earlier, later in pairwise(ordered):
        latest = max(latest, earlier.ends())
        if later.begins() < latest:
            break
    else:
        return []
    return list(_overlaps(ordered))


def chained(entries: Iterable[Affiliation]) -> list[Affiliation]:
    """Affiliations from entries that may say only when each ended, in any order.

    An entry without a first day begins where the one before it, in order of their ends, has ended; an open end is the
    last.
    """
    found: list[Affiliation] = []
    first_day: date | None = None
    previous: date | None = None
    for entry in sorted(entries, key=lambda entry: (entry.ends(), entry.begins(), entry.company)):
        if entry.end_day != previous:
            first_day, previous = previous, entry.end_day
        found.append(entry if entry.first_day or not first_day else replace(entry, first_day=first_day))
    return found


def _start(affiliation: Affiliation) -> tuple[date, date, str, str, str]:
    return affiliation.begins(), affiliation.ends(), affiliation.company, affiliation.source, affiliation.rule


def _precedence(affiliation: Affiliation) -> tuple[int, date, str, str, str]:
    return -affiliation.begins().toordinal(), *_start(affiliation)[1:]


def _first_to_speak(voices: Sequence[Voice], day: date) -> tuple[str, Affiliation] | None:
    for voice in voices:
        affiliation = affiliation_on(voice.affiliations, day)
        if affiliation:
            return voice.how, affiliation
    return None


def _overlaps(ordered: Sequence[Affiliation]) -> Iterator[Overlap]:
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            first_day, end_day = other.begins(), min(one.ends(), other.ends())
            if first_day >= end_day:
                break
            if one.company != other.company:
                counts, yields = sorted((one, other), key=_precedence)
                yield Overlap(first_day, end_day, counts, yields)
