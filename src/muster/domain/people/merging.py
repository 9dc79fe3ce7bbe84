"""Whose address is this? One person out of what several files say about their addresses.

Files are heard in order, the group's overlay first. Each entry joins the people to whom its addresses, or its id,
already belong. Two things it cannot do, and both are set aside with both places: take an address that another person of
the same file has, and join two people whom some file tells apart. So an overlay can merge people whom imported data
tells apart, by speaking first, and keep apart those whom it throws together. An entry without an id, such as a line of
an address map, tells nobody apart. The order of the entries of a file never matters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from muster.domain.people.affiliation import Person
from muster.domain.people.identity_data import Aside, IdentityData
from muster.domain.people.names import WITHOUT_ADDRESS, folded, id_of_address


@dataclass(slots=True, eq=False)
class Identity:
    """One person, as all files together know them.

    claims: what each file says, with the number of the file, in order. ids: by which each file tells this person from
    others; more than one where an earlier file has merged them. has_address: False for an id that no file explains.
    """

    claims: list[tuple[int, Person]]
    ids: dict[int, set[str]]
    has_address: bool
    joined_to: "Identity | None" = field(default=None)

    def head(self) -> "Identity":
        """The identity that this one has become part of; itself if it stands alone."""
        identity = self
        while identity.joined_to:
            identity = identity.joined_to
        if self is not identity:
            self.joined_to = identity
        return identity

    def told_apart_from(self, other: "Identity") -> bool:
        """Whether some file knows both, under different ids."""
        return any(layer in other.ids and own.isdisjoint(other.ids[layer]) for layer, own in self.ids.items())

    def take_in(self, other: "Identity") -> None:
        """Make another identity part of this one."""
        self.claims += other.claims
        for layer, ids in other.ids.items():
            self.ids.setdefault(layer, set()).update(ids)
        self.has_address |= other.has_address
        other.joined_to = self

    def person(self, layers: Sequence[IdentityData]) -> str:
        """The stable id: an imported file's own, else the overlay's own, else one made from the principal address."""
        imported_first = sorted(self.claims, key=lambda claim: layers[claim[0]].overlay)
        ids = [person.id for _, person in imported_first if person.id]
        if ids:
            return next((one for one in ids if not one.startswith(WITHOUT_ADDRESS)), ids[0])
        return id_of_address(next(address for _, person in imported_first for address in person.addresses))

    def name(self) -> str:
        """The name that the first file which knows one gives."""
        return next((person.name for _, person in self.claims if person.name), "")


class Identities:
    """Every person of every file, found by address."""

    def __init__(self, layers: Sequence[IdentityData], seen: Mapping[str, Sequence[str]]) -> None:
        self.asides: list[Aside] = []
        self._seen = seen
        self._owners: dict[str, Identity] = {}
        self._first: dict[str, tuple[int, Person]] = {}  # who was the first to claim an address or an id
        behind = _addresses_behind_ids(layers, seen)
        for number, layer in enumerate(layers):
            for person in sorted(layer.people, key=_in_a_stable_order):
                self._hear(number, person, [*self._addresses(person), *behind.get(person.id, ())])
        for identity in self.everybody():
            identity.claims.sort(key=lambda claim: claim[0])
            if not identity.has_address:
                source = identity.claims[0][1].source
                self.asides.append(Aside(source, "No file knows the person of whom this entry speaks."))

    def owner(self, address: str) -> Identity | None:
        """The person whose address it is; None if no file knows it."""
        identity = self._owners.get(address)
        return identity.head() if identity else None

    def everybody(self) -> Iterator[Identity]:
        """Each person once, in the order in which they were first heard of."""
        return iter(dict.fromkeys(identity.head() for identity in self._owners.values()))

    def _hear(self, layer: int, person: Person, addresses: Sequence[str]) -> None:
        new = Identity([(layer, person)], {layer: {person.id}} if person.id else {}, bool(addresses))
        identity: Identity | None = None
        tokens = [person.id, *addresses] if person.id else list(addresses)
        refused: list[str] = []
        for token in tokens:
            known = self.owner(token)
            if known is None or known is identity:
                continue
            if self._taken(token, layer, person) or (identity and known.told_apart_from(identity)):
                refused.append(token)
            else:
                known.take_in(identity or new)
                identity = known
        identity = identity or new
        for token in tokens:
            self._owners.setdefault(token, identity)
            self._first.setdefault(token, (layer, person))
        for token in refused:
            first = self._first[token][1].source
            reason = f"An address of this entry is, by {first}, another person's; that word came first and counts."
            self.asides.append(Aside(person.source, reason))
        if refused and not any(self.owner(address) is identity for address in addresses):
            self.asides.append(Aside(person.source, "No address is left to this entry, so it counts for nobody."))

    def _taken(self, token: str, layer: int, person: Person) -> bool:
        """Whether another person of the same file has the address."""
        first_layer, first = self._first[token]
        return first_layer == layer and bool(first.id and person.id) and first.id != person.id

    def _addresses(self, person: Person) -> list[str]:
        """The person's addresses, with those that are theirs under one name only."""
        found = list(person.addresses)
        theirs: dict[str, set[str]] = {}
        for address, name in person.named:
            theirs.setdefault(address, set()).add(folded(name))
        for address, names in theirs.items():
            used = {folded(name) for name in self._seen.get(address, ())}
            if used and used <= names:
                found.append(address)
            elif used & names:
                reason = (
                    "An address of this entry is meant for some names only, and others use it, too. Muster tells "
                    "people apart by address, so this address was left out."
                )
                self.asides.append(Aside(person.source, reason))
        return found


def _in_a_stable_order(person: Person) -> tuple[bool, str, tuple[str, ...], str]:
    # Entries that name a person come before those that are about addresses alone, so that the names decide.
    return not person.id, person.id, person.addresses, person.source


def _addresses_behind_ids(layers: Sequence[IdentityData], seen: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The address behind each "person-…" id of an overlay, so that an overlay can do without addresses."""
    people = [person for layer in layers if layer.overlay for person in layer.people]
    asked = {p.id for p in people if p.id.startswith(WITHOUT_ADDRESS) and not p.addresses}
    found: dict[str, list[str]] = {}
    if asked:
        listed = (address for layer in layers for person in layer.people for address in person.addresses)
        for address in sorted({*seen, *listed}):
            found.setdefault(id_of_address(address), []).append(address)
    return {one: addresses for one, addresses in found.items() if one in asked}
