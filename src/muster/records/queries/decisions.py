"""Proposals as they are listed and found, what the log says about them, and what came of their adoption."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from muster.domain.decisions.state import Phase
from muster.domain.errors import NotThere
from muster.domain.membership.states import SAID
from muster.domain.record.chain import Said, read
from muster.records.models import (
    CharterVersion,
    Draft,
    Entry,
    Group,
    Holding,
    Meeting,
    Membership,
    Office,
    Person,
    Proposal,
    Seat,
)


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """Something that a decision caused. about: as the log calls it."""

    what: str
    about: str
    since: date


def proposals_of(group: Group) -> QuerySet[Proposal]:
    """Give every proposal, the newest first, with whoever put it."""
    return Proposal.objects.filter(group=group).select_related("group", "opened_by").order_by("-number")


def proposal_numbered(group: Group, number: int) -> Proposal:
    """Give the group's proposal of that number. NotThere: it has none."""
    found = proposals_of(group).filter(number=number).first()
    if found is None:
        raise NotThere(f"proposal/{number}", "The group has no such proposal.", "Decisions lists those that it has.")
    return found


def undecided(groups: Iterable[Group | int]) -> list[Proposal]:
    """Give the proposals whose end is not written down, the oldest first: of some a deadline may have passed."""
    found = Proposal.objects.filter(group__in=groups, ended_at=None).select_related("group", "opened_by")
    return list(found.order_by("group", "number"))


def due(group: Group, at: datetime) -> QuerySet[Proposal]:
    """Give the proposals whose phase has ended by the clock, which nobody has written down yet."""
    counting = Q(phase=Phase.COUNTING)
    return proposals_of(group).filter(Q(until__lte=at) | counting, ended_at=None).order_by("number")


def resolutions(group: Group) -> QuerySet[Proposal]:
    """Give what was adopted, by number of resolution, the last first."""
    return proposals_of(group).filter(resolution__isnull=False).order_by("-resolution")


def ended(group: Group) -> QuerySet[Proposal]:
    """Give what has ended, in whatever way, the newest first."""
    return proposals_of(group).filter(ended_at__isnull=False)


def ended_otherwise(group: Group) -> QuerySet[Proposal]:
    """Give what failed, lapsed or was withdrawn, the last that ended first."""
    return proposals_of(group).filter(ended_at__isnull=False, resolution=None).order_by("-ended_at", "-number")


def said_about(proposals: Iterable[Proposal], until: datetime) -> Mapping[int, list[Said]]:
    """Give what the log says about each of these up to a moment, in order, by the proposal's key. One query."""
    keys = {(one.group_id, one.handle): one.pk for one in proposals}
    subjects, groups = {handle for _, handle in keys}, {group for group, _ in keys}
    found = Entry.objects.filter(group__in=groups, subject__in=subjects, at__lte=until).order_by("group", "number")
    said: dict[int, list[Said]] = defaultdict(list)
    for group, subject, body in found.values_list("group_id", "subject", "body"):
        if (group, subject) in keys:  # another group may have a proposal of the same number
            said[keys[group, subject]].append(read(body)[0])
    return said


def charters_with(fingerprints: Iterable[str]) -> Mapping[str, CharterVersion]:
    """Give a charter for each fingerprint: the texts are the same wherever it is. One query."""
    return {one.sha256: one for one in CharterVersion.objects.filter(sha256__in=set(fingerprints))}


def people_called(group: Group, handles: Iterable[str]) -> Mapping[str, Person]:
    """Give people by what the log calls them. One query."""
    numbers = {int(handle.removeprefix("person/")) for handle in handles if handle.startswith("person/")}
    return {one.handle: one for one in Person.objects.filter(group=group, number__in=numbers)}


def seat_names(group: Group, handles: Iterable[str]) -> Mapping[str, str]:
    """Give what seats are called by what the log calls them. One query."""
    slugs = {handle.removeprefix("seat/") for handle in handles}
    return {one.handle: one.name for one in Seat.objects.filter(group=group, slug__in=slugs)}


def attendance_before(group: Group, meetings: int, at: datetime) -> tuple[int, ...]:
    """Give how many seats came to each of the last meetings before a moment, the latest last.

    A meeting of which nobody has entered who was there is left out: then there are fewer. One query.
    """
    last = Meeting.objects.filter(group=group, cancelled="", starts__lt=at).order_by("-starts", "-pk")
    seats = Count("attendance__seat", filter=~Q(attendance__seat=""), distinct=True)
    counts = last.annotate(people=Count("attendance"), seats=seats).values_list("people", "seats")[:meetings]
    return tuple(seats for people, seats in reversed(list(counts)) if people)


def carried_out(proposal: Proposal) -> list[CarriedOut]:
    """Give what was done because the proposal was adopted, as far as it names the proposal. Four queries."""
    group, handle = proposal.group, proposal.handle
    states = Membership.objects.filter(organisation__group=group, decided_by=handle).select_related("organisation")
    offices = Office.objects.filter(group=group, decided_by=handle).select_related("person")
    seats = Holding.objects.filter(seat__group=group, decided_by=handle).select_related("person", "seat")
    charters = CharterVersion.objects.filter(group=group, decided_by=handle)
    return [
        *(
            CarriedOut(f"{one.organisation} is {SAID[one.state]}", f"organisation/{one.organisation.slug}", one.since)
            for one in states.order_by("since", "pk")
        ),
        *(CarriedOut(f"Charter {one.version} is in force", "charter", one.since) for one in charters.order_by("pk")),
        *(CarriedOut(f"{one.person} is {one.role}", one.person.handle, one.since) for one in offices.order_by("pk")),
        *(
            CarriedOut(f"{one.person} holds the seat {one.seat}", one.seat.handle, one.since)
            for one in seats.order_by("pk")
        ),
    ]


def adopted_with_consequence(groups: Iterable[Group | int]) -> QuerySet[Proposal]:
    """Give the resolutions of which something was to follow, the first first. One query."""
    found = Proposal.objects.filter(group__in=groups, resolution__isnull=False).exclude(consequence="")
    return found.select_related("group", "opened_by").order_by("group", "resolution")


def acted_on(proposals: Iterable[Proposal]) -> frozenset[tuple[int, str, str]]:
    """Give what has been done because of proposals, each as its group, the proposal, and the organisation or "".

    Two queries.
    """
    handles, groups = {one.handle for one in proposals}, {one.group_id for one in proposals}
    states = Membership.objects.filter(organisation__group__in=groups, decided_by__in=handles)
    charters = CharterVersion.objects.filter(group__in=groups, decided_by__in=handles)
    return frozenset(
        (
            *(
                (group, decided, f"organisation/{slug}")
                for group, decided, slug in states.values_list(
                    "organisation__group", "decided_by", "organisation__slug"
                )
            ),
            *((group, decided, "") for group, decided in charters.values_list("group", "decided_by")),
        )
    )


def drafts_of(person: Person) -> list[Draft]:
    """Give somebody's drafts, the one last worked on first."""
    return list(person.drafts.all())


def draft_of(person: Person, key: int) -> Draft:
    """Give one of somebody's drafts. NotThere: they have none such; somebody else's is not there either."""
    found = person.drafts.filter(pk=key).first()
    if found is None:
        raise NotThere(f"draft/{key}", "You have no such draft.", "Decisions lists those that you have.")
    return found
