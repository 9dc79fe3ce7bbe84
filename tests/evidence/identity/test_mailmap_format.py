from muster.domain.people.affiliation import Person
from muster.evidence.identity import mailmap
from muster.evidence.identity.registry import recognise

FORMS = b"""# people
Ada Lovelace <ada@alpha.example>
<bo@beta.example> <Bo@Home.example>
Cy <cy@cy.example> <cy@old.example> # moved
Cy <cy@cy.example> Root <root@localhost.example>
Cy <cy@cy.example> <cy@older.example>
"""


def test_all_four_forms_are_read_and_gathered_by_principal_address() -> None:
    found = mailmap.read(FORMS, ".mailmap")
    assert found.people == (
        Person("", ("ada@alpha.example",), (), ".mailmap:2", "Ada Lovelace"),
        Person("", ("bo@beta.example", "bo@home.example"), (), ".mailmap:3"),
        Person(
            "",
            ("cy@cy.example", "cy@old.example", "cy@older.example"),
            (),
            ".mailmap:4",
            "Cy",
            (("root@localhost.example", "Root"),),
        ),
    )
    assert found.asides == ()


def test_lines_that_cannot_be_taken_are_set_aside() -> None:
    found = mailmap.read(
        b"Ada\nAda <ada@alpha.example\nBo <bo@beta.example> Bo bo@home.example <>\nJos\xe9 <j@x.example>\n", "m"
    )
    malformed = "There should be a name and one or two addresses in angle brackets here. The line was left out."
    assert [(aside.place, aside.reason) for aside in found.asides] == [
        ("m:1", malformed),
        ("m:2", malformed),
        ("m:3", "This is no e-mail address. The line was left out."),
        ("m:4", "The line is not in UTF-8, so it was left out. Save the file in UTF-8."),
    ]
    assert found.people == ()


def test_it_is_recognised_by_name_or_by_its_first_line() -> None:
    assert recognise(b"", "nova/.mailmap") is mailmap
    assert recognise(FORMS, "people") is mailmap
