"""Draw a chart, described with Altair, as SVG that may stand in a page: on the server, with vl-convert.

The same chart gives the same bytes on every machine. Nothing is placed by measuring text, which would depend on the
fonts that are installed: a chart gives every position itself, in pixels from the top left. Colours are custom
properties of the page, so that a chart follows it from light to dark and onto paper. Nothing is fetched.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert
from markupsafe import Markup

INK, MUTED, RULE, ACCENT, TINT, PAPER = (f"#00000{digit}" for digit in range(1, 7))
"""Stand-ins for the page's colours while the chart is drawn: Vega knows no custom property."""

PROPERTIES = {INK: "--ink", MUTED: "--muted", RULE: "--rule", ACCENT: "--accent", TINT: "--tint", PAPER: "--paper"}
KEPT_ATTRIBUTES = frozenset(
    {"transform", "d", "x", "y", "x2", "y2", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"}
    | {"text-anchor", "font-size", "font-weight", "id"}
)
FRAMES = frozenset({"background", "foreground"})
LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
PIXELS = {"domain": [0, 10_000], "range": [0, 10_000], "nice": False, "zero": False}

SMALL, TEXT = 11, 12
KEPT_AT_MOST = 128
Row = dict[str, Any]
Style = str | float | bool | list[int]


def words(rows: Iterable[Row], **style: Style) -> alt.Chart:
    """Write `text` at x, y."""
    look = {"align": "left", "baseline": "middle", "fontSize": TEXT, "color": INK, **style}
    return _marks("text", rows, look, text={"field": "text", "type": "nominal"})


def lines(rows: Iterable[Row], **style: Style) -> alt.Chart:
    """Rule a straight line from x, y to x2, y2."""
    return _marks("rule", rows, {"color": RULE, **style}, x2={"field": "x2"}, y2={"field": "y2"})


def points(rows: Iterable[Row], **style: Style) -> alt.Chart:
    """Set a mark at x, y; the rows' `area`, where they have one, is its size."""
    held = list(rows)
    look = {"opacity": 1, "filled": True, "color": ACCENT, **style}
    if not any("area" in row for row in held):
        return _marks("point", held, look)
    return _marks("point", held, look, size={"field": "area", "type": "quantitative", "scale": None, "legend": None})


def path(rows: Iterable[Row], **style: Style) -> alt.Chart:
    """Join the points x, y in the order of x; a row whose y is None leaves a gap."""
    return _marks("line", rows, {"color": ACCENT, **style})


def band(rows: Iterable[Row], **style: Style) -> alt.Chart:
    """Fill between y and y2 along x; a row whose y is None leaves a gap."""
    return _marks("area", rows, {"color": TINT, "opacity": 1, **style}, y2={"field": "y2"})


def _marks(kind: str, rows: Iterable[Row], look: Mapping[str, Any], **channels: Row) -> alt.Chart:
    mark: Any = {"type": kind, **look}
    axes = {axis: {"field": axis, "type": "quantitative", "scale": PIXELS, "axis": None} for axis in ("x", "y")}
    return alt.Chart(alt.InlineData(values=list(rows)), mark=mark, encoding=alt.FacetedEncoding(**axes, **channels))


def drawn(*layers: alt.Chart, width: int, height: int, ident: str, title: str, description: str) -> Markup:
    """Give the layers as one `<svg role="img">` of `width` by `height` pixels.

    ident: unique on the page, for the title and the description that stand for the picture where it is not seen.
    """
    chart = alt.layer(*layers).properties(width=width, height=height, padding=0, background="transparent")
    whole = chart.properties(autosize={"type": "none"}).configure(aria=False, view={"stroke": None})
    # Checking every chart against the schema takes longer than all the rest; a test does it instead.
    root = ET.fromstring(as_svg(json.dumps(whole.to_dict(validate=False))))  # noqa: S314 - our own drawing
    _clean(root)
    root.attrib = {
        "viewBox": f"0 0 {width} {height}",
        "width": str(width),
        "height": str(height),
        "role": "img",
        "aria-labelledby": f"{ident}-title",
        "aria-describedby": f"{ident}-desc",
    }
    for tag, text in (("desc", description), ("title", title)):
        element = ET.Element(tag, id=f"{ident}-{tag}")
        element.text = text
        root.insert(0, element)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - the serialiser has escaped it


@lru_cache(maxsize=KEPT_AT_MOST)
def as_svg(described: str) -> str:
    """Draw what is described. A tenth of a second, so what was drawn lately is kept."""
    return vl_convert.vegalite_to_svg(json.loads(described), allowed_base_urls=[])


def _clean(element: ET.Element) -> None:
    """Keep what is seen, with its place and colour; drop Vega's frames, classes and roles."""
    element.tag = element.tag.rpartition("}")[2]
    element.attrib = {name: _value(value) for name, value in element.attrib.items() if name in KEPT_ATTRIBUTES}
    for child in list(element):
        if child.get("class") in FRAMES:
            element.remove(child)
            continue
        _clean(child)
        if child.tag == "g" and child.attrib.get("transform") == "translate(0,0)":
            del child.attrib["transform"]
    if len(element) == 1 and element[0].tag == "g" and not element[0].attrib:
        element[:] = list(element[0])


def _value(value: str) -> str:
    return f"var({PROPERTIES[value]})" if value in PROPERTIES else LONG_DECIMAL.sub(_two_decimals, value)


def _two_decimals(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
