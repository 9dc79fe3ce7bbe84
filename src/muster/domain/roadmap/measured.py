"""Items as the evidence is measured by them: which work is theirs, and whether it counts toward the roadmap.

A group of the record has them in its tables; whoever keeps a charter as a file names a file of them beside it:

    [[items]]
    slug = "t1"
    title = "Policy tests in upstream gates"
    focus_area = "Testing"
    state = "agreed"                                   # or proposed, delivered, dropped; agreed if left out
    agreed = 2016-11-22                                # the day from which it counts; left out, it always has
    selectors = ["repository openstack/patrole"]

Agreed and delivered items count; what is only proposed, or dropped, is measured beside them. On a day before any item
was agreed there is no roadmap yet, so nothing is measured by this file.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from muster.domain.errors import RequestFault
from muster.domain.roadmap.items import ItemState, Selector, SelectorKind
from muster.domain.roadmap.selectors import read_selectors, written

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_KEYS = frozenset({"slug", "title", "focus_area", "state", "agreed", "selectors"})
SHOWN = 20
"""Faults that one refusal tells."""


@dataclass(frozen=True, slots=True)
class MeasuredItem:
    """One item. counts: toward the roadmap. confirmed, refused: keys of changes, by people's word."""

    slug: str
    selectors: tuple[Selector, ...]
    counts: bool = True
    focus_area: str = ""
    confirmed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


def counts_in(state: ItemState) -> bool:
    """Whether work on an item in this state is work on the roadmap."""
    return state in {ItemState.AGREED, ItemState.DELIVERED}


def fingerprint_of(items: Iterable[MeasuredItem]) -> str:
    """SHA-256 of all that is measured by, whatever the order of the items; "" without any."""
    said = sorted(
        [
            item.slug,
            item.counts,
            [written(selector) for selector in item.selectors],
            sorted(item.confirmed),
            sorted(item.refused),
        ]
        for item in items
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""


def paths_of(items: Iterable[MeasuredItem]) -> dict[str, tuple[str, ...]]:
    """Give the paths that have to be read, by repository."""
    found: dict[str, dict[str, None]] = {}
    for item in items:
        for selector in item.selectors:
            if selector.kind is SelectorKind.PATH:
                found.setdefault(selector.repository, {})[selector.value] = None
    return {repository: tuple(paths) for repository, paths in found.items()}


def read_roadmap(text: str, where: str, *, on: date) -> tuple[MeasuredItem, ...]:
    """Read a file of items as it holds on a day. where: what faults call it.

    RequestFault: everything that is wrong with it.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise RequestFault(where, f"This is not TOML: {str(wrong)[:200]}.", "Mend it.") from None
    faults: list[str] = []
    items: dict[str, MeasuredItem] = {}
    tables = data.get("items", [])
    if set(data) - {"items"} or not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise RequestFault(where, "It holds something else than items.", "Begin each item with [[items]].")
    for number, one in enumerate(tables, start=1):
        item = _item(one, f"item {number}", faults, on)
        if item.slug in items:
            faults.append(f"item {number}: {item.slug!r} is the name of another item; give it one of its own.")
        items[item.slug] = item
    if faults:
        more = f" And {len(faults) - SHOWN} more." if len(faults) > SHOWN else ""
        raise RequestFault(where, " ".join(faults[:SHOWN]) + more, "Mend each of them.")
    return tuple(items.values())


def _item(one: Mapping[str, object], place: str, faults: list[str], on: date) -> MeasuredItem:
    slug = one.get("slug")
    if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
        faults.append(f"{place}: its slug must be small letters, digits and hyphens.")
        slug = place
    if unknown := sorted(set(one) - _KEYS):
        faults.append(f"{place}: {', '.join(unknown)[:100]} means nothing here; it may say {', '.join(sorted(_KEYS))}.")
    lines = one.get("selectors", [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        faults.append(f"{place}: its selectors must be a list of texts.")
        lines = []
    read = read_selectors(lines)
    faults += [f"{place}: selector {fault.line}: {fault.what} {fault.mend}" for fault in read.faults]
    named = one.get("state", ItemState.AGREED.value)
    state = next((state for state in ItemState if state == named), None)
    if state is None:
        faults.append(f"{place}: its state must be one of {', '.join(ItemState)}.")
    agreed = one.get("agreed", date.min)
    if not isinstance(agreed, date):
        faults.append(f"{place}: the day on which it was agreed must be a date, such as 2016-11-22.")
        agreed = date.min
    counts = (state is None or counts_in(state)) and date(agreed.year, agreed.month, agreed.day) <= on
    return MeasuredItem(slug, read.selectors, counts, str(one.get("focus_area", "")))
