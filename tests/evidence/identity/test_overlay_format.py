from datetime import date

import pytest

from muster.domain.errors import IdentityFault
from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.identity_data import CompanyAlias, IdentityData
from muster.domain.people.names import id_of_address
from muster.evidence.identity import overlay
from muster.evidence.identity.registry import recognise

TOML = """\
[[person]]
id = "launchpad:ada"
addresses = ["Ada@Alpha.example", "ada@home.example"]
name = "Ada"

[[person]]
addresses = ["bo@beta.example"]

[[affiliation]]
person = "launchpad:ada"
company = "Beta"
from = 2016-07-01
until = 2017-01-01
source = "letter of Beta, 2016-07-04"
why = "She moved; ask ada@home.example."

[[affiliation]]
address = "bo@beta.example"
company = "*independent"
why = "Bo says so"

[[company]]
name = "Beta"
also_known_as = ["Beta Ltd"]
domains = ["beta.example"]

[[domain]]
domain = "labs.example"
company = "Beta"
until = 2018-01-01
subdomains = false
source = "bought"
"""

CSV = """\
person,address,domain,also_known_as,company,from,until,source,why
launchpad:ada,Ada@Alpha.example,,,,,,,
launchpad:ada,ada@home.example,,,,,,,
launchpad:ada,,,,Beta,2016-07-01,2017-01-01,"letter of Beta, 2016-07-04",She moved; ask ada@home.example.
,bo@beta.example,,,*independent,,,,Bo says so
,,,Beta Ltd,Beta,,,,
,,beta.example,,Beta,,,registered,
,,labs.example,,Beta,,2018-01-01,bought,

"""

ADAS_RULE = "The group's overlay says so: She moved; ask (address); letter of Beta, 2016-07-04."


def reasons(found: IdentityData) -> list[tuple[str, str]]:
    return [(aside.place, aside.reason) for aside in found.asides]


def test_the_toml_form_says_people_affiliations_companies_and_domains() -> None:
    found = overlay.read(TOML.encode(), "overlay.toml")
    beta = Affiliation("Beta", date(2016, 7, 1), date(2017, 1, 1), "overlay.toml:9", ADAS_RULE)
    bo = Affiliation("*independent", None, None, "overlay.toml:17", "The group's overlay says so: Bo says so.")
    assert found.people == (
        Person("launchpad:ada", ("ada@alpha.example", "ada@home.example"), (), "overlay.toml:1", "Ada"),
        Person(id_of_address("bo@beta.example"), ("bo@beta.example",), (), "overlay.toml:6"),
        Person("launchpad:ada", (), (beta,), "overlay.toml:9"),
        Person("", ("bo@beta.example",), (bo,), "overlay.toml:17"),
    )
    assert [(rule.domain, rule.affiliation.end_day, rule.subdomains) for rule in found.domains] == [
        ("beta.example", None, True),
        ("labs.example", date(2018, 1, 1), False),
    ]
    assert found.domains[1].affiliation.rule == (
        "The domain of the address is listed: labs.example. The group's overlay says so: bought."
    )
    assert found.company_aliases == (CompanyAlias("Beta Ltd", "Beta", "overlay.toml:22"),)
    assert (found.overlay, found.asides) == (True, ())


def test_the_csv_form_says_the_same_a_line_each() -> None:
    found = overlay.read(CSV.encode(), "overlay.csv")
    beta = Affiliation("Beta", date(2016, 7, 1), date(2017, 1, 1), "overlay.csv:4", ADAS_RULE)
    bo = Affiliation("*independent", None, None, "overlay.csv:5", "The group's overlay says so: Bo says so.")
    assert found.people == (
        Person("launchpad:ada", ("ada@alpha.example",), (), "overlay.csv:2"),
        Person("launchpad:ada", ("ada@home.example",), (), "overlay.csv:3"),
        Person("launchpad:ada", (), (beta,), "overlay.csv:4"),
        Person("", ("bo@beta.example",), (bo,), "overlay.csv:5"),
    )
    assert [(rule.domain, rule.affiliation.end_day) for rule in found.domains] == [
        ("beta.example", None),
        ("labs.example", date(2018, 1, 1)),
    ]
    assert found.company_aliases == (CompanyAlias("Beta Ltd", "Beta", "overlay.csv:6"),)
    assert found.asides == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_from_a_spreadsheet_is_read_with_semicolons_and_byte_order_mark(encoding: str) -> None:
    text = "Address;Company;From;Until;Source\r\nada@alpha.example;Société Alpha;2016-07-01;;mail\r\n"
    (person,) = overlay.read(text.encode(encoding), "overlay.csv").people
    assert person.affiliations[0].company == "Société Alpha"


def test_a_line_may_say_whose_an_address_is_and_where_they_work() -> None:
    found = overlay.read(b"person,address,company,why\nada,ada@alpha.example,Alpha,known\n", "o.csv")
    assert [(person.id, person.addresses, len(person.affiliations)) for person in found.people] == [
        ("ada", ("ada@alpha.example",), 0),
        ("ada", (), 1),
    ]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('[[affiliation]]\naddress = "a@x.example"\ncompany = ""\n', "The name of the company is empty."),
        ('[[affiliation]]\naddress = "a@x.example"\n', "The name of the company is empty."),
        ('[[affiliation]]\ncompany = "A"\n', "An affiliation needs either a person or an address."),
        (
            '[[affiliation]]\naddress = "a@x.example"\ncompany = "A"\nuntill = 2016-01-01\n',
            "'untill' is not known here; known are address, company, from, person, source, until, why.",
        ),
        (
            '[[affiliation]]\naddress = "a@x.example"\ncompany = "A"\nfrom = 2016-07-01\nuntil = 2016-07-01\n',
            "It ends on 2016-07-01 before it begins on 2016-07-01; the end is the first day that is no more.",
        ),
        ('[[person]]\nname = "A"\n', "A person needs addresses."),
        ('[[person]]\naddresses = "a@x.example"\n', "addresses must be a list of texts, such as ['a']."),
        (
            '[[person]]\nid = "a@x.example"\naddresses = ["a@x.example"]\n',
            "A person's id must be a short text without @; ids are public, addresses are not.",
        ),
        (
            '[[people]]\nname = "A"\n',
            "'people' is not known here; known are [[affiliation]], [[company]], [[domain]], [[person]].",
        ),
        (
            '[[domain]]\ndomain = "com"\ncompany = "A"\n',
            "'com' is no domain with two labels or more, such as alpha.example.",
        ),
        ('[[domain]]\ndomain = "x.example"\ncompany = "A"\nsubdomains = 1\n', "subdomains must be true or false."),
    ],
)
def test_an_entry_that_cannot_be_taken_whole_is_set_aside_whole(entry: str, reason: str) -> None:
    found = overlay.read(f'[[company]]\nname = "A"\ndomains = ["a.example"]\n{entry}'.encode(), "o.toml")
    assert reasons(found) == [("o.toml:4", f"{reason} The entry was left out.")]
    assert (len(found.people), len(found.domains)) == (0, 1)


def test_a_company_is_taken_with_all_its_domains_or_not_at_all() -> None:
    found = overlay.read(b'[[company]]\nname = "A"\ndomains = ["a.example", "com"]\nalso_known_as = ["B"]\n', "o.toml")
    assert (found.domains, found.company_aliases, len(found.asides)) == ((), (), 1)


def test_an_affiliation_without_source_or_reason_counts_and_is_reported() -> None:
    found = overlay.read(b'[[affiliation]]\naddress = "a@x.example"\ncompany = "A"\n', "o.toml")
    assert [(aside.place, aside.counted) for aside in found.asides] == [("o.toml:1", True)]
    assert len(found.people) == 1


def test_a_line_with_more_cells_than_columns_is_set_aside() -> None:
    found = overlay.read(b"address,company,why\na@x.example,A,b,c\nb@x.example,B,c\n", "o.csv")
    known = "address, company, from, person, source, until, why"
    assert reasons(found) == [("o.csv:2", f"'column 4' is not known here; known are {known}. The entry was left out.")]
    assert [person.addresses for person in found.people] == [("b@x.example",)]


@pytest.mark.parametrize(
    ("raw", "name", "where"),
    [
        (b"[[person]]\naddresses = [\n", "o.toml", "o.toml"),
        (b"[[person]]\nname = 'A' x\n", "o.toml", "o.toml:2:12"),
        (b"[[person]]\nname = 'Jos\xe9'\n", "o.toml", "o.toml:2:12"),
        (b'address,company\n"a@x.example,A\n', "o.csv", "o.csv:2"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(raw: bytes, name: str, where: str) -> None:
    with pytest.raises(IdentityFault) as refused:
        overlay.read(raw, name)
    assert refused.value.where == where


def test_it_is_recognised_as_toml_or_by_the_columns_of_a_table() -> None:
    assert recognise(b"", "group/overlay.toml") is overlay
    assert recognise(CSV.encode(), "table.csv") is overlay
