from datetime import date
from itertools import groupby, pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.people.affiliation import BEGINNING, END_OF_TIME, Affiliation, Person
from muster.domain.people.domains import domain_rule
from muster.domain.people.identity_data import CompanyAlias, IdentityData, SeenAddress
from muster.domain.people.names import id_of_address
from muster.domain.people.resolve import AffiliationRow, resolve

ADA, BO, CY = "ada@alpha.example", "bo@beta.example", "cy@cy.example"
MARCH, JULY = date(2016, 3, 1), date(2016, 7, 1)


def listed(company: str, first: date | None = None, end: date | None = None, source: str = "list:1") -> Affiliation:
    return Affiliation(company, first, end, source)


def says(address: str, company: str, first: date | None = None, end: date | None = None) -> IdentityData:
    return IdentityData("o", (Person("", (address,), (listed(company, first, end, "o:1"),), "o:1"),), overlay=True)


def timeline(rows: tuple[AffiliationRow, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(row.first_day), str(row.end_day), row.company, row.how) for row in rows]


def test_a_listed_person_has_the_dated_company_whatever_the_domain_says() -> None:
    data = IdentityData(
        "list",
        (Person("launchpad:ada", (ADA,), (listed("Gamma", None, JULY), listed("Beta", JULY)), "list:1"),),
        (domain_rule("alpha.example", "Alpha", "list:9"),),
    )
    found = resolve([SeenAddress("Ada@Alpha.example ")], [data])
    assert timeline(found.rows) == [
        ("0001-01-01", "2016-07-01", "Gamma", "listed"),
        ("2016-07-01", "9999-12-31", "Beta", "listed"),
    ]
    assert {row.person for row in found.rows} == {"launchpad:ada"}
    assert {row.source for row in found.rows} == {"list:1"}


def test_days_of_a_listed_person_that_no_entry_holds_are_unaffiliated() -> None:
    data = IdentityData(
        "list",
        (Person("launchpad:ada", (ADA,), (listed("Gamma", MARCH, JULY),), "list:1"),),
        (domain_rule("alpha.example", "Alpha", "list:9"),),
    )
    found = resolve([SeenAddress(ADA)], [data])
    assert timeline(found.rows) == [
        ("0001-01-01", "2016-03-01", "*unaffiliated", "none"),
        ("2016-03-01", "2016-07-01", "Gamma", "listed"),
        ("2016-07-01", "9999-12-31", "*unaffiliated", "none"),
    ]
    assert found.rows[0].rule == "A listed person, but no dated entry holds these days."


def test_somebody_unlisted_has_the_company_of_the_longest_listed_suffix() -> None:
    rules = (domain_rule("ibm.example", "IBM", "d:1"), domain_rule("us.ibm.example", "IBM US", "d:2"))
    found = resolve([SeenAddress("x@lab.us.ibm.example"), SeenAddress("y@ibm.example")], [IdentityData("d", (), rules)])
    assert [(row.company, row.how, row.source) for row in found.rows] == [
        ("IBM US", "domain", "d:2"),
        ("IBM", "domain", "d:1"),
    ]
    assert found.rows[0].rule == "The longest listed domain suffix of the address is us.ibm.example."


def test_a_domain_that_merely_ends_alike_is_another_domain() -> None:
    rules = (domain_rule("intel.example", "Intel", "d:1"),)
    found = resolve(
        [SeenAddress("a@notintel.example"), SeenAddress("b@x.intel.example")], [IdentityData("d", (), rules)]
    )
    assert [(row.company, row.how) for row in found.rows] == [("*unaffiliated", "none"), ("Intel", "domain")]


def test_a_domain_changes_hands_on_a_day() -> None:
    rules = (
        domain_rule("labs.example", "Alpha", "d:1", (None, JULY)),
        domain_rule("labs.example", "Beta", "d:2", (JULY, None)),
    )
    found = resolve([SeenAddress("a@labs.example")], [IdentityData("d", (), rules)])
    assert timeline(found.rows) == [
        ("0001-01-01", "2016-07-01", "Alpha", "domain"),
        ("2016-07-01", "9999-12-31", "Beta", "domain"),
    ]


def test_somebody_of_whom_nobody_says_anything_is_unaffiliated_and_a_person_of_their_own() -> None:
    (row,) = resolve([SeenAddress(CY)], []).rows
    assert (row.person, row.company, row.how, row.source) == (id_of_address(CY), "*unaffiliated", "none", "")


def test_an_empty_address_is_nobody() -> None:
    (row,) = resolve([SeenAddress("", ("Somebody",))], []).rows
    assert (row.address, row.person, row.company) == ("", "nobody", "*unaffiliated")


def test_the_overlay_decides_on_its_days_and_imported_data_on_all_others() -> None:
    data = IdentityData("list", (Person("launchpad:ada", (ADA,), (listed("Gamma"),), "list:1"),))
    found = resolve([SeenAddress(ADA)], [data, says(ADA, "Beta", MARCH, JULY)])
    assert timeline(found.rows) == [
        ("0001-01-01", "2016-03-01", "Gamma", "listed"),
        ("2016-03-01", "2016-07-01", "Beta", "overlay"),
        ("2016-07-01", "9999-12-31", "Gamma", "listed"),
    ]
    assert {row.person for row in found.rows} == {"launchpad:ada"}


def test_around_the_overlay_an_unlisted_person_is_judged_by_domain() -> None:
    data = IdentityData("d", (), (domain_rule("alpha.example", "Alpha", "d:1"),))
    found = resolve([SeenAddress(ADA)], [says(ADA, "Beta", MARCH, JULY), data])
    assert [row.how for row in found.rows] == ["domain", "overlay", "domain"]


def test_what_the_overlay_says_of_one_address_holds_for_the_persons_others() -> None:
    data = IdentityData("list", (Person("launchpad:ada", (ADA, CY), (listed("Gamma"),), "list:1"),))
    found = resolve([SeenAddress(CY)], [data, says(ADA, "Beta", MARCH, None)])
    assert [row.company for row in found.rows] == ["Gamma", "Beta"]


def test_each_address_keeps_its_own_company_where_a_file_lists_addresses() -> None:
    employers = IdentityData(
        "map",
        (
            Person("", (ADA,), (listed("Alpha", source="map:1"),), "map:1"),
            Person("", (BO,), (listed("Beta", source="map:2"),), "map:2"),
        ),
    )
    same = IdentityData("mailmap", (Person("", (BO, ADA, CY), (), "mailmap:1"),))
    found = resolve([SeenAddress(ADA), SeenAddress(BO), SeenAddress(CY)], [employers, same])
    assert [(row.address, row.company) for row in found.rows] == [(ADA, "Alpha"), (BO, "Beta"), (CY, "Alpha")]
    assert len({row.person for row in found.rows}) == 1


def test_a_listed_independent_person_is_independent_and_listed() -> None:
    data = IdentityData("list", (Person("launchpad:cy", (CY,), (listed("*independent"),), "list:1"),))
    assert timeline(resolve([SeenAddress(CY)], [data]).rows) == [("0001-01-01", "9999-12-31", "*independent", "listed")]


def test_a_bot_is_recognised_by_address_or_name_and_brackets_are_brackets() -> None:
    seen = [
        SeenAddress("zuul@review.example", ("Zuul",)),
        SeenAddress("49699333+dep@beta.example", ("dependabot[bot]",)),
        SeenAddress(BO, ("Bo",)),
    ]
    data = IdentityData("d", (), (domain_rule("beta.example", "Beta", "d:1"),))
    found = resolve(seen, [data], bots=["zuul@*", "*[bot]"])
    assert [(row.company, row.how, row.rule) for row in found.rows] == [
        ("*bot", "bot", "The address or its name matches bot pattern 2 of the charter."),
        ("Beta", "domain", "The longest listed domain suffix of the address is beta.example."),
        ("*bot", "bot", "The address or its name matches bot pattern 1 of the charter."),
    ]


def test_the_overlay_can_say_that_somebody_is_no_bot() -> None:
    found = resolve([SeenAddress(ADA, ("Ada",))], [says(ADA, "Alpha")], bots=["ada@*"])
    assert timeline(found.rows) == [("0001-01-01", "9999-12-31", "Alpha", "overlay")]


def test_data_that_flags_a_bot_comes_before_data_that_lists_a_company() -> None:
    lists = IdentityData("list", (Person("launchpad:bo", (BO,), (listed("Beta"),), "list:1"),))
    flags = IdentityData("flags", (Person("sortinghat:1", (BO,), (listed("*bot", source="flags:1"),), "flags:1"),))
    assert timeline(resolve([SeenAddress(BO)], [lists, flags]).rows) == [("0001-01-01", "9999-12-31", "*bot", "bot")]


def test_companies_are_counted_under_their_one_name_and_the_rule_says_so() -> None:
    data = IdentityData(
        "list",
        (Person("launchpad:ada", (ADA,), (listed("Alpha Inc."),), "list:1"),),
        company_aliases=(CompanyAlias("ALPHA  inc.", "Alpha", "list:7"),),
    )
    (row,) = resolve([SeenAddress(ADA)], [data]).rows
    assert (row.company, row.rule) == (
        "Alpha",
        "A dated entry lists this person. 'Alpha Inc.' is another name of 'Alpha'.",
    )


def test_overlapping_dates_of_a_file_are_reported_with_both_places() -> None:
    entries = (listed("Alpha", None, None, "list:1"), listed("Beta", JULY, None, "list:2"))
    data = IdentityData("list", (Person("launchpad:ada", (ADA,), entries, "list:1"),))
    found = resolve([SeenAddress(BO)], [data])
    reason = (
        "From 2016-07-01, until further notice, the person is with 'Alpha' here and with 'Beta' at list:2; the one "
        "that began later counts, and if they began together the one that ends first."
    )
    assert [(aside.place, aside.reason) for aside in found.asides] == [("list:1", reason)]


def test_without_merging_every_address_is_a_person_and_keeps_its_company() -> None:
    data = IdentityData("list", (Person("launchpad:ada", (ADA, CY), (listed("Alpha"),), "list:1"),))
    found = resolve([SeenAddress(ADA), SeenAddress(CY)], [data], merge=False)
    assert [(row.person, row.company) for row in found.rows] == [
        (id_of_address(ADA), "Alpha"),
        (id_of_address(CY), "Alpha"),
    ]


def test_the_names_of_people_are_given_by_id() -> None:
    data = IdentityData("list", (Person("launchpad:ada", (ADA,), (), "list:1", "Ada"),))
    assert resolve([SeenAddress(ADA), SeenAddress(BO)], [data]).names == {"launchpad:ada": "Ada"}


POOL = [f"{name}@{domain}.example" for name in ("ada", "bo", "cy", "di") for domain in ("alpha", "beta", "x.alpha")]
_Entries = list[tuple[str, list[str], list[tuple[str, date | None, date | None]]]]
_days = st.none() | st.dates(date(2016, 1, 1), date(2016, 3, 1))
_people = st.lists(
    st.tuples(
        st.sampled_from(["", "launchpad:a", "launchpad:b", "launchpad:c"]),
        st.lists(st.sampled_from(POOL), min_size=1, max_size=3, unique=True),
        st.lists(st.tuples(st.sampled_from(["Alpha", "Beta", "*bot", "alpha"]), _days, _days), max_size=3),
    ),
    max_size=6,
)


def _layer(origin: str, people: _Entries) -> IdentityData:
    return IdentityData(
        origin,
        tuple(
            Person(own, tuple(addresses), tuple(listed(*entry, source=origin) for entry in entries), origin)
            for own, addresses, entries in people
        ),
        (domain_rule("alpha.example", "Alpha", origin),),
        overlay=origin == "overlay",
    )


@given(_people, _people, _people, st.randoms(use_true_random=False))
def test_every_address_has_every_day_once_and_no_order_of_entries_matters(
    overlay: _Entries,
    first: _Entries,
    second: _Entries,
    order: Random,
) -> None:
    seen = [SeenAddress(address) for address in POOL]
    found = resolve(seen, [_layer("one", first), _layer("two", second), _layer("overlay", overlay)])
    for _, rows in groupby(found.rows, key=lambda row: row.address):
        spans = list(rows)
        assert (spans[0].first_day, spans[-1].end_day) == (BEGINNING, END_OF_TIME)
        assert all(before.end_day == after.first_day for before, after in pairwise(spans))
    assert [row.address for row in found.rows] == sorted(row.address for row in found.rows)
    assert not any("@" in row.person + row.rule + row.source for row in found.rows)
    order.shuffle(seen)
    for part in (overlay, first, second):
        order.shuffle(part)
    again = resolve(seen, [_layer("overlay", overlay), _layer("one", first), _layer("two", second)])
    assert again.rows == found.rows


def test_an_address_without_a_domain_is_somebody_and_an_empty_one_is_nobody() -> None:
    rules = [row.rule for row in resolve([SeenAddress("root"), SeenAddress("")], []).rows]
    assert rules == ["There is no address to go by.", "Nobody lists this address, nor any domain that it is in."]
