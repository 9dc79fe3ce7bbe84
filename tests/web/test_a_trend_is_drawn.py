"""A member's FTE from window to window as a picture: where its lines are, and what is said of it."""

from datetime import date
from fractions import Fraction

from muster.domain.charter.charter import Charter, validate
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.words import figure_range, rounded
from muster.web.membership.criteria import TrendShown
from muster.web.membership.trend import BOTTOM, LEFT, RIGHT, TOP, chart_of
from tests.domain.charter.whole import whole


def shown(on: date, lenient: int, likely: int, strict: int) -> TrendShown:
    figures = Figures(Fraction(lenient), Fraction(likely), Fraction(strict))
    return TrendShown(on, rounded(figures.likely), figure_range(figures), figures)


COURSE = [shown(date(2017, 1, 11), 8, 4, 2), shown(date(2017, 1, 6), 4, 2, 0), shown(date(2017, 1, 1), 0, 0, 0)]


def test_days_go_along_and_figures_up_to_the_largest() -> None:
    chart = chart_of(COURSE, None)
    assert chart is not None
    middle, half = (LEFT + RIGHT) // 2, (TOP + BOTTOM) // 2
    assert chart.line == f"{LEFT},{BOTTOM} {middle},{BOTTOM - 25} {RIGHT},{half}"
    assert chart.band == (
        f"{LEFT},{BOTTOM} {middle},{BOTTOM} {RIGHT},{BOTTOM - 25} {RIGHT},{TOP} {middle},{half} {LEFT},{BOTTOM}"
    )
    assert (chart.last, chart.least, [one.text for one in chart.heights]) == ((RIGHT, half), None, ["0", "8"])
    assert chart.sentence.replace("\xa0", " ") == (
        "0.0 FTE in the window that ended on 1 January 2017, 4.0 in the one that ended on 11 January 2017."
    )


def test_what_is_promised_is_ruled_across_and_said() -> None:
    charter = validate(whole())
    assert isinstance(charter, Charter)
    kind = next(
        one for one in charter.classes if any(it.kind == "measured" and it.measure == "fte" for it in one.criteria)
    )
    chart = chart_of(COURSE, kind)
    assert chart is not None
    assert chart.sentence.endswith(" is promised.")


def test_one_window_makes_no_line() -> None:
    assert chart_of(COURSE[:1], None) is None
    assert chart_of([], None) is None
