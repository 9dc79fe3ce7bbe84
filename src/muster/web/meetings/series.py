"""One series: its rule in words, the next meetings, what is decided otherwise for single ones."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.meetings import series as deeds
from muster.domain.contribution.windows import Window
from muster.domain.meetings.days import filled
from muster.domain.meetings.occurrences import Occurrence, occurrence, occurrences
from muster.domain.meetings.rule_words import rule_in_words
from muster.domain.meetings.series import Cancelled, Extra, Moved, Series
from muster.records import log
from muster.records.models import Series as Row
from muster.records.queries.meetings import slug_of
from muster.records.queries.series import series_called, series_of
from muster.web.door import done, in_group, show
from muster.web.meetings.planning import kinds_of, opened
from muster.web.meetings.series_forms import CallForm, CancelForm, EndForm, MoveForm

AHEAD = timedelta(days=400)
SHOWN = 12
"""How many of the coming meetings are shown, and can be chosen."""


@require_safe
@in_group
def series(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Show it, with the forms of whoever may change it."""
    return _shown(request, acting(caller), series_called(caller.group, slug))


@require_POST
@in_group
def move(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let one meeting be at another time."""
    who, row, coming = _changing(caller, slug)
    form = MoveForm(coming, request.POST)
    if not form.is_valid():
        return _shown(request, who, row, moving=form)
    said = form.cleaned_data
    deeds.move_meeting(caller, row, form.meeting(), said["to"], reason=said["reason"], expected=said["version"])
    return _done(request, caller, row, "The meeting is moved; everybody's calendar will say so.")


@require_POST
@in_group
def cancel(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let one meeting not take place."""
    who, row, coming = _changing(caller, slug)
    form = CancelForm(coming, request.POST)
    if not form.is_valid():
        return _shown(request, who, row, cancelling=form)
    said = form.cleaned_data
    deeds.cancel_meeting(caller, row, form.meeting(), reason=said["reason"], expected=said["version"])
    return _done(request, caller, row, "The meeting is cancelled; everybody's calendar will say so.")


@require_POST
@in_group
def restore(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let one meeting be again as the rule has it."""
    who, row, _ = _changing(caller, slug)
    series = series_of(row, who.group)
    changed = [found for one in series.changes if (found := occurrence(series, one.of))]
    form = CancelForm(changed, request.POST)
    if not form.is_valid():
        return _shown(request, who, row, cancelling=form)
    deeds.restore_meeting(caller, row, form.meeting(), expected=form.cleaned_data["version"])
    return _done(request, caller, row, "The meeting is again as the series has it.")


@require_POST
@in_group
def call(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Call a meeting besides."""
    who, row, _ = _changing(caller, slug)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _shown(request, who, row, calling=form)
    said = form.cleaned_data
    deeds.call_meeting(caller, row, said["at"], reason=said["reason"], expected=said["version"])
    return _done(request, caller, row, "The meeting is called.")


@require_POST
@in_group
def end(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let nothing begin after a day."""
    who, row, _ = _changing(caller, slug)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _shown(request, who, row, ending=form)
    deeds.end_series(caller, row, form.cleaned_data["last"], expected=form.cleaned_data["version"])
    return _done(request, caller, row, f"The series ends on {form.cleaned_data['last']}.")


def _changing(caller: Caller, slug: str) -> tuple[Acting, Row, list[Occurrence]]:
    row = series_called(caller.group, slug)
    who = opened(caller, "series.change")
    return who, row, _coming(series_of(row, who.group), who.at)


def _coming(series: Series, at: datetime) -> list[Occurrence]:
    window = Window(at.date(), at.date() + AHEAD)
    return [one for one in occurrences(series, window) if one.end > at][:SHOWN]


def _done(request: HttpRequest, caller: Caller, row: Row, words: str) -> HttpResponse:
    return done(request, words, f"/{caller.group.slug}/meetings/series/{row.slug}/")


def _shown(request: HttpRequest, who: Acting, row: Row, **faulty: forms.Form) -> HttpResponse:
    """Show one series; a faulty form comes back with its faults."""
    series = series_of(row, who.group)
    coming = _coming(series, who.at)
    seen = {"version": log.version(who.group, row.handle)}
    standing = [one for one in coming if one.takes_place]
    made: dict[str, Callable[[], forms.Form]] = {
        "moving": lambda: MoveForm(standing, initial=seen),
        "cancelling": lambda: CancelForm(standing, initial=seen),
        "calling": lambda: CallForm(initial=seen),
        "ending": lambda: EndForm(initial={**seen, "last": who.on}),
    }
    context: dict[str, Any] = {
        "row": row,
        "series": series,
        "kind": next((one for one in kinds_of(who) if one.id == row.kind), None),
        "rule": rule_in_words(filled(series.rule, series.starts.date())) if series.rule else "",
        "coming": [(one, slug_of(row, one.original)) for one in coming],
        "changes": _changes(row, series),
        "seen": seen["version"],
        "may_change": who.may("series.change"),
        **{name: faulty.get(name) or make() for name, make in made.items()},
    }
    return show(request, who, "meetings/series.html", context, status=422 if faulty else 200)


def _changes(row: Row, series: Series) -> list[dict[str, Any]]:
    """What was decided otherwise, the latest first. `restorable`: it can be taken back."""
    some = [one for one in (*series.changes, *series.extras) if isinstance(one, Cancelled | Moved | Extra)]
    return [
        {
            "of": one.of,
            "to": one.to if isinstance(one, Moved) else None,
            "what": "cancelled" if isinstance(one, Cancelled) else "moved" if isinstance(one, Moved) else "called",
            "reason": one.reason,
            "slug": slug_of(row, one.of),
            "restorable": not isinstance(one, Extra),
        }
        for one in sorted(some, key=lambda one: one.of, reverse=True)
    ]
