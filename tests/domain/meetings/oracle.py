"""dateutil as the witness of what a rule means."""

import datetime as dt
from collections.abc import Iterator
from itertools import takewhile
from types import SimpleNamespace
from unittest import mock

import dateutil.rrule


def recurrences(rule: str, starts: dt.datetime, until: dt.date) -> Iterator[dt.datetime]:
    """Yield when something recurs by a rule, to the end of a day."""
    # A rule that names no day keeps dateutil searching to the last year that there is, so here that comes sooner.
    near = SimpleNamespace(**vars(dt) | {"MAXYEAR": until.year + 1})
    with mock.patch.object(dateutil.rrule, "datetime", near):
        found = dateutil.rrule.rrulestr(rule, dtstart=starts)
        yield from takewhile(lambda moment: moment.date() <= until, found)
