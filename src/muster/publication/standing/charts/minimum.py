"""Who stands where against the minimum, with the range that θ leaves."""

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from muster.domain.contribution.standing import CriterionStanding
from muster.domain.contribution.verdict import Verdict
from muster.domain.contribution.words import listed, number, rounded
from muster.domain.words import neutral
from muster.exchange.drawing.axis import Axis, ceiling, cut
from muster.exchange.drawing.svg import (
    ACCENT,
    INK,
    MUTED,
    PAPER,
    SMALL,
    TINT,
    Row,
    drawn,
    lines,
    points,
    words,
)

WIDTH, ROW, TOP, BOTTOM = 340, 26, 24, 20
FIRST, LAST = 112, 284
TIMES_THE_MINIMUM = 3
"""Where the axis ends, at the most: a member that gives ten times as much must not squeeze all others together."""

HALF = "M0,-1A1,1,0,0,0,0,1Z"
BEYOND = "M-0.7,-0.9L0.9,0L-0.7,0.9Z"
AREA = 90


def who_stands_where(standings: Sequence[tuple[str, CriterionStanding]], ident: str) -> tuple[Markup, str]:
    """Draw the members on one criterion, and say what the drawing shows.

    standings: (member, its standing on the criterion), at least one.
    """
    axis = Axis(_end([criterion for _, criterion in standings]), FIRST, LAST)
    height = TOP + ROW * len(standings) + BOTTOM
    placed = [(TOP + ROW * index + ROW / 2, name, criterion) for index, (name, criterion) in enumerate(standings)]
    proven = [row for row in placed if row[2].verdict is not Verdict.UNPROVEN]
    beyond = [row for row in proven if row[2].figures.likely > axis.end]
    seen = [row for row in proven if row not in beyond]
    minimums = sorted({criterion.minimum for _, criterion in standings})
    unit = neutral(standings[0][1].unit)

    def marks(rows: Sequence[tuple[float, str, CriterionStanding]], *verdicts: Verdict) -> list[Row]:
        return [{"x": axis.at(c.figures.likely), "y": y} for y, _, c in rows if not verdicts or c.verdict in verdicts]

    picture = drawn(
        lines([{"x": FIRST, "x2": LAST, "y": height - BOTTOM, "y2": height - BOTTOM}]),
        words(
            [{"x": FIRST, "y": height - 8, "text": "0"}, {"x": LAST, "y": height - 8, "text": number(axis.end)}],
            fontSize=SMALL,
            color=MUTED,
            align="center",
        ),
        words(
            [{"x": axis.at(least), "y": 12, "text": f"minimum {number(least)}"} for least in minimums[:1]],
            fontSize=SMALL,
            align="center",
        ),
        lines(
            [{"x": axis.at(c.figures.strict), "x2": axis.at(c.figures.lenient), "y": y, "y2": y} for y, _, c in proven],
            color=TINT,
            strokeWidth=8,
        ),
        lines(
            [
                {"x": axis.at(c.minimum), "x2": axis.at(c.minimum), "y": y - ROW / 2, "y2": y + ROW / 2}
                for y, _, c in placed
            ],
            color=INK,
        ),
        points(marks(seen), size=AREA, filled=False, fill=PAPER, stroke=ACCENT, strokeWidth=1.5),
        points(marks(seen, Verdict.MEETS), size=AREA),
        points(marks(seen, Verdict.BORDERLINE), size=AREA, shape=HALF),
        points(marks(beyond), size=AREA, shape=BEYOND),
        words([{"x": 0, "y": y, "text": cut(name, 17)} for y, name, _ in placed]),
        words([{"x": WIDTH, "y": y, "text": _figure(criterion)} for y, _, criterion in placed], align="right"),
        width=WIDTH,
        height=height,
        ident=ident,
        title=f"Members against the minimum of {' or '.join(number(least) for least in minimums)} {unit}",
        description="; ".join(f"{cut(name, 60)} {_figure(c)}, {c.verdict}" for _, name, c in placed),
    )
    said = (
        "The mark is the likely figure, filled if the criterion is met, half filled if borderline, hollow if short; "
        "the bar runs from the strict to the lenient figure; the upright line is the minimum."
    )
    if beyond:
        names = listed([f"{cut(name, 60)} ({_figure(criterion)})" for _, name, criterion in beyond])
        said += f" Beyond the end of the axis: {names}."
    return picture, said


def _end(standings: Sequence[CriterionStanding]) -> Fraction:
    least = max(criterion.minimum for criterion in standings)
    proven = [criterion.figures for criterion in standings if criterion.verdict is not Verdict.UNPROVEN]
    largest = max([least, *(max(figures.lenient, figures.strict) for figures in proven)])
    return min(ceiling(largest), least * TIMES_THE_MINIMUM or ceiling(largest))


def _figure(criterion: CriterionStanding) -> str:
    if criterion.verdict is Verdict.UNPROVEN:
        return "unproven"
    return rounded(criterion.figures.likely, 1, criterion.minimum).removeprefix("just ")
