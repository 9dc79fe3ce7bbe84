"""The agenda of a meeting: points with an owner and a time, published by the notice that the charter sets."""

from django.db.models import Max

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import deed
from muster.actions.meetings.room import room
from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import AgendaItem, Meeting, Person
from muster.records.queries.meetings import promises

MOST_ITEMS = 200
"""Points of one agenda. A meeting of a day has thirty; whoever sends more means something else."""


def propose_item(
    caller: Caller, slug: str, title: str, *, owner: Person | None = None, minutes: int | None = None, about: str = ""
) -> AgendaItem:
    """Put a point on the agenda, last. about: what it is about, as the log calls it (`proposal/3`), or ""."""
    title = " ".join(title.split())
    if not title:
        raise AgainstTheRules(
            f"meeting/{slug}", "A point of the agenda has a title.", "Write what is to be talked about."
        )
    with deed(caller, "agenda.propose", f"meeting/{slug}") as doing:
        shown, meeting = room(doing, slug)
        if doing.at >= shown.occurrence.end:
            raise AgainstTheRules(meeting.handle, "This meeting is over.", "Put the point on the next one's agenda.")
        found = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
        if meeting.agenda.count() >= MOST_ITEMS:
            raise AgainstTheRules(meeting.handle, f"The agenda has {MOST_ITEMS} points.", "Use another meeting.")
        item = AgendaItem.objects.create(
            meeting=meeting, position=found + 1, title=title, owner=owner, minutes=minutes, about=about
        )
        data = {"item": item.position, "title": title, "owner": owner.handle if owner else "", "about": about}
        doing.log("agenda.proposed", {**data, "minutes": minutes or 0})
    return item


def drop_item(caller: Caller, slug: str, position: int, *, expected: int | None = None) -> None:
    """Take a point off the agenda. NotThere: it has none of that number."""
    with deed(caller, "agenda.publish", f"meeting/{slug}", expected=expected) as doing:
        _, meeting = room(doing, slug)
        _item(meeting, position).delete()
        doing.log("agenda.dropped", {"item": position})


def move_item(caller: Caller, slug: str, position: int, *, up: bool, expected: int | None = None) -> None:
    """Let a point change places with the one before or after it."""
    with deed(caller, "agenda.publish", f"meeting/{slug}", expected=expected) as doing:
        _, meeting = room(doing, slug)
        item = _item(meeting, position)
        around = meeting.agenda.filter(position__lt=position) if up else meeting.agenda.filter(position__gt=position)
        other = around.order_by("-position" if up else "position").first()
        if other is None:
            what = "It is the first point." if up else "It is the last point."
            raise AgainstTheRules(meeting.handle, what, "Move another one.")
        item.position, other.position = other.position, item.position
        AgendaItem.objects.bulk_update([item, other], ["position"])
        doing.log("agenda.ordered", {"item": position, "with": item.position})


def publish_agenda(caller: Caller, slug: str, *, expected: int | None = None) -> Meeting:
    """Publish the agenda as it stands. If it is later than the charter promises, the entry says by how much."""
    with deed(caller, "agenda.publish", f"meeting/{slug}", expected=expected) as doing:
        shown, meeting = room(doing, slug)
        items = list(meeting.agenda.select_related("owner"))
        if not items:
            raise AgainstTheRules(meeting.handle, "There is nothing on the agenda.", "Put a point on it first.")
        first = meeting.agenda_published_at is None
        if first:
            meeting.agenda_published_at = doing.at
            meeting.save(update_fields=["agenda_published_at"])
        promise = promises(shown, charter_in_force(doing.group, doing.who.on), at=doing.at).agenda
        late = int(promise.late.total_seconds() // 60) if promise and promise.late else 0
        said = [{"title": one.title, "owner": one.owner.handle if one.owner else ""} for one in items]
        doing.log("agenda.published" if first else "agenda.published again", {"items": said, "minutes_late": late})
    return meeting


def _item(meeting: Meeting, position: int) -> AgendaItem:
    item = meeting.agenda.filter(position=position).first()
    if item is None:
        raise NotThere(meeting.handle, "The agenda has no such point.", "Look at it as it is now.")
    return item
