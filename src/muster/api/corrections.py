"""Corrections of the past: other days for something that was so, or striking out what never was."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field, StringConstraints

from muster.actions import corrections as deeds
from muster.actions.caller import Caller
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.record import EntryShown
from muster.api.shapes import Asked, Day, Number, Slug
from muster.records.queries.log import last_about

area = Area("Corrections")

THIS = "/groups/{group}/corrections/{kind}/{key}"

Kind = Literal["state", "holding", "office", "affiliation"]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=deeds.REASON_AT_MOST)]


class DaysAsked(Asked):
    """The days as they should have been, and how you know. along: what touches it moves with its edges."""

    since: Day
    until: Day | None = None
    along: bool = True
    reason: Reason


class StrikingAsked(Asked):
    """How you know that it never was."""

    reason: Reason = Field(description="The log keeps it.")


@area.write("POST", THIS, EntryShown)
def correct_days(
    request: HttpRequest, group: Slug, kind: Kind, key: Number, *, asked: DaysAsked, if_match: IfMatch
) -> HttpResponse:
    """Give something that was so other days. The version is that of what it is about: `seat/orange`, `person/3`."""
    caller = caller_of(request, group)
    subject = deeds.subject_of(kind, deeds.interval(caller.group, kind, key))
    deeds.correct(
        caller,
        kind,
        key,
        since=asked.since,
        until=asked.until,
        reason=asked.reason,
        along=asked.along,
        expected=expected(caller.group, subject, if_match),
    )
    return _entry(request, caller, subject)


@area.write("POST", f"{THIS}/strike", EntryShown)
def strike_out(
    request: HttpRequest, group: Slug, kind: Kind, key: Number, *, asked: StrikingAsked, if_match: IfMatch
) -> HttpResponse:
    """Strike out what never was; what ended as it began goes on in its place."""
    caller = caller_of(request, group)
    subject = deeds.subject_of(kind, deeds.interval(caller.group, kind, key))
    deeds.strike(caller, kind, key, reason=asked.reason, expected=expected(caller.group, subject, if_match))
    return _entry(request, caller, subject)


def _entry(request: HttpRequest, caller: Caller, subject: str) -> HttpResponse:
    """Show what the log says of it now: the correction's own entry."""
    return shown(request, EntryShown.of(last_about(caller.group, subject)), about=(caller.group, subject))
