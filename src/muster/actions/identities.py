"""Who is who, and for whom: the charter's roll, the group's overlay and the imported files, made into one table."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from muster.domain.charter.charter import Charter
from muster.domain.charter.evidence import AffiliationSource
from muster.domain.contribution.standing import AffiliationEvidence
from muster.domain.errors import IdentityFault
from muster.domain.people.affiliation import Affiliation
from muster.domain.people.identity_data import Aside, CompanyAlias, DomainRule, IdentityData, SeenAddress
from muster.domain.people.names import id_of_address
from muster.domain.people.resolve import resolve
from muster.evidence.identity import registry
from muster.evidence.measures.base_tables import schema_of

LARGEST_FILE = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AffiliationFile:
    """One file, read: its name as people know it, its format, the SHA-256 of its bytes, and what it says.

    source: where the charter names it; None for the overlay and for what the command line named.
    """

    name: str
    format: str
    sha256: str
    data: IdentityData
    source: AffiliationSource | None = None


@dataclass(frozen=True, slots=True)
class Identities:
    """The base table `affiliations`, the names of people by id, and what a person should look at, by file."""

    table: pa.Table
    names: Mapping[str, str]
    asides: tuple[Aside, ...]

    def find(self, wanted: str) -> tuple[str, ...]:
        """Give the ids of whoever has this id, this address or (capitals do not matter) this name."""
        known = {*self.table["person"].unique().to_pylist()}
        if wanted in known:
            return (wanted,)
        import pyarrow.compute as pc  # noqa: PLC0415 - loads slowly, and only an explanation looks for someone

        address = wanted.strip().lower()
        owners = self.table.filter(pc.equal(self.table["address"], address))["person"].unique().to_pylist()
        called = [person for person, name in self.names.items() if name.casefold() == wanted.strip().casefold()]
        return tuple(sorted({*owners, *called} & known))


def read_file(path: Path, name: str, form: str | None, source: AffiliationSource | None = None) -> AffiliationFile:
    """Read an affiliation file; IdentityFault if it is not there, or cannot be read at all."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise IdentityFault(str(path), "The file is larger than 256 MiB.", "Name an affiliation file.")
        data = path.read_bytes()
    except (OSError, ValueError) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        raise IdentityFault(str(path), f"The file cannot be read: {reason}.", "Name a file that is there.") from None
    return read_bytes(data, name, form, source)


def read_bytes(data: bytes, name: str, form: str | None, source: AffiliationSource | None = None) -> AffiliationFile:
    """Read an affiliation file whose bytes are at hand."""
    found = registry.recognise(data, name, form)
    return AffiliationFile(name, found.NAME, hashlib.sha256(data).hexdigest(), found.read(data, name), source)


def provenance(files: Iterable[AffiliationFile], asides: Sequence[Aside]) -> tuple[AffiliationEvidence, ...]:
    """Say which files there were, and what each of them could not be believed on."""
    return tuple(
        AffiliationEvidence(
            file.name,
            file.format,
            file.sha256,
            tuple(f"{aside.place}: {aside.reason}" for aside in asides if aside.place.startswith(file.name)),
        )
        for file in files
    )


def roll_layer(charter: Charter, name: str) -> IdentityData:
    """Give what the charter itself says: other names of its members, and their domains."""
    aliases = tuple(
        CompanyAlias(alias, member.name, name)
        for member in charter.members
        for alias in member.also_known_as
        if alias != member.name
    )
    domains = tuple(
        DomainRule(domain, Affiliation(member.name, None, None, name, f"The charter gives {domain} to {member.name}."))
        for member in charter.members
        for domain in member.domains
    )
    companies = tuple(dict.fromkeys(member.name for member in charter.members))
    return IdentityData(name, domains=domains, company_aliases=aliases, companies=companies)


def resolve_everyone(seen: Sequence[SeenAddress], layers: Sequence[IdentityData], bots: Sequence[str]) -> Identities:
    """Make the base table `affiliations`: every address that was seen, every day covered once."""
    found = resolve(seen, layers, bots=bots)
    called = {one.address: one.names for one in seen}
    names = dict(found.names)
    for row in found.rows:
        if not names.get(row.person):
            # Whom no file lists is called as the commits call them.
            names[row.person] = next((name for name in called.get(row.address, ()) if name), row.person)
    alone = {
        address: id_of_address(address) if address else "nobody" for address in {row.address for row in found.rows}
    }
    columns: dict[str, list[object]] = {name: [] for name in schema_of("affiliations").names}
    for row in found.rows:
        for name in row._fields:
            columns[name].append(getattr(row, name))
        columns["alone"].append(alone[row.address])
    return Identities(pa.table(columns, schema=schema_of("affiliations")), names, found.asides)


def seen_addresses(tables: Mapping[str, Sequence[Path]]) -> list[SeenAddress]:
    """Give every address of the evidence, with the names beside it, by address."""
    names: dict[str, set[str]] = {}
    for table, address, name in (
        ("commits", "author_mail", "author_name"),
        ("co_authors", "mail", "name"),
        ("reviews", "voter_mail", "voter_name"),
    ):
        for path in tables.get(table, ()):
            for seen, called in _different_pairs(path, address, name):
                names.setdefault(seen, set()).add(called)
    return [SeenAddress(address, tuple(sorted(names[address]))) for address in sorted(names)]


def _different_pairs(path: Path, first: str, second: str) -> set[tuple[str, str]]:
    """Give the different pairs in two columns of a file: few among many rows, and stored as numbers of few texts."""
    pairs: set[tuple[str, str]] = set()
    with pq.ParquetFile(path, read_dictionary=[first, second]) as file:
        for batch in file.iter_batches(columns=[first, second]):
            left, right = batch.column(first), batch.column(second)
            texts, others = left.dictionary.to_pylist(), right.dictionary.to_pylist()
            numbers = set(zip(left.indices.to_pylist(), right.indices.to_pylist(), strict=True))
            pairs.update((texts[one], others[other]) for one, other in numbers)
    return pairs
