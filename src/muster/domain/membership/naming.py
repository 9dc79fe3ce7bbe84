"""What an organisation can be called: its name, its other names and domains, and its name in addresses.

A charter says the same of its members, and the record can be measured as a charter is; so the rules are the charter's.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from muster.domain.charter.faults import faults_of
from muster.domain.charter.membership import Member
from muster.domain.refusal import Refusal

NAME_AT_MOST: Final = 200
SLUG_AT_MOST: Final = 60
RESERVED: Final = frozenset({"add"})
"""What no organisation is called in an address: pages that stand beside theirs."""

_ANY_CLASS: Final = "member"
_KEYS: Final = {"name": "name", "also_known_as": "aliases", "domains": "domains"}


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that an organisation is known by."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def all(self) -> Iterable[str]:
        """Give every name, alias and domain."""
        return (self.name, *self.aliases, *self.domains)


def cleaned(name: str, aliases: Iterable[str] = (), domains: Iterable[str] = ()) -> Names | Mapping[str, Refusal]:
    """Give the names as they are kept, without empty ones and outer spaces; else, by field, what cannot be."""
    names = Names(
        " ".join(name.split()),
        tuple(dict.fromkeys(filter(None, (" ".join(alias.split()) for alias in aliases)))),
        tuple(dict.fromkeys(filter(None, (domain.strip().lower() for domain in domains)))),
    )
    refused: dict[str, Refusal] = {}
    if not names.name:
        refused["name"] = Refusal("An organisation has a name.", "Write it as the organisation does.")
    if len(names.name) > NAME_AT_MOST:
        refused["name"] = Refusal(f"The name has {len(names.name)} characters.", f"Write at most {NAME_AT_MOST}.")
    try:
        Member(name=names.name, membership=_ANY_CLASS, also_known_as=names.aliases, domains=names.domains)
    except ValidationError as error:
        for fault in faults_of(error, Member):
            key = _KEYS.get(str(fault.path[0]) if fault.path else "", "name")
            refused.setdefault(key, Refusal(_sentence(f"this {fault.what}"), _sentence(fault.mend)))
    return refused or names


def taken_by(names: Names, others: Iterable[Names]) -> tuple[str, str] | None:
    """Give the first name, alias or domain that another organisation has already, and whose it is; None if none."""
    owners = {_folded(given): other.name for other in others for given in other.all()}
    return next(((given, owners[_folded(given)]) for given in names.all() if _folded(given) in owners), None)


def slug_of(name: str, taken: Collection[str] = ()) -> str:
    """Give a name in an address: small letters, digits and hyphens, none that is taken. "AT&T" is att.

    What no letter of the Latin alphabet stands for (names in other scripts) is left out; if nothing is left, it is
    "organisation". A number tells it from those that are taken.
    """
    spelt = name.replace("&", "and" if " & " in name else "")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    short = (
        re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", plain)).strip("-")[:SLUG_AT_MOST].strip("-") or "organisation"
    )
    found, number = short, 1
    while found in taken or found in RESERVED:
        number += 1
        found = f"{short}-{number}"
    return found


def _folded(name: str) -> str:
    # As in a charter: files differ in capitals and spaces, and mean one organisation.
    return " ".join(name.casefold().split())


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:].rstrip('.?')}."
