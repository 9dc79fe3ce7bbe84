from datetime import date

from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.names import id_of_address
from muster.evidence.identity import cncf
from muster.evidence.identity.registry import recognise

RULE = "The CNCF's affiliation file lists this person with this employer on these days."
NEW = """# This is the main developers affiliations file.
Ada *: ada!home.example, ada!alpha.example
\tAlpha until 2016-07-01
\tBeta from 2016-07-01 until 2018-01-01
\tIndependent from 2018-01-01
Bo: bo!beta.example
\tNotFound
"""


def test_people_and_their_dated_employers_are_read() -> None:
    found = cncf.read(NEW.encode(), "dev.txt")
    ada = ("ada@alpha.example", "ada@home.example")
    assert found.people == (
        Person(
            id_of_address("ada@alpha.example"),
            ada,
            (
                Affiliation("Alpha", None, date(2016, 7, 1), "dev.txt:3", RULE),
                Affiliation("Beta", date(2016, 7, 1), date(2018, 1, 1), "dev.txt:4", RULE),
                Affiliation("*independent", date(2018, 1, 1), None, "dev.txt:5", RULE),
            ),
            "dev.txt:2",
            "Ada",
        ),
        Person(id_of_address("bo@beta.example"), ("bo@beta.example",), (), "dev.txt:6", "Bo"),
    )
    assert found.asides == ()


def test_employers_without_a_beginning_follow_one_another_whatever_their_order() -> None:
    found = cncf.read(b"Ada: ada!x.example\n\tGamma\n\tBeta until 2017-02-01\n\tAlpha until 2015-05-01\n", "dev.txt")
    assert [(a.company, a.first_day, a.end_day) for a in found.people[0].affiliations] == [
        ("Alpha", None, date(2015, 5, 1)),
        ("Beta", date(2015, 5, 1), date(2017, 2, 1)),
        ("Gamma", date(2017, 2, 1), None),
    ]


def test_two_people_of_one_name_stay_two() -> None:
    found = cncf.read(b"Ada: a!x.example\n\tAlpha\nAda: b!x.example\n\tBeta\n", "dev.txt")
    assert len({person.id for person in found.people}) == 2


def test_a_company_may_be_called_from_or_until() -> None:
    found = cncf.read(b"Ada: a!x.example\n\tData from Space until 2016-01-01\n", "dev.txt")
    assert [(a.company, a.end_day) for a in found.people[0].affiliations] == [("Data from Space", date(2016, 1, 1))]


def test_lines_that_cannot_be_taken_are_set_aside() -> None:
    text = (
        b"\tAlpha\nAda Lovelace\n\tBeta\nBo: bo!beta.example, bo\r\n\tBeta until 2016-99-01\r\n"
        b"\tBeta from 2017-01-01 until 2016-01-01\n"
    )
    reversed_days = "It ends on 2016-01-01 before it begins on 2017-01-01; the end is the first day that is no more."
    found = cncf.read(text, "dev.txt")
    assert [(aside.place, aside.reason) for aside in found.asides] == [
        ("dev.txt:1", "This employer stands below no person, so it was left out."),
        ("dev.txt:2", "There should be a name, a colon and addresses here; the person was left out."),
        ("dev.txt:3", "This employer stands below no person, so it was left out."),
        ("dev.txt:4", "This is no e-mail address. It was left out."),
        ("dev.txt:5", "'2016-99-01' is no day of the calendar. The employer was left out."),
        ("dev.txt:6", f"{reversed_days} The employer was left out."),
    ]
    assert [person.addresses for person in found.people] == [("bo@beta.example",)]


def test_it_is_recognised_by_name_or_by_a_person_and_an_employer() -> None:
    assert recognise(b"", "developers_affiliations3.txt") is cncf
    assert recognise(NEW.encode(), "people.txt") is cncf
