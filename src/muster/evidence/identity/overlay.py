"""The group's own overlay: what its members say about people, companies and domains, dated; it comes before all files.

Two spellings of the same thing, TOML and CSV, told apart by the first line:

    [[person]]                                      person,address,domain,also_known_as,company,from,until,source,why
    addresses = ["ada@alpha.example", "ada@home.example"]
                                                    ada,ada@alpha.example,,,,,,,
    [[affiliation]]                                 ada,ada@home.example,,,,,,,
    address = "ada@alpha.example"
    company = "Alpha"                               ,ada@alpha.example,,,Alpha,2016-01-01,2016-07-01,Ada's mail,
    from = 2016-01-01
    until = 2016-07-01
    source = "Ada's mail"

`until` is the first day that is no more. docs/reference/affiliation-formats.md has every key.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from muster.domain.errors import IdentityFault
from muster.domain.people.affiliation import Affiliation, Person
from muster.domain.people.domains import domain_rule
from muster.domain.people.identity_data import Aside, CompanyAlias, DomainRule, IdentityData
from muster.domain.people.names import (
    Unfit,
    clean_address,
    clean_company,
    clean_days,
    clean_domain,
    clean_id,
    clean_name,
    clean_words,
    id_of_address,
    show,
)
from muster.evidence.identity.text import head_of, whole_text

NAME = "overlay"

KEYS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"id", "addresses", "name", "source", "why"}),
    "affiliation": frozenset({"person", "address", "company", "from", "until", "source", "why"}),
    "company": frozenset({"name", "also_known_as", "domains", "source", "why"}),
    "domain": frozenset({"domain", "company", "from", "until", "subdomains", "source", "why"}),
}
"""The tables of the TOML form, and what may stand in each."""

COLUMNS = ("person", "address", "domain", "also_known_as", "company", "from", "until", "source", "why")
"""The columns of the CSV form."""

_MEND = "Mend the file; docs/reference/affiliation-formats.md shows the format."
_TABLE = re.compile(r"[ \t]*\[\[[ \t]*\"?(\w+)\"?[ \t]*\]\]")
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")

_Entry = Mapping[str, object]
_Days = tuple[date | None, date | None]
_Said = list[tuple[str, _Entry]]  # one statement or two, each with the table that it belongs to
_Part = Person | DomainRule | CompanyAlias


def recognises(file_name: str, head: bytes) -> bool:
    """Whether the file is an overlay: any TOML file, and a CSV file with columns of ours."""
    if file_name.endswith(".toml"):
        return True
    columns = set(_header(head_of(head)))
    return "company" in columns and bool(columns & {"person", "address", "domain", "also_known_as"})


def read(data: bytes, origin: str) -> IdentityData:
    """All that the overlay says; IdentityFault if it is neither TOML nor CSV."""
    text = whole_text(data, origin)
    asides: list[Aside] = []
    parts: list[_Part] = []
    for place, said in _from_csv(text, origin) if "company" in _header(text) else _from_toml(text, origin):
        try:
            parts += [part for table, entry in said for part in _parts(table, place, entry)]
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} The entry was left out."))
        else:
            if any("company" in entry and not entry.get("source") and not entry.get("why") for _, entry in said):
                asides.append(Aside(place, "The entry says neither source nor why. It counts.", counted=True))
    return IdentityData(
        origin,
        tuple(part for part in parts if isinstance(part, Person)),
        tuple(part for part in parts if isinstance(part, DomainRule)),
        tuple(part for part in parts if isinstance(part, CompanyAlias)),
        asides=tuple(asides),
        overlay=True,
    )


def _parts(table: str, place: str, entry: _Entry) -> list[_Part]:
    """What one entry says; Unfit if any of it cannot be taken, since half an entry may say another thing."""
    if table not in KEYS:
        raise Unfit(f"{show(table)} is not known here; known are {_listed(f'[[{known}]]' for known in KEYS)}.")
    if unknown := sorted(set(entry) - KEYS[table]):
        raise Unfit(f"{show(unknown[0])} is not known here; known are {_listed(KEYS[table])}.")
    if table == "person":
        return [_person(entry, place)]
    if table == "company":
        company = clean_company(entry.get("name"))
        return [
            *(_domain(domain, entry, place, company=company) for domain in _texts(entry, "domains")),
            *(CompanyAlias(clean_company(name), company, place) for name in _texts(entry, "also_known_as")),
        ]
    company = clean_company(entry.get("company"))
    days = clean_days(entry.get("from"), entry.get("until"))
    if table == "domain":
        return [_domain(entry.get("domain"), entry, place, days, company=company)]
    affiliation = Affiliation(company, *days, place, _rule(entry))
    if ("person" in entry) == ("address" in entry):
        raise Unfit("An affiliation needs either a person or an address.")
    if "person" in entry:
        return [Person(clean_id(entry["person"]), (), (affiliation,), place)]
    return [Person("", (clean_address(entry["address"]),), (affiliation,), place)]


def _person(entry: _Entry, place: str) -> Person:
    addresses = tuple(dict.fromkeys(clean_address(address) for address in _texts(entry, "addresses")))
    if not addresses:
        raise Unfit("A person needs addresses.")
    identity = clean_id(entry["id"]) if "id" in entry else id_of_address(addresses[0])
    return Person(identity, addresses, (), place, clean_name(entry.get("name")))


def _domain(raw: object, entry: _Entry, place: str, days: _Days = (None, None), *, company: str) -> DomainRule:
    subdomains = entry.get("subdomains", True)
    if not isinstance(subdomains, bool):
        raise Unfit("subdomains must be true or false.")
    found = domain_rule(clean_domain(raw), company, place, days, subdomains=subdomains)
    affiliation = replace(found.affiliation, rule=f"{found.affiliation.rule} {_rule(entry)}")
    return replace(found, affiliation=affiliation)


def _rule(entry: _Entry) -> str:
    words = "; ".join(clean_words(entry[key]).rstrip(".") for key in ("why", "source") if entry.get(key))
    return f"The group's overlay says so: {words}." if words else "The group's overlay says so."


def _texts(entry: _Entry, key: str) -> list[str]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Unfit(f"{key} must be a list of texts, such as [{key[:1]!r}].")
    return value


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _from_toml(text: str, origin: str) -> Iterator[tuple[str, _Said]]:
    """Each entry with its place."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        at = _AT.search(str(fault))
        where = f"{origin}:{at[1]}:{at[2]}" if at else origin
        raise IdentityFault(where, f"This is no TOML: {_AT.sub('', str(fault))}.", _MEND) from None
    except RecursionError:
        raise IdentityFault(origin, "The TOML is nested too deeply to read.", _MEND) from None
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _TABLE.match(line):
            lines.setdefault(heading[1], []).append(number)
    for table, value in document.items():
        entries = value if isinstance(value, list) else [value]
        for index, entry in enumerate(entries):
            # Tables that are not written with a heading of their own have no line that could be named.
            known = len(lines.get(table, ())) == len(entries)
            place = f"{origin}:{lines[table][index]}" if known else f"{origin}: {table}[{index}]"
            yield place, [(table, entry if isinstance(entry, dict) else {str(entry): None})]


def _from_csv(text: str, origin: str) -> Iterator[tuple[str, _Said]]:
    """Each line with its place: one statement, or whose an address is and, in the same line, that person's company."""
    header = _header(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        next(rows)
        for cells in rows:
            columns = header + [f"column {number}" for number in range(len(header) + 1, len(cells) + 1)]
            filled = {key: cell.strip() for key, cell in zip(columns, cells, strict=False) if cell.strip()}
            if filled:
                yield f"{origin}:{rows.line_num}", _said_by_line(filled)
    except csv.Error as fault:
        raise IdentityFault(f"{origin}:{rows.line_num}", f"This is no CSV: {fault}.", _MEND) from None


def _said_by_line(filled: dict[str, str]) -> _Said:
    def rest(*used: str) -> dict[str, object]:
        return {key: filled[key] for key in filled if key not in used}

    if "also_known_as" in filled:
        known_as = {"name": filled.get("company"), "also_known_as": [filled["also_known_as"]]}
        return [("company", known_as | rest("company", "also_known_as"))]
    if "domain" in filled:
        return [("domain", filled)]
    if "person" in filled and "address" in filled:
        whose = {"id": filled["person"], "addresses": [filled["address"]]}
        if "company" in filled:
            return [("person", whose), ("affiliation", rest("address"))]
        return [("person", whose | rest("person", "address"))]
    return [("affiliation", filled)]


def _header(text: str) -> list[str]:
    first = text.partition("\n")[0]
    return [name.strip().strip('"').lower() for name in first.split(_delimiter(text))]


def _delimiter(text: str) -> str:
    # Spreadsheets write semicolons where the comma is the decimal sign.
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","
