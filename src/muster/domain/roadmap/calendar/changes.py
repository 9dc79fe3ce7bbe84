"""How a calendar changes: what was read is put into it, what differs is told, and what cannot be is refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.charter.charter import Charter, validate
from muster.domain.charter.faults import Fault
from muster.domain.contribution.words import day as day_words
from muster.domain.printable import printable
from muster.domain.roadmap.calendar.cycles import days_in_words, days_of, planned_days_of, same_event

MOST_YEARS: Final = 50
"""A day further away than that is a slip of the pen."""
LONGEST_CYCLE: Final = 5
"""Years that a cycle lasts at most."""
MOST_CYCLES, MOST_EVENTS, MOST_MILESTONES = 200, 1_000, 200
_GROUP: Final = {"name": "group", "mission": "mission"}


@dataclass(frozen=True, slots=True)
class Ends:
    """What is known of a cycle whose schedule was not read: when it came out, and when it ended."""

    release: date | None
    eol: date | None


def faults_of_calendar(data: Mapping[str, object], on: date) -> tuple[str, ...]:
    """Say everything that is wrong with a calendar, a sentence each; nothing: it can be kept.

    data: what a charter's calendar table holds, days as days. on: today.
    """
    found = validate({"version": "1", "group": _GROUP, "calendar": data})
    if isinstance(found, Charter):
        return tuple(_far_from(found.calendar, on))
    return tuple(f"{_place(fault, data)}: {fault.what}; {_ended(fault.mend)}" for fault in found)


def _ended(clause: str) -> str:
    return clause if clause.endswith("?") else f"{clause}."


def _place(fault: Fault, data: Mapping[str, object]) -> str:
    """Give what a fault is about as its reader knows it: the cycle's or the event's name, and the key."""
    match fault.path:
        case (_, str(kind), int(number), *rest):
            rows = data.get(kind)
            row = rows[number] if isinstance(rows, Sequence) and number < len(rows) else None
            name = row.get("name") if isinstance(row, Mapping) else None
            if isinstance(name, str) and name.strip():
                return ", ".join([printable(name[:80]), *(printable(str(key)) for key in rest)])
    return fault.key.removeprefix("calendar.")


def _far_from(calendar: Calendar, on: date) -> Iterator[str]:
    for held, most, what in (
        (len(calendar.cycles), MOST_CYCLES, "cycles"),
        (len(calendar.events), MOST_EVENTS, "events"),
        (max((len(one.milestones) for one in calendar.cycles), default=0), MOST_MILESTONES, "milestones in one cycle"),
    ):
        if held > most:
            yield f"There are {held:,} {what}; keep at most {most:,}."
    for name, day in _days(calendar):
        if abs(day.year - on.year) > MOST_YEARS:
            yield (
                f"{name}: {day} lies more than {MOST_YEARS} years from today, {day_words(on)}; mend the year, or leave "
                "it out."
            )
    for cycle in calendar.cycles:
        end = max(filter(None, (cycle.release, cycle.planned_release)), default=cycle.start)
        if end.year - cycle.start.year > LONGEST_CYCLE:
            yield f"{cycle.name}: it lasts from {cycle.start} to {end}; a cycle lasts at most {LONGEST_CYCLE} years."


def _days(calendar: Calendar) -> Iterator[tuple[str, date]]:
    for cycle in calendar.cycles:
        days = (cycle.start, cycle.release, cycle.planned_release, cycle.eol, *cycle.milestones.values())
        yield from ((cycle.name, day) for day in days if day is not None)
    for event in calendar.events:
        days = (event.first, event.last, event.planned_first, event.planned_last)
        yield from ((event.name, day) for day in days if day is not None)


def merged(
    calendar: Calendar,
    cycles: Iterable[Cycle],
    events: Iterable[Event],
    ends: Mapping[str, Ends],
    *,
    keep_plans: bool = True,
) -> Calendar:
    """Put what was read into a calendar: what it has already keeps its name, the rest is new.

    ends: of other series, by name in small letters; only those are taken of which the calendar has a cycle.
    keep_plans: where a day changes, the one that stood there is kept as what was planned.
    """
    by_name = {one.name.casefold(): one for one in calendar.cycles}
    for cycle in cycles:
        known = by_name.get(cycle.name.casefold())
        by_name[cycle.name.casefold()] = _renewed(known, cycle, keep_plans=keep_plans) if known else cycle
    for name, end in ends.items():
        if name in by_name:
            known = by_name[name]
            out = end.release if end.release and end.release > known.start else known.release
            read = known.model_copy(update={"release": out, "eol": end.eol or known.eol})
            by_name[name] = _renewed(known, read, keep_plans=keep_plans)
    names = {one.name for one in by_name.values()}
    kept = list(calendar.events)
    for event in events:
        place = next((place for place, one in enumerate(kept) if same_event(one, event)), None)
        if place is None:
            kept.append(event if event.cycle in names else event.model_copy(update={"cycle": None}))
        else:
            kept[place] = _moved(kept[place], event, keep_plans=keep_plans)
    return Calendar(
        cycles=tuple(sorted(by_name.values(), key=lambda one: (one.start, one.name))),
        events=tuple(kept),
    )


def _renewed(known: Cycle, read: Cycle, *, keep_plans: bool) -> Cycle:
    release = read.release or (known.release if known.release and known.release > read.start else None)
    planned = known.planned_release or read.planned_release
    if keep_plans and known.release and release != known.release:
        planned = known.planned_release or known.release
    end = release or planned
    both = {**known.milestones, **read.milestones}
    within = {name: day for name, day in both.items() if read.start <= day and (end is None or day <= end)}
    return read.model_copy(
        update={
            "name": known.name,
            "release": release,
            "planned_release": planned if planned and planned != release and planned > read.start else None,
            "eol": next((eol for eol in (read.eol, known.eol) if eol and release and eol > release), None),
            "milestones": dict(sorted(within.items(), key=lambda one: (one[1], one[0]))),
        }
    )


def _moved(known: Event, read: Event, *, keep_plans: bool) -> Event:
    """Give an event with the days that were read, unless they are known more closely already."""
    closer = read.precision == "day" or (known.precision != "day" and read.precision == "week")
    if not closer or days_of(read) == days_of(known):
        return known
    planned = planned_days_of(known)
    if planned is None and keep_plans and known.precision == "day" and known.verified:
        planned = days_of(known)
    first, last = days_of(read)
    return known.model_copy(
        update={
            "first": first,
            "last": last if last != first else None,
            "precision": read.precision,
            "verified": read.verified,
            "source": read.source or known.source,
            "planned_first": planned[0] if planned else None,
            "planned_last": planned[1] if planned else None,
        }
    )


def differences(before: Calendar, after: Calendar) -> tuple[str, ...]:
    """Say what another calendar changes, a sentence for each thing; nothing if it changes nothing."""
    return (
        *_of_cycles({one.name: one for one in before.cycles}, {one.name: one for one in after.cycles}),
        *_of_events({one.name: one for one in before.events}, {one.name: one for one in after.events}),
    )


def _of_cycles(before: Mapping[str, Cycle], after: Mapping[str, Cycle]) -> Iterator[str]:
    for name, cycle in after.items():
        old = before.get(name)
        if old is None:
            end = f", out on {day_words(cycle.release)}" if cycle.release else ""
            yield f"{name} is new: it starts on {day_words(cycle.start)}{end}, with {_count(cycle)}."
            continue
        for what, was, now in (
            ("starts", old.start, cycle.start),
            ("is released", old.release, cycle.release),
            ("was planned to be released", old.planned_release, cycle.planned_release),
            ("is looked after until", old.eol, cycle.eol),
        ):
            if was != now:
                yield f"{name} {what} {_on(what, now)}; before: {_on(what, was)}."
        for milestone in dict.fromkeys([*old.milestones, *cycle.milestones]):
            was, now = old.milestones.get(milestone), cycle.milestones.get(milestone)
            if was != now:
                yield f"{name}, {milestone}: {_day(now)}; before: {_day(was)}."
    yield from (f"{name} is taken out of the calendar." for name in before if name not in after)


def _of_events(before: Mapping[str, Event], after: Mapping[str, Event]) -> Iterator[str]:
    for name, event in after.items():
        old = before.get(name)
        if old is None:
            yield f"{name} is new: {days_in_words(*days_of(event))}."
        elif days_of(old) != days_of(event):
            yield f"{name} takes place {days_in_words(*days_of(event))}; before: {days_in_words(*days_of(old))}."
        elif old != event:
            yield f"{name}: what is said of it has changed, its days have not."
    yield from (f"{name} is taken out of the calendar." for name in before if name not in after)


def _count(cycle: Cycle) -> str:
    number = len(cycle.milestones)
    return "one milestone" if number == 1 else f"{number or 'no'} milestones"


def _day(day: date | None) -> str:
    return day_words(day) if day else "no day"


def _on(what: str, day: date | None) -> str:
    if day is None:
        return "on no day that is known"
    return day_words(day) if what.endswith("until") else f"on {day_words(day)}"
