"""Gather what a count needs: histories read into the lake, affiliations resolved, and the charter's own tables."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from muster.actions.charters import LARGEST_CHARTER, LoadedCharter
from muster.actions.counting import Conventions
from muster.actions.identities import (
    AffiliationFile,
    Identities,
    provenance,
    read_bytes,
    read_file,
    resolve_everyone,
    roll_layer,
    seen_addresses,
)
from muster.actions.loading_items import as_table, load_items, subjects_in
from muster.actions.request import StandingRequest
from muster.domain.charter.charter import Charter
from muster.domain.charter.evidence import AffiliationSource
from muster.domain.contribution.standing import Provenance, RepositoryEvidence
from muster.domain.errors import RequestFault
from muster.domain.people.identity_data import SeenAddress
from muster.domain.roadmap.measured import MeasuredItem, fingerprint_of, paths_of, read_roadmap
from muster.evidence.collect import collect
from muster.evidence.engines.shape import Engine
from muster.evidence.evidence import Evidence, RepositoryRequest
from muster.evidence.identity.registry import FORMATS
from muster.evidence.measures.catalog import measures
from muster.evidence.past_files import file_on
from muster.evidence.progress import Progress

EVIDENCE_TABLES = ("commits", "goals", "co_authors", "touched", "reviews", "topics")
DIGITS = 16


@dataclass(frozen=True)
class Gathered:
    """All that a count rests on, read and resolved. items: the roadmap that is counted by."""

    loaded: LoadedCharter
    on: date
    evidence: Evidence
    files: tuple[AffiliationFile, ...]
    seen: tuple[SeenAddress, ...]
    identities: Identities
    items: tuple[MeasuredItem, ...] = ()

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day of everything that was read; None if nothing was."""
        first = [repository.first_day for repository in self.evidence.repositories if repository.first_day]
        last = [repository.last_day for repository in self.evidence.repositories if repository.last_day]
        return min(first, default=None), max(last, default=None)

    @property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """The paths whose changes were read, by repository."""
        return _paths(self.loaded.charter, paths_of(self.items))

    def load_into(self, engine: Engine) -> None:
        """Give the engine every base table that does not depend on the question."""
        charter = self.loaded.charter
        for table in EVIDENCE_TABLES:
            engine.load(table, self.evidence.files(table))
        engine.load("affiliations", self.identities.table)
        engine.load("focus_areas", as_table("focus_areas", tuple(_focus_areas(charter))))
        engine.load("goal_kinds", as_table("goal_kinds", [(kind,) for kind in charter.counting.goal_kinds]))
        load_items(engine, self.items, lambda: subjects_in(self.evidence.files("commits")))

    def identities_of_that_day(self) -> Identities | str:
        """Resolve again with the affiliation files as they stood on the day; or say why that cannot be done."""
        if not any(file.source and file.source.repository for file in self.files):
            return "the affiliation files have no history: name the repository that they come from in the charter"
        layers = [roll_layer(self.loaded.charter, self.loaded.path.name)]
        for file in self.files:
            if not (file.source and file.source.repository):
                layers.append(file.data)
                continue
            data = file_on(_location(self.loaded, file.source.repository), file.source.file, self.on)
            if data is None:
                return f"{file.name} did not exist on that day"
            layers.append(read_bytes(data, file.name, file.format).data)
        return resolve_everyone(self.seen, layers, self.loaded.charter.counting.bots)

    def provenance(self, conventions: Conventions) -> Provenance:
        """Say what all figures rest on."""
        charter = self.loaded.charter
        roadmap = (fingerprint_of(self.items),) if self.items else ()
        parts = (self.evidence.fingerprint, *(file.sha256 for file in self.files), self.loaded.sha256, *roadmap)
        return Provenance(
            charter_version=charter.version,
            charter_sha256=self.loaded.sha256,
            counting_version=charter.counting.version,
            conventions=tuple(asdict(conventions).items()),
            measures=tuple(measure.name for measure in measures() if not measure.staging),
            repositories=tuple(
                RepositoryEvidence(
                    name=one.name,
                    problem=str(one.fault) if one.fault else None,
                    head=one.default_tip,
                    tips=one.fingerprint[:DIGITS],
                    commits=one.commits,
                    merges=one.merges,
                    first_day=one.first_day,
                    last_day=one.last_day,
                    shallow_until=(one.boundary_day or one.last_day) if one.shallow else None,
                    asides=tuple((reason, count) for reason, count, _ in one.aside),
                    remarks=one.remarks
                    if one.status != "empty"
                    else (*one.remarks, "Nothing was ever committed to it."),
                )
                for one in self.evidence.repositories
            ),
            affiliations=provenance(self.files, self.identities.asides),
            fingerprint=hashlib.sha256("\n".join(parts).encode()).hexdigest(),
        )


def gather(
    loaded: LoadedCharter,
    request: StandingRequest,
    *,
    home: Path,
    progress: Progress,
    items: tuple[MeasuredItem, ...] | None = None,
) -> Gathered:
    """Read everything that the charter, and what overrides it, names.

    items: the group's roadmap, if it is kept elsewhere than in a file beside the charter. MusterError: an affiliation
    file that cannot be read, a repository that is asked for and unknown, a roadmap that makes no sense.
    """
    files = tuple(_affiliation_files(loaded, request))
    base = loaded.path.parent
    if items is None:
        items = _items_of(loaded, request.on)
    evidence = collect(
        _repositories(loaded.charter, request.repositories, paths_of(items)),
        home,
        workers=request.workers,
        progress=progress,
        base=base,
    )
    for one in evidence.repositories:
        if one.ahead:
            progress.say(
                f"{one.name}: {one.ahead} commits are dated after today, by a wrong clock; they count as dated."
            )
    layers = (roll_layer(loaded.charter, loaded.path.name), *(file.data for file in files))
    seen = tuple(seen_addresses({table: evidence.files(table) for table in EVIDENCE_TABLES}))
    identities = resolve_everyone(seen, layers, loaded.charter.counting.bots)
    return Gathered(loaded, request.on, evidence, files, seen, identities, items)


def _items_of(loaded: LoadedCharter, on: date) -> tuple[MeasuredItem, ...]:
    """Read the roadmap that the charter names, as it was on the day."""
    name = loaded.charter.roadmap.items
    if not name:
        return ()
    path = loaded.path.parent / name
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_CHARTER + 1)[:LARGEST_CHARTER].decode()
    except (OSError, ValueError) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        raise RequestFault(f"roadmap.items: {path}", f"It cannot be read: {reason}.", "Name a file there.") from None
    return read_roadmap(text, str(path), on=on)


def _repositories(
    charter: Charter, wanted: Sequence[str], more_paths: Mapping[str, tuple[str, ...]]
) -> list[RepositoryRequest]:
    """Give what is to be read: the charter's repositories, or those that the command line names instead."""
    located = charter.evidence.located()
    paths = _paths(charter, more_paths)
    chosen: dict[str, str] = {}
    for name, location in [_chosen(text, located) for text in wanted] if wanted else located.items():
        # Two folders may bear one name; then each is called by all of its path.
        chosen[location if chosen.get(name, location) != location else name] = location
    if not chosen:
        raise RequestFault(
            "evidence.repositories",
            "The charter names no repository, so there is nothing to count.",
            "List them under [evidence], or name one with --repo.",
        )
    return [RepositoryRequest(name, location, paths.get(name, ())) for name, location in chosen.items()]


def _chosen(text: str, located: Mapping[str, str]) -> tuple[str, str]:
    """Read NAME, NAME=LOCATION or LOCATION. What is typed is relative to where it is typed, not to the charter."""
    if text in located:
        return text, located[text]
    name, equals, location = text.partition("=")
    if equals and name and "://" not in name and not Path(text).exists():
        return name, _typed(location)
    if "://" in text or Path(text).exists() or text.startswith((".", "/", "~")):
        return _name_of(text), _typed(text)
    known = ", ".join(list(located)[:5]) or "none"
    raise RequestFault(
        f"--repo {text}",
        "The charter names no such repository, and there is no such folder.",
        f"Write a NAME of the charter ({known}, ...), NAME=LOCATION, or a LOCATION.",
    )


def _typed(location: str) -> str:
    return location if "://" in location else str(Path(location).expanduser().absolute())


def _name_of(location: str) -> str:
    """Call a repository by the last two parts of where it lies, as forges do."""
    parts = [
        part for part in location.partition("://")[2].split("/")[1:] or Path(location).absolute().parts if part != "/"
    ]
    while len(parts) > 1 and parts[-1] in {".git", "repo"}:
        parts.pop()
    return "/".join(parts[-2:]).removesuffix(".git")


def _paths(charter: Charter, more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    paths: dict[str, dict[str, None]] = {repository: dict.fromkeys(parts) for repository, parts in more.items()}
    for area in charter.focus_areas:
        for repository, parts in area.paths.items():
            paths.setdefault(repository, {}).update(dict.fromkeys(parts))
    return {repository: tuple(parts) for repository, parts in paths.items()}


def _focus_areas(charter: Charter) -> Iterable[tuple[str, str, str | None]]:
    for area in charter.focus_areas:
        for repository in area.repositories:
            yield area.name, repository, None
        for repository, parts in area.paths.items():
            for part in parts:
                yield area.name, repository, part


def _affiliation_files(loaded: LoadedCharter, request: StandingRequest) -> Iterable[AffiliationFile]:
    """Read the group's overlay, then the charter's files or those that the command line names instead."""
    charter, base = loaded.charter, loaded.path.parent
    if charter.counting.overlay:
        yield read_file(base / charter.counting.overlay, charter.counting.overlay, "overlay")
    if request.affiliations:
        for text in request.affiliations:
            form, colon, file = text.partition(":")
            if not colon or form not in {reader.NAME for reader in FORMATS}:
                form, file = "", text
            path = Path(file).expanduser()
            yield read_file(path, path.name, form or None)
        return
    for source in charter.evidence.affiliations:
        yield _charter_file(loaded, source)


def _charter_file(loaded: LoadedCharter, source: AffiliationSource) -> AffiliationFile:
    if not source.repository:
        return read_file(loaded.path.parent / source.file, source.file, source.format, source)
    data = file_on(_location(loaded, source.repository), source.file, None)
    if data is None:
        raise RequestFault(
            f"evidence.affiliations: {source.file}",
            f"There is no such file on the default branch of {source.repository}.",
            "Mend the file's name in the charter.",
        )
    return read_bytes(data, f"{source.repository}:{source.file}", source.format, source)


def _location(loaded: LoadedCharter, repository: str) -> str:
    evidence = loaded.charter.evidence
    location = evidence.located().get(repository) or evidence.location.replace("{name}", repository)
    return location if "://" in location else os.fspath((loaded.path.parent / location).absolute())
