"""Which windows have to be counted to answer a question, and which conventions are tried besides the charter's own."""

from collections.abc import Iterable
from datetime import date, timedelta

from muster.domain.contribution.windows import Window, months_before, window_before

TREND_MONTHS = 24
"""How far the trend looks back and ahead of the day asked about."""

VARIANTS = (
    # convention, the column that changes, its other value, and what that means in words
    ("author date", "day_of", "author", "counted by the day a change was written, not landed"),
    ("committer date", "day_of", "committer", "counted by the day a change landed, not when it was written"),
    ("local days", "clock", "local", "counted by days in each author's own time zone, not in UTC"),
    ("days in UTC", "clock", "utc", "counted by days in UTC, not in each author's own time zone"),
    ("default branch only", "refs", "default", "counted on the default branch only, not on all branches"),
    ("all branches", "refs", "branches", "counted on all branches, not on the default branch only"),
    ("co-authors credited", "credit", "co-authors", "with co-authors credited beside the author"),
    ("authors only", "credit", "author", "with authors credited alone, without co-authors"),
    ("no identity merging", "identities", "address", "with every address taken for a person of its own"),
    ("identities merged", "identities", "merged", "with the addresses of one person taken together"),
)


def window_before_that(window: Window, months: int | None) -> Window:
    """Give the window just before `window`: as many months where it is a window of months, else as many days."""
    if months is not None:
        return window_before(window.first_day, months)
    return Window(window.first_day - timedelta(days=window.days), window.first_day)


def trend_windows(on: date, months: int, first_day: date, last_day: date) -> tuple[Window, ...]:
    """Give a window of `months` for every month around `on`, as far as the evidence from first to last day fills it."""
    found = []
    for back in range(TREND_MONTHS, -TREND_MONTHS - 1, -1):
        window = window_before(months_before(on, back), months)
        if window.first_day >= first_day and window.end_day <= last_day + timedelta(days=1):
            found.append(window)
    return tuple(found)


def other_conventions(own: dict[str, str]) -> Iterable[tuple[str, str, dict[str, str]]]:
    """Give each defensible convention that is not the charter's own: its name, its meaning, and all the choices."""
    for name, column, value, meaning in VARIANTS:
        if own[column] != value:
            yield name, meaning, {**own, column: value}
