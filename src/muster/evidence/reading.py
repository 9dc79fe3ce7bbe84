"""One repository, from where it lies to the files of the lake; only what is new."""

import gc
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from muster.domain.errors import SourceFault
from muster.evidence.disk import disk_faults
from muster.evidence.evidence import RepositoryEvidence, RepositoryRequest, from_cursor, with_fault
from muster.evidence.lake import FORMAT, RepositoryLake
from muster.evidence.layout import find_layout
from muster.evidence.progress import Progress
from muster.evidence.ref_files import fingerprint_of_refs
from muster.evidence.sources import git_history
from muster.evidence.sources.git_history import Tips, tips_of
from muster.evidence.sources.registry import SOURCES
from muster.evidence.sources.shape import Findings, Request, Source
from muster.evidence.tables import Cells

if TYPE_CHECKING:
    from muster.evidence.drafting import Drafts
    from muster.evidence.git import SafeRepository

_NOTHING: Final[dict[str, Any]] = {"sources": {}, "paths": [], "files": {}, "remarks": {}, "history": {}}


class Place(NamedTuple):
    """Where a repository was found: the folder to read, and where its evidence goes.

    location: absolute and without credentials; with the name it tells the repository from every other.
    """

    request: RepositoryRequest
    folder: Path
    location: str
    home: Path

    @property
    def lake(self) -> RepositoryLake:
        """The folder of its evidence."""
        return RepositoryLake(self.home, self.request.name, self.location)


def as_it_stands(place: Place) -> RepositoryEvidence | None:
    """Return the evidence that was read before; None if there is none."""
    if place.lake.unfinished:
        with place.lake.locked(lambda _: None):  # that finishes it
            pass
    cursor = place.lake.cursor()
    return None if cursor is None else _evidence(place, cursor)


def if_nothing_is_new(place: Place) -> RepositoryEvidence | None:
    """Return the evidence if it is complete up to now; None if there is something to read. Writes nothing."""
    if place.lake.in_disorder:
        return None
    cursor = place.lake.cursor()
    if cursor is not None and _stands_as_it_was_read(cursor, place):
        return _evidence(place, cursor)
    import tempfile  # noqa: PLC0415 - as with git: where nothing is new, loading it takes longer than looking

    from muster.evidence.git import SafeRepository  # noqa: PLC0415 - as above

    with disk_faults(Path(tempfile.gettempdir())), SafeRepository(place.folder) as repository:
        versions = _versions(repository)
    if cursor is None:
        empty = not any(fingerprint for _, fingerprint in versions.values())
        return RepositoryEvidence(place.request.name, place.location, "empty") if empty else None
    return _evidence(place, cursor) if _is_complete(cursor, versions, place.request) else None


def read(place: Place, progress: Progress) -> RepositoryEvidence:
    """Read what is new and commit it to the lake; MusterError, with the earlier reading untouched, if that fails."""
    from muster.evidence.git import SafeRepository  # noqa: PLC0415 - as in if_nothing_is_new

    lake = place.lake
    with lake.locked(progress.say), disk_faults(lake.folder), _no_collection():
        cursor = lake.cursor()
        with SafeRepository(place.folder, scratch=lake.scratch) as repository:
            ref_files = fingerprint_of_refs(repository.layout)  # before git reads them: what comes later is new
            versions = _versions(repository)
            if cursor is None or not _is_complete(cursor, versions, place.request):
                cursor = _Reading(place, repository, progress, earlier=cursor or _NOTHING, versions=versions).run()
                cursor["ref_files"] = ref_files
                lake.commit(cursor)
    return _evidence(place, cursor)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold back Python's search for cycles: rows have none, and looking for them can take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_or_say_why(place: Place, progress: Progress) -> RepositoryEvidence:
    """Read what is new; if that cannot be done, return what was read before, if anything, with the fault."""
    try:
        return read(place, progress)
    except SourceFault as fault:
        return unread(place, fault)
    finally:
        progress.finish(place.request.name)


def unread(place: Place, fault: SourceFault) -> RepositoryEvidence:
    """Return what was read before, if anything, with the fault."""
    earlier = as_it_stands(place) or RepositoryEvidence(place.request.name, place.location, "missing")
    return with_fault(earlier, fault)


def _versions(repository: "SafeRepository") -> dict[str, list[Any]]:
    return {source.NAME: [source.VERSION, source.cursor(repository)] for source in SOURCES}


def _stands_as_it_was_read(cursor: Mapping[str, Any], place: Place) -> bool:
    """Whether the same readers have read the same refs, which can be told without git as long as their files stand."""
    versions = {source.NAME: source.VERSION for source in SOURCES}
    return (
        bool(cursor.get("ref_files"))
        and {name: version for name, (version, _) in cursor["sources"].items()} == versions
        and set(place.request.paths) <= set(cursor["paths"])
        and bool(cursor["ref_files"] == fingerprint_of_refs(find_layout(place.folder)))
    )


def _is_complete(cursor: Mapping[str, Any], versions: Mapping[str, Any], request: RepositoryRequest) -> bool:
    return bool(cursor["sources"] == versions) and set(request.paths) <= set(cursor["paths"])


def _evidence(place: Place, cursor: Mapping[str, Any]) -> RepositoryEvidence:
    tables = {name: place.lake.table(name) for name in cursor["files"]}
    return from_cursor(cursor, place.request.name, place.location, tables)


class _Reading:
    """One reading: takes rows from the sources, has the tables drafted, gives the new cursor."""

    def __init__(
        self,
        place: Place,
        repository: "SafeRepository",
        progress: Progress,
        *,
        earlier: Mapping[str, Any],
        versions: Mapping[str, list[Any]],
    ) -> None:
        self.place, self.repository, self.earlier = place, repository, earlier
        self.versions, self.progress = versions, progress
        self.paths = sorted({*place.request.paths, *earlier["paths"]})
        self.files = earlier["files"]
        self.history = earlier["history"]
        self.remarks = dict(earlier["remarks"])

    def run(self) -> dict[str, Any]:
        if self._changed(git_history) or self.paths != self.earlier["paths"]:
            self._read_history()
        whole = [source for source in SOURCES if not source.STEPS]
        if any(map(self._changed, whole)):
            self._read_whole(whole)
        basis = [self.versions, self.paths, self.history["lost"]]
        return {
            "format": FORMAT,
            "repository": self.place.request.name,
            "location": self.place.location,
            "read_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sources": self.versions,
            "paths": self.paths,
            "tips": tips_of(self.repository)._asdict(),
            "history": self.history,
            "remarks": self.remarks,
            "files": self.files,
            "fingerprint": hashlib.sha256(json.dumps(basis, sort_keys=True).encode()).hexdigest(),
        }

    def _changed(self, source: Source) -> bool:
        return bool(self.earlier["sources"].get(source.NAME) != self.versions[source.NAME])

    def _known(self) -> Tips | None:
        """Return the tips up to which rows stand as they are; None if all must be read again."""
        version, _ = self.earlier["sources"].get(git_history.NAME, (None, ""))
        if version != git_history.VERSION:
            return None
        known = Tips.from_json(self.earlier["tips"])
        return known if git_history.can_step(self.repository, known) else None

    def _read_history(self) -> None:
        known = self._known()
        request = Request(tuple(self.paths))
        if known is not None:
            request = request.beyond(known.branches.values(), known.default, self.earlier["paths"])
        if self.progress.wants_counts:
            self.progress.expect(self.place.request.name, git_history.estimate(self.repository, request))
        findings = Findings()
        drafts = self._gather(git_history.read(self.repository, request, findings))
        facts = self._facts([git_history])
        if known is None:
            counts = drafts.write_anew(facts)
            merges = findings.merges
        else:
            counts = drafts.write_steps(findings.now_on_default, facts)
            merges = findings.merges + self.history["merges"]
        boundary_day = git_history.boundary_day(self.repository)
        self.history = {**counts, "merges": merges, "boundary_day": boundary_day}
        self._keep(git_history, findings, drafts)

    def _read_whole(self, sources: Sequence[Source]) -> None:
        found = [(source, Findings()) for source in sources]
        request = Request(tuple(self.paths))
        rows = (source.read(self.repository, request, findings) for source, findings in found)
        drafts = self._gather(chain.from_iterable(rows))
        drafts.write_whole(sorted({name for source in sources for name in source.TABLES}), self._facts(sources))
        for source, findings in found:
            self._keep(source, findings, drafts)

    def _gather(self, rows: Iterator[tuple[str, Cells]]) -> "Drafts":
        # The first row is there once git is at work; git goes on while Arrow loads.
        first = list(islice(rows, 1))
        from muster.evidence.drafting import Drafts  # noqa: PLC0415 - only new rows need it

        drafts = Drafts(self.place.lake, self.place.request.name, self.files)
        drafts.take(chain(first, rows), partial(self.progress.advance, self.place.request.name))
        return drafts

    def _facts(self, sources: Sequence[Source]) -> dict[str, str]:
        read = {source.NAME: self.versions[source.NAME] for source in sources}
        return {
            "muster.repository": self.place.request.name,
            "muster.readers": ", ".join(f"{name} {version}" for name, (version, _) in read.items()),
            "muster.tips": hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest(),
        }

    def _keep(self, source: Source, findings: Findings, drafts: "Drafts") -> None:
        self.files = drafts.files
        self.remarks[source.NAME] = findings.remarks
