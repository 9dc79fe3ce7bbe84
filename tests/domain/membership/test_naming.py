"""What an organisation can be called, and what it is called in addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.membership.naming import Names, cleaned, slug_of, taken_by
from muster.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("AT&T", "att"),
        ("Smith & Sons", "smith-and-sons"),
        ("SK Telecom", "sk-telecom"),
        ("U.S. Cellular", "us-cellular"),
        ("Telefónica", "telefonica"),
        ("日本電信電話", "organisation"),
        ("Add", "add-2"),
        ("a/b", "a-b"),
        ("x" * 100, "x" * 60),
    ],
)
def test_an_address_is_made_of_what_everybody_can_type(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(name=st.text(min_size=1, max_size=80), taken=st.sets(st.sampled_from(["organisation", "a", "a-2", "b"])))
def test_every_name_has_an_address_that_is_not_taken(name: str, taken: set[str]) -> None:
    slug = slug_of(name, taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug not in taken


def test_names_are_kept_without_empty_ones_and_outer_spaces() -> None:
    found = cleaned("  Reliance  Jio ", [" Reliance ", "", "Reliance"], ["Jio.example ", ""])
    assert found == Names("Reliance Jio", ("Reliance",), ("jio.example",))


def test_every_fault_of_the_names_is_said_at_its_field() -> None:
    assert cleaned("", ["hidden\u202e"], ["not a domain"]) == {
        "name": Refusal("An organisation has a name.", "Write it as the organisation does."),
        "aliases": Refusal("This has the hidden character \\u202e in it.", "Leave it out."),
        "domains": Refusal(
            'This "not a domain" is no domain name.',
            'Write the part after the @ in small letters, such as "example.org".',
        ),
    }
    assert cleaned("x" * 201) == {"name": Refusal("The name has 201 characters.", "Write at most 200.")}


def test_a_name_that_another_has_is_found_in_any_capitals() -> None:
    others = [Names("Orange", ("France  Telecom",), ("orange.example",)), Names("NTT")]
    assert taken_by(Names("Aurora", ("ntt",)), others) == ("ntt", "NTT")
    assert taken_by(Names("Aurora", ("FRANCE TELECOM",)), others) == ("FRANCE TELECOM", "Orange")
    assert taken_by(Names("Aurora", (), ("orange.example",)), others) == ("orange.example", "Orange")
    assert taken_by(Names("Aurora"), others) is None
