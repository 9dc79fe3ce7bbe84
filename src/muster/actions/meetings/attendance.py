"""Who was at a meeting: ticked by themselves, or written down by whoever keeps the minutes, also later."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Final

from muster.actions.caller import Caller
from muster.actions.deed import deed
from muster.actions.meetings.room import room
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.meetings.occurrences import Occurrence
from muster.domain.membership.roles import who_may
from muster.records.models import Attendance, Holding, Person
from muster.records.queries.people import holds_on, suspended_on

OPEN_BEFORE: Final = timedelta(minutes=30)
"""How long before a meeting one can say that one is there."""


def tick(caller: Caller, slug: str) -> Attendance:
    """Say that one is there oneself. AgainstTheRules: the meeting has not begun, or is over."""
    with deed(caller, "attendance.tick", f"meeting/{slug}") as doing:
        shown, meeting = room(doing, slug)
        person = doing.who.person
        if person is None:
            raise NotAllowed(meeting.handle, f"This is for {who_may('attendance.tick')}.", "Sign in as a person.")
        opens = shown.occurrence.start - OPEN_BEFORE
        if not opens <= doing.at < shown.occurrence.end:
            what = f"One can say that one is here from {opens:%H:%M} to {shown.occurrence.end:%H:%M} UTC that day."
            raise AgainstTheRules(meeting.handle, what, "Afterwards, ask the secretary to write it down.")
        seat = _seats([person], shown.occurrence).get(person.pk, "")
        known = {"how": Attendance.How.TICKED, "by": person, "at": doing.at, "seat": seat}
        found, new = Attendance.objects.get_or_create(meeting=meeting, person=person, defaults=known)
        doing.log("attendance.ticked", {"person": person.handle, "again": not new})
    return found


def record(
    caller: Caller,
    slug: str,
    people: Iterable[Person],
    *,
    not_there: Iterable[Person] = (),
    how: str = Attendance.How.ENTERED,
    expected: int | None = None,
) -> int:
    """Write down that people were there, with who says so and when. Returns how many were new.

    not_there: those of whom it is taken back. Whoever is named in neither stays as they are, so that nobody who ticks
    meanwhile is lost.
    """
    with deed(caller, "attendance.record", f"meeting/{slug}", expected=expected) as doing:
        shown, meeting = room(doing, slug)
        if doing.at < shown.occurrence.start:
            raise AgainstTheRules(meeting.handle, "The meeting has not begun.", "Write down who came once it has.")
        there = set(meeting.attendance.values_list("person_id", flat=True))
        new = [one for one in dict.fromkeys(people) if one.pk not in there]
        gone = [one for one in dict.fromkeys(not_there) if one.pk in there]
        meeting.attendance.filter(person__in=gone).delete()
        seats = _seats(new, shown.occurrence)
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting, person=one, seat=seats.get(one.pk, ""), how=how, by=doing.who.person, at=doing.at
            )
            for one in new
        )
        if new or not gone:
            doing.log("attendance.recorded", {"people": [one.handle for one in new], "how": str(how)})
        for one in gone:
            doing.log("attendance.struck", {"person": one.handle})
    return len(new)


def strike(caller: Caller, slug: str, person: Person, *, expected: int | None = None) -> None:
    """Take back that somebody was there."""
    record(caller, slug, (), not_there=[person], expected=expected)


def _seats(people: Collection[Person], occurrence: Occurrence) -> dict[int, str]:
    """Give the seat for which each of them comes: the one that they represent that day, else one as alternate.

    The seat of a suspended member counts for nothing, so nobody comes for it.
    """
    day = occurrence.start.date()
    held = Holding.objects.filter(holds_on(day), holds_on(day, "seat__since", "seat__until"), person__in=people)
    held = held.exclude(suspended_on(day, "seat__organisation"))
    # An alternate's comes first, and a representative's in its place; of several, the first by name stays.
    return dict(held.order_by("part", "-seat__slug").values_list("person_id", "seat__slug"))
