import base64
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from muster.publication.standing import render
from tests.publication import standings
from tests.publication.extremes import BUILT, HOSTILE_NAMES
from tests.publication.pages import lines_with_address, page_of, rows, source_of

SECTIONS = [
    "promise",
    "trend",
    "members",
    "others",
    "upstream",
    "areas",
    "together",
    "balance",
    "left-out",
    "basis",
    "reading",
    "wrong",
]
each_page = pytest.mark.parametrize("name", BUILT)


def test_the_same_standing_gives_the_same_bytes_in_this_process_and_in_another() -> None:
    assert render(standings.small(), charter="lcoo") == source_of("small")
    program = (
        "import sys; from tests.publication import standings; from muster.publication.standing import render;"
        "sys.stdout.buffer.write(render(standings.small(), charter='lcoo').encode())"
    )
    root = Path(__file__).parents[2]
    there = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root / "src"), "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert there.stdout.decode() == source_of("small")


def test_a_large_group_fits_into_half_a_megabyte() -> None:
    assert len(source_of("large").encode()) < 500_000


@each_page
def test_a_page_loads_nothing_runs_nothing_and_forbids_both(name: str) -> None:
    page = page_of(name)
    assert page.all("script", "link", "iframe", "object", "embed", "img", "form", "base") == []
    outward = ("src", "srcset", "action", "data", "poster", "style", "xlink:href")
    for element in page.elements:
        assert [name for name in element.attributes if name.startswith("on") or name in outward] == []
        assert element.attributes.get("href", "#").startswith("#")
    (style,) = page.all("style")
    assert not re.search(r"url\(|@import|https?:", style.text)
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = [one for one in page.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@each_page
def test_every_link_leads_somewhere_on_the_page_and_every_id_stands_once(name: str) -> None:
    page = page_of(name)
    idents = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert sorted(idents) == sorted(set(idents))
    pointed = {element.attributes["href"][1:] for element in page.elements if "href" in element.attributes}
    for element in page.elements:
        for pointer in ("aria-labelledby", "aria-describedby"):
            pointed |= set(element.attributes.get(pointer, "").split())
    assert pointed - set(idents) == set()


@each_page
def test_headings_go_down_one_level_at_a_time_under_one_first(name: str) -> None:
    levels = [int(element.tag[1]) for element in page_of(name).all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@each_page
def test_every_table_has_a_caption_scopes_and_a_region_that_the_keyboard_reaches(name: str) -> None:
    page = page_of(name)
    for table in page.all("table"):
        assert table.children[0].tag == "caption"
        assert table.inside is not None
        assert table.inside.attributes["role"] == "region"
        assert table.inside.attributes["tabindex"] == "0"
        assert table.inside.attributes["aria-labelledby"] == table.children[0].attributes["id"]
        widths = {len(row) for row in rows(table)}
        assert len(widths) == 1, "every row has a cell for every column"
    assert {cell.attributes.get("scope") for cell in page.all("th")} <= {"col", "row"}


@each_page
def test_every_picture_has_a_title_and_a_description(name: str) -> None:
    for picture in page_of(name).all("svg"):
        if picture.attributes.get("aria-hidden") == "true":
            continue
        assert picture.attributes["role"] == "img"
        title, description = picture.children[:2]
        assert (title.tag, description.tag) == ("title", "desc")
        assert title.text
        assert description.text


@each_page
def test_the_sections_stand_in_the_order_in_which_they_answer(name: str) -> None:
    page = page_of(name)
    assert [one.attributes["id"] for one in page.all("h2")] == SECTIONS
    source = source_of(name)
    (contents,) = page.all("nav")
    linked = re.findall(r'href="#([^"]+)"', source[source.index("<nav") : source.index("</nav>")])
    assert [ident for ident in linked if ident in SECTIONS] == SECTIONS
    assert contents.attributes["aria-label"] == "Contents"
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}


def test_nothing_from_outside_acts_hides_floods_or_identifies() -> None:
    source = source_of("hostile")
    assert "<script" not in source
    assert "<b>" not in source
    odd = {c for c in source if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and c != "\n"}
    assert odd == set()
    assert lines_with_address(page_of("hostile").elements[0].text) == []
    assert lines_with_address(source[source.index("</style>") :]) == []
    assert len(source.encode()) < 500_000


def test_a_name_written_from_right_to_left_keeps_to_its_own_run_of_text() -> None:
    name = HOSTILE_NAMES[2]
    assert f"<bdi>{name}</bdi>" in source_of("hostile")
