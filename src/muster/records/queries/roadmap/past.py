"""What the log says of the roadmap, for whoever asks how it was on an earlier day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muster.domain.record.chain import Said, read
from muster.domain.roadmap.proof.past import PROMISES, TOLD
from muster.records.models import Entry, Group, Person
from muster.records.queries.decisions import people_called


@dataclass(frozen=True, slots=True)
class Past:
    """Entries about the states of items and about promises, in order, and the people whom promises named."""

    said: tuple[Said, ...]
    people: Mapping[str, Person]


def past_of(group: Group) -> Past:
    """Look it up. Two queries."""
    found = Entry.objects.filter(group=group, kind__in=TOLD).order_by("number")
    said = tuple(read(body)[0] for body in found.values_list("body", flat=True))
    return Past(said, people_called(group, _named(said)))


def _named(said: Iterable[Said]) -> set[str]:
    return {handle for one in said if one.kind in PROMISES for handle in one.data["people"]}
