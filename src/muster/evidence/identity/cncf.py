"""The CNCF's developers_affiliations files: a line a person, then a line for each employer.

    Ada: ada!alpha.example, ada!home.example
        Alpha until 2016-07-01
        Beta from 2016-07-01 until 2018-01-01
        Independent from 2018-01-01

A day behind "until" is the first that is no more; without "from", as in older files, an employer begins where the one
before, in order of their ends, has ended. "NotFound" says that nobody knows. A name followed by * is known
under several employers. Names are not unique in these files, so people are told apart by their addresses.
"""

import re

from muster.domain.people.affiliation import Affiliation, Person, chained
from muster.domain.people.identity_data import Aside, IdentityData
from muster.domain.people.names import Unfit, clean_address, clean_days, clean_name, id_of_address
from muster.evidence.identity.employers import employer, unscrambled
from muster.evidence.identity.text import cleaned, head_of, lines_of

NAME = "cncf"

_EMPLOYER = re.compile(r"(?P<employer>\S.*?)( from (?P<first>\d\S*))?( until (?P<end>\d\S*))?")
_RULE = "The CNCF's affiliation file lists this person with this employer on these days."


def recognises(file_name: str, head: bytes) -> bool:
    """Whether the file is of this format, by its name or by a person and an employer at its beginning."""
    if "developers_affiliations" in file_name:
        return True
    lines = [line for line in head_of(head).splitlines() if line and not line.startswith("#")]
    return bool(lines) and bool(_addresses(lines[0])) and (len(lines) == 1 or lines[1][0].isspace())


def read(data: bytes, origin: str) -> IdentityData:
    """All that the file says."""
    asides: list[Aside] = []
    found: list[tuple[str, str, list[str], list[Affiliation]]] = []
    current: list[Affiliation] | None = None
    for place, line in lines_of(data, origin, asides):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            if current is None:
                asides.append(Aside(place, "This employer stands below no person, so it was left out."))
            else:
                _add_employer(line, place, current, asides)
            continue
        current = None
        name = line.rpartition(":")[0].rstrip("* ")
        addresses = cleaned(_addresses(line), clean_address, place, asides)
        if addresses:
            current = []
            found.append((place, clean_name(name), addresses, current))
        else:
            asides.append(Aside(place, "There should be a name, a colon and addresses here; the person was left out."))
    people = (
        # The addresses stand in alphabetical order, so the first is as good as any; it must only stay the same.
        Person(id_of_address(min(addresses)), tuple(sorted(addresses)), tuple(chained(employers)), place, name)
        for place, name, addresses, employers in found
    )
    return IdentityData(origin, tuple(people), asides=tuple(asides))


def _addresses(line: str) -> list[str]:
    """What stands behind the last colon, if it is addresses."""
    written = [unscrambled(address.strip()) for address in line.rpartition(": ")[2].split(",") if address.strip()]
    return written if ": " in line and any("@" in address for address in written) else []


def _add_employer(line: str, place: str, employers: list[Affiliation], asides: list[Aside]) -> None:
    parts = _EMPLOYER.fullmatch(" ".join(line.split()))
    try:
        company = employer(parts["employer"] if parts else "")
        first_day, end_day = clean_days(parts and parts["first"], parts and parts["end"])
        if company:
            employers.append(Affiliation(company, first_day, end_day, place, _RULE))
    except Unfit as unfit:
        asides.append(Aside(place, f"{unfit} The employer was left out."))
