"""The agenda of a meeting: points with an owner and a time, published by the notice that the charter sets."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Count, Max

from muster.actions.addresses import page_of
from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import Deed, deed
from muster.actions.letter_kinds import Facts, day
from muster.actions.letters import taking_part, write_letters
from muster.actions.meetings.room import room
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.meetings.series import LONGEST
from muster.records.models import AgendaItem, Meeting, Person
from muster.records.queries.meetings import MeetingShown, promises

MOST_ITEMS: Final = 200
"""Points of one agenda. A meeting of a day has thirty; whoever sends more means something else."""
LONGEST_TITLE, LONGEST_ABOUT = 300, 120


def propose_item(
    caller: Caller, slug: str, title: str, *, owner: Person | None = None, minutes: int | None = None, about: str = ""
) -> AgendaItem:
    """Put a point on the agenda, last. about: what it is about, as the log calls it (`proposal/3`), or ""."""
    return propose_items(caller, slug, [title], owner=owner, minutes=minutes, about=about)[0]


def propose_items(
    caller: Caller,
    slug: str,
    titles: Sequence[str],
    *,
    owner: Person | None = None,
    minutes: int | None = None,
    about: str = "",
) -> list[AgendaItem]:
    """Put points on the agenda, last, each with this owner and for so many minutes. All of them, or none."""
    subject = f"meeting/{slug}"
    titles = [" ".join(one.split()) for one in titles]
    if not titles or not all(titles):
        raise AgainstTheRules(subject, "A point of the agenda has a title.", "Write what is to be talked about.")
    if max(map(len, titles)) > LONGEST_TITLE or len(about) > LONGEST_ABOUT:
        what = f"The title of a point has at most {LONGEST_TITLE} letters."
        raise AgainstTheRules(subject, what, "Say it shorter, and put the rest on a page of its own.")
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise AgainstTheRules(subject, "A point takes at least a minute and at most a week.", "Write its minutes.")
    with deed(caller, "agenda.propose", subject) as doing:
        shown, meeting = room(doing, slug)
        if doing.at >= shown.occurrence.end:
            raise AgainstTheRules(subject, "This meeting is over.", "Put the point on the next one's agenda.")
        there = meeting.agenda.aggregate(last=Max("position"), number=Count("pk"))
        if there["number"] + len(titles) > MOST_ITEMS:
            what = f"The agenda would have {there['number'] + len(titles):,} points; {MOST_ITEMS} are the most."
            raise AgainstTheRules(subject, what, "Leave some of them for another meeting.")
        items = AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, position=position, title=title, owner=owner, minutes=minutes, about=about)
            for position, title in enumerate(titles, start=(there["last"] or 0) + 1)
        )
        for item in items:
            data = {"item": item.position, "title": item.title, "owner": owner.handle if owner else "", "about": about}
            doing.log("agenda.proposed", {**data, "minutes": minutes or 0})
    return items


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
        if first:
            _tell(doing, shown, items)
    return meeting


def _tell(doing: Deed, shown: MeetingShown, items: Sequence[AgendaItem]) -> None:
    """Write to everybody who takes part that the agenda is out."""
    slug, group = shown.slug, doing.group
    facts = Facts(
        about=f"meeting/{slug}",
        title=f"{shown.occurrence.title}, {day(shown.occurrence.start)}",
        where=page_of(group.slug, f"meeting/{slug}"),
        by=shown.occurrence.start,
        words="\n".join(f"{number}. {one.title}" for number, one in enumerate(items, start=1)),
    )
    write_letters(group, taking_part(group), "agenda.published", facts, at=doing.at, once=f"agenda/{slug}")


def _item(meeting: Meeting, position: int) -> AgendaItem:
    item = meeting.agenda.filter(position=position).first()
    if item is None:
        raise NotThere(meeting.handle, "The agenda has no such point.", "Look at it as it is now.")
    return item
