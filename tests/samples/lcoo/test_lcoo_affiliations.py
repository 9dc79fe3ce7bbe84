import csv
import gzip
import io
import json
from collections import defaultdict
from datetime import date
from functools import cache
from importlib import resources

from muster.domain.people.identity_data import SeenAddress
from muster.domain.people.names import id_of_address
from muster.domain.people.resolve import AffiliationRow, Resolution, resolve
from muster.evidence.identity import registry
from muster.samples.lcoo.affiliations import address_of, default_data

LCOO = resources.files("muster.samples.lcoo")


@cache
def changes() -> list[dict[str, str]]:
    packed = LCOO.joinpath("changes.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))


@cache
def affiliations() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(LCOO.joinpath("affiliations.csv").read_text())))


@cache
def resolved() -> Resolution:
    data = registry.read(json.dumps(default_data(changes(), affiliations())).encode(), "default_data.json")
    seen = {address_of(row["person"], row["domain"]) for row in changes()}
    return resolve(map(SeenAddress, seen), [data])


def test_every_change_gets_the_company_that_the_facts_give_it_and_by_the_same_rule() -> None:
    rows: dict[str, list[AffiliationRow]] = defaultdict(list)
    for row in resolved().rows:
        rows[row.address].append(row)
    assert len(changes()) == 52_801
    wrong = []
    for change in changes():
        day = date.fromisoformat(change["day"])
        held = rows[address_of(change["person"], change["domain"])]
        (row,) = [row for row in held if row.first_day <= day < row.end_day]
        # The facts follow Stackalytics, which calls everybody independent of whom nothing is known.
        company = "*unaffiliated" if change["how"] == "none" else change["company"]
        if (row.company, row.how) != (company, change["how"]):
            wrong.append((change, row))
    assert wrong == []


def test_every_pseudonym_is_one_person() -> None:
    people = defaultdict(set)
    for row in resolved().rows:
        people[row.address.partition("@")[0]].add(row.person)
    listed = {row["person"] for row in affiliations()}
    assert people == {
        name: {f"stackalytics:{name}"} if name in listed else ids for name, ids in people.items() if len(ids) == 1
    }


def test_nothing_in_the_sample_has_to_be_set_aside() -> None:
    assert resolved().asides == ()


def test_an_unlisted_person_is_known_by_their_address_alone() -> None:
    (row,) = resolve([SeenAddress(address_of("p9999", "private"))], []).rows
    assert row.person == id_of_address("p9999@private.example")


def test_no_company_has_the_domain_of_private_addresses() -> None:
    assert address_of("p0007", "private") == address_of("p0007", "") == "p0007@private.example"
    assert address_of("p0007", "alpha.example") == "p0007@alpha.example"
    data = registry.read(json.dumps(default_data(changes(), affiliations())).encode(), "default_data.json")
    assert not any("private.example".endswith(rule.domain) for rule in data.domains)
