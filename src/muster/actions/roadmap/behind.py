"""The changes behind a figure: those of an item or a focus area, of one company or of all, of some days or always."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, overload

from muster.actions.loading_items import load_items
from muster.actions.roadmap.indexing import OpenIndex, measured_items, open_index
from muster.domain.contribution.windows import Window, parse_window
from muster.domain.errors import NotThere, RequestFault
from muster.domain.people.affiliation import INDEPENDENT, UNAFFILIATED
from muster.domain.printable import printable
from muster.domain.roadmap.measured import MeasuredItem, fingerprint_of
from muster.domain.words import neutral
from muster.evidence.change_index import ChangeIndex
from muster.records.models import Group, Organisation

NOBODYS: Final = {UNAFFILIATED: "company not known", INDEPENDENT: "no company"}
"""What stands for names that are no company's."""
LONGEST: Final = 200
KEPT_AT_MOST: Final = 8

_KEPT: dict[tuple[Path, str], Any] = {}
_KEEPING = Lock()


@dataclass(frozen=True, slots=True)
class Behind:
    """What is asked about; "" and None for all of it."""

    item: str = ""
    area: str = ""
    company: str = ""
    window: Window | None = None

    @classmethod
    def read(cls, item: str, area: str, company: str, window: str) -> "Behind":
        """Read it from an address. RequestFault: an item and an area at once, or a window that is none."""
        item, area, company, window = (text.strip()[:LONGEST] for text in (item, area, company, window))
        if item and area:
            raise RequestFault("item and area", "A figure is of one of them.", "Ask about the item, or about the area.")
        return cls(item, area, company, parse_window(window) if window else None)


@dataclass(frozen=True, slots=True)
class ChangeBehind:
    """One change. number: its place in the list, from 1. key: the Change-Id, or `commit:` and a hash.

    company: whose day it counts as. subject: the first line of its message, without any address.
    """

    number: int
    key: str
    repository: str
    day: date
    company: str
    subject: str


class Changes(Sequence[ChangeBehind]):
    """Changes in order, each made fit to be shown when it is asked for: a page shows fifty of fifty thousand."""

    def __init__(self, rows: Any, called: Mapping[str, str]) -> None:  # noqa: ANN401 - an Arrow table, which has no types
        """Take rows in their order. called: organisations' own names by every name that they are known by."""
        self._rows, self._called = rows, called

    def __len__(self) -> int:
        return int(self._rows.num_rows)

    @overload
    def __getitem__(self, place: int) -> ChangeBehind: ...
    @overload
    def __getitem__(self, place: slice) -> list[ChangeBehind]: ...
    def __getitem__(self, place: int | slice) -> ChangeBehind | list[ChangeBehind]:
        """Give one, or those of a range."""
        places = range(len(self))[place]
        if isinstance(places, int):
            return self._shown(places + 1, self._rows.slice(places, 1).to_pylist()[0])
        start, length = (places[0], places[-1] - places[0] + 1) if places else (0, 0)
        rows = self._rows.slice(start, length).to_pylist()
        return [self._shown(one + 1, rows[one - start]) for one in places]

    def _shown(self, number: int, row: Mapping[str, Any]) -> ChangeBehind:
        names = (NOBODYS.get(name) or self._called.get(name.casefold(), name) for name in row["companies"])
        return ChangeBehind(
            number,
            neutral(row["change_key"]),
            neutral(row["repository"]),
            row["day"],
            neutral(", ".join(sorted(names))),
            neutral(row["subject"] or ""),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The changes that were found, the earliest first. read: whether anything was read at all."""

    asked: Behind
    read: bool
    changes: Sequence[ChangeBehind]


def changes_behind(group: Group, asked: Behind, *, on: date) -> Found:
    """Find the changes behind a figure, up to a day. NotThere: the group has no such item.

    A company may be called as the group calls it, or by another of the names that it is known by.
    """
    items = measured_items(group)
    if asked.item and asked.item not in {item.slug for item in items}:
        where = f"item/{printable(asked.item)}"
        raise NotThere(where, "The group's roadmap has no such item.", "Roadmap lists those that it has.")
    called = names_of(group)
    opened = open_index(group)
    if opened is None:
        return Found(asked, read=False, changes=())
    keys = _keys(opened, asked, items)
    rows = _rows(opened, asked, keys=keys, companies=_also_called(asked.company, called), on=on)
    return Found(asked, read=True, changes=Changes(rows, called))


def names_of(group: Group) -> dict[str, str]:
    """Give each organisation's own name by every name that it is known by, in small letters. One query."""
    rows = Organisation.objects.filter(group=group).values_list("name", "aliases")
    return {name.casefold(): own for own, others in rows for name in (*others, own)}


def _also_called(company: str, called: dict[str, str]) -> frozenset[str]:
    """Give every name, in small letters, under which a company's work may stand; none if none is asked about."""
    if not company:
        return frozenset()
    given = company.casefold()
    nobody = next((name for name, said in NOBODYS.items() if said == given), None)
    own = called.get(given)
    return frozenset(
        {given, *([nobody.casefold()] if nobody else []), *(name for name, it in called.items() if it == own)}
    )


def _keys(opened: OpenIndex, asked: Behind, items: Sequence[MeasuredItem]) -> Any:  # noqa: ANN401 - an Arrow column, or None for all
    if asked.item:
        return _column(_of_items(opened, items), "item", asked.item)
    if asked.area:
        return _column(table_of(opened.index, "change_areas_v1"), "area", asked.area)
    return None


def _of_items(opened: OpenIndex, items: Sequence[MeasuredItem]) -> Any:  # noqa: ANN401 - an Arrow table
    """Give which changes are which item's; kept until the items or the index change."""
    key = (opened.index.folder, fingerprint_of(items))
    known = _KEPT.get(key)
    if known is None:
        with opened.engine() as engine:
            load_items(engine, items, lambda: subjects_of(opened.index))
            known = engine.rows("item_changes_v1")
        with _KEEPING:
            while len(_KEPT) >= KEPT_AT_MOST:
                _KEPT.pop(next(iter(_KEPT)))
            _KEPT[key] = known
    return known


def _column(rows: Any, name: str, value: str) -> Any:  # noqa: ANN401 - Arrow tables have no types
    import pyarrow.compute as pc  # noqa: PLC0415 - loads slowly, and only these pages need it

    return rows.filter(pc.equal(rows[name], value))["change_key"].combine_chunks()


def _rows(
    opened: OpenIndex,
    asked: Behind,
    *,
    keys: Any,  # noqa: ANN401 - an Arrow column, or None for all
    companies: Collection[str],
    on: date,
) -> Any:  # noqa: ANN401 - an Arrow table
    """Give the changes, each once, with every company that it counts for."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    rows = table_of(opened.index, "credits_v1")
    window = asked.window or Window(date.min, on + timedelta(days=1))
    kept = pc.and_(pc.greater_equal(rows["day"], window.first_day), pc.less(rows["day"], window.end_day))
    kept = pc.and_(kept, pc.less_equal(rows["day"], on))
    if keys is not None:
        kept = pc.and_(kept, pc.is_in(rows["change_key"], value_set=keys))
    if companies:
        lower = pc.utf8_lower(rows["company"])
        kept = pc.and_(kept, pc.is_in(lower, value_set=pa.array(sorted(companies), pa.string())))
    told = rows.filter(kept).join(table_of(opened.index, "change_subjects_v1"), "change_key")
    once = told.group_by("change_key").aggregate(
        [("repository", "min"), ("day", "min"), ("company", "distinct"), ("subject", "min")]
    )
    named = {
        "repository_min": "repository",
        "day_min": "day",
        "company_distinct": "companies",
        "subject_min": "subject",
    }
    found = once.rename_columns([named.get(name, name) for name in once.column_names])
    return found.sort_by([("day", "ascending"), ("change_key", "ascending")])


def subjects_of(index: ChangeIndex) -> Any:  # noqa: ANN401 - an Arrow table
    """Give the first lines of messages, each with the commit by which its change is counted."""
    changes = table_of(index, "changes_v1").select(["change_key", "repository", "sha"])
    return changes.join(table_of(index, "change_subjects_v1"), "change_key").select(["repository", "sha", "subject"])


def table_of(index: ChangeIndex, name: str) -> Any:  # noqa: ANN401 - an Arrow table
    """Give a table of an index, read once: a folder is named by what is in it."""
    return _table(index.folder, name)


@lru_cache(maxsize=24)
def _table(folder: Path, name: str) -> Any:  # noqa: ANN401 - as above
    return ChangeIndex(folder, {}).table(name)
