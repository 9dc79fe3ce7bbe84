"""The joint engineering team: who agrees to be shown on it, changes what it says of them, and leaves again."""

from collections.abc import Sequence

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_of
from muster.actions.deed import deed
from muster.domain.charter.charter import Charter
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.roadmap.team import AREAS_AT_MOST, refusal_of
from muster.domain.words import neutral
from muster.records.models import Person, TeamMember
from muster.records.queries.groups import charter_on


def subject_of(person: Person | None) -> str:
    """Give what the log calls somebody's place on the team."""
    return f"team/{person.number}" if person else "team"


def areas_of(charter: Charter | None) -> tuple[str, ...]:
    """Give the focus areas that a charter names."""
    return tuple(area.name for area in charter.focus_areas) if charter else ()


def join_team(
    caller: Caller,
    *,
    helps_with: Sequence[str] = (),
    learns: Sequence[str] = (),
    words: str = "",
    upstream: str | None = None,
    expected: int | None = None,
) -> TeamMember:
    """Agree to be shown on the team, or change what it says of oneself. Nobody does this for somebody else.

    upstream: the opaque id that the evidence has for them, "" to be found there no longer; None leaves it as it is. The
    record keeps the areas alone: words and the id can be taken back for good. AgainstTheRules: an area that the charter
    does not name, or one in which somebody both helps and learns.
    """
    with deed(caller, "team.join", _subject(caller), expected=expected) as doing:
        person = _somebody(doing.who.person)
        kept = charter_on(doing.group, doing.who.on)
        areas = areas_of(charter_of(kept) if kept else None)
        helps, learning = _in_order(helps_with, areas), _in_order(learns, areas)
        refused = refusal_of(helps, learning, words, areas=areas)
        if refused:
            raise refused.error(subject_of(person))
        said = {"helps_with": helps, "learns": learning, "words": neutral(words.strip())}
        before = TeamMember.objects.filter(person=person).first()
        known = before.upstream if before and upstream is None else (upstream or "")
        agreed = before.agreed_at if before else doing.at
        place, joined = TeamMember.objects.update_or_create(
            person=person, defaults={**said, "upstream": known, "agreed_at": agreed}
        )
        what = "team.joined" if joined else "team.changed"
        doing.log(what, {"helps_with": helps, "learns": learning}, subject=subject_of(person))
    return place


def leave_team(caller: Caller, *, expected: int | None = None) -> None:
    """Be shown on the team no longer: everything that was said is taken off. NotThere: they are not on it."""
    with deed(caller, "team.join", _subject(caller), expected=expected) as doing:
        person = _somebody(doing.who.person)
        gone, _ = TeamMember.objects.filter(person=person).delete()
        if not gone:
            raise NotThere(subject_of(person), "You are not on the team.", "There is nothing to take back.")
        doing.log("team.left", {}, subject=subject_of(person))


def _subject(caller: Caller) -> str:
    person = Person.objects.filter(group=caller.group, account=caller.account).first() if caller.account else None
    return subject_of(person)


def _somebody(person: Person | None) -> Person:
    if person is None:
        raise AgainstTheRules("team", "People put themselves on the team.", "Sign in as a person of the group.")
    return person


def _in_order(chosen: Sequence[str], areas: Sequence[str]) -> list[str]:
    """Give each area once, in the charter's order; those that it does not name last, for the rule to refuse."""
    place = {area: at for at, area in enumerate(areas)}
    return sorted(dict.fromkeys(chosen[: 2 * AREAS_AT_MOST]), key=lambda area: (place.get(area, len(place)), area))
