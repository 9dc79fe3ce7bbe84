import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from muster.domain.contribution.verdict import Figures
from muster.exchange.drawing import svg
from muster.exchange.drawing.axis import Axis, ceiling, cut
from muster.publication.standing import view
from muster.publication.standing.charts.areas import who_works_where
from muster.publication.standing.charts.common_work import shared_or_not
from muster.publication.standing.charts.minimum import who_stands_where
from muster.publication.standing.charts.trend import over_time
from tests.publication import standings
from tests.publication.standings import AREAS, ON, figures

ROWS = [(one.name, one.criteria[0]) for one in standings.small().members]
COURSE: list[tuple[date, Figures | None]] = [
    (date(2016, 4, 26), figures(2, 1, "1/2")),
    (date(2016, 7, 26), None),
    (ON, figures(6, 5, 3)),
    (date(2017, 1, 26), figures(4, 3, 2)),
]


def all_charts() -> Iterator[Markup]:
    yield who_stands_where(ROWS, "one")[0]
    yield over_time("Alpha", COURSE, on=ON, minimum=Fraction(4), ident="two")
    yield who_works_where(AREAS, [("Alpha", {"Testing": 4, "Logging": 1}), ("Beta", {})], "three")
    yield shared_or_not([("Blueprints", standings.small().common_work[0])], "four")


def texts(chart: Markup) -> list[str]:
    return [element.text or "" for element in ET.fromstring(chart).iter("text")]  # noqa: S314 - drawn by ourselves


def test_every_chart_is_valid_by_the_schema_of_vega_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []

    def check(spec: dict[str, Any], *, allowed_base_urls: list[str]) -> str:
        alt.LayerChart.from_dict(spec).to_dict(validate=True)
        checked.append(spec)
        assert allowed_base_urls == [], "no chart may ask another host for anything"
        assert '"url"' not in json.dumps(spec)
        return convert(spec, allowed_base_urls=allowed_base_urls)

    convert = vl_convert.vegalite_to_svg
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", check)
    monkeypatch.setattr(svg, "as_svg", svg.as_svg.__wrapped__)  # each is drawn, though it may have been lately
    assert len(list(all_charts())) == len(checked) == 4


def test_no_chart_depends_on_the_fonts_of_the_machine_that_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    convert = vl_convert.vegalite_to_svg

    def in_another_font(spec: dict[str, Any], *, allowed_base_urls: list[str]) -> str:
        other = {**spec, "config": {**spec["config"], "font": "monospace"}}
        return convert(other, allowed_base_urls=allowed_base_urls)

    usual = list(all_charts())
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", in_another_font)
    monkeypatch.setattr(svg, "as_svg", svg.as_svg.__wrapped__)  # each is drawn, though it may have been lately
    assert list(all_charts()) == usual


def test_every_colour_is_one_of_the_pages_own() -> None:
    for chart in all_charts():
        colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', chart))
        assert colours <= {
            "none",
            "var(--ink)",
            "var(--muted)",
            "var(--rule)",
            "var(--accent)",
            "var(--tint)",
            "var(--paper)",
        }


def test_text_stays_text_and_no_number_is_longer_than_it_need_be() -> None:
    for chart in all_charts():
        assert "<text" in chart
        assert not re.search(r"\d\.\d{3}", chart)
        assert "font-family" not in chart


def test_the_marks_tell_the_verdict_by_their_filling() -> None:
    picture, said = who_stands_where(ROWS, "one")
    assert texts(picture)[-8:] == ["Alpha", "Beta", "Gamma", "Delta", "8.5", "4.3", "3.96", "unproven"]
    rings = picture.count('fill="var(--paper)" stroke="var(--accent)"')
    filled = len(re.findall(r'<path [^>]*fill="var\(--accent\)"', picture))
    assert (rings, filled) == (3, 2), "a ring for each of the proven, one filled whole and one by half"
    assert "filled if the criterion is met" in said
    assert "Beyond" not in said


def test_a_member_far_beyond_the_minimum_is_named_beyond_the_end_of_the_axis() -> None:
    far = standings.member("Alpha", figures(40, 34, 28)).criteria[0]
    picture, said = who_stands_where([("Alpha", far), ROWS[1]], "one")
    assert said.endswith("Beyond the end of the axis: Alpha (34.0).")
    assert "34.0" in texts(picture)
    assert "12" in texts(picture), "the axis ends at three times the minimum"


def test_members_with_different_minimums_each_have_their_own_line() -> None:
    other = standings.criterion(figures(9, 8, 7), 6)
    picture, _ = who_stands_where([ROWS[0], ("Beta", other)], "one")
    assert "minimum of 4 or 6 FTE" in picture
    places = set(re.findall(r'<line transform="translate\(([\d.]+),[\d.]+\)" x2="0" y2="26"', picture))
    assert len(places) == 2


def test_a_minimum_of_nothing_can_be_drawn() -> None:
    free = replace(standings.criterion(figures(0, 0, 0)), minimum=Fraction(0))
    assert "minimum 0" in texts(who_stands_where([("Alpha", free)], "one")[0])


def test_a_panel_breaks_its_line_where_a_window_is_unknown_and_marks_the_day() -> None:
    panel = over_time("Alpha", COURSE, on=ON, minimum=Fraction(4), ident="two")
    assert "26\N{NO-BREAK SPACE}July 2016: unknown" in panel
    assert re.search(r'<path d="M[^"]*M[^"]*" stroke="var\(--accent\)"', panel), "the line begins anew after the gap"
    assert panel.count('fill="var(--accent)"') == 1, "the dot on the day"
    assert texts(panel) == ["Apr 2016", "Jan 2017", "0", "6", "4"]


def test_a_panel_of_many_years_names_no_more_than_five_of_them() -> None:
    course: list[tuple[date, Figures | None]] = [(date(year, 6, 1), figures(1, 1, 1)) for year in range(2004, 2027)]
    years = [text for text in texts(over_time("A", course, on=ON, minimum=None, ident="two")) if len(text) == 4]
    assert years == ["2005", "2010", "2015", "2020", "2025"]


def test_a_panel_of_a_single_window_is_drawn() -> None:
    panel = over_time("A", [(ON, figures(0, 0, 0))], on=ON, minimum=None, ident="two")
    assert texts(panel)[0] == "Oct 2016"


def test_many_members_make_the_picture_of_the_areas_wider_not_the_columns_too_narrow() -> None:
    picture = who_works_where(AREAS, [(f"Member {index}", {"Testing": index}) for index in range(30)], "three")
    assert 'viewBox="0 0 732 ' in picture


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (COURSE[2:3], "5.0 FTE, at or above 4."),
        (
            COURSE,
            "5.0 FTE, at or above 4 since the window that ended on 26 October 2016; 3.0 FTE by 26 January 2017.",
        ),
        (COURSE[:2], "1.0 FTE in the window that ended on 26 April 2016, below 4."),
        (COURSE[1:2], "Nothing is known of its work."),
        (COURSE[3:], "3.0 FTE by 26 January 2017."),
    ],
)
def test_a_panel_says_since_when_things_are_as_they_are(course: list[tuple[date, Figures | None]], said: str) -> None:
    assert view.since_when(course, ON, Fraction(4)).replace("\N{NO-BREAK SPACE}", " ") == said


@given(value=st.fractions(min_value=0, max_value=10**6))
def test_an_axis_ends_at_a_round_number_not_far_beyond_its_largest_value(value: Fraction) -> None:
    end = ceiling(value)
    assert end >= value
    assert end <= value * Fraction(3, 2) if value else end == 1


def test_what_lies_beyond_the_end_of_an_axis_stays_at_its_end() -> None:
    axis = Axis(Fraction(10), 100, 300)
    assert [axis.at(value) for value in (0, 5, 10, 11)] == [100, 200, 300, 300]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Alpha", "Alpha"),
        ("Alpha Beta", "Alpha…"),
        ("日本電信電話", "日本…"),
        ("\u202eAl", "\\u202…"),
    ],
)
def test_a_name_too_long_for_a_chart_ends_in_an_ellipsis(name: str, shown: str) -> None:
    assert cut(name, 6) == shown
