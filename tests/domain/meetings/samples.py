"""Series of meetings that several tests ask about. LCOO's own went 13:00 and 14:00 UTC every second Thursday."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from muster.domain.contribution.windows import Window
from muster.domain.meetings.occurrences import Occurrence, occurrences
from muster.domain.meetings.rule import parse_rule
from muster.domain.meetings.series import Series

DECIDED = datetime(2017, 8, 9, 12, 0, tzinfo=UTC)


def local(text: str) -> datetime:
    """A local time, such as ``2017-08-17 14:00``."""
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    """A moment in UTC, such as ``2017-08-17 14:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def window(text: str) -> Window:
    """Days from the first to the one after the last: ``2017-08-01..2017-09-01``."""
    first, end = text.split("..")
    return Window(date.fromisoformat(first), date.fromisoformat(end))


def weekly(rule: str | None = "FREQ=WEEKLY;BYDAY=TH", starts: str = "2017-08-17 14:00", **more: Any) -> Series:  # noqa: ANN401 - any field of a series
    """A weekly team meeting of an hour, or what is asked for instead."""
    series = Series(
        uid="weekly@alpha.example",
        title="Team meeting",
        starts=local(starts),
        minutes_long=60,
        rule=parse_rule(rule) if rule else None,
        changed=DECIDED,
    )
    return replace(series, **more)


def starts(series: Series, span: str) -> list[str]:
    """When the meetings of a window begin, in UTC, with what became of them unless they stand as planned."""
    return [_shown(one) for one in occurrences(series, window(span))]


def _shown(one: Occurrence) -> str:
    became = "" if one.state == "planned" else f" {one.state}"
    return f"{one.start:%Y-%m-%d %H:%M}{became}"
