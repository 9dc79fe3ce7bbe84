import hashlib
from contextlib import suppress

import pytest

from muster.domain.errors import IdentityFault
from muster.domain.people.identity_data import SeenAddress
from muster.domain.people.resolve import resolve
from muster.evidence.identity import registry

FILES = {
    "default_data.json": b'{"users": [{"launchpad_id": "ada", "emails": ["ada@alpha.example"],'
    b' "companies": [{"company_name": "Alpha", "end_date": null}]}], "companies": []}',
    "export.json": b'{"uidentities": {}, "organizations": {"Beta": [{"domain": "beta.example", "is_top": true}]}}',
    "domain-map": b"gamma.example Gamma\n",
    ".mailmap": b"<ada@alpha.example> <ada@home.example>\n",
    "overlay.csv": b"address,company,why\nada@home.example,Delta,known\n",
    "developers_affiliations1.txt": b"Cy: cy!cy.example\n\tAlpha\n",
}


def test_all_formats_together_say_who_everybody_is() -> None:
    layers = [registry.read(data, name) for name, data in FILES.items()]
    seen = [f"{who}.example" for who in ("ada@alpha", "ada@home", "x@beta", "x@gamma", "cy@cy")]
    found = resolve(map(SeenAddress, seen), layers)
    assert [(row.address, row.person.split("-")[0], row.company, row.how, row.source) for row in found.rows] == [
        ("ada@alpha.example", "launchpad:ada", "Delta", "overlay", "overlay.csv:2"),
        ("ada@home.example", "launchpad:ada", "Delta", "overlay", "overlay.csv:2"),
        ("cy@cy.example", "person", "Alpha", "listed", "developers_affiliations1.txt:2"),
        ("x@beta.example", "person", "Beta", "domain", "export.json: organizations[0]"),
        ("x@gamma.example", "person", "Gamma", "domain", "domain-map:1"),
    ]


@pytest.mark.parametrize("name", [None, "excel"])
def test_a_file_of_no_known_format_is_refused_with_the_formats_that_are_known(name: str | None) -> None:
    with pytest.raises(IdentityFault, match="overlay, stackalytics, sortinghat, mailmap, cncf, gitdm"):
        registry.recognise(b"\x00\x01\x02", "people.bin", name)


def test_a_format_can_be_named_against_all_appearances() -> None:
    assert registry.recognise(b"", "people.bin", "mailmap").NAME == "mailmap"


def test_the_fingerprint_is_one_that_sha256sum_gives_and_knows_order_and_bounds() -> None:
    sums = "".join(hashlib.sha256(data).hexdigest() + "\n" for data in (b"one", b"two"))
    assert registry.fingerprint([b"one", b"two"]) == hashlib.sha256(sums.encode()).hexdigest()
    assert len({registry.fingerprint(files) for files in ([b"one", b"two"], [b"two", b"one"], [b"onetwo"])}) == 3


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe", b"\x00" * 100, b"<" * 3000, b"a@" * 3000, b"\xef\xbb\xbf"])
@pytest.mark.parametrize("reader", registry.FORMATS, ids=lambda reader: reader.NAME)
def test_no_bytes_make_a_reader_fail_in_any_way_but_its_own(reader: registry.Format, data: bytes) -> None:
    with suppress(IdentityFault):
        found = reader.read(data, "file")
        assert not any("@" in aside.place + aside.reason for aside in found.asides)
