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

    def overlaps(self) -> Iterator[Overlap]:
        """Days that one file gives to two companies."""
        for one in self._said:
            yield from overlaps(one.affiliations)

    def _voices(self, address: str) -> tuple[list[Voice], list[Voice]]:
        overlay: list[Voice] = []
        flags: list[Affiliation] = []
        imported: list[Voice] = []
        for _, of_file in groupby(self._said, key=_file):
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


def _file(said: _Said) -> int:
    return said.layer


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
            found: dict[tuple[int, str], list[Affiliation]] = {}
            for layer, person in identity.claims:
                if person.affiliations:
                    address = "" if person.id or len(person.addresses) > 1 else person.addresses[0]
                    group = found.setdefault((layer, address), [])
                    group += [self._names.canonically(affiliation) for affiliation in person.affiliations]
            said = [
                _Said(layer, self._layers[layer].overlay, address, affiliations)
                for (layer, address), affiliations in sorted(found.items(), key=_key)
            ]
            self._known[identity] = Listing(said)
        return self._known[identity]


def _key(found: tuple[tuple[int, str], list[Affiliation]]) -> tuple[int, str]:
    return found[0]
