"""The timeline: releases, events and the roadmap's items over some months, in rows.

A label stands right of its mark, or left of it at the right edge; what would lie over another goes one lane down. How
wide a label is, is reckoned from its letters: nothing is measured, so the picture is the same on every machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from muster.domain.contribution.windows import Window, months_before
from muster.domain.contribution.words import MONTHS
from muster.domain.contribution.words import day as day_words
from muster.domain.roadmap.calendar.cycles import days_in_words
from muster.domain.roadmap.calendar.picture import Mark, Picture, Placed
from muster.exchange.drawing.axis import cut
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

WIDTH, LEFT, RIGHT = 1_088, 152, 1_084
TOP, LANE, GAP, ITEM = 44, 22, 10, 20
LETTER: Final = 6.5
"""Pixels that a letter takes, more or less, in the size of the labels."""
SHORTEST_LABEL: Final = 6
LONGEST_LABEL, LONGEST_TITLE, LONGEST_ITEM = 44, 22, 60
NARROW: Final = 7
"""Pixels below which some days are a point."""
DIAMOND: Final = "diamond"
MONTHS_WITH_NAMES: Final = 30
MOST_TICKS: Final = 400
MOST_ITEMS, MOST_MARKS = 120, 60
"""Items, and marks in a row, that are drawn: more are no picture any more, and take seconds. The rest is counted."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days to pixels."""

    window: Window

    def x(self, day: date) -> float:
        """Give the pixel of the beginning of a day; what lies outside stays at the edge."""
        part = (day - self.window.first_day).days / self.window.days
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, part))

    def width(self, first: date, last: date) -> float:
        """Give the width of some days."""
        return self.x(last) - self.x(first)


@dataclass(slots=True)
class _Sheet:
    """What is drawn, gathered layer by layer. y: how far down it has come."""

    scale: _Scale
    y: float = TOP
    bars: list[Row] = field(default_factory=list)
    ticks: list[Row] = field(default_factory=list)
    sure: list[Row] = field(default_factory=list)
    unsure: list[Row] = field(default_factory=list)
    dashes: list[Row] = field(default_factory=list)
    titles: list[Row] = field(default_factory=list)
    labels: dict[str, list[Row]] = field(default_factory=lambda: {"left": [], "right": []})
    rules: list[Row] = field(default_factory=list)

    def row(self, title: str, marks: Sequence[Mark]) -> None:
        """Draw a row, as many lanes high as it needs."""
        self.rules.append({"x": 0, "x2": RIGHT, "y": self.y, "y2": self.y})
        lanes: list[float] = []
        top = self.y + GAP / 2
        for mark in marks[:MOST_MARKS]:
            if mark.kind == "cycle":
                # Its label lies on its bar, and cycles follow each other closely.
                begin, end, side = self.scale.x(mark.first), self.scale.x(mark.last) + 1, "left"
                label = cut(mark.name, max(SHORTEST_LABEL, int((end - begin) / LETTER)))
            else:
                label = cut(f"{mark.name}{', planned otherwise' if mark.planned else ''}", LONGEST_LABEL)
                begin, end, side = self.room(mark.first, mark.last, label)
            lane = next((place for place, taken in enumerate(lanes) if taken <= begin), len(lanes))
            lanes[lane : lane + 1] = [end]
            self.mark(mark, top + LANE * lane + LANE / 2, label, side)
        self.titles.append({"x": 0, "y": top + LANE / 2, "text": cut(title, LONGEST_TITLE)})
        self.y = top + LANE * max(1, len(lanes)) + GAP / 2
        self.rest(len(marks) - MOST_MARKS)

    def rest(self, more: int) -> None:
        """Say how many are not drawn, if there are any."""
        if more > 0:
            self.labels["left"].append({"x": LEFT, "y": self.y + ITEM / 2, "text": f"and {more:,} more"})
            self.y += ITEM

    def room(self, first: date, last: date, label: str) -> tuple[float, float, str]:
        """Give from where to where a mark and its label reach, and on which side of the mark the label stands."""
        begin, end = self.scale.x(first), self.scale.x(last)
        wide = len(label) * LETTER + 16
        if begin + wide > RIGHT and begin - wide > LEFT:
            return begin - wide, max(end, begin + NARROW), "right"
        return begin - NARROW, max(end, begin + wide) + NARROW, "left"

    def mark(self, mark: Mark, y: float, label: str, side: str) -> None:
        """Draw a mark, its planned days, its named days and its label."""
        x, wide = self.scale.x(mark.first), self.scale.width(mark.first, mark.last)
        cycle = mark.kind == "cycle"
        if mark.planned:
            first, last = (self.scale.x(day) for day in mark.planned)
            self.dashes.append({"x": first - 1, "x2": max(last, first + 3) + 1, "y": y + 8, "y2": y + 8})
        if cycle or wide >= NARROW:
            self.bars.append({"x": x, "x2": x + max(wide, 2), "y": y, "y2": y})
        for _, day in mark.ticks if cycle else ():
            if day in self.scale.window and mark.first <= day <= mark.last and len(self.ticks) < MOST_TICKS:
                self.ticks.append({"x": self.scale.x(day), "x2": self.scale.x(day), "y": y + 4, "y2": y + 8})
        point = mark.last if cycle else mark.first
        if point in self.scale.window:
            (self.sure if mark.sure else self.unsure).append({"x": self.scale.x(point), "y": y})
        at = x + (2 if cycle else 8) if side == "left" else x - 8
        self.labels[side].append({"x": at, "y": y, "text": label})

    def item(self, placed: Placed) -> None:
        """Draw an item over the days of its cycle."""
        y = self.y + ITEM / 2
        label = cut(f"{placed.item.slug.upper()} {placed.item.title}", LONGEST_ITEM)
        begin, end = self.scale.x(placed.first), self.scale.x(placed.last)
        _, _, side = self.room(placed.first, placed.last, label)
        self.bars.append({"x": begin, "x2": max(end, begin + 2), "y": y, "y2": y})
        self.labels[side].append({"x": begin + 5 if side == "left" else begin - 5, "y": y, "text": label})
        self.y += ITEM


def timeline(picture: Picture, on: date, *, ident: str = "timeline") -> Markup:
    """Draw a picture as SVG that may stand in a page. on: the day that is looked at; it has a line of its own.

    What was drawn lately is not drawn again.
    """
    return _drawn(_Question(f"{on} {ident} {picture!r}", picture, on, ident))


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of which nothing but the key is compared: a calendar has tables in it, which have no hash."""

    key: str
    picture: Picture = field(compare=False)
    on: date = field(compare=False)
    ident: str = field(compare=False)


@lru_cache(maxsize=64)
def _drawn(asked: _Question) -> Markup:
    picture, on = asked.picture, asked.on
    sheet = _Sheet(_Scale(picture.window))
    for row in picture.rows:
        sheet.row(row.title, row.marks)
    if picture.items:
        sheet.rules.append({"x": 0, "x2": RIGHT, "y": sheet.y, "y2": sheet.y})
        sheet.y += GAP / 2
        sheet.titles.append({"x": 0, "y": sheet.y + ITEM / 2, "text": "Roadmap items"})
        for placed in picture.items[:MOST_ITEMS]:
            sheet.item(placed)
        sheet.rest(len(picture.items) - MOST_ITEMS)
        sheet.y += GAP / 2
    height = int(sheet.y) + 4
    turns = list(_turns(picture.window))
    today = [{"x": sheet.scale.x(on), "x2": sheet.scale.x(on), "y": TOP - 6, "y2": height}]
    here = today if on in picture.window else []
    return drawn(
        lines([{"x": x, "x2": x, "y": TOP - 4, "y2": TOP} for x, _ in _at(sheet, turns)]),
        lines([{"x": x, "x2": x, "y": 4, "y2": height} for x, month in _at(sheet, turns) if month.month == 1]),
        words(_years(sheet, turns), fontSize=SMALL, color=INK, fontWeight="bold"),
        words(_months(sheet, turns), fontSize=SMALL, color=MUTED, align="center"),
        lines(sheet.rules),
        lines(here, color=MUTED, strokeDash=[2, 3]),
        lines(sheet.bars, color=TINT, strokeWidth=16),
        lines(sheet.dashes, color=MUTED, strokeWidth=2, strokeDash=[3, 2]),
        lines(sheet.ticks, color=MUTED),
        points(sheet.sure, size=70, shape=DIAMOND),
        points(sheet.unsure, size=70, shape=DIAMOND, filled=False, fill=PAPER, stroke=ACCENT, strokeWidth=1.5),
        words(sheet.titles, fontWeight="bold"),
        words(sheet.labels["left"]),
        words(sheet.labels["right"], align="right"),
        width=WIDTH,
        height=height,
        ident=asked.ident,
        title=f"Calendar from {_month_words(picture.window.first_day)} to {_month_words(turns[-1])}",
        description=_told(picture),
    )


def _turns(window: Window) -> Iterable[date]:
    """Give the first days of the months."""
    month = window.first_day.replace(day=1)
    while month < window.end_day:
        yield month
        month = months_before(month, -1)


def _at(sheet: _Sheet, months: Iterable[date]) -> list[tuple[float, date]]:
    return [(sheet.scale.x(month), month) for month in months]


def _years(sheet: _Sheet, turns: Sequence[date]) -> list[Row]:
    shown = [month for number, month in enumerate(turns) if number == 0 or month.month == 1]
    return [{"x": sheet.scale.x(month) + 2, "y": 10, "text": str(month.year)} for month in shown]


def _months(sheet: _Sheet, turns: Sequence[date]) -> list[Row]:
    half = (RIGHT - LEFT) / len(turns) / 2
    names = [MONTHS[month.month - 1] for month in turns]
    letters = 3 if len(turns) <= MONTHS_WITH_NAMES else 1
    return [
        {"x": sheet.scale.x(month) + half, "y": 27, "text": name[:letters]}
        for month, name in zip(turns, names, strict=True)
    ]


def _month_words(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def _told(picture: Picture) -> str:
    """Say what is drawn, for whoever does not see it; the page has it as tables too."""
    rows = [f"{cut(row.title, 60)}: {', '.join(map(_mark_told, row.marks))}" for row in picture.rows]
    items = [f"{one.item.slug.upper()} {cut(one.item.title, 60)} in {cut(one.cycle.name, 60)}" for one in picture.items]
    return "; ".join([*rows, *([f"Roadmap items: {', '.join(items)}"] if items else [])]) or "Nothing stands in it."


def _mark_told(mark: Mark) -> str:
    cycle = f"from {day_words(mark.first)}, out on {day_words(mark.last)}"
    return f"{cut(mark.name, 60)} {cycle if mark.kind == 'cycle' else days_in_words(mark.first, mark.last)}"


def as_file(picture: Markup) -> str:
    """Give a picture as a file of its own: with its colours in it, for light and dark, and a font."""
    svg = str(picture).replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" ', 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg.replace(">", f"><style>{STYLE}</style>", 1)}\n'


FONT: Final = "system-ui, sans-serif"
STYLE: Final = (
    "svg{--paper:#fdfcfa;--ink:#1d1c1a;--muted:#5d5a54;--rule:#dcd8d0;--accent:#1b4f8f;--tint:#e4ebf4;"
    "background:var(--paper)}@media(prefers-color-scheme:dark){svg{--paper:#17181a;--ink:#e8e5df;--muted:#aba79e;"
    "--rule:#3b3d40;--accent:#94bdf2;--tint:#232f3f}}"
)
