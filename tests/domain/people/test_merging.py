from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.identity_data import IdentityData, SeenAddress
from muster.domain.people.names import id_of_address
from muster.domain.people.resolve import resolve

ADA, HOME, BO, CY = "ada@alpha.example", "ada@home.example", "bo@beta.example", "cy@cy.example"


def layer(origin: str, *people: Person, overlay: bool = False) -> IdentityData:
    return IdentityData(origin, people, overlay=overlay)


def person(own: str, *addresses: str, source: str = "", company: str = "") -> Person:
    said = (Affiliation(company, None, None, source),) if company else ()
    return Person(own, addresses, said, source)


def owners(*layers: IdentityData) -> dict[str, str]:
    seen = [SeenAddress(address) for address in (ADA, HOME, BO, CY)]
    return {row.address: row.person for row in resolve(seen, layers).rows}


def asides(*layers: IdentityData) -> list[tuple[str, str]]:
    return [(aside.place, aside.reason) for aside in resolve([SeenAddress(ADA)], layers).asides]


def test_files_add_up_to_one_person_by_the_addresses_that_they_share() -> None:
    found = owners(
        layer("list", person("launchpad:ada", ADA, source="list:1")),
        layer("mailmap", person("", ADA, HOME, source="mailmap:1")),
        layer("export", person("sortinghat:7", HOME, CY, source="export:1")),
    )
    assert found == {ADA: "launchpad:ada", HOME: "launchpad:ada", CY: "launchpad:ada", BO: id_of_address(BO)}


def test_the_id_of_a_merged_person_without_one_comes_from_the_principal_address() -> None:
    found = owners(layer("mailmap", person("", ADA, HOME, source="mailmap:1")))
    assert found[HOME] == found[ADA] == id_of_address(ADA)


def test_an_address_of_two_people_of_one_file_stays_with_the_first_and_is_set_aside() -> None:
    ada = person("launchpad:ada", ADA, HOME, source="list: users[4]")
    bo = person("launchpad:bo", BO, HOME, source="list: users[2]")
    for order in ((ada, bo), (bo, ada)):
        found = owners(layer("list", *order))
        assert found == {ADA: "launchpad:ada", HOME: "launchpad:ada", BO: "launchpad:bo", CY: id_of_address(CY)}
        assert asides(layer("list", *order)) == [
            (
                "list: users[2]",
                "An address of this entry is, by list: users[4], another person's; that word came first and counts.",
            )
        ]


def test_an_entry_all_of_whose_addresses_are_anothers_counts_for_nobody_and_is_set_aside() -> None:
    found = asides(
        layer("list", person("launchpad:ada", ADA, source="list:1"), person("launchpad:bo", ADA, source="list:2"))
    )
    assert found[1:] == [("list:2", "No address is left to this entry, so it counts for nobody.")]


def test_a_later_file_cannot_join_people_whom_an_earlier_one_tells_apart() -> None:
    listed = layer("list", person("launchpad:ada", ADA), person("launchpad:bo", BO, source="list:2"))
    mailmap = layer("mailmap", person("", ADA, BO, CY, source="mailmap:1"))
    found = owners(listed, mailmap)
    assert (found[ADA], found[BO], found[CY]) == ("launchpad:ada", "launchpad:bo", "launchpad:ada")
    assert asides(listed, mailmap) == [
        ("mailmap:1", "An address of this entry is, by list:2, another person's; that word came first and counts.")
    ]


def test_the_overlay_joins_people_whom_imported_data_tells_apart() -> None:
    found = owners(
        layer("list", person("launchpad:ada", ADA, HOME), person("launchpad:bo", BO)),
        layer("overlay", person(id_of_address(BO), BO, HOME), overlay=True),
    )
    assert found[ADA] == found[HOME] == found[BO] == "launchpad:ada"


def test_the_overlay_keeps_apart_people_whom_imported_data_throws_together() -> None:
    merged = layer("list", person("launchpad:ada", ADA, BO, source="list:1", company="Alpha"))
    apart = layer("overlay", person(id_of_address(ADA), ADA), person(id_of_address(BO), BO), overlay=True)
    seen = [SeenAddress(ADA), SeenAddress(BO)]
    assert [(row.person, row.company) for row in resolve(seen, [merged, apart]).rows] == [
        ("launchpad:ada", "Alpha"),
        (id_of_address(BO), "*unaffiliated"),
    ]


def test_an_overlay_can_name_a_person_by_the_id_of_an_imported_file() -> None:
    listed = layer("list", person("launchpad:ada", ADA, company="Alpha"))
    overlay = layer("overlay", person("launchpad:ada", company="Beta", source="o:1"), overlay=True)
    assert [row.company for row in resolve([SeenAddress(ADA)], [listed, overlay]).rows] == ["Beta"]


def test_an_overlay_can_name_an_unlisted_person_without_spelling_their_address() -> None:
    overlay = layer("overlay", person(id_of_address(CY), company="Beta", source="o:1"), overlay=True)
    found = resolve([SeenAddress(CY)], [overlay])
    assert [(row.person, row.company) for row in found.rows] == [(id_of_address(CY), "Beta")]
    assert found.asides == ()


def test_an_overlay_that_speaks_of_nobody_known_is_set_aside() -> None:
    overlay = layer("overlay", person("launchpad:zoe", company="Beta", source="o:1"), overlay=True)
    assert asides(overlay) == [("o:1", "No file knows the person of whom this entry speaks.")]


def test_people_with_one_name_are_not_one_person() -> None:
    one = Person("launchpad:a1", (ADA,), (), "list:1", "Ada")
    two = Person("launchpad:a2", (BO,), (), "list:2", "Ada")
    found = owners(layer("list", one, two))
    assert (found[ADA], found[BO]) == ("launchpad:a1", "launchpad:a2")


def test_an_address_meant_for_one_name_is_that_persons_only_if_nobody_else_used_it() -> None:
    mailmap = layer("mailmap", Person("", (ADA,), (), "mailmap:1", "Ada", ((HOME, "Root"),)))
    alone = resolve([SeenAddress(ADA), SeenAddress(HOME, ("root", ""))], [mailmap])
    assert len({row.person for row in alone.rows}) == 1
    shared = resolve([SeenAddress(ADA), SeenAddress(HOME, ("Root", "Bo"))], [mailmap])
    assert len({row.person for row in shared.rows}) == 2
    assert [aside.place for aside in shared.asides] == ["mailmap:1"]
