"""Who could work: people that evidence has found, people that members have named, and, before anything was read, words.

Whoever is found upstream can give what they gave in the window of the evidence, rounded down. Somebody whom a member
names and whom nobody knows upstream is taken at its word, as one full-time person. Where nothing was read at all, each
member is taken at its word for all that it promised.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from muster.domain.roadmap.planning.question import Worker, units_down


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom evidence found at work for a member. key: an opaque name. fte: under this member, exact.

    items: on which they had days; areas: in which.
    """

    key: str
    member: str
    fte: Fraction
    items: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a member named. label: `person/3`. upstream: who they are there, if they said so; else "".

    What is frozen with a plan calls them by their number, so that a name can still be taken away.
    """

    key: str
    member: str
    label: str
    upstream: str = ""


def workers(
    found: Sequence[Found] | None,
    named: Iterable[Named],
    *,
    unit: int,
    members: Mapping[str, str],
    areas: Mapping[str, str],
    promised: Mapping[str, int],
) -> tuple[tuple[Worker, ...], dict[str, str]]:
    """Give the workers, and the key of each who is named.

    found: None if nothing was read. members: their names by slug. areas: the focus area of each item by slug. promised:
    by each member in all, in units.
    """
    by_key = {one.key: one for one in _measured(found or (), unit, members, areas)}
    keys: dict[str, str] = {}
    on_their_word: dict[str, Worker] = {}
    for one in named:
        known = by_key.get(f"{one.member} {one.upstream}") if one.upstream else None
        keys[one.key] = known.key if known else one.key
        if known is None:
            on_their_word[one.key] = Worker(one.key, one.member, one.label, unit, measured=False)
        else:
            by_key[known.key] = replace(known, label=one.label)
    told = list(on_their_word.values())
    if found is None:
        given: Counter[str] = Counter()
        for worker in told:
            given[worker.member] += worker.capacity
        told += [
            Worker(
                f"word/{slug}", slug, f"People of {name}, not measured", promised[slug] - given[slug], measured=False
            )
            for slug, name in members.items()
            if promised.get(slug, 0) > given[slug]
        ]
    return (*by_key.values(), *told), keys


def _measured(
    found: Sequence[Found], unit: int, members: Mapping[str, str], areas: Mapping[str, str]
) -> tuple[Worker, ...]:
    by_member: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        if one.member in members:
            by_member[one.member].append(one)
    made = []
    for member, people in by_member.items():
        # The busiest is the first: a number that says something, and that no name gives away.
        ranked = sorted(people, key=lambda one: (-one.fte, one.key))
        for number, one in enumerate(ranked, start=1):
            near = tuple(sorted(slug for slug, area in areas.items() if area in one.areas and slug not in one.items))
            made.append(
                Worker(
                    key=f"{member} {one.key}",
                    member=member,
                    label=f"{members[member]}, person {number}",
                    capacity=min(unit, units_down(one.fte, unit)),
                    knows=tuple(sorted(slug for slug in one.items if slug in areas)),
                    near=near,
                )
            )
    return tuple(made)
