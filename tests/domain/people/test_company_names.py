import pytest

from muster.domain.people.aliases import company_names
from muster.domain.people.domains import domain_rule
from muster.domain.people.identity_data import CompanyAlias, IdentityData


def aliases(*pairs: tuple[str, str], origin: str = "f") -> IdentityData:
    said = tuple(CompanyAlias(alias, company, f"{origin}:{n}") for n, (alias, company) in enumerate(pairs, 1))
    return IdentityData(origin, company_aliases=said)


def test_an_alias_leads_to_the_company_over_other_aliases() -> None:
    names, asides = company_names([aliases(("Alpha Inc.", "Alpha Corp"), ("Alpha Corp", "Alpha"))])
    assert [names.canonical(name) for name in ("alpha  INC.", "Alpha Corp", "Alpha", "Beta")] == [
        "Alpha",
        "Alpha",
        "Alpha",
        "Beta",
    ]
    assert asides == []


def test_a_cycle_of_aliases_is_set_aside_and_what_leads_into_it_stops_there() -> None:
    names, asides = company_names([aliases(("A", "B"), ("B", "C"), ("C", "A"), ("X", "B"), ("Y", "Z"))])
    assert [names.canonical(name) for name in "ABCXY"] == ["A", "B", "C", "B", "Z"]
    assert [(aside.place, aside.reason) for aside in asides] == [
        ("f:1", "These aliases lead back to themselves: 'A' → 'B' → 'C' → 'A'. None of them counts.")
    ]


def test_an_alias_of_two_companies_goes_to_the_first_file_that_has_it() -> None:
    names, asides = company_names([aliases(("A", "Beta"), origin="one"), aliases(("A", "Alpha"), origin="two")])
    assert names.canonical("A") == "Beta"
    assert [(aside.place, aside.reason) for aside in asides] == [
        ("two:1", "'A' is said to be 'Alpha' here and 'Beta' at one:1; the latter counts.")
    ]


def test_a_company_that_is_an_alias_of_itself_is_no_fault() -> None:
    names, asides = company_names([aliases(("alpha", "Alpha"))])
    assert (names.canonical("ALPHA"), asides) == ("Alpha", [])


@pytest.mark.parametrize("name", ["Alpha", "ALPHA", "alpha"])
def test_spellings_that_differ_in_case_are_one_company_spelled_as_the_list_of_companies_has_it(name: str) -> None:
    lists = IdentityData("f", domains=(domain_rule("alpha.example", "ALPHA", "f:1"),))
    names, _ = company_names([IdentityData("people"), lists])
    assert names.canonical(name) == "ALPHA"
