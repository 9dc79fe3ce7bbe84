"""What Hypothesis tries meetings with."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from muster.domain.meetings.rule import Frequency, OnWeekday, Rule

YEARS = (date(2014, 1, 1), date(2028, 12, 31))
"""Three years with 53 weeks lie in between, and four leap years."""

days = st.dates(*YEARS)


def numbers(largest: int, *, negative: bool = True, most: int = 4) -> st.SearchStrategy[tuple[int, ...]]:
    some = st.integers(1, largest)
    either = st.one_of(some, some.map(int.__neg__)) if negative else some
    return st.lists(either, max_size=most).map(tuple)


def weekdays(*, ordinals: bool) -> st.SearchStrategy[tuple[OnWeekday, ...]]:
    ordinal = st.sampled_from((0, 0, 1, 2, 5, -1, -2)) if ordinals else st.just(0)
    return st.lists(st.builds(OnWeekday, st.integers(0, 6), ordinal), max_size=3).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that RFC 5545 allows a meeting, ending or not."""
    frequency = draw(st.sampled_from(Frequency))
    yearly = frequency is Frequency.YEARLY
    parts: dict[str, Any] = {
        "interval": draw(st.integers(1, 5)),
        "months": draw(st.one_of(st.just(()), numbers(12, negative=False))),
        "weeks": draw(numbers(53)) if yearly else (),
        "year_days": draw(st.one_of(st.just(()), numbers(366))) if yearly else (),
        "month_days": draw(st.one_of(st.just(()), numbers(31))) if frequency is not Frequency.WEEKLY else (),
        "week_start": draw(st.integers(0, 6)),
    }
    by_ordinal = not parts["weeks"] and frequency in {Frequency.MONTHLY, Frequency.YEARLY}
    parts["weekdays"] = draw(weekdays(ordinals=by_ordinal))
    if any(parts[name] for name in ("months", "weeks", "year_days", "month_days", "weekdays")):
        parts["positions"] = draw(st.one_of(st.just(()), numbers(3)))
    end = draw(st.sampled_from(("never", "count", "until")))
    parts["count"] = draw(st.integers(1, 40)) if end == "count" else None
    parts["until"] = draw(days) if end == "until" else None
    return Rule(frequency=frequency, **parts)
