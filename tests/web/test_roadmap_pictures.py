"""The pictures of the proof: valid, in the page's own colours, and saying in words what they show."""

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import vl_convert
from markupsafe import Markup

from muster.domain.contribution.verdict import Figures
from muster.exchange.drawing import svg
from muster.web.roadmap.proof.pictures import WIDTH, Bar, promised_and_delivered, who_worked_on_what

HOSTILE = "<b>&"
LOTS = Figures(Fraction(5, 2), Fraction(2), Fraction(3, 2))
NOTHING = Figures(Fraction(0), Fraction(0), Fraction(0))


def kept(ident: str = "kept") -> Markup:
    bars = (Bar(f"Spin {HOSTILE}", Fraction(1), LOTS), Bar("Grip", None, LOTS), Bar("Wait", Fraction(3), NOTHING))
    return promised_and_delivered(bars, "Promised and delivered", ident)


def matrix(members: int = 2, ident: str = "matrix") -> Markup:
    by_member = [(f"Member {at}", {"Spin": 9, **({"Grip": 1} if at else {})}) for at in range(members)]
    return who_worked_on_what(["Spin", "Grip", "Wait"], by_member, "Who worked on what", ident)


def said(drawing: Markup) -> str:
    return ET.fromstring(drawing).findtext("desc") or ""  # noqa: S314 - drawn by ourselves


def test_the_pictures_say_in_words_what_they_show() -> None:
    assert said(kept()) == (
        f"Spin {HOSTILE}: 1 promised, 2.0 delivered (1.5 to 2.5); "
        "Grip: nothing promised, 2.0 delivered (1.5 to 2.5); "
        "Wait: 3 promised, 0.0 delivered (0.0)"
    )
    assert said(matrix()) == "Spin: Member 0 9 changes, Member 1 9 changes; Grip: Member 1 1 change; Wait: no member"
    assert HOSTILE not in kept()


def test_every_colour_is_the_pages_own_and_each_drawing_is_valid_vega_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    convert, checked = vl_convert.vegalite_to_svg, []

    def check(spec: dict[str, Any], *, allowed_base_urls: list[str]) -> str:
        alt.LayerChart.from_dict(spec).to_dict(validate=True)
        checked.append(allowed_base_urls)
        return convert(spec, allowed_base_urls=allowed_base_urls)

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", check)
    monkeypatch.setattr(svg, "as_svg", svg.as_svg.__wrapped__)  # each is drawn, though it may have been lately
    drawn = kept("checked") + matrix(ident="checked-too")
    assert checked == [[], []]
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn))
    assert colours <= {"none", *(f"var(--{name})" for name in ("ink", "muted", "rule", "accent", "tint", "paper"))}


def test_a_picture_fits_the_narrowest_page_and_grows_only_with_members() -> None:
    for drawing, width in ((kept(), WIDTH), (matrix(2), WIDTH), (matrix(30), 132 + 30 * 20)):
        assert ET.fromstring(drawing).get("width") == str(width)  # noqa: S314 - drawn by ourselves


def test_common_work_is_shaded_and_what_one_did_alone_is_not() -> None:
    assert matrix(2).count("var(--tint)") == 1, "two worked on Spin, one on Grip"
    assert matrix(3).count("var(--tint)") == 2


def test_a_picture_that_was_drawn_lately_is_not_drawn_again() -> None:
    first, before = kept("once"), svg.as_svg.cache_info()
    assert str(kept("twice")) == str(first).replace("once-", "twice-")
    after = svg.as_svg.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
