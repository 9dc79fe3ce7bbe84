import json
from datetime import date

from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.identity_data import IdentityData, SeenAddress
from muster.domain.people.resolve import resolve
from muster.evidence.identity import sortinghat
from muster.evidence.identity.registry import recognise

UUID = "ada0ada0ada0ada0ada0ada0ada0ada0ada0ada0"
ADA = {
    "enrollments": [
        {"organization": "Alpha", "start": "1900-01-01T00:00:00", "end": "2016-07-01T00:00:00", "uuid": UUID},
        {"organization": "Beta", "start": "2016-07-01T00:00:00+00:00", "end": "2100-01-01T00:00:00+00:00"},
        {"organization": "Unknown", "start": "1900-01-01T00:00:00", "end": "2100-01-01T00:00:00"},
    ],
    "identities": [
        {"email": "ada@alpha.example", "name": "Ada", "source": "scm", "username": None},
        {"email": None, "name": "Ada", "source": "its", "username": "ada"},
        {"email": "Ada@home.example", "name": None, "source": "scm", "username": None},
    ],
    "profile": {"name": "Ada", "email": "ada@alpha.example", "is_bot": False},
    "uuid": UUID,
}
EXPORT = {
    "source": None,
    "time": "2015-01-14 13:31:19.507613",
    "blacklist": ["Root"],
    "organizations": {
        "Alpha": [{"domain": "alpha.example", "is_top": True}, {"domain": "test.beta.example", "is_top": False}],
        "Unknown": [],
    },
    "uidentities": {
        UUID: ADA,
        "0" * 40: {"enrollments": [], "identities": [], "profile": None, "uuid": "0" * 40},
    },
}


def read(**changed: object) -> tuple[IdentityData, list[tuple[str, str]]]:
    found = sortinghat.read(json.dumps(EXPORT | changed).encode(), "export.json")
    return found, [(aside.place, aside.reason) for aside in found.asides]


def test_people_with_enrollments_and_organisations_with_domains_are_read() -> None:
    found, asides = read()
    place, rule = "export.json: uidentities[0]", "SortingHat enrolls this person in this organisation on these days."
    assert found.people == (
        Person(
            f"sortinghat:{UUID}",
            ("ada@alpha.example", "ada@home.example"),
            (
                Affiliation("Alpha", None, date(2016, 7, 1), f"{place}.enrollments[0]", rule),
                Affiliation("Beta", date(2016, 7, 1), None, f"{place}.enrollments[1]", rule),
            ),
            place,
            "Ada",
        ),
    )
    assert [(rule.domain, rule.affiliation.company, rule.subdomains) for rule in found.domains] == [
        ("alpha.example", "Alpha", True),
        ("test.beta.example", "Alpha", False),
    ]
    assert asides == []


def test_a_domain_that_is_no_top_domain_says_nothing_about_names_below_it() -> None:
    found, _ = read()
    seen = [SeenAddress(f"x@{domain}") for domain in ("a.alpha.example", "a.test.beta.example", "test.beta.example")]
    assert [row.company for row in resolve(seen, [found]).rows] == ["Alpha", "*unaffiliated", "Alpha"]


def test_a_bot_is_a_bot_whatever_it_is_enrolled_in() -> None:
    found, _ = read(uidentities={UUID: ADA | {"profile": {"is_bot": True}}})
    (row,) = resolve([SeenAddress("ada@home.example")], [found]).rows
    assert (row.company, row.how, row.rule) == ("*bot", "bot", "SortingHat says that this is a bot.")


def test_single_bad_entries_are_set_aside() -> None:
    enrollments = [
        {"organization": "", "start": None, "end": None},
        {"organization": "Alpha", "start": "2017-01-01T00:00:00", "end": "2016-01-01T00:00:00"},
        {"organization": "Alpha", "start": "2016-02-31T00:00:00", "end": "2100-01-01T00:00:00"},
        {"organization": "Alpha", "start": "whenever", "end": "2100-01-01T00:00:00"},
        7,
    ]
    identities = [{"email": "ada"}, {"email": "ada@alpha.example"}]
    _, asides = read(
        uidentities={UUID: {"enrollments": enrollments, "identities": identities}, "1": 3},
        organizations={"": [], "Beta": [5, {"domain": "com"}], "Gamma": "gamma.example"},
    )
    place = "export.json: uidentities[0]"
    reversed_days = "It ends on 2016-01-01 before it begins on 2017-01-01; the end is the first day that is no more."
    object_missing = "There should be a JSON object here. It was left out."
    assert asides == [
        (f"{place}.identities", "This is no e-mail address. It was left out."),
        (f"{place}.enrollments[0]", "The name of the company is empty. It was left out."),
        (f"{place}.enrollments[1]", f"{reversed_days} It was left out."),
        (f"{place}.enrollments[2]", "'2016-02-31' is no day of the calendar. It was left out."),
        (f"{place}.enrollments[3]", "'whenever' is no day; write it as 2016-07-01. It was left out."),
        (f"{place}.enrollments[4]", object_missing),
        ("export.json: uidentities[1]", object_missing),
        ("export.json: organizations[0]", "The name of the company is empty. It was left out."),
        ("export.json: organizations[1]", object_missing),
        (
            "export.json: organizations[1]",
            "'com' is no domain with two labels or more, such as alpha.example. It was left out.",
        ),
        ("export.json: organizations[2]", "There should be a list of domains here, so this was left out."),
    ]


def test_it_is_recognised_by_name_or_by_what_is_in_it() -> None:
    assert recognise(b"{}", "sortinghat.json") is sortinghat
    assert recognise(json.dumps(EXPORT).encode(), "people.json") is sortinghat


def test_an_export_whose_parts_are_no_objects_says_nothing_and_is_set_aside() -> None:
    found, asides = read(uidentities=[], organizations=["Alpha"])
    assert (found.people, found.domains) == ((), ())
    assert asides == [("export.json: organizations", "There should be a JSON object here, so this was left out.")]


def test_domains_may_stand_in_an_object_of_their_own_under_the_newer_name() -> None:
    domains = {"domains": [{"domain": "alpha.example", "is_top_domain": True}]}
    found, _ = read(uidentities={}, organizations={"Alpha": domains})
    assert [(rule.domain, rule.subdomains) for rule in found.domains] == [("alpha.example", True)]
