"""One member's FTE by window, as a panel small enough to stand among the others'."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.words import MONTHS, day, number, rounded
from muster.exchange.drawing.axis import Axis, ceiling, cut
from muster.exchange.drawing.svg import (
    ACCENT,
    INK,
    MUTED,
    SMALL,
    Row,
    band,
    drawn,
    lines,
    path,
    points,
    words,
)

WIDTH, HEIGHT = 280, 130
LEFT, RIGHT, TOP, BOTTOM = 32, 270, 12, 108
TWO = 2


def over_time(
    name: str, course: Sequence[tuple[date, Figures | None]], *, on: date, minimum: Fraction | None, ident: str
) -> Markup:
    """Draw a member's likely FTE, with its range, in the windows that end on the days of `course`, in their order.

    None: nothing is known of the member in that window. on: the day asked about, which gets a mark.
    """
    known = [figures for _, figures in course if figures]
    largest = max([figures.lenient for figures in known], default=Fraction(0))
    up = Axis(ceiling(max(largest, (minimum or Fraction(0)) * Fraction(5, 4))), BOTTOM, TOP)
    first, last = min(course[0][0], on), max(course[-1][0], on)
    along = Axis(Fraction(max((last - first).days, 1)), LEFT, RIGHT)

    def x(value: date) -> float:
        return along.at((value - first).days)

    likely: list[Row] = [{"x": x(at), "y": figures and up.at(figures.likely)} for at, figures in course]
    spread: list[Row] = [
        {"x": x(at), "y": figures and up.at(figures.lenient), "y2": figures and up.at(figures.strict)}
        for at, figures in course
    ]
    asked = [(at, figures) for at, figures in course if at == on and figures]
    ticks = _ticks(first, last)
    scale: list[Row] = [{"x": LEFT - 6, "y": up.at(value), "text": number(value)} for value in (Fraction(0), up.end)]
    least: list[Row] = []
    if minimum is not None:
        least = [{"x": LEFT, "x2": RIGHT, "y": up.at(minimum), "y2": up.at(minimum)}]
        if min(abs(up.at(minimum) - row["y"]) for row in scale) >= SMALL:
            scale.append({"x": LEFT - 6, "y": up.at(minimum), "text": number(minimum)})
    return drawn(
        lines([{"x": LEFT, "x2": RIGHT, "y": BOTTOM, "y2": BOTTOM}]),
        lines([{"x": x(at), "x2": x(at), "y": BOTTOM, "y2": BOTTOM + 4} for at, _ in ticks]),
        words(
            [{"x": min(max(x(at), LEFT + 4), RIGHT - 8), "y": BOTTOM + 14, "text": label} for at, label in ticks],
            fontSize=SMALL,
            color=MUTED,
            align="center",
        ),
        words(scale, fontSize=SMALL, color=MUTED, align="right"),
        band(spread),
        lines(least, color=INK, strokeDash=[3, 3]),
        lines([{"x": x(on), "x2": x(on), "y": TOP, "y2": BOTTOM}], color=MUTED),
        path(likely),
        points([{"x": x(at), "y": up.at(figures.likely)} for at, figures in asked], size=50, color=ACCENT),
        width=WIDTH,
        height=HEIGHT,
        ident=ident,
        title=f"{cut(name, 60)}: FTE from {day(first)} to {day(last)}",
        description="; ".join(
            f"{day(at)}: {rounded(figures.likely, 1, minimum) if figures else 'unknown'}" for at, figures in course
        ),
    )


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Give the turns of the years, or, where there are fewer than two, both ends of the time."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if date(year, 1, 1) >= first]
    if len(years) >= TWO:
        every = -(-len(years) // 5)
        return [(turn, str(turn.year)) for turn in years[::every]]
    return [(at, f"{MONTHS[at.month - 1][:3]} {at.year}") for at in dict.fromkeys((first, last))]
