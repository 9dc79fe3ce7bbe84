from datetime import date

from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.identity_data import CompanyAlias, SeenAddress
from muster.domain.people.resolve import resolve
from muster.evidence.identity import gitdm
from muster.evidence.identity.registry import recognise

LISTED = "gitdm's address map lists this address with this employer."


def test_an_address_has_employers_until_days_whatever_the_order_of_lines() -> None:
    text = (
        b"# [user@]domain employer [< yyyy-mm-dd]\n"
        b"Ada@home.example Beta\n"
        b"ada@home.example  Alpha Inc.  < 2016-07-01 # moved\n"
    )
    assert gitdm.read(text, "email-map").people == (
        Person(
            "",
            ("ada@home.example",),
            (
                Affiliation("Alpha Inc.", None, date(2016, 7, 1), "email-map:3", LISTED),
                Affiliation("Beta", date(2016, 7, 1), None, "email-map:2", LISTED),
            ),
            "email-map:2",
        ),
    )


def test_a_domain_has_employers_until_days_too() -> None:
    found = gitdm.read(b"labs.example Alpha < 2012-07-20\nlabs.example Beta\n", "domain-map")
    assert [(rule.domain, rule.affiliation.company, rule.affiliation.end_day) for rule in found.domains] == [
        ("labs.example", "Alpha", date(2012, 7, 20)),
        ("labs.example", "Beta", None),
    ]


def test_an_alias_is_another_address_of_the_person_of_the_principal_one() -> None:
    found = gitdm.read(b'ada!home.example Ada!Alpha.example\n"Ada L" ada@alpha.example\n', "aliases")
    assert [(person.addresses, person.name) for person in found.people] == [
        (("ada@alpha.example", "ada@home.example"), ""),
        (("ada@alpha.example",), "Ada L"),
    ]


def test_names_of_companies_are_mapped() -> None:
    found = gitdm.read(b"`Alpha Labs` `Alpha`\n", "company-map")
    assert found.company_aliases == (CompanyAlias("Alpha Labs", "Alpha", "company-map:1"),)


def test_words_in_place_of_an_employer_mean_what_they_say() -> None:
    words = ("Independent", "Self", "NotFound", "(Unknown)", "(Robots)")
    text = "".join(f"{name}!x.example {word}\n" for name, word in zip("abcde", words, strict=True)).encode()
    seen = [SeenAddress(f"{name}@x.example") for name in "abcde"]
    assert [row.company for row in resolve(seen, [gitdm.read(text, "email-map")]).rows] == [
        "*independent",
        "*independent",
        "*unaffiliated",
        "*unaffiliated",
        "*bot",
    ]


def test_lines_that_cannot_be_taken_are_set_aside() -> None:
    text = (
        b"ada@alpha.example\ncom Alpha\nbo@beta.example Beta < 2016-13-01\n"
        b"cy@cy.example Caf\xe9\ndi@beta.example Beta\n"
    )
    found = gitdm.read(text, "map")
    assert [(aside.place, aside.reason) for aside in found.asides] == [
        ("map:1", "An address or a domain must be followed by an employer. The line was left out."),
        ("map:2", "'com' is no domain with two labels or more, such as alpha.example. The line was left out."),
        ("map:3", "'2016-13-01' is no day of the calendar. The line was left out."),
        ("map:4", "The line is not in UTF-8, so it was left out. Save the file in UTF-8."),
    ]
    assert [person.addresses for person in found.people] == [("di@beta.example",)]


def test_an_employer_may_have_any_sign_in_its_name() -> None:
    text = b"a@x.example Netguru | B Corp < 2023-09-01\nb@x.example B<>COM\nc@x.example Yahoo!\n"
    found = gitdm.read(text, "m")
    assert [person.affiliations[0].company for person in found.people] == ["Netguru | B Corp", "B<>COM", "Yahoo!"]


def test_it_is_recognised_by_name_or_by_its_first_line() -> None:
    assert recognise(b"", "config/domain-map") is gitdm
    assert recognise(b"# map\nada!alpha.example Alpha < 2016-01-01\n", "who.txt") is gitdm
