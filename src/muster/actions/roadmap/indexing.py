"""Reading what came upstream of a group's roadmap into its change index, and opening that for pages.

The index lies under MUSTER_HOME/groups/<slug>/. Where the histories lie is said once (`--folder`) and remembered in it;
the built-in group's are laid out by its sample.
"""

import hashlib
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pyarrow as pa
from django.conf import settings

from muster.actions.charters import BUILT_IN, resolve_charter
from muster.actions.counting import Conventions
from muster.actions.effective_charter import loaded_from_record
from muster.actions.gathering import Gathered, gather
from muster.actions.request import StandingRequest
from muster.domain.errors import RequestFault
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.measured import MeasuredItem, counts_in
from muster.domain.roadmap.selectors import read_selectors
from muster.evidence.change_index import (
    FINDERS,
    ChangeIndex,
    changed_at,
    finder,
    finders,
    read_index,
    tables_for_index,
    write_index,
)
from muster.evidence.engines.duckdb_engine import DuckDBEngine
from muster.evidence.progress import Progress
from muster.records.models import Confirmation, Group, RoadmapItem

OPEN_AT_MOST: Final = 8
"""Groups whose index one process keeps open."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What a group's pages compute from. read_at: UTC, ISO 8601.

    first_day, last_day: of all that was read. repositories: those of which something was read. unread: those that could
    not be, each with the reason. paths: of files whose changes can be told, by repository.
    """

    read_at: str
    fingerprint: str
    first_day: date | None
    last_day: date | None
    repositories: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    paths: dict[str, tuple[str, ...]]
    conventions: dict[str, str]
    folder: str
    changes: int


class OpenIndex:
    """An index in memory, with an engine over it. One question at a time: the engine is not shared by threads."""

    def __init__(self, index: ChangeIndex) -> None:
        """Take every table of the index into memory."""
        self.index = index
        self.state = _state_of(index)
        self._made: dict[str, tuple[object, Any]] = {}
        self._lock = Lock()
        # Small answers: to hand work out to more threads takes longer than to do it.
        self._engine = DuckDBEngine(threads=2, memory="1GB")
        # Closed once nobody uses it any more: a newer index takes its place while a page may still ask this one.
        weakref.finalize(self, self._engine.close)
        index.give_to(self._engine)

    def subjects(self) -> pa.Table:
        """Give the first lines of messages, each with the commit by which its change is counted."""
        return self._table("subjects", lambda: self._lines().select(["repository", "sha", "subject"]))

    def changes(self) -> pa.Table:
        """Give every change once: change, repository, day, the company it counts for, and the first line."""
        return self._table("changes", self._changes)

    def marks(self) -> pa.Table:
        """Give what changes can be told by, as `change_marks_v1` has it."""
        return self._table("marks", lambda: self.index.table("change_marks_v1"))

    def areas(self) -> pa.Table:
        """Give which change lies in which focus area, as `change_areas_v1` has it."""
        return self._table("areas", lambda: self.index.table("change_areas_v1"))

    def linked(self) -> pa.Array:
        """Give the changes that name a goal."""
        table = self._table("linked", lambda: self.index.table("linked_changes_v1"))
        return table["change_key"].combine_chunks()

    def remembered(self, name: str, of: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is made
        """Give what was made under this name before, if it was made of the same; else make it and keep it instead."""
        known = self._made.get(name)
        if known is None or known[0] != of:
            known = self._made[name] = of, make()
        return known[1]

    def _table(self, name: str, make: Callable[[], pa.Table]) -> pa.Table:
        return self.remembered(name, None, lambda: make().combine_chunks())

    def _lines(self) -> pa.Table:
        counted = self.index.table("changes_v1").select(["change_key", "repository", "sha", "day"])
        return counted.join(self.index.table("change_subjects_v1"), "change_key")

    def _changes(self) -> pa.Table:
        # With co-authors credited a change has several companies; the author's comes first by name of the credit.
        credits_ = self.index.table("credits_v1").sort_by([("change_key", "ascending"), ("credited_as", "ascending")])
        first = credits_.group_by("change_key", use_threads=False).aggregate([("company", "first")])
        told = self._lines().join(first, "change_key", join_type="inner")
        return told.select(["change_key", "repository", "day", "company_first", "subject"]).rename_columns(
            ["change", "repository", "day", "company", "subject"]
        )

    @contextmanager
    def engine(self) -> Iterator[DuckDBEngine]:
        """Lend the engine to one question."""
        with self._lock:
            yield self._engine


_OPEN: dict[Path, tuple[tuple[int, int], OpenIndex]] = {}
_OPENING = Lock()


def home_of(group: Group) -> Path:
    """Give the folder of a group's index."""
    return Path(settings.HOME) / "groups" / group.slug


def open_index(group: Group) -> OpenIndex | None:
    """Open what was read last, or give what is open already; None: nothing was read yet."""
    home = home_of(group)
    stamp = changed_at(home)
    if stamp is None:
        return None
    with _OPENING:
        known = _OPEN.get(home)
        if known is not None and known[0] == stamp:
            return known[1]
        index = read_index(home)
        if index is None:
            return None
        opened = OpenIndex(index)
        _OPEN.pop(home, None)
        while len(_OPEN) >= OPEN_AT_MOST:
            _OPEN.pop(next(iter(_OPEN)))
        _OPEN[home] = stamp, opened
        return opened


def index_state(group: Group) -> IndexState | None:
    """Say what the group's pages compute from; None: nothing was read yet."""
    index = read_index(home_of(group))
    return _state_of(index) if index else None


def measured_items(group: Group) -> tuple[MeasuredItem, ...]:
    """Give the group's items as they are measured, by slug. Two queries. A line that cannot be read selects nothing."""
    words: dict[tuple[int, bool], set[str]] = {}
    said = Confirmation.objects.filter(item__group=group).values_list("item_id", "belongs", "change")
    for item, belongs, change in said:
        words.setdefault((item, belongs), set()).add(change)
    rows = RoadmapItem.objects.filter(group=group).order_by("slug").only("slug", "state", "focus_area", "selectors")
    return tuple(
        MeasuredItem(
            row.slug,
            read_selectors(row.selectors).selectors,
            counts_in(ItemState(row.state)),
            row.focus_area,
            frozenset(words.get((row.pk, True), ())),
            frozenset(words.get((row.pk, False), ())),
        )
        for row in rows
    )


def read_upstream(
    group: Group, *, on: date, lake: Path, progress: Progress, folder: Path | None = None, workers: int | None = None
) -> IndexState:
    """Read everything that is new upstream, and write the group's index anew.

    lake: where histories are kept once they are read. folder: where the files lie that the charter names, if it was
    not said before. MusterError: nobody said where; something cannot be read or written.
    """
    items = measured_items(group)
    place = _folder_of(group, folder, lake, progress)
    loaded = loaded_from_record(group, on, place)
    request = StandingRequest(on=on, workers=workers)
    gathered = gather(loaded, request, home=lake, progress=progress, items=items)
    with DuckDBEngine() as engine:
        gathered.load_into(engine)
        engine.load("conventions", Conventions.of(loaded.charter.counting).table())
        tables = tables_for_index(engine)
    addresses = gathered.identities.table.select(["address", "person"])
    pairs = zip(*(column.to_pylist() for column in addresses.columns), strict=True)
    tables[FINDERS] = finders(pairs, _key())
    return _state_of(write_index(home_of(group), tables, _facts(gathered, place, tables["changes_v1"].num_rows)))


def person_called(group: Group, address: str) -> str | None:
    """Find the opaque id that the evidence has for whoever owns an address; None if it has none, or nothing was read.

    For people who look for themselves: whoever calls it has to have made sure that the address is theirs.
    """
    index = read_index(home_of(group))
    if index is None:
        return None
    wanted = finder(address, _key())
    rows = index.table(FINDERS).to_pylist()
    return next((row["person"] for row in rows if row["finder"] == wanted), None)


def _key() -> bytes:
    return hashlib.sha256(b"change index\0" + settings.SECRET_KEY.encode()).digest()


def _folder_of(group: Group, folder: Path | None, lake: Path, progress: Progress) -> Path:
    if folder is not None:
        place = folder.expanduser().absolute()
        if not place.is_dir():
            raise RequestFault(f"--folder {folder}", "There is no such folder.", "Name the one with the histories.")
        return place
    if group.slug == BUILT_IN:
        return resolve_charter(BUILT_IN, lake, say=progress.say).parent
    index = read_index(home_of(group))
    if index is None or not index.facts.get("from"):
        raise RequestFault(
            group.slug,
            "Nobody has said yet where the histories lie that the charter names.",
            "Say it once: `muster roadmap read GROUP --folder FOLDER`; [evidence] location starts from there.",
        )
    return Path(str(index.facts["from"]))


def _facts(gathered: Gathered, folder: Path, changes: int) -> dict[str, Any]:
    first_day, last_day = gathered.days
    charter = gathered.loaded.charter
    conventions = Conventions.of(charter.counting)
    parts = (gathered.evidence.fingerprint, *(file.sha256 for file in gathered.files), gathered.loaded.sha256)
    return {
        "read_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "fingerprint": hashlib.sha256("\n".join(parts).encode()).hexdigest(),
        "first_day": first_day.isoformat() if first_day else None,
        "last_day": last_day.isoformat() if last_day else None,
        "from": str(folder),
        "charter": {"version": charter.version, "sha256": gathered.loaded.sha256},
        "conventions": {name: getattr(conventions, name) for name in conventions.__slots__},
        "areas": [area.name for area in charter.focus_areas],
        "paths": {name: list(paths) for name, paths in gathered.paths.items()},
        "repositories": [
            {
                "name": one.name,
                "tip": one.default_tip,
                "tips": dict(one.tips),
                "commits": one.commits,
                "problem": str(one.fault) if one.fault else None,
            }
            for one in gathered.evidence.repositories
        ],
        "changes": changes,
    }


def _state_of(index: ChangeIndex) -> IndexState:
    facts = index.facts
    repositories = facts["repositories"]
    return IndexState(
        read_at=facts["read_at"],
        fingerprint=facts["fingerprint"],
        first_day=_day(facts["first_day"]),
        last_day=_day(facts["last_day"]),
        repositories=tuple(one["name"] for one in repositories if one["commits"]),
        unread=tuple((one["name"], one["problem"]) for one in repositories if one["problem"]),
        areas=tuple(facts["areas"]),
        paths={name: tuple(paths) for name, paths in facts["paths"].items()},
        conventions=dict(facts["conventions"]),
        folder=facts["from"],
        changes=facts["changes"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
