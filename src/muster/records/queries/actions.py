"""Actions: lists of them, and what meetings they were carried over."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from muster.records.models import Action, Group, Meeting, Person


def actions_of(group: Group) -> QuerySet[Action]:
    """Give every action of the group, the newest first, with whom and where it is from."""
    return Action.objects.filter(group=group).select_related("owner", "meeting").order_by("-number")


def open_actions(group: Group) -> list[Action]:
    """Give what is open. One query."""
    return list(actions_of(group).filter(state=Action.State.OPEN))


def closed_actions(group: Group) -> QuerySet[Action]:
    """Give what is done or dropped, the latest first."""
    return actions_of(group).exclude(state=Action.State.OPEN).order_by("-closed_at", "-number")


def owned_by(actions: Iterable[Action], person: Person | None) -> list[Action]:
    """Give those that are somebody's."""
    return [one for one in actions if person is not None and one.owner_id == person.pk]


def actions_from(meeting: Meeting | None) -> list[Action]:
    """Give the actions that a meeting gave people, by number. At most one query."""
    return list(meeting.actions.select_related("owner").order_by("number")) if meeting else []


def days_held(group: Group, until: datetime) -> list[date]:
    """Give the days of the meetings that took place by a moment and left something behind. One query."""
    held = Meeting.objects.filter(group=group, cancelled="", starts__lte=until)
    return [starts.date() for starts in held.order_by("starts").values_list("starts", flat=True)]
