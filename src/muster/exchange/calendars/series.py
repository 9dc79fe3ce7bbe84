"""One series: its weeks, the texts beside them and what is said of it as a whole, made into a cycle and its events.

A file's own irregularities never stop it: each is put aside with its reason, and what it spoils is left out or taken in
the way that the reason says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muster.domain.charter.calendar import Cycle, Event
from muster.domain.contribution.words import day as day_words
from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.exchange.calendars.placing import Placed, placed_in
from muster.exchange.calendars.schedule_rst import Written
from muster.exchange.calendars.values import Aside, Named, Schedule, Status, Text, Week

FAR: Final = timedelta(days=400)
"""Weeks that lie further from the beginning of their cycle are none of its."""
LONGEST_NAME: Final = 200
_LETTER: Final = re.compile(r"([a-z])[-_](.+)", re.IGNORECASE | re.ASCII)
_RELEASE: Final = frozenset({"release", "final"})
_HOUSE: Final = {"ff": "feature-freeze", "rc1": "rc1-week", "finalrc": "final-rc-week"}
"""What a charter calls the three that everybody goes by."""
_WHOLE_WEEKS: Final = frozenset({"rc1", "finalrc"})
_GATHERINGS: Final = (
    # What in a name tells which kind of event it is.
    (re.compile(r"(^|-)(design-)?summit\d*$"), "summit"),
    (re.compile(r"(^|-)v?ptg\d*$"), "ptg"),
    (re.compile(r"(^|-)mid-?cycle(-ptg)?(-\d+)?$"), "midcycle"),
    (re.compile(r"^tc-(election|polling)$"), "tc-election"),
    (re.compile(r"^ptl-(election|poll|polling)$"), "ptl-election"),
    (re.compile(r"^election-voting$"), "election"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that the files have of one series. schedule: its weeks. written: the texts beside them, if any."""

    name: str
    schedule: Schedule
    written: Written | None
    status: Status | None


def cycle_and_events(given: Given, *, series: Mapping[str, Status], aside: list[Aside]) -> tuple[Cycle, list[Event]]:
    """Make a cycle and its events of what is given. series: what is said of all of them, by name in small letters.

    RequestFault: the cycle ends before it starts, or nobody knows when it starts.
    """
    return _Maker(given, series, aside).made()


class _Maker:
    def __init__(self, given: Given, series: Mapping[str, Status], aside: list[Aside]) -> None:
        self.given, self.aside = given, aside
        self.file = printable(given.schedule.file)
        self.title = _titled(given.name)
        self.letter = given.name[:1].lower()
        self.series = series
        self.texts: Mapping[str, Text] = given.written.by_name if given.written else {}

    def put(self, line: int, what: str, why: str, *, taken: bool = False) -> None:
        self.aside.append(Aside(f"{self.file}:{line}", what, why, taken))

    def made(self) -> tuple[Cycle, list[Event]]:
        start = self.start()
        weeks = [week for week in self.given.schedule.weeks if self.near(week, start)]
        self.known_days(weeks)
        release, planned = self.release(weeks, start)
        milestones: dict[str, date] = {}
        events: dict[str, Event] = {}
        for week, named in self.named_in(weeks):
            letter, rest = self.told(named)
            if named.name.startswith(f"{letter}_"):
                self.put(named.line, named.name, "It is written with an underscore after its letter.", taken=True)
            kind = next((kind for pattern, kind in _GATHERINGS if pattern.search(rest)), None)
            if kind is not None:
                event = self.event(week, named, letter, kind)
                before = events.get(named.name)
                events[named.name] = _longer(before, event) if before else event
            elif letter != self.letter:
                self.put(named.line, named.name, self.foreign(letter, rest, week))
            elif rest not in _RELEASE:
                self.milestone(week, named, rest, (milestones, start, release or planned))
        status = self.given.status
        cycle = Cycle(
            name=self.title,
            start=start,
            release=release,
            planned_release=planned if planned != release else None,
            eol=status.end_of_life if status and release and status.end_of_life else None,
            milestones=dict(sorted(milestones.items(), key=lambda one: (one[1], one[0]))),
            source=_source(self.given),
        )
        return cycle, sorted(events.values(), key=lambda event: (event.first, event.name))

    def start(self) -> date:
        schedule = self.given.schedule
        counted = (week.first for week in schedule.weeks if week.name.startswith("R-"))
        start = schedule.start_week or next(counted, None)
        if start is None:
            what = "Nobody knows when the cycle starts: there is no start-week, and no week counts down to the release."
            raise RequestFault(self.file, what, "Write start-week: and the first day.")
        end = schedule.release_week
        if end is not None and end < start:
            what = f"The cycle ends before it starts: its release week, {end}, lies before its start week, {start}."
            raise RequestFault(self.file, what, "Mend start-week or release-week.")
        return start

    def known_days(self, weeks: list[Week]) -> None:
        """Say what is not known of the days, once for all of them."""
        written = self.given.written
        if written is None:
            why = "No schedule.rst stands beside it, so a milestone has no day; the Friday of its week is taken."
            self.put(1, "the milestones", why, taken=True)
        elif not written.thursdays:
            why = "The schedule does not say which day of the week is meant; the Thursday is taken."
            self.put(1, "the milestones", why, taken=True)
        unnamed = [week for week in weeks if not week.name]
        if unnamed:
            count = "A week has no name" if len(unnamed) == 1 else f"{len(unnamed)} weeks have no name"
            self.put(unnamed[0].line, "the weeks", f"{count}, such as R-5; the days say which they are.", taken=True)

    def near(self, week: Week, start: date) -> bool:
        if abs(week.first - start) <= FAR:
            return True
        self.put(week.line, f"the week of {week.first}", f"It lies far from the cycle's start, {start}.")
        return False

    def named_in(self, weeks: list[Week]) -> Iterator[tuple[Week, Named]]:
        return ((week, named) for week in weeks for named in week.named)

    def told(self, named: Named) -> tuple[str, str]:
        """Give the letter of the series that a name begins with, and the rest of the name."""
        found = _LETTER.fullmatch(named.name)
        if found is None:
            return self.letter, named.name
        return found[1].lower(), found[2].lower()

    def release(self, weeks: list[Week], start: date) -> tuple[date | None, date | None]:
        """Give the day of the release and the day planned for it, the one that is known twice."""
        status, schedule = self.given.status, self.given.schedule
        actual = status.released if status else None
        found = next(
            ((w, n) for w, n in self.named_in(weeks) if self.told(n)[0] == self.letter and self.told(n)[1] in _RELEASE),
            None,
        )
        planned = None
        if found is not None:
            place = self.place(*found)
            planned = place.last if place.told else None
        if actual is None and planned is None:
            week = found[0].last if found else schedule.release_week and schedule.release_week + timedelta(days=4)
            if week is None:
                self.put(1, self.title, "Nothing says when the release is.", taken=True)
                return None, None
            why = f"Only the week of the release is known; its Friday, {day_words(week)}, is taken as planned."
            self.put(found[1].line if found else 1, self.title, why, taken=True)
            return None, week
        if actual is not None and actual <= start:
            self.put(1, self.title, f"It came out on {actual}, before the cycle started on {start}; it is left out.")
            return None, planned
        week = schedule.release_week
        if actual is not None and week is not None and not week <= actual <= week + timedelta(days=6):
            why = f"Its release-week is that of {day_words(week)}, and it came out on {day_words(actual)}."
            self.put(1, self.title, why, taken=True)
        return actual, planned or actual

    def place(self, week: Week, named: Named) -> Placed:
        text = self.texts.get(named.name)
        if text is None and self.given.written is not None:
            self.put(named.line, named.name, "The schedule.rst says nothing of it.", taken=True)
        placed = placed_in(week, text.body if text else "", thursday=self.given.written is not None)
        if placed.why:
            self.put(named.line, named.name, placed.why, taken=True)
        return placed

    def milestone(self, week: Week, named: Named, rest: str, into: tuple[dict[str, date], date, date | None]) -> None:
        milestones, start, release = into
        name = f"{self.letter}-{rest}" if rest.isdigit() else _HOUSE.get(rest, rest)
        day = week.first if rest in _WHOLE_WEEKS else self.place(week, named).last
        if day < start or (release is not None and day > release):
            where = f"before the cycle starts, {start}" if day < start else f"after the release, {release}"
            self.put(named.line, named.name, f"Its day, {day}, lies {where}; a milestone lies within its cycle.")
            return
        if name in milestones and milestones[name] != day:
            day = max(day, milestones[name])
            why = f"It stands in several weeks; a milestone is one day, and the last, {day}, is taken."
            self.put(named.line, named.name, why, taken=True)
        milestones[name] = day

    def event(self, week: Week, named: Named, letter: str, kind: str) -> Event:
        text = self.texts.get(named.name)
        placed = self.place(week, named)
        days = (placed.first, placed.last) if placed.told else (week.first, week.last)
        title = (text.title if text else named.name.replace("-", " ")).strip()[:LONGEST_NAME] or named.name
        other = self.other(letter)
        of = self.title if letter == self.letter else _titled(other.name) if other else ""
        if of and of.casefold() not in title.casefold():
            title = f"{title} ({of})"
        return Event(
            name=title,
            kind=kind,
            first=days[0],
            last=days[1] if days[1] != days[0] else None,
            precision="day" if placed.told else "week",
            # What is planned at a summit that was no design summit, its name does not tell.
            cycle=of if of and (kind == "ptg" or "design" in named.name) else None,
            source=_source(self.given),
        )

    def other(self, letter: str) -> Status | None:
        """Give the series of a letter that lies nearest to this one: letters come round again."""
        near = self.given.schedule.start_week or self.given.schedule.weeks[0].first
        named = [one for name, one in self.series.items() if name.startswith(letter) and one.released]
        return min(named, key=lambda one: abs(one.released - near) if one.released else FAR) if named else None

    def foreign(self, letter: str, rest: str, week: Week) -> str:
        """Say why a name of another series is no milestone of this one."""
        other = self.other(letter)
        title = _titled(other.name) if other else f"a series {letter.upper()}"
        if rest in _RELEASE and other and other.released and not week.first <= other.released <= week.last:
            there, out = day_words(week.first), day_words(other.released)
            return f"It belongs to {title}, and stands in the week of {there}, though {title} was released on {out}."
        return f"It belongs to {title}, not to {self.title}, and stands in the schedule of that series."


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]


def _longer(one: Event, other: Event) -> Event:
    """Give an event that goes on for several weeks."""
    first = min(one.first, other.first)
    last = max(one.last or one.first, other.last or other.first)
    return one.model_copy(update={"first": first, "last": last if last != first else None})


def _source(given: Given) -> str:
    names = [given.schedule.file, *([given.written.file] if given.written else [])]
    short = [printable("/".join(name.split("/")[-2:])) for name in dict.fromkeys(names)]
    return f"openstack/releases: {', '.join(short)}"[:500]
