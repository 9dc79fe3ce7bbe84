"""The timeline as it is drawn: everything on it, nothing over anything else, in the page's own colours."""

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.windows import Window
from muster.domain.roadmap.calendar.picture import Picture, picture
from muster.domain.roadmap.items import Item
from muster.exchange.drawing import svg
from muster.exchange.drawing.timeline import LEFT, MOST_ITEMS, MOST_MARKS, RIGHT, as_file, timeline

ON = date(2017, 1, 27)
WINDOW = Window(date(2016, 3, 1), date(2018, 6, 1))
OCATA = Cycle(
    name="Ocata",
    start=date(2016, 11, 7),
    release=date(2017, 2, 22),
    planned_release=date(2017, 3, 22),
    milestones={"o-1": date(2016, 11, 17)},
)
PIKE = Cycle(name="Pike", start=date(2017, 2, 27), planned_release=date(2017, 8, 30))
HELD = {"first": date(2017, 11, 6), "last": date(2017, 11, 8), "planned_last": date(2017, 11, 10)}
SYDNEY = Event.model_validate({"name": "Summit Sydney", "kind": "summit", **HELD})
MILAN = Event(name="Milan", kind="ops-midcycle", first=date(2017, 3, 15), verified=False)
MONTH = Event(name="First talks", kind="own", first=date(2016, 8, 1), last=date(2016, 8, 31), precision="month")
LATE = Event(name="Summit Vancouver", kind="summit", first=date(2018, 5, 21), last=date(2018, 5, 24))
CALENDAR = Calendar(cycles=(OCATA, PIKE), events=(SYDNEY, MILAN, MONTH, LATE))


def item(slug: str, cycle: str, title: str = "Tests for roles") -> Item:
    return Item(slug, title, "", "Testing", cost=Fraction(1), cycle=cycle)


def shown(*items: Item, calendar: Calendar = CALENDAR) -> Picture:
    return picture(calendar, items, WINDOW, group="Alpha")


def texts(drawing: Markup | str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(drawing).iter("text")]  # noqa: S314 - drawn by ourselves


def test_every_release_event_and_item_is_on_it_by_name_under_its_months() -> None:
    drawing = timeline(shown(item("t2", "Pike"), item("l1", "Ocata", "One format")), ON)
    assert texts(drawing) == [
        *("2016", "2017", "2018"),
        *("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        *("Jan", "Feb", "Mar", "Apr", "May"),
        *("Releases", "Summits and gatherings", "Mid-cycles", "Alpha", "Roadmap items"),
        *("Ocata", "Pike", "Summit Sydney, planned otherwise", "Milan", "First talks"),
        *("L1 One format", "T2 Tests for roles"),
        "Summit Vancouver",
    ]


def test_of_very_many_items_it_says_how_many_are_not_drawn_and_whoever_does_not_see_it_is_told_of_all() -> None:
    drawing = timeline(shown(*(item(f"i{number}", "Pike") for number in range(MOST_ITEMS + 5))), ON)
    said = texts(drawing)
    assert said[-1] == "Summit Vancouver"
    assert said[-2] == "and 5 more"
    assert sum(text.startswith("I") for text in said) == MOST_ITEMS
    assert f"I{MOST_ITEMS + 4} Tests for roles in Pike" in drawing


def test_a_row_of_very_many_events_says_how_many_are_not_drawn() -> None:
    many = tuple(MILAN.model_copy(update={"name": f"Meetup {number}"}) for number in range(MOST_MARKS + 3))
    said = texts(timeline(shown(calendar=Calendar(events=many)), ON))
    assert (sum(text.startswith("Meetup") for text in said), said[-1]) == (MOST_MARKS, "and 3 more")


def test_whoever_does_not_see_it_is_told_what_stands_in_it() -> None:
    root = ET.fromstring(timeline(shown(item("t2", "Pike")), ON))  # noqa: S314 - drawn by ourselves
    title, description = (root.findtext(tag, "").replace("\N{NO-BREAK SPACE}", " ") for tag in ("title", "desc"))
    assert (root.get("role"), title) == ("img", "Calendar from March 2016 to May 2018")
    assert description == (
        "Releases: Ocata from 7 November 2016, out on 22 February 2017, Pike from 27 February 2017, out on 30 August "
        "2017; Summits and gatherings: Summit Sydney 6 to 8 November 2017, Summit Vancouver 21 to 24 May 2018; "
        "Mid-cycles: Milan 15 March 2017; Alpha: First talks 1 to 31 August 2016; "
        "Roadmap items: T2 Tests for roles in Pike"
    )


def test_days_that_are_known_are_marked_full_and_others_hollow() -> None:
    drawing = timeline(shown(), ON)
    hollow = drawing.count('fill="var(--paper)" stroke="var(--accent)"')
    full = len(re.findall(r'<path [^>]*fill="var\(--accent\)"', drawing))
    assert (full, hollow) == (3, 3), "Ocata and both summits; Pike, which is planned, Milan, and a month"


def test_the_day_that_is_looked_at_has_a_line_if_it_is_among_the_months() -> None:
    dotted = 'stroke-dasharray="2,3"'
    assert timeline(shown(), ON).count(dotted) == 1
    assert timeline(shown(), date(2026, 11, 29)).count(dotted) == 0


def test_every_colour_is_the_pages_own_and_the_drawing_is_valid_vega_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    convert, checked = vl_convert.vegalite_to_svg, []

    def check(spec: dict[str, Any], *, allowed_base_urls: list[str]) -> str:
        alt.LayerChart.from_dict(spec).to_dict(validate=True)
        checked.append(allowed_base_urls)
        return convert(spec, allowed_base_urls=allowed_base_urls)

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", check)
    monkeypatch.setattr(svg, "as_svg", svg.as_svg.__wrapped__)  # each is drawn, though it may have been lately
    drawing = timeline(shown(item("t2", "Pike")), ON, ident="checked")
    assert checked == [[]]
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawing)) == {
        *("none", "var(--ink)", "var(--muted)", "var(--rule)", "var(--accent)", "var(--tint)", "var(--paper)")
    }


def test_as_a_file_it_stands_alone_with_its_colours_for_light_and_dark() -> None:
    alone = as_file(timeline(shown(), ON))
    root = ET.fromstring(alone.encode())  # noqa: S314 - drawn by ourselves
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    style = root.findtext("{http://www.w3.org/2000/svg}style", "")
    used = set(re.findall(r"var\((--\w+)\)", alone))
    assert used <= set(re.findall(r"(--\w+):#", style.partition("@media")[0]))
    assert used <= {*re.findall(r"(--\w+):#", style.partition("@media")[2])}


def test_markup_in_names_is_shown_and_does_nothing() -> None:
    hostile = '</svg><script>alert("1")</script>\u202e & <b>'
    event = Event.model_construct(name=hostile, kind="own", first=ON, verified=True, precision="day")
    cycle = Cycle.model_construct(name=hostile, start=ON, release=date(2017, 6, 1), milestones={hostile: ON})
    found = shown(item("t1", hostile, hostile), calendar=Calendar.model_construct(cycles=(cycle,), events=(event,)))
    for drawing in (str(timeline(found, ON)), as_file(timeline(found, ON))):
        assert "<script" not in drawing
        assert "\u202e" not in drawing
        assert "&lt;/svg&gt;&lt;script&gt;" in drawing


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60)
EVENTS = st.builds(
    lambda name, kind, first, length: Event.model_construct(
        name=name, kind=kind, first=first, last=first + timedelta(length), verified=True, precision="day"
    ),
    NAMES,
    st.sampled_from(["summit", "ptg", "ops-midcycle", "own"]),
    st.dates(date(2016, 1, 1), date(2018, 12, 1)),
    st.integers(0, 400),
)


@given(events=st.lists(EVENTS, max_size=12))
def test_nothing_that_has_days_is_left_out_and_no_label_leaves_the_picture(events: list[Event]) -> None:
    found = picture(Calendar.model_construct(cycles=(), events=tuple(events)), [], WINDOW, group="Alpha")
    root = ET.fromstring(timeline(found, ON))  # noqa: S314 - drawn by ourselves
    placed = [(element.get("transform", ""), element.get("text-anchor")) for element in root.iter("text")]
    marks = sum(len(row.marks) for row in found.rows)
    assert len(placed) == 3 + 27 + len(found.rows) + marks
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    for transform, _ in placed:
        x, y = (float(number) for number in re.findall(r"-?[\d.]+", transform)[:2])
        assert 0 <= x <= width
        assert 0 <= y <= height
    assert LEFT < RIGHT <= width
