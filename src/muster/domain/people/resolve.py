"""Every address that was seen, on every day there is: whose it is, for which company, by which rule, and who says so.

Who is heard on a day, in this order; the first who speaks decides:

1. the group's own dated overlay;
2. whoever says that it is a bot: the charter's patterns, then flags in imported data;
3. imported data that lists the person: the dated entry that holds the day, file by file in the given order. A day of a
   listed person that no entry holds is *unaffiliated: their address says nothing, since they may have moved;
4. for everybody else, the longest listed domain suffix of the address;
5. nobody: *unaffiliated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from muster.domain.people.affiliation import (
    BEGINNING,
    BOT,
    END_OF_TIME,
    UNAFFILIATED,
    Affiliation,
    Overlap,
    Span,
    Voice,
    spans,
)
from muster.domain.people.aliases import CompanyNames, company_names
from muster.domain.people.bots import BotPatterns
from muster.domain.people.domains import Domains, domain_of
from muster.domain.people.identity_data import Aside, IdentityData, SeenAddress
from muster.domain.people.listings import NOT_LISTED, Listings
from muster.domain.people.merging import Identities, Identity
from muster.domain.people.names import id_of_address

NOBODY = "nobody"
"""The person of an empty address: somebody of whom nothing at all is known."""

_ALWAYS = (None, None)
_GAP = Affiliation(UNAFFILIATED, *_ALWAYS, "", "A listed person, but no dated entry holds these days.")
_UNKNOWN = Affiliation(UNAFFILIATED, *_ALWAYS, "", "Nobody lists this address, nor any domain that it is in.")
_NO_ADDRESS = Affiliation(UNAFFILIATED, *_ALWAYS, "", "There is no address to go by.")

_Days = tuple[date, date, str, str, str, str]  # the columns of a row behind address and person


class AffiliationRow(NamedTuple):
    """One row of the base table `affiliations`; the rows of one address cover all time without gap or overlap.

    person: a stable id, never an address. [first_day, end_day): half open. how: overlay, listed, domain, none or bot.
    rule: a sentence. source: the file and the place in it, empty where no file says anything.
    """

    address: str
    person: str
    first_day: date
    end_day: date
    company: str
    how: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found: rows by address and day, what a person should look at, and the names of people by their id."""

    rows: tuple[AffiliationRow, ...]
    asides: tuple[Aside, ...]
    names: Mapping[str, str]


def resolve(
    addresses: Iterable[SeenAddress],
    layers: Sequence[IdentityData],
    *,
    bots: Sequence[str] = (),
    merge: bool = True,
) -> Resolution:
    """Say of every address who and which company it is, on every day.

    layers: what the files say, in the order in which they are to be believed; overlays come before all others.
    bots: the charter's patterns, matched on address or name; * and ? stand for any text and any character.
    merge: False makes every address a person of their own, to see what the merging of people is worth; the companies
    stay the same.
    """
    ordered = sorted(layers, key=lambda layer: not layer.overlay)
    used: dict[str, set[str]] = {}
    for one in addresses:
        used.setdefault(one.address.strip().lower(), set()).update(name for name in one.names if name)
    seen = {address: sorted(used[address]) for address in sorted(used)}
    names, name_asides = company_names(ordered)
    identities = Identities(ordered, seen)
    resolver = _Resolver(ordered, names, identities, BotPatterns(bots))
    rows: list[AffiliationRow] = []
    people: dict[str, str] = {}
    for address, beside in seen.items():
        identity = identities.owner(address)
        person = id_of_address(address) if address else NOBODY
        if identity and merge:
            person = resolver.id_of(identity)
            people[person] = identity.name()
        rows += [AffiliationRow(address, person, *days) for days in resolver.days_of(address, beside, identity)]
    asides = [aside for layer in ordered for aside in layer.asides]
    asides += [*name_asides, *identities.asides, *resolver.overlaps()]
    return Resolution(tuple(rows), tuple(asides), people)


def _columns(span: Span) -> _Days:
    said = span.affiliation
    return span.first_day, span.end_day, said.company, _how(span), said.rule, said.source


def _how(span: Span) -> str:
    if span.affiliation.company == BOT:
        return "bot"
    # A domain may be listed as nobody's, a provider of mail for instance; such days are as if nobody had said anything.
    if span.affiliation.company == UNAFFILIATED and span.how == "domain":
        return "none"
    return span.how


class _Resolver:
    """The layers, ready to be asked; what is the same for many addresses is worked out once."""

    def __init__(
        self, layers: Sequence[IdentityData], names: CompanyNames, identities: Identities, bots: BotPatterns
    ) -> None:
        self._layers = layers
        self._identities = identities
        self._bots = bots
        self._domains = Domains(layers, names)
        self._listings = Listings(layers, names)
        self._ids: dict[Identity, str] = {}
        self._days: dict[tuple[Identity | None, str, int | None], list[_Days]] = {}

    def id_of(self, identity: Identity) -> str:
        if identity not in self._ids:
            self._ids[identity] = identity.person(self._layers)
        return self._ids[identity]

    def days_of(self, address: str, names: Sequence[str], identity: Identity | None) -> list[_Days]:
        listing = self._listings.of(identity) if identity else NOT_LISTED
        pattern = self._bots.number_of(address, names)
        # All addresses of a listed person share one answer, and all of a domain where nobody is listed.
        shared = "" if listing.imported else domain_of(address) or address
        key = identity, address if listing.by_address else shared, pattern
        if key not in self._days:
            overlay, imported = listing.voices(address)
            voices = [*overlay, *self._bots.voices(pattern), *imported]
            if not listing.imported:
                voices += self._domains.voices(domain_of(address))
            voices.append(Voice("none", (_GAP if listing.imported else _UNKNOWN if address else _NO_ADDRESS,)))
            self._days[key] = [_columns(span) for span in spans(voices)]
        return self._days[key]

    def overlaps(self) -> Iterator[Aside]:
        """Days that one file gives to two companies, for every person of every file."""
        for identity in self._identities.everybody():
            for overlap in self._listings.overlaps(identity):
                yield Aside(
                    overlap.yields.source,
                    f"{_when(overlap)} the person is with {overlap.yields.company!r} here and with "
                    f"{overlap.counts.company!r} at {overlap.counts.source}; the one that began later counts, and if "
                    "they began together the one that ends first.",
                )


def _when(overlap: Overlap) -> str:
    first = "Since ever" if overlap.first_day == BEGINNING else f"From {overlap.first_day}"
    return first + (", until further notice," if overlap.end_day == END_OF_TIME else f" until {overlap.end_day}")
