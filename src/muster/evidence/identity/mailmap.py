"""git's .mailmap, gitmailmap(5): under which name and address a person wants to be known, in all four forms.

    Ada <ada@alpha.example>                                     a name for an address
    <ada@alpha.example> <ada@home.example>                      the second address is the person of the first
    Ada <ada@alpha.example> <ada@home.example>                  both
    Ada <ada@alpha.example> Root <root@localhost.example>       only for commits that give this name

Muster tells people apart by address, so the fourth form is followed where the address was used under that name alone.
"""

import re
from collections import defaultdict

from muster.domain.people.affiliation import Person
from muster.domain.people.identity_data import Aside, IdentityData
from muster.domain.people.names import Unfit, clean_address, clean_name
from muster.evidence.identity.text import head_of, lines_of

NAME = "mailmap"

_LINE = re.compile(r"(?P<name>[^<>]*)<(?P<principal>[^<>]*)>((?P<other_name>[^<>]*)<(?P<other>[^<>]*)>)?\s*(#.*)?")


def recognises(file_name: str, head: bytes) -> bool:
    """Whether the file is of this format, by its name or by its first line that says something."""
    if file_name.endswith("mailmap"):
        return True
    first = next((line for line in head_of(head).splitlines() if line.strip() and not line.startswith("#")), "")
    parts = _LINE.fullmatch(first.strip())
    return parts is not None and "@" in parts["principal"]


def read(data: bytes, origin: str) -> IdentityData:
    """Everybody of whom the file knows several addresses, or a name."""
    asides: list[Aside] = []
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    others: dict[str, dict[str, None]] = defaultdict(dict)
    named: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for place, raw in lines_of(data, origin, asides):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            name, principal, other_name, other = _entry(line)
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} The line was left out."))
            continue
        places.setdefault(principal, place)
        if name:
            names.setdefault(principal, name)
        if other_name:
            named[principal][other, other_name] = None
        elif other != principal:
            others[principal][other] = None
    people = (
        Person("", (principal, *others[principal]), (), place, names.get(principal, ""), tuple(named[principal]))
        for principal, place in places.items()
    )
    return IdentityData(origin, tuple(people), asides=tuple(asides))


def _entry(line: str) -> tuple[str, str, str, str]:
    """Name, principal address, the name that a commit must give (or empty), and the address that it must give."""
    parts = _LINE.fullmatch(line)
    if not parts:
        raise Unfit("There should be a name and one or two addresses in angle brackets here.")
    principal = clean_address(parts["principal"])
    other = principal if parts["other"] is None else clean_address(parts["other"])
    return clean_name(parts["name"]), principal, (parts["other_name"] or "").strip(), other
