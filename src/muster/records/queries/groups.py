"""Finding groups and their charters."""

from datetime import date

from muster.domain.errors import NotThere
from muster.records.models import CharterVersion, Group, Standing


def group_called(slug: str) -> Group:
    """Give the group of this name. NotThere: there is none."""
    group = group_if_there(slug)
    if group is None:
        raise NotThere(slug, "There is no such group here.", "The front page lists those that there are.")
    return group


def group_if_there(slug: str) -> Group | None:
    """Give the group of this name, if there is one."""
    return Group.objects.filter(slug=slug).first()


def groups() -> list[Group]:
    """Give the groups that the front page lists, by name."""
    return list(Group.objects.filter(hidden=False).order_by("name"))


def charter_on(group: Group, day: date) -> CharterVersion | None:
    """Give the charter in force on a day; before the first, none."""
    return group.charters.filter(since__lte=day).order_by("-since", "-pk").first()


def founded_on(group: Group) -> date:
    """Give the day on which the group began: that of its first charter."""
    return group.charters.order_by("since", "pk").values_list("since", flat=True)[0]


def charters(group: Group) -> list[CharterVersion]:
    """Give every charter the group has had, the newest first."""
    return list(group.charters.order_by("-since", "-pk"))


def last_standing(group: Group, day: date | None = None) -> Standing | None:
    """Give the latest published standing; with a day, the latest of that day or before."""
    found = group.standings.order_by("-on", "-counted_at", "-pk")
    return (found.filter(on__lte=day) if day else found).first()
