"""The joint engineering team: who helps whom in which focus area.

Only people who agreed are here, with what they said of themselves; what the evidence adds is counts. A match is a
proposal to two people, no assignment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from muster.domain.contribution.words import counted
from muster.domain.refusal import Refusal

MENTORS_AT_MOST: Final = 3
"""How many are proposed to somebody in an area: enough to choose from, few enough to write to."""
AREAS_AT_MOST: Final = 20
WORDS_AT_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What the evidence has of somebody in a focus area: changes, active days, the last of them."""

    area: str
    changes: int
    days: int
    last_day: date


@dataclass(frozen=True, slots=True)
class Teammate:
    """Somebody who agreed to be shown. number: theirs in the group. known: by the evidence, if they said who they are.

    companies: whom they work for, by name.
    """

    number: int
    name: str
    companies: tuple[str, ...] = ()
    helps_with: tuple[str, ...] = ()
    learns: tuple[str, ...] = ()
    words: str = ""
    known: tuple[Known, ...] = field(default=())

    def known_in(self, area: str) -> Known | None:
        """Give what the evidence has of them in an area; None: nothing."""
        return next((one for one in self.known if one.area == area), None)


@dataclass(frozen=True, slots=True)
class Match:
    """A mentor for somebody who wants to learn, in one area. why: what speaks for it, as a sentence."""

    area: str
    newcomer: Teammate
    mentor: Teammate
    why: str


def matches(team: Iterable[Teammate]) -> tuple[Match, ...]:
    """Match whoever learns with whoever helps in the same area, at most three each, the likeliest first.

    First those with active days in the area, the most days first; then those of another company, since that is what a
    joint team is for; then by name. Nobody is their own mentor.
    """
    everyone = sorted(team, key=lambda one: (one.name, one.number))
    found = []
    for newcomer in everyone:
        for area in sorted(newcomer.learns):
            mentors = [one for one in everyone if area in one.helps_with and one.number != newcomer.number]
            mentors.sort(key=lambda one: (-_days(one, area), _same(one, newcomer), one.name, one.number))
            found += [Match(area, newcomer, one, _why(one, newcomer, area)) for one in mentors[:MENTORS_AT_MOST]]
    return tuple(sorted(found, key=lambda one: one.area))


def unmet(team: Iterable[Teammate]) -> tuple[tuple[str, tuple[Teammate, ...]], ...]:
    """Give the areas in which somebody wants to learn and nobody else offers help, with those who wait."""
    everyone = sorted(team, key=lambda one: (one.name, one.number))
    areas = sorted({area for one in everyone for area in one.learns})
    waiting = (
        (area, tuple(one for one in everyone if area in one.learns and not _helped(one, area, everyone)))
        for area in areas
    )
    return tuple((area, people) for area, people in waiting if people)


def _helped(one: Teammate, area: str, everyone: Sequence[Teammate]) -> bool:
    return any(area in other.helps_with and other.number != one.number for other in everyone)


def _days(one: Teammate, area: str) -> int:
    known = one.known_in(area)
    return known.days if known else 0


def _same(one: Teammate, other: Teammate) -> bool:
    return bool(set(one.companies) & set(other.companies))


def _why(mentor: Teammate, newcomer: Teammate, area: str) -> str:
    known = mentor.known_in(area)
    shown = f"has {counted(known.days, 'active day')} there" if known else "offers it in their own words"
    where = "in the same company" if _same(mentor, newcomer) else "in another company"
    return f"{mentor.name} {shown}; works {where}."


def refusal_of(helps_with: Sequence[str], learns: Sequence[str], words: str, *, areas: Sequence[str]) -> Refusal | None:
    """Say what is wrong with what somebody says of themselves, or None. areas: the charter's focus areas."""
    strange = [area for area in (*helps_with, *learns) if area not in areas]
    if strange:
        named = ", ".join(areas) if areas else "none"
        return Refusal(f"The charter names no focus area “{strange[0][:60]}”.", f"Choose among its own: {named}.")
    both = [area for area in helps_with if area in learns]
    if both:
        return Refusal(
            f"Nobody helps newcomers and is one in the same area: {both[0]}.", "Choose one of the two for each area."
        )
    if len(words) > WORDS_AT_MOST:
        return Refusal(f"That is {len(words)} characters.", f"Say it in {WORDS_AT_MOST} or fewer.")
    return None
