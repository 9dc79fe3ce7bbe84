"""The pictures of the proof: what was promised and what came of it, and who worked on what with whom.

Each stands beside the table with the same figures, and says in its description what it shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.words import counted, figure_range, number, rounded
from muster.exchange.drawing.axis import Axis, ceiling, cut
from muster.exchange.drawing.svg import ACCENT, INK, MUTED, PAPER, SMALL, TINT, drawn, lines, points, words

WIDTH: Final = 328
"""What the narrowest page has room for."""
ROW: Final = 26
TOP: Final = 30
BOTTOM: Final = 22
FIRST, LAST = 132, 304
AREA: Final = 90
NAME: Final = 19

MATRIX_TOP: Final = 96
NARROWEST, WIDEST = 20, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture of promises: what it is about, what was promised (None: nothing), what was delivered."""

    name: str
    promised: Fraction | None
    delivered: Figures


@lru_cache(maxsize=256)
def promised_and_delivered(bars: tuple[Bar, ...], title: str, ident: str) -> Markup:
    """Draw promises as hollow marks, what was delivered as full ones, its range as a band. bars: at least one."""
    most = max(max(bar.promised or Fraction(0), bar.delivered.lenient) for bar in bars)
    axis = Axis(ceiling(most), FIRST, LAST)
    height = TOP + ROW * len(bars) + BOTTOM
    placed = [(TOP + ROW * at + ROW / 2, bar) for at, bar in enumerate(bars)]
    done = [{"x": axis.at(bar.delivered.likely), "y": y} for y, bar in placed]
    wanted = [{"x": axis.at(bar.promised), "y": y} for y, bar in placed if bar.promised]
    key = [{"x": FIRST + 9, "y": 10, "text": "delivered"}, {"x": FIRST + 86, "y": 10, "text": "promised"}]
    return drawn(
        lines([{"x": FIRST, "x2": LAST, "y": y, "y2": y} for y, _ in placed]),
        lines([_spread(bar, y, axis) for y, bar in placed], color=TINT, strokeWidth=12),
        points([*done, {"x": FIRST, "y": 10}], size=AREA),
        points(
            [*wanted, {"x": FIRST + 76, "y": 10}],
            size=AREA,
            shape="diamond",
            filled=False,
            fill=PAPER,
            stroke=INK,
            strokeWidth=1.5,
        ),
        words(key, fontSize=SMALL),
        words([{"x": 0, "y": y, "text": cut(bar.name, NAME)} for y, bar in placed]),
        words(
            [
                {"x": FIRST, "y": height - 9, "text": "0"},
                {"x": LAST, "y": height - 9, "text": f"{number(axis.end)} FTE"},
            ],
            fontSize=SMALL,
            color=MUTED,
            align="center",
        ),
        width=WIDTH,
        height=height,
        ident=ident,
        title=title,
        description="; ".join(_told(bar) for bar in bars),
    )


def _spread(bar: Bar, y: float, axis: Axis) -> dict[str, float]:
    low, high = axis.at(bar.delivered.strict), axis.at(bar.delivered.lenient)
    return {"x": low, "x2": max(high, low + 1), "y": y, "y2": y}


def _told(bar: Bar) -> str:
    promised = f"{number(bar.promised)} promised" if bar.promised else "nothing promised"
    least = bar.promised
    spread = figure_range(bar.delivered, least)
    return f"{cut(bar.name, 60)}: {promised}, {rounded(bar.delivered.likely, 1, least)} delivered ({spread})"


def who_worked_on_what(
    items: Sequence[str], members: Sequence[tuple[str, Mapping[str, int]]], title: str, ident: str
) -> Markup:
    """Draw a circle for each member on each item, as large as its changes are many: two on a line is common work.

    members: (name, changes by item), at least one; items: names in the order in which they are drawn, at least one.
    """
    held = tuple((name, tuple(changes.get(item, 0) for item in items)) for name, changes in members)
    return _matrix(tuple(items), held, title, ident)


@lru_cache(maxsize=64)
def _matrix(items: tuple[str, ...], members: tuple[tuple[str, tuple[int, ...]], ...], title: str, ident: str) -> Markup:
    column = max(NARROWEST, min(WIDEST, (WIDTH - FIRST) // len(members)))
    width, height = max(WIDTH, FIRST + column * len(members)), MATRIX_TOP + ROW * len(items)
    most = max((count for _, row in members for count in row), default=0)
    across = [FIRST + column * at + column / 2 for at in range(len(members))]
    down = [MATRIX_TOP + ROW * at + ROW / 2 for at in range(len(items))]
    circles = [
        {"x": x, "y": y, "area": max((min(column, ROW) - 3) ** 2 * row[at] / most, 10)}
        for x, (_, row) in zip(across, members, strict=True)
        for at, y in enumerate(down)
        if row[at]
    ]
    shared = [y for at, y in enumerate(down) if sum(bool(row[at]) for _, row in members) > 1]
    return drawn(
        lines([{"x": 0, "x2": width, "y": y, "y2": y} for y in shared], color=TINT, strokeWidth=ROW - 4),
        lines([{"x": FIRST, "x2": FIRST + column * len(members), "y": y, "y2": y} for y in down]),
        lines([{"x": x, "x2": x, "y": MATRIX_TOP, "y2": height} for x in across]),
        points(circles, color=ACCENT),
        words([{"x": 4, "y": y, "text": cut(item, NAME)} for item, y in zip(items, down, strict=True)]),
        words(
            [
                {"x": x, "y": MATRIX_TOP - 6, "text": cut(name, 14)}
                for x, (name, _) in zip(across, members, strict=True)
            ],
            angle=270,
        ),
        width=width,
        height=height,
        ident=ident,
        title=title,
        description="; ".join(f"{cut(item, 60)}: {_by_whom(members, at)}" for at, item in enumerate(items)),
    )


def _by_whom(members: Sequence[tuple[str, Sequence[int]]], at: int) -> str:
    return ", ".join(f"{cut(name, 60)} {counted(row[at], 'change')}" for name, row in members if row[at]) or "no member"
