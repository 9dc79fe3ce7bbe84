import json
from datetime import date

import pytest

from muster.domain.errors import IdentityFault
from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.identity_data import CompanyAlias, SeenAddress
from muster.domain.people.resolve import resolve
from muster.evidence.identity import stackalytics
from muster.evidence.identity.registry import recognise

RULE = "Stackalytics lists this person with this company until a given day, or until further notice."
ADA = {
    "launchpad_id": "ada",
    "user_name": "Ada",
    "emails": ["Ada@Alpha.example", "ada@home.example"],
    "companies": [{"company_name": "Beta", "end_date": None}, {"company_name": "Alpha", "end_date": "2016-Jul-01"}],
}
COMPANIES = [
    {"company_name": "*independent", "domains": [""], "aliases": ["****", "Self"]},
    {"company_name": "Alpha", "domains": ["alpha.example"], "aliases": ["Alpha Inc."]},
    {"company_name": "Beta", "domains": []},
]


def data(**document: object) -> bytes:
    return json.dumps(document).encode()


def test_people_companies_domains_and_aliases_are_read() -> None:
    found = stackalytics.read(data(users=[ADA], companies=COMPANIES), "dd.json")
    assert found.people == (
        Person(
            "launchpad:ada",
            ("ada@alpha.example", "ada@home.example"),
            (
                Affiliation("Alpha", None, date(2016, 7, 1), "dd.json: users[0].companies[1]", RULE),
                Affiliation("Beta", date(2016, 7, 1), None, "dd.json: users[0].companies[0]", RULE),
            ),
            "dd.json: users[0]",
            "Ada",
        ),
    )
    assert [(rule.domain, rule.affiliation.company, rule.subdomains) for rule in found.domains] == [
        ("alpha.example", "Alpha", True)
    ]
    assert found.company_aliases == (
        CompanyAlias("Self", "*independent", "dd.json: companies[0].aliases"),
        CompanyAlias("Alpha Inc.", "Alpha", "dd.json: companies[1].aliases"),
    )
    assert found.asides == ()


def test_whoever_has_no_open_end_is_independent_afterwards() -> None:
    ada = ADA | {"companies": [{"company_name": "Alpha", "end_date": "2016-Jul-01"}]}
    found = stackalytics.read(data(users=[ada], companies=COMPANIES), "dd.json")
    assert [(a.company, a.first_day, a.end_day) for a in found.people[0].affiliations] == [
        ("Alpha", None, date(2016, 7, 1)),
        ("*independent", date(2016, 7, 1), None),
    ]


def test_robots_are_no_people() -> None:
    robot = ADA | {"companies": [{"company_name": "*robots", "end_date": None}]}
    (row, *_) = resolve([SeenAddress("ada@home.example")], [stackalytics.read(data(users=[robot]), "dd.json")]).rows
    assert (row.company, row.how) == ("*bot", "bot")


@pytest.mark.parametrize(
    ("keys", "identity"),
    [
        ({"launchpad_id": "ada", "github_id": "adagit"}, "launchpad:ada"),
        ({"github_id": "adagit"}, "github:adagit"),
        ({"zanata_id": "adaz"}, "zanata:adaz"),
        ({"user_id": "p0001"}, "stackalytics:p0001"),
        ({"user_id": "ada@alpha.example"}, "person-aaacd7663b80"),
        ({}, "person-aaacd7663b80"),
    ],
)
def test_a_persons_id_is_the_files_own_and_never_an_address(keys: dict[str, str], identity: str) -> None:
    user = {key: value for key, value in ADA.items() if key != "launchpad_id"} | keys
    assert stackalytics.read(data(users=[user]), "dd.json").people[0].id == identity


def test_a_company_that_the_file_does_not_list_counts_and_is_reported_once() -> None:
    users = [
        ADA | {"launchpad_id": own, "emails": [f"{own}@x.example"], "companies": [{"company_name": "H3C"}]}
        for own in ("bo", "cy")
    ]
    found = stackalytics.read(data(users=users, companies=COMPANIES), "dd.json")
    assert [(aside.place, aside.reason, aside.counted) for aside in found.asides] == [
        (
            "dd.json: users[0].companies[0]",
            "'H3C' is not among the file's companies, though entries of people name it (2). It counts under this name.",
            True,
        )
    ]


def test_single_bad_entries_are_set_aside_with_their_place_and_the_rest_counts() -> None:
    users = [
        ADA
        | {"companies": [{"company_name": "", "end_date": None}, {"company_name": "Beta", "end_date": "2016-Feb-30"}]},
        "Bo",
        ADA | {"launchpad_id": "cy", "emails": ["cy", "cy@beta.example"], "companies": {"company_name": "Beta"}},
        ADA | {"launchpad_id": "di", "emails": []},
    ]
    companies = [{"company_name": "*someone"}, {"company_name": "Gamma", "domains": ["com", "gamma.example"]}]
    found = stackalytics.read(data(users=users, companies=companies), "dd.json")
    assert [(aside.place, aside.reason) for aside in found.asides] == [
        ("dd.json: users[0].companies[0]", "The name of the company is empty. It was left out."),
        ("dd.json: users[0].companies[1]", "'2016-Feb-30' is no day of the calendar. It was left out."),
        ("dd.json: users[1]", "There should be a JSON object here. It was left out."),
        ("dd.json: users[2].emails", "This is no e-mail address. It was left out."),
        ("dd.json: users[2].companies", "There should be a list of companies here, so this was left out."),
        ("dd.json: users[3]", "This person has no address, so no history can show them."),
        (
            "dd.json: companies[0]",
            "'*someone' is no company; names with an asterisk are *bot, *independent, *unaffiliated. It was left out.",
        ),
        (
            "dd.json: companies[1].domains",
            "'com' is no domain with two labels or more, such as alpha.example. It was left out.",
        ),
    ]
    assert [(person.id, person.addresses, person.affiliations) for person in found.people] == [
        ("launchpad:ada", ("ada@alpha.example", "ada@home.example"), ()),
        ("launchpad:cy", ("cy@beta.example",), ()),
    ]
    assert [rule.domain for rule in found.domains] == ["gamma.example"]


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b'{"users": [\n  {"user_name": }\n]}', "dd.json:2:17"),
        (b'{"users": "caf\xe9"}', "dd.json:1:15"),
        (b"[]", "dd.json"),
        (b"", "dd.json:1:1"),
        (b"[" * 100_000, "dd.json"),
        (b'{"n": ' + b"9" * 10_000 + b"}", "dd.json"),
    ],
)
def test_a_file_that_is_no_json_is_refused_with_its_place(raw: bytes, where: str) -> None:
    with pytest.raises(IdentityFault) as refused:
        stackalytics.read(raw, "dd.json")
    assert refused.value.where == where


def test_it_is_recognised_by_name_or_by_what_is_in_it() -> None:
    assert recognise(b"{}", "etc/default_data.json") is stackalytics
    assert recognise(data(users=[ADA]), "people.json") is stackalytics
