"""Series of meetings: planned, changed, a single meeting moved or cancelled, another called, and ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.text import slugify

from muster.actions.caller import Caller
from muster.actions.deed import deed
from muster.domain.errors import AgainstTheRules
from muster.domain.meetings import altering
from muster.domain.meetings.cadence import rule_of
from muster.domain.meetings.occurrences import occurrence
from muster.domain.meetings.rule import Rule, parse_rule
from muster.domain.meetings.series import Cancelled, Change, Extra, Moved, Series
from muster.records.models import Meeting
from muster.records.models import Series as Row
from muster.records.queries.meetings import slug_of
from muster.records.queries.series import said, series_of, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A series as it is handed in. starts: local, in `zone`. rule: RFC 5545's RRULE, or "" for meetings when called.

    kind: the charter's meeting that it carries out, or "".
    """

    title: str
    starts: datetime
    zone: str = "UTC"
    minutes: int = 60
    rule: str = ""
    kind: str = ""
    place: str = ""
    join: str = ""
    about: str = ""
    changes: tuple[Change, ...] = ()


LONGEST: Final[Mapping[str, int]] = {"title": 200, "kind": 80, "place": 500, "join": 500, "about": 10_000, "rule": 500}
"""Letters of what is said about a series."""
REASON: Final = 300


def rule_for(cadence: str, first: date) -> str:
    """Give the RRULE by which a charter's cadence goes on from a first day."""
    found: Rule | None = rule_of(cadence, first=first)  # type: ignore[arg-type]  # the charter's own words
    return str(found or "")


def plan_series(caller: Caller, planned: Planned, *, invented: bool = False) -> Row:
    """Plan a series. MeetingFault: it cannot be.

    AgainstTheRules: the group has one of that name, or was not founded yet, or something about it is too long.
    """
    slug = slugify(planned.title)[:80]
    if not slug:
        raise AgainstTheRules("title", "A title needs a letter or a digit.", "Write what the meeting is called.")
    _check(planned)
    with deed(caller, "series.change", f"series/{slug}") as doing:
        founded = doing.group.charters.order_by("since").values_list("since", flat=True).first()
        if founded and planned.starts.date() < founded:
            what = f"The group was founded on {founded}, so it did not meet on {planned.starts.date()}."
            raise AgainstTheRules(f"series/{slug}", what, "Choose that day, or a later one.")
        if Row.objects.filter(group=doing.group, slug=slug).exists():
            raise AgainstTheRules(f"series/{slug}", "The group has a series of that name.", "Choose another title.")
        series = _series(planned, uid=f"{slug}.{doing.group.slug}", at=doing.at)
        row = Row(group=doing.group, slug=slug, invented=invented)
        write(row, series)
        row.save()
        doing.log("series.planned", said(series))
    return row


def change_series(caller: Caller, row: Row, planned: Planned, *, expected: int | None = None) -> Row:
    """Say otherwise when and where a series meets, from its beginning; what its past meetings hold stays theirs.

    AgainstTheRules: a meeting that has something in it would be gone.
    """
    _check(planned)

    def change(series: Series, at: datetime) -> Series:
        new = _series(planned, uid=series.uid, at=at)
        kept = {"changes": series.changes, "extras": series.extras, "revision": series.revision + 1}
        return replace(new, **kept)  # type: ignore[arg-type]  # each the field's own

    return _alter(caller, row, "series.changed", change, expected=expected)


def move_meeting(
    caller: Caller, row: Row, original: datetime, to: datetime, *, reason: str = "", expected: int | None = None
) -> Row:
    """Let one meeting begin at another local time."""
    return _change(caller, row, Moved(original, to, reason=reason[:REASON]), expected=expected)


def cancel_meeting(
    caller: Caller, row: Row, original: datetime, *, reason: str = "", expected: int | None = None
) -> Row:
    """Let one meeting not take place."""
    return _change(caller, row, Cancelled(original, reason[:REASON]), expected=expected)


def restore_meeting(caller: Caller, row: Row, original: datetime, *, expected: int | None = None) -> Row:
    """Let one meeting be again as the rule has it."""

    def change(series: Series, at: datetime) -> Series:
        return altering.without_change(series, original, at=at)

    return _alter(caller, row, "meeting.restored", change, expected=expected)


def call_meeting(caller: Caller, row: Row, at_local: datetime, *, reason: str = "", expected: int | None = None) -> Row:
    """Call a meeting that the rule does not name."""

    def change(series: Series, at: datetime) -> Series:
        return altering.with_extra(series, Extra(at_local, reason=reason[:REASON]), at=at)

    return _alter(caller, row, "meeting.called", change, expected=expected)


def end_series(caller: Caller, row: Row, last: date, *, expected: int | None = None) -> Row:
    """Let nothing begin after a day."""

    def change(series: Series, at: datetime) -> Series:
        return altering.ended(series, last=last, at=at)

    return _alter(caller, row, "series.ended", change, expected=expected)


def _series(planned: Planned, *, uid: str, at: datetime) -> Series:
    return Series(
        uid=uid,
        title=planned.title,
        starts=planned.starts,
        minutes_long=planned.minutes,
        rule=parse_rule(planned.rule) if planned.rule else None,
        zone=planned.zone,
        kind=planned.kind,
        description=planned.about,
        place=planned.place,
        join=planned.join,
        changes=planned.changes,
        changed=at,
    )


def _check(planned: Planned) -> None:
    """Refuse what is too long to be kept, and an address that is none."""
    for name, most in LONGEST.items():
        if len(getattr(planned, name)) > most:
            what = f"The series' {name} has at most {most:,} letters."
            raise AgainstTheRules(name, what, "Say it shorter.")
    if planned.join and not planned.join.startswith(("https://", "http://")):
        raise AgainstTheRules("join", "That is no address on the web.", "Write one that begins with https://.")


def _change(caller: Caller, row: Row, change: Change, *, expected: int | None) -> Row:
    kind = "meeting.moved" if isinstance(change, Moved) else "meeting.cancelled"
    return _alter(caller, row, kind, lambda series, at: altering.with_change(series, change, at=at), expected=expected)


def _alter(
    caller: Caller, row: Row, kind: str, change: Callable[[Series, datetime], Series], *, expected: int | None
) -> Row:
    """Change a series under the group's lock; meetings that hold something go where it puts them, and none is lost."""
    with deed(caller, "series.change", row.handle, expected=expected) as doing:
        # What another changed meanwhile is changed further, not overwritten.
        row = Row.objects.get(pk=row.pk)
        series = change(series_of(row, doing.group), doing.at)
        write(row, series)
        row.save()
        for meeting in Meeting.objects.filter(series=row):
            _follow(meeting, row, series)
        doing.log(kind, said(series))
    return row


def _follow(meeting: Meeting, row: Row, series: Series) -> None:
    """Put a meeting that holds something where its series has it now."""
    original = datetime.strptime(meeting.slug[:15], "%Y-%m-%d-%H%M")  # noqa: DTZ007 - a local time
    found = occurrence(series, original)
    if found is None:
        what = f"The meeting of {original:%Y-%m-%d %H:%M} holds an agenda, minutes or attendance, and would be gone."
        raise AgainstTheRules(f"meeting/{slug_of(row, original)}", what, "Cancel or move that meeting instead.")
    cancelled = "" if found.takes_place else found.reason or "cancelled"
    if (meeting.starts, meeting.cancelled) != (found.start, cancelled):
        meeting.starts, meeting.cancelled = found.start, cancelled
        meeting.save(update_fields=["starts", "cancelled"])
