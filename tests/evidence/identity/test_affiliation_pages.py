import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from muster.domain.people.identity_data import SeenAddress
from muster.domain.people.resolve import resolve
from muster.evidence.identity import overlay, registry

DOCS = Path(__file__).parents[3] / "docs"
HOW_TO = (DOCS / "how-to" / "correct-an-affiliation.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "affiliation-formats.md").read_text(encoding="utf-8")


def examples(page: str) -> Iterator[tuple[str, bytes]]:
    for block in re.finditer(r"^```\w+ (\S+)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        yield block[1], block[2].encode()


@pytest.mark.parametrize(("name", "data"), [*examples(HOW_TO), *examples(REFERENCE)])
def test_every_example_of_the_pages_is_read_without_anything_set_aside(name: str, data: bytes) -> None:
    assert registry.read(data, name).asides == ()


def test_the_reference_shows_an_example_of_every_format() -> None:
    shown = {registry.recognise(data, name).NAME for name, data in examples(REFERENCE)}
    assert (
        shown == {known.NAME for known in registry.FORMATS} == set(re.findall(r"^### (\w+)$", REFERENCE, re.MULTILINE))
    )


def test_the_reference_explains_every_key_and_column_of_the_overlay() -> None:
    table = REFERENCE.partition("\n| table | key |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\|[^|]*\|([^|]*)\|", table, re.MULTILINE)
    keys = {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}
    assert keys == {key for keys in overlay.KEYS.values() for key in keys}
    assert set(re.findall(r"\[\[(\w+)\]\]", table)) == set(overlay.KEYS)
    assert ",".join(overlay.COLUMNS) in REFERENCE


def test_the_reference_explains_every_way_in_which_a_company_is_found() -> None:
    listed = registry.read(b"ada@alpha.example Alpha\nbeta.example Beta\n", "email-map")
    own = registry.read(b"address,company,why\ncy@cy.example,Gamma,known\n", "overlay.csv")
    seen = [SeenAddress(f"{who}.example") for who in ("ada@alpha", "bo@beta", "cy@cy", "di@di", "zuul@ci")]
    found = {row.how for row in resolve(seen, [listed, own], bots=["zuul@*"]).rows}
    table = REFERENCE.partition("| `how` |")[2].partition("\n\n")[0]
    assert found == set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_the_how_to_does_what_it_says() -> None:
    text = b"\n".join(data for name, data in examples(HOW_TO) if name.endswith(".toml"))
    layers = [
        registry.read(text, "affiliations.toml"),
        registry.read(
            b'{"users": [{"launchpad_id": "ada", "emails": ["ada@alpha.example", "cy@alpha.example"],'
            b' "companies": [{"company_name": "Gamma", "end_date": null}]}]}',
            "default_data.json",
        ),
    ]
    seen = [
        "ada@home.example",
        "cy@alpha.example",
        "bo@home.example",
        "di@home.example",
        "x@labs.example",
        "y@mail.example",
        "gate@alpha.example",
    ]
    found = resolve(map(SeenAddress, seen), layers)
    assert [
        (row.address, row.person.split("-")[0], str(row.first_day), row.company, row.how) for row in found.rows
    ] == [
        ("ada@home.example", "launchpad:ada", "0001-01-01", "Alpha", "overlay"),
        ("ada@home.example", "launchpad:ada", "2016-07-01", "Beta", "overlay"),
        ("bo@home.example", "person", "0001-01-01", "*unaffiliated", "none"),
        ("bo@home.example", "person", "2016-03-01", "*unaffiliated", "overlay"),
        ("cy@alpha.example", "person", "0001-01-01", "Alpha", "domain"),
        ("di@home.example", "person", "0001-01-01", "*independent", "overlay"),
        ("gate@alpha.example", "person", "0001-01-01", "*bot", "bot"),
        ("x@labs.example", "person", "0001-01-01", "*unaffiliated", "none"),
        ("x@labs.example", "person", "2016-05-01", "Alpha", "domain"),
        ("y@mail.example", "person", "0001-01-01", "*unaffiliated", "none"),
    ]
