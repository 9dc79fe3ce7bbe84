"""What the files say about one person's companies, ready to be asked for one of their addresses.

Some files list people, others addresses. What is said about an address holds for that address before anything else in
the same file, so that the work of somebody who uses one address at Alpha and another at Beta is counted for each. The
person's other addresses, about which the file says nothing, share all that it says.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from muster.domain.people.affiliation import BOT, Affiliation, Overlap, Voice, overlaps
from muster.domain.people.aliases import CompanyNames
from muster.domain.people.identity_data import IdentityData
from muster.domain.people.merging import Identity


class _Said(NamedTuple):
    """What one file says, about one address, or about the person if that is empty."""

    layer: int
    overlay: bool
    address: str
    affiliations: Sequence[Affiliation]


class Listing:
    """Everything that is said about one person.

    imported: whether an imported file lists them. by_address: whether some of it is about one address alone.
    """

    def __init__(self, said: Sequence[_Said]) -> None:
        self._said = said
        self.imported = any(not one.overlay for one in said)
        self.by_address = any(one.address for one in said)
        self._shared = self._voices("")

    def voices(self, address: str) -> tuple[Sequence[Voice], Sequence[Voice]]:
        """What overlays say, and what imported files say: that it is a bot first, then file by file."""
        return self._voices(address) if self.by_address else self._shared

    def _voices(self, address: str) -> tuple[list[Voice], list[Voice]]:
        overlay: list[Voice] = []
        flags: list[Affiliation] = []
        imported: list[Voice] = []
        for _, of_file in groupby(self._said, key=lambda one: one.layer):
            whole = list(of_file)
            voices, how = (overlay, "overlay") if whole[0].overlay else (imported, "listed")
            own = [one for one in whole if one.address == address]
            if address and own:
                voices.append(Voice(how, own[0].affiliations))
            everything = [affiliation for one in whole for affiliation in one.affiliations]
            voices.append(Voice(how, everything))
            if not whole[0].overlay:
                flags += (
                    a for one in whole if one.address in {"", address} for a in one.affiliations if a.company == BOT
                )
        return overlay, [Voice("bot", flags), *imported] if flags else imported


NOT_LISTED = Listing(())


class Listings:
    """The listing of every person, made once."""

    def __init__(self, layers: Sequence[IdentityData], names: CompanyNames) -> None:
        self._layers = layers
        self._names = names
        self._known: dict[Identity, Listing] = {}

    def of(self, identity: Identity) -> Listing:
        """What all files say about a person, with the companies under their one name."""
        if identity not in self._known:
            self._known[identity] = Listing(self._said(identity))
        return self._known[identity]

    def overlaps(self, identity: Identity) -> Iterator[Overlap]:
        """Days that one file gives to two companies."""
        if sum(len(person.affiliations) for _, person in identity.claims) > 1:
            for one in self._said(identity):
                yield from overlaps(one.affiliations)

    def _said(self, identity: Identity) -> list[_Said]:
        found: dict[tuple[int, str], list[Affiliation]] = {}
        for layer, person in identity.claims:
            if person.affiliations:
                address = "" if person.id or len(person.addresses) > 1 else person.addresses[0]
                group = found.setdefault((layer, address), [])
                group += [self._names.canonically(affiliation) for affiliation in person.affiliations]
        return [_Said(key[0], self._layers[key[0]].overlay, key[1], found[key]) for key in sorted(found)]
