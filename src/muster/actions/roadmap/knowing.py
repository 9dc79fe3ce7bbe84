"""What a group's items can name on a day: read from the charter, the calendar, the members, and the roadmap itself."""

from datetime import date

from muster.actions.charter_in_force import charter_in_force
from muster.domain.roadmap.checking import Known
from muster.domain.roadmap.items import ItemState
from muster.records.models import Group, RoadmapItem, UseCase
from muster.records.queries.people import members_on
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.items import items_waiting

MEMBERS = frozenset({"member", "suspended"})


def known_in(group: Group, on: date) -> Known:
    """Give what items can name. NotThere: the group had no charter yet. Eight queries."""
    charter, calendar = charter_in_force(group, on), calendar_of(group, on)
    dropped = RoadmapItem.objects.filter(group=group, state=ItemState.DROPPED).values_list("slug", flat=True)
    return Known(
        areas=tuple(area.name for area in charter.focus_areas),
        vectors=tuple(charter.vectors),
        cycles=tuple(cycle.name for cycle in calendar.cycles),
        repositories=frozenset(one.name for one in charter.evidence.repositories),
        owners=frozenset(one.organisation.slug for one in members_on(group, on) if one.state in MEMBERS),
        use_cases=frozenset(UseCase.objects.filter(group=group).values_list("number", flat=True)),
        items=items_waiting(group),
        dropped=frozenset(dropped),
    )
