"""Who works where: a circle for every member and focus area, its area as large as the changes are many."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from muster.exchange.drawing.axis import cut
from muster.exchange.drawing.svg import drawn, lines, points, words

LEFT, TOP, ROW = 132, 96, 28
WIDTH, NARROWEST, WIDEST = 340, 20, 34


def who_works_where(areas: Sequence[str], members: Sequence[tuple[str, Mapping[str, int]]], ident: str) -> Markup:
    """Draw the members' changes in each focus area.

    members: (name, changes by area), at least one; areas: at least one.
    """
    column = max(NARROWEST, min(WIDEST, (WIDTH - LEFT) // len(members)))
    width, height = max(WIDTH, LEFT + column * len(members)), TOP + ROW * len(areas)
    most = max([changes for _, by_area in members for changes in by_area.values()], default=0)
    across = [LEFT + column * index + column / 2 for index in range(len(members))]
    down = [TOP + ROW * index + ROW / 2 for index in range(len(areas))]
    circles = [
        {"x": x, "y": y, "area": max((min(column, ROW) - 3) ** 2 * by_area[area] / most, 4)}
        for x, (_, by_area) in zip(across, members, strict=True)
        for y, area in zip(down, areas, strict=True)
        if by_area.get(area)
    ]
    return drawn(
        lines([{"x": LEFT, "x2": LEFT + column * len(members), "y": y, "y2": y} for y in down]),
        lines([{"x": x, "x2": x, "y": TOP, "y2": height} for x in across]),
        points(circles),
        words([{"x": 0, "y": y, "text": cut(area, 20)} for y, area in zip(down, areas, strict=True)]),
        words(
            [{"x": x, "y": TOP - 6, "text": cut(name, 14)} for x, (name, _) in zip(across, members, strict=True)],
            angle=270,
        ),
        width=width,
        height=height,
        ident=ident,
        title="Changes by focus area and member",
        description="; ".join(f"{cut(name, 60)}: {_told(by_area, areas)}" for name, by_area in members),
    )


def _told(by_area: Mapping[str, int], areas: Sequence[str]) -> str:
    return ", ".join(f"{cut(area, 60)} {by_area[area]}" for area in areas if by_area.get(area)) or "none"
