"""Windows are half open, in whole days, and know their length in months exactly."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.windows import Window, months_before, parse_window, window_before
from muster.domain.errors import RequestFault

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2016-04-26..2016-10-26", Fraction(6)),
        ("2016-02-29..2016-08-31", Fraction(6)),
        ("2016-01-01..2017-01-01", Fraction(12)),
        ("2016-02-16..2016-03-01", Fraction(14, 29)),
        ("2015-02-15..2015-03-01", Fraction(14, 28)),
        ("2016-01-15..2016-03-01", 1 + Fraction(17, 31)),
    ],
)
def test_the_length_of_a_window_is_exact_in_months(text: str, months: Fraction) -> None:
    assert parse_window(text).months == months


@given(DAYS, st.integers(1, 36))
def test_a_window_of_n_months_before_a_day_is_n_months_long(on: date, months: int) -> None:
    assert window_before(on, months).months == months


@given(DAYS, st.integers(0, 400), st.integers(1, 400))
def test_a_longer_window_is_never_fewer_months(end: date, shorter: int, more: int) -> None:
    short = Window(end - timedelta(days=shorter + 1), end)
    long = Window(end - timedelta(days=shorter + 1 + more), end)
    assert short.months < long.months


def test_a_window_holds_its_first_day_and_not_its_end() -> None:
    window = Window(date(2016, 4, 26), date(2016, 10, 26))
    assert window.first_day in window
    assert window.end_day not in window
    assert window.days == 183


def test_the_same_day_of_a_shorter_month_is_its_last_day() -> None:
    assert months_before(date(2016, 8, 31), 6) == date(2016, 2, 29)
    assert months_before(date(2016, 1, 31), -1) == date(2016, 2, 29)


@pytest.mark.parametrize("text", ["", "2016-04-26", "2016-04-26..", "yesterday..today", "2016-13-01..2017-01-01"])
def test_what_is_no_window_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(RequestFault, match=r"START\.\.END"):
        parse_window(text)


@pytest.mark.parametrize("text", ["2016-10-26..2016-04-26", "2016-10-26..2016-10-26"])
def test_a_window_without_a_day_is_refused(text: str) -> None:
    with pytest.raises(RequestFault, match="ends before it has begun"):
        parse_window(text)


def test_a_window_before_the_calendar_began_is_refused() -> None:
    with pytest.raises(RequestFault, match="outside the calendar"):
        window_before(date(1, 3, 1), 6)
