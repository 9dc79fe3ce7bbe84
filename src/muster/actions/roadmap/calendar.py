"""The calendar of a group: changed by hand, thing by thing or as a whole, and from the schedules that others keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from pydantic import ValidationError

from muster.actions.caller import Caller
from muster.actions.deed import Deed, deed
from muster.domain.charter.calendar import Calendar
from muster.domain.errors import AgainstTheRules, CalendarFaults, NotThere
from muster.domain.printable import printable
from muster.domain.roadmap.calendar.changes import Ends, differences, faults_of_calendar, merged
from muster.exchange.calendars.feed import Issue, calendar_feed
from muster.exchange.calendars.reading import File, read_releases
from muster.exchange.calendars.values import Aside, CalendarRead
from muster.records.models import CalendarVersion, Group
from muster.records.queries.groups import charters
from muster.records.queries.roadmap.calendar import calendar_as_data, calendar_from, calendar_of

SUBJECT: Final = "calendar"
LONGEST_SOURCE: Final = 500
MOST_TOLD: Final = 200
"""Differences that an entry of the log names; the calendar itself is kept whole."""
VERSIONS_IN_FEED: Final = 20
"""Earlier calendars that a feed looks at for what is to be cancelled."""
_KINDS: Final = {"cycles": "cycle", "events": "event"}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking schedules over would do. differences: what would change. aside: what is not taken as it stands."""

    calendar: Calendar
    differences: tuple[str, ...]
    aside: tuple[Aside, ...]
    cycles: int
    events: int


def keep_calendar(
    caller: Caller, data: Mapping[str, Any], *, source: str = "", expected: int | None = None
) -> CalendarVersion:
    """Keep another calendar, whole. data: what a charter's calendar table holds, days as days.

    CalendarFaults: everything that is wrong with it. AgainstTheRules: it is the one that the group has.
    """
    with deed(caller, "calendar.change", SUBJECT, expected=expected) as doing:
        return _kept(doing, _sound(doing, data), source)


def change_entry(
    caller: Caller, kind: str, entry: Mapping[str, Any], *, known_as: str = "", expected: int | None = None
) -> CalendarVersion:
    """Add a cycle or an event to the calendar, or change one. kind: cycles or events. known_as: its name until now.

    NotThere: there is none of that name. CalendarFaults: the calendar would not hold together.
    """
    with deed(caller, "calendar.change", SUBJECT, expected=expected) as doing:
        data = calendar_of(doing.group, doing.who.on).model_dump(exclude_defaults=True)
        rows = [dict(row) for row in data.get(kind, ())]
        if known_as:
            place = _place(rows, kind, known_as)
            rows[place] = dict(entry)
            if kind == "cycles" and entry.get("name") != known_as:
                renamed = {"cycle": entry.get("name")}
                events = [row | renamed if row.get("cycle") == known_as else row for row in data.get("events", ())]
                data = {**data, "events": events}
        else:
            rows.append(dict(entry))
        return _kept(doing, _sound(doing, {**data, kind: rows}), str(entry.get("source") or ""))


def remove_entry(caller: Caller, kind: str, name: str, *, expected: int | None = None) -> CalendarVersion:
    """Take a cycle or an event out of the calendar. NotThere: there is none. CalendarFaults: an event needs it."""
    with deed(caller, "calendar.change", SUBJECT, expected=expected) as doing:
        data = calendar_of(doing.group, doing.who.on).model_dump(exclude_defaults=True)
        rows = list(data.get(kind, ()))
        del rows[_place(rows, kind, name)]
        return _kept(doing, _sound(doing, {**data, kind: rows}), "")


def look_at_schedules(group: Group, caller: Caller, files: Sequence[File], *, keep_plans: bool = True) -> Outlook:
    """Say what taking schedules over would do, and do nothing. CalendarFaults: what cannot be used, a sentence each."""
    on = caller.clock().date()
    read = read_files(files)
    before = calendar_of(group, on)
    after = _after(before, read, keep_plans=keep_plans)
    faults = faults_of_calendar(after.model_dump(exclude_defaults=True), on)
    if faults:
        raise CalendarFaults(SUBJECT, faults)
    return Outlook(after, differences(before, after), tuple(read.aside), len(read.cycles), len(read.events))


def take_over_schedules(
    caller: Caller, files: Sequence[File], *, keep_plans: bool = True, expected: int | None = None
) -> CalendarVersion:
    """Put what schedules say into the calendar. keep_plans: a day that moves stays as what was planned.

    CalendarFaults: what cannot be used. AgainstTheRules: they say nothing new.
    """
    read = read_files(files)
    with deed(caller, "calendar.change", SUBJECT, expected=expected) as doing:
        after = _after(calendar_of(doing.group, doing.who.on), read, keep_plans=keep_plans)
        sound = _sound(doing, after.model_dump(exclude_defaults=True))
        return _kept(doing, sound, ", ".join(dict.fromkeys(file.path for file in files)))


def read_files(files: Iterable[File]) -> CalendarRead:
    """Read schedules. CalendarFaults: a file that cannot be used, and every other that cannot."""
    read = read_releases(files)
    if read.faults:
        raise CalendarFaults(SUBJECT, tuple(str(fault) for fault in read.faults))
    if not read.cycles and not read.events and not read.statuses:
        what = "There is nothing to read."
        raise CalendarFaults(SUBJECT, (f"{what} Choose a schedule.yaml, a schedule.rst or a series_status.yaml.",))
    return read


def feed_of(group: Group, calendar: Calendar, *, name: str, url: str) -> bytes:
    """Write the group's calendar to subscribe to. Three queries."""
    kept = list(CalendarVersion.objects.filter(group=group)[: VERSIONS_IN_FEED + 1])
    changed = kept[0].at if kept else datetime.combine(charters(group)[0].since, time.min, UTC)
    revision = CalendarVersion.objects.filter(group=group).count()
    before = [calendar_from(one.data) for one in kept[1:]]
    return calendar_feed(calendar, Issue(group.slug, name, changed, revision, url), before=before)


def _after(calendar: Calendar, read: CalendarRead, *, keep_plans: bool) -> Calendar:
    known = {cycle.name.casefold() for cycle in read.cycles}
    ends = {name: Ends(one.released, one.end_of_life) for name, one in read.statuses.items() if name not in known}
    return merged(calendar, read.cycles, read.events, ends, keep_plans=keep_plans)


def _place(rows: Sequence[Mapping[str, Any]], kind: str, name: str) -> int:
    place = next((place for place, row in enumerate(rows) if row.get("name") == name), None)
    if place is None:
        where = f"{_KINDS[kind]}/{printable(name[:80])}"
        raise NotThere(where, f"The calendar has no such {_KINDS[kind]}.", "The calendar's page lists what it has.")
    return place


def _sound(doing: Deed, data: Mapping[str, Any]) -> Calendar:
    faults = faults_of_calendar(data, doing.who.on)
    if faults:
        raise CalendarFaults(SUBJECT, faults)
    try:
        return Calendar.model_validate(data)
    except ValidationError as wrong:  # pragma: no cover - what has no faults is a calendar
        raise CalendarFaults(SUBJECT, (printable(str(wrong)[:500]),)) from None


def _kept(doing: Deed, calendar: Calendar, source: str) -> CalendarVersion:
    before = calendar_of(doing.group, doing.who.on)
    changes = differences(before, calendar)
    if not changes and before == calendar:
        raise AgainstTheRules(SUBJECT, "This is what the calendar says already.", "There is nothing to do.")
    source = printable(source)[:LONGEST_SOURCE]
    kept = CalendarVersion.objects.create(
        group=doing.group, at=doing.at, data=calendar_as_data(calendar), source=source
    )
    more = len(changes) - MOST_TOLD
    told = [*changes[:MOST_TOLD], *([f"And {more} more."] if more > 0 else [])]
    doing.log("calendar.changed", {"source": source, "changes": told, "calendar": calendar_as_data(calendar)})
    return kept
