"""Which windows and conventions one question needs."""

from datetime import date

from muster.domain.contribution.plan import other_conventions, trend_windows, window_before_that
from muster.domain.contribution.windows import Window, window_before

DEFAULTS = {"day_of": "committer", "clock": "utc", "refs": "branches", "credit": "author", "identities": "merged"}


def test_the_window_before_a_window_of_months_is_as_many_months() -> None:
    assert window_before_that(window_before(date(2016, 10, 26), 6), 6) == Window(date(2015, 10, 26), date(2016, 4, 26))


def test_the_window_before_a_window_of_days_is_as_many_days() -> None:
    assert window_before_that(Window(date(2016, 3, 1), date(2016, 3, 11)), None) == Window(
        date(2016, 2, 20), date(2016, 3, 1)
    )


def test_the_trend_stays_within_what_the_evidence_fills() -> None:
    windows = trend_windows(date(2016, 10, 26), 6, date(2016, 1, 1), date(2016, 11, 25))
    assert [window.end_day for window in windows] == [
        date(2016, 7, 26),
        date(2016, 8, 26),
        date(2016, 9, 26),
        date(2016, 10, 26),
        date(2016, 11, 26),
    ]


def test_every_convention_is_tried_once_the_other_way() -> None:
    tried = list(other_conventions(DEFAULTS))
    assert [name for name, _, _ in tried] == [
        "author date",
        "local days",
        "default branch only",
        "co-authors credited",
        "no identity merging",
    ]
    for _, _, choices in tried:
        assert sum(choices[key] != value for key, value in DEFAULTS.items()) == 1


def test_a_charter_with_another_convention_is_shown_the_usual_one() -> None:
    names = [name for name, _, _ in other_conventions({**DEFAULTS, "day_of": "author", "refs": "default"})]
    assert names[:3] == ["committer date", "local days", "all branches"]
