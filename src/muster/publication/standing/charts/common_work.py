"""How often work was shared, among members and upstream as a whole."""

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from muster.domain.contribution.common_work import CommonWork
from muster.domain.contribution.words import percent
from muster.exchange.drawing.axis import Axis, ceiling, cut
from muster.exchange.drawing.svg import ACCENT, MUTED, PAPER, SMALL, drawn, lines, points, words

WIDTH, ROW, TOP, BOTTOM = 340, 30, 26, 20
FIRST, LAST = 84, 328
AREA = 100


def shared_or_not(kinds: Sequence[tuple[str, CommonWork]], ident: str) -> Markup:
    """Draw the members' share beside the baseline.

    kinds: (label, figures), at least one, each with a share of either.
    """
    shares = [share for _, work in kinds for share in (work.member_share, work.upstream_share) if share is not None]
    axis = Axis(min(Fraction(1), ceiling(max(shares))), FIRST, LAST)
    height = TOP + ROW * len(kinds) + BOTTOM
    placed = [(TOP + ROW * index + ROW / 2, label, work) for index, (label, work) in enumerate(kinds)]
    members = [{"x": axis.at(work.member_share), "y": y} for y, _, work in placed if work.member_share is not None]
    upstream = [{"x": axis.at(work.upstream_share), "y": y} for y, _, work in placed if work.upstream_share is not None]
    key = [{"x": FIRST, "y": 10}, {"x": FIRST + 100, "y": 10}]
    return drawn(
        lines([{"x": FIRST, "x2": LAST, "y": y, "y2": y} for y, _, _ in placed]),
        lines(
            [
                {"x": axis.at(work.member_share), "x2": axis.at(work.upstream_share), "y": y, "y2": y}
                for y, _, work in placed
                if work.member_share is not None and work.upstream_share is not None
            ],
            color=MUTED,
            strokeWidth=2,
        ),
        points([*upstream, key[1]], size=AREA, filled=False, fill=PAPER, stroke=ACCENT, strokeWidth=1.5),
        points([*members, key[0]], size=AREA),
        words(
            [
                {"x": FIRST + 10, "y": 10, "text": "by members"},
                {"x": FIRST + 110, "y": 10, "text": "upstream as a whole"},
            ],
            fontSize=SMALL,
        ),
        words([{"x": 0, "y": y, "text": cut(label, 11)} for y, label, _ in placed]),
        words(
            [{"x": FIRST, "y": height - 8, "text": "0"}, {"x": LAST, "y": height - 8, "text": _whole(axis.end)}],
            fontSize=SMALL,
            color=MUTED,
            align="center",
        ),
        width=WIDTH,
        height=height,
        ident=ident,
        title="Share of goals that two or more worked on, by members and upstream as a whole",
        description="; ".join(
            f"{cut(label, 40)}: members {_share(work.member_share)}, upstream {_share(work.upstream_share)}"
            for _, label, work in placed
        ),
    )


def _whole(share: Fraction) -> str:
    return f"{share * 100}\N{NO-BREAK SPACE}%"


def _share(share: Fraction | None) -> str:
    return "none to share" if share is None else percent(share)
