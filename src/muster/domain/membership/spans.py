"""Intervals that follow each other: an organisation's states, a seat's holders, an office's, a person's employers.

Each is [since, until) in whole UTC days; no `until` is "still so". Whatever writes one asks here first whether there is
room for it, and what becomes of those that it touches. Nothing here knows what the intervals are of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muster.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Span:
    """One interval. key: what tells it from the others. called: for sentences, such as "Ada" or "applicant"."""

    key: int
    since: date
    until: date | None
    called: str

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def end(self) -> date:
        """The first day that is not in it; the calendar's last if it has no end."""
        return self.until or date.max

    def __str__(self) -> str:
        return f"{self.called} ({self.since} to {self.until or 'further notice'})"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a new interval goes. cut: the one that ends as it begins. gone: the one it takes the whole place of."""

    cut: Span | None = None
    gone: Span | None = None


def ends_after(since: date, until: date | None) -> Refusal | None:
    """Refuse an interval without a day in it."""
    if until is None or since < until:
        return None
    return Refusal(f"It would end on {until}, and begin on {since}.", "Choose an end after the beginning.")


def placed(spans: Iterable[Span], since: date, until: date | None = None) -> Placed | Refusal:
    """Find the place of a new interval among those of which one holds at a time.

    The one that holds on `since` ends there; if it began that very day it was a slip of the same day, and is gone.
    Refusal: the new one has no day in it, or another begins while it holds.
    """
    if refusal := ends_after(since, until):
        return refusal
    found = Placed()
    for span in spans:
        if span.since == since:
            found = replace(found, gone=span)
        elif span.holds_on(since):
            found = replace(found, cut=span)
        elif since < span.since and (until is None or span.since < until):
            return Refusal(
                f"{span} begins later, on {span.since}.", f"Say that this ends by {span.since}, or correct that."
            )
    if found.gone and until is not None and found.gone.end > until:
        # What began that day is said to go on beyond the new one: then it was no slip.
        return Refusal(f"{found.gone} begins on the same day and goes on longer.", "Correct that one first.")
    return found


def redated(
    spans: Sequence[Span], key: int, since: date, until: date | None, *, along: bool
) -> tuple[Span, ...] | Refusal:
    """Give one interval other days, as a correction. The answer is every span that changes, that one first.

    along: the one that ended as it began, and the one that began as it ended, move along with its edges.
    Refusal: it has no day left, or one that moves along has none. Whether too many hold at once, `crowded` says.
    """
    if refusal := ends_after(since, until):
        return refusal
    old = next(span for span in spans if span.key == key)
    changed = [replace(old, since=since, until=until)]
    before = _only([span for span in spans if span.key != key and span.until == old.since])
    after = _only([span for span in spans if span.key != key and span.since == old.until])
    if along and before and since != old.since:
        changed.append(replace(before, until=since))
    if along and after and until != old.until:
        if until is None:
            return Refusal(f"{after} follows it.", "Strike that one out first, or say when this one ends.")
        changed.append(replace(after, since=until))
    for moved in changed[1:]:
        if moved.since >= moved.end:
            return Refusal(f"Nothing would be left of {moved.called}.", "Strike that one out first, if it never was.")
    return tuple(changed)


def struck(spans: Sequence[Span], key: int) -> tuple[Span, ...]:
    """Take out an interval that never was: the one that ended as it began goes on in its place. Give what changes."""
    old = next(span for span in spans if span.key == key)
    before = _only([span for span in spans if span.key != key and span.until == old.since])
    return (replace(before, until=old.until),) if before else ()


def after_changes(spans: Iterable[Span], changed: Iterable[Span]) -> list[Span]:
    """Give the spans with those that changed in place of what they were, by their beginning."""
    new = {span.key: span for span in changed}
    return sorted((new.get(span.key, span) for span in spans), key=lambda span: (span.since, span.key))


def crowded(spans: Iterable[Span], at_most: int = 1) -> Refusal | None:
    """Refuse intervals of which more than `at_most` hold on one day."""
    holding: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.since, one.key)):
        holding = [one for one in holding if one.end > span.since]
        if len(holding) >= at_most:
            what = f"{span} would overlap with {' and '.join(map(str, holding))}."
            return Refusal(what, "Correct the other's days first.")
        holding.append(span)
    return None


def _only(found: Sequence[Span]) -> Span | None:
    """Give the one that there is; if there are several, nobody can tell which was meant."""
    return found[0] if len(found) == 1 else None
