"""What selectors catch while somebody writes them, what they nearly catch, and what is linked to nothing yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from muster.actions.loading_items import load_items, refused_by_re2
from muster.actions.roadmap.indexing import IndexState, OpenIndex, measured_items, open_index
from muster.domain.roadmap.items import Selector, SelectorKind
from muster.domain.roadmap.measured import MeasuredItem
from muster.domain.roadmap.near import GOALS, Wider, wider
from muster.domain.roadmap.selectors import written
from muster.domain.words import neutral
from muster.evidence.engines.shape import Engine
from muster.records.models import Group

SHOWN: Final = 100
"""Caught changes that a preview lists; it counts all of them."""

NEAR_SHOWN: Final = 30
NAMED: Final = 60
"""Goals of caught changes that are looked for elsewhere."""

_PREVIEW: Final = "\0preview"
_NEAR: Final = "\0near"


@dataclass(frozen=True, slots=True)
class Caught:
    """A change that is the item's. by: the selectors that catch it, as they are written; () if a person said so."""

    change: str
    repository: str
    day: date
    company: str
    subject: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A change that is not caught, and why it may have been meant. in_area: it lies in the item's focus area."""

    change: str
    repository: str
    day: date
    company: str
    subject: str
    why: str
    in_area: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What selectors catch. caught: the latest of `count` changes. by_selector: how many each of them catches.

    near: the nearest first. area_changes: of the focus area; area_on_items: of these, the ones on this or another item;
    area_unlinked: those that are on no item and name no goal. remarks: whole sentences about what cannot be told.
    """

    caught: tuple[Caught, ...]
    count: int
    by_selector: tuple[tuple[str, int], ...]
    near: tuple[Near, ...]
    area_changes: int
    area_on_items: int
    area_unlinked: int
    remarks: tuple[str, ...]

    @property
    def unlinked_share(self) -> float:
        """The part of the focus area that is linked to nothing, for showing."""
        return self.area_unlinked / self.area_changes if self.area_changes else 0.0


def preview(
    group: Group,
    selectors: Sequence[Selector],
    *,
    focus_area: str = "",
    confirmations: Mapping[str, bool] | None = None,
    slug: str = "",
) -> Preview | None:
    """Show what selectors catch; None: nothing was read yet.

    confirmations: people's words, change to whether it belongs. slug: the item that is edited, whose own selectors of
    before are left aside.
    """
    opened = open_index(group)
    if opened is None:
        return None
    words = confirmations or {}
    asked, remarks = _fit(selectors, opened.state)
    item = MeasuredItem(
        _PREVIEW,
        asked,
        confirmed=frozenset(change for change, belongs in words.items() if belongs),
        refused=frozenset(change for change, belongs in words.items() if not belongs),
    )
    others = tuple(one for one in measured_items(group) if one.slug != slug)
    on_others = _on_items(opened, others)
    with opened.engine() as engine:
        load_items(engine, [item], opened.subjects)
        by_change = _by_change(engine, _PREVIEW)
        keys = engine.rows("item_changes_v1")["change_key"]
        near = _near(opened, engine, asked, pa.concat_arrays([keys.combine_chunks(), _texts(item.refused)]))
    in_area, unlinked, on_items = _area(opened, focus_area, keys, on_others)
    shown = _told(opened, keys, SHOWN)
    said = [written(one) for one in asked]
    return Preview(
        caught=tuple(
            Caught(**row, by=tuple(said[number] for number in by_change.get(row["change"], ()))) for row in shown
        ),
        count=len(keys),
        by_selector=tuple(
            (text, sum(number in numbers for numbers in by_change.values())) for number, text in enumerate(said)
        ),
        near=_nearest(opened, near, in_area),
        area_changes=len(in_area),
        area_on_items=on_items,
        area_unlinked=unlinked,
        remarks=remarks,
    )


def _fit(selectors: Sequence[Selector], state: IndexState) -> tuple[tuple[Selector, ...], tuple[str, ...]]:
    """Leave aside what RE2 does not take, and say of the rest what cannot be told from what was read."""
    fit: list[Selector] = []
    remarks: list[str] = []
    read, unread = set(state.repositories), dict(state.unread)
    for one in selectors:
        if one.kind is SelectorKind.MESSAGE and (reason := refused_by_re2(one.value)):
            remarks.append(f"“{written(one)}” is left aside: {reason} Write another pattern.")
            continue
        fit.append(one)
        if one.repository in unread:
            remarks.append(f"{one.repository} could not be read: {unread[one.repository]}")
        elif one.repository and one.repository not in read:
            remarks.append(f"{one.repository} is none of the repositories that were read, so it catches nothing.")
        elif one.kind is SelectorKind.PATH and not _covers(state.paths.get(one.repository, ()), one.value):
            remarks.append(f"Which changes touch {one.value} is known once the item is saved and upstream read again.")
    return tuple(fit), tuple(dict.fromkeys(remarks))


def _covers(paths: Iterable[str], wanted: str) -> bool:
    return any(wanted == path or wanted.startswith(f"{path.rstrip('/')}/") for path in paths)


def _by_change(engine: Engine, item: str) -> dict[str, list[int]]:
    rows = engine.rows("caught_changes_v1")
    rows = rows.filter(pc.equal(rows["item"], item))
    found: dict[str, list[int]] = {}
    for change, number in zip(rows["change_key"].to_pylist(), rows["number"].to_pylist(), strict=True):
        found.setdefault(change, []).append(number)
    return found


def _near(
    opened: OpenIndex, engine: Engine, selectors: Sequence[Selector], known: pa.Array
) -> list[tuple[int, Wider, str]]:
    """Give what wider selectors catch and these do not: (nearness, by which, change), each change once."""
    marks = opened.marks()
    blueprints = _blueprints(opened)
    goals = marks.filter(
        pc.and_(
            pc.is_in(marks["change_key"], value_set=known),
            pc.is_in(marks["kind"], value_set=pa.array([*GOALS, SelectorKind.TOPIC], pa.string())),
        )
    )
    columns = ("kind", "value", "repository")
    named = goals.group_by(list(columns)).aggregate([([], "count_all")]).sort_by([("count_all", "descending")])
    rows = named.slice(0, NAMED).select(list(columns)).to_pylist()
    found = wider(selectors, blueprints, [(row["kind"], row["value"], row["repository"]) for row in rows])
    load_items(engine, [MeasuredItem(_NEAR, tuple(one.selector for one in found))], opened.subjects)
    already = set(known.to_pylist())
    return sorted(
        (
            (min(numbers), found[min(numbers)], change)
            for change, numbers in _by_change(engine, _NEAR).items()
            if change not in already
        ),
        key=lambda near: (near[0], near[2]),
    )


def _nearest(opened: OpenIndex, near: Sequence[tuple[int, Wider, str]], in_area: pa.Array) -> tuple[Near, ...]:
    area = set(in_area.to_pylist())
    ranked = sorted(near, key=lambda one: (one[2] not in area, one[0], one[2]))[:NEAR_SHOWN]
    why = {change: by.why for _, by, change in ranked}
    rows = {row["change"]: row for row in _told(opened, _texts(why), len(why))}
    return tuple(Near(**rows[change], why=by.why, in_area=change in area) for _, by, change in ranked if change in rows)


def _told(opened: OpenIndex, keys: pa.Array, limit: int) -> list[dict[str, Any]]:
    """Tell of the latest of some changes."""
    rows = opened.changes()
    rows = rows.filter(pc.is_in(rows["change"], value_set=_array(keys)))
    rows = rows.sort_by([("day", "descending"), ("change", "ascending")]).slice(0, limit)
    return [{**row, "subject": neutral(row["subject"])} for row in rows.to_pylist()]


def _area(opened: OpenIndex, name: str, keys: pa.Array, others: pa.Array) -> tuple[pa.Array, int, int]:
    """Give the changes of a focus area, how many of them are linked to nothing, and how many are on some item."""
    areas = opened.areas()
    inside = _array(areas.filter(pc.equal(areas["area"], name))["change_key"])
    on_items = pc.or_(pc.is_in(inside, value_set=_array(keys)), pc.is_in(inside, value_set=others))
    linked = pc.is_in(inside, value_set=opened.linked())
    unlinked = pc.sum(pc.invert(pc.or_(on_items, linked))).as_py() or 0
    return inside, unlinked, pc.sum(on_items).as_py() or 0


def _on_items(opened: OpenIndex, items: tuple[MeasuredItem, ...]) -> pa.Array:
    counting = tuple(one for one in items if one.counts)

    def on_items() -> pa.Array:
        with opened.engine() as engine:
            load_items(engine, counting, opened.subjects)
            return _array(pc.unique(engine.rows("item_changes_v1")["change_key"]))

    found: pa.Array = opened.remembered("on items", counting, on_items)
    return found


def _blueprints(opened: OpenIndex) -> frozenset[str]:
    def names() -> frozenset[str]:
        marks = opened.marks()
        return frozenset(pc.unique(marks.filter(pc.equal(marks["kind"], "blueprint"))["value"]).to_pylist())

    found: frozenset[str] = opened.remembered("blueprints", None, names)
    return found


def _array(column: Any) -> pa.Array:  # noqa: ANN401 - an array or a chunked one
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _texts(texts: Iterable[str]) -> pa.Array:
    return pa.array(sorted(texts), pa.string())
