"""What came of a group's roadmap in a window: counted over its change index, judged in the domain, and remembered.

A page never reads git. Without an index there is no proof, and the page says how to get one (`NOTHING_READ`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from threading import Lock
from typing import Final, TypeVar

from muster.actions.counting import count, load_windows
from muster.actions.effective_charter import effective_charter
from muster.actions.loading_items import load_items
from muster.actions.roadmap.indexing import IndexState, OpenIndex, index_state, measured_items, open_index
from muster.domain.contribution.standing import Theta
from muster.domain.contribution.tally import FTE
from muster.domain.contribution.windows import Window
from muster.domain.membership.roll import members_within
from muster.domain.roadmap.measured import MeasuredItem, fingerprint_of
from muster.domain.roadmap.proof.judging import (
    Basis,
    Counted,
    Evidence,
    SubjectDays,
    Subjects,
    SubjectTotal,
    SubjectWork,
    prove,
)
from muster.domain.roadmap.proof.proof import Proof
from muster.evidence.engines.shape import Engine
from muster.records.models import Group

__all__ = ["NOTHING_READ", "IndexState", "index_state", "item_people", "proof_of"]

NOTHING_READ: Final = "Nothing was read upstream yet: run `muster roadmap read GROUP` where Muster is installed."
KEPT_AT_MOST: Final = 64
LONG_AGO: Final = date(1970, 1, 1)

_KEPT: dict[tuple[object, ...], Proof] = {}
_KEEPING = Lock()


def proof_of(group: Group, window: Window, *, on: date) -> Proof | None:
    """Prove the roadmap in a window; None: nothing was read yet.

    on: the day up to which signs of life are seen. The same question about the same evidence is answered from memory.
    """
    opened = open_index(group)
    if opened is None:
        return None
    charter = effective_charter(group, on)
    items = measured_items(group)
    theta = Theta(charter.counting.theta.lenient, charter.counting.theta.likely, charter.counting.theta.strict)
    subjects = Subjects(
        items=tuple(item.slug for item in items),
        on_roadmap=frozenset(item.slug for item in items if item.counts),
        areas=opened.state.areas,
        members=members_within(charter, window),
    )
    basis = Basis(opened.state.fingerprint, opened.state.read_at, on.isoformat())
    key = (group.slug, basis, window, fingerprint_of(items), subjects, theta)
    with _KEEPING:
        known = _KEPT.get(key)
    if known is not None:
        return known
    proof = prove(subjects, _counted(opened, items, window, on), theta, basis)
    with _KEEPING:
        while len(_KEPT) >= KEPT_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = proof
    return proof


def item_people(group: Group, window: Window) -> tuple[SubjectDays, ...]:
    """Give everybody's days on each item in a window, by opaque id and company: who knows what. () without an index."""
    opened = open_index(group)
    if opened is None:
        return ()
    with opened.engine() as engine:
        load_items(engine, measured_items(group), opened.subjects)
        load_windows(engine, [window])
        return tuple(_by_kind(engine, SubjectDays)["item"])


def _counted(opened: OpenIndex, items: tuple[MeasuredItem, ...], window: Window, on: date) -> Evidence:
    with opened.engine() as engine:
        load_items(engine, items, opened.subjects)
        engine.expect(ASKED)
        load_windows(engine, [window])
        tally = count(engine, None, [window], {FTE.name})[window]
        days, work, totals = (
            _by_kind(engine, SubjectDays),
            _by_kind(engine, SubjectWork),
            _by_kind(engine, SubjectTotal),
        )
        seen = opened.remembered("seen", (fingerprint_of(items), on), lambda: _seen(engine, on))
    of_items, of_areas = (Counted(days[kind], work[kind], totals[kind]) for kind in ("item", "area"))
    return Evidence(tally, replace(of_items, ever=seen), of_areas)


def _seen(engine: Engine, on: date) -> dict[str, tuple[date, date]]:
    """Give the first and last day of each item's changes up to a day, whatever the window that is asked about."""
    load_windows(engine, [Window(LONG_AGO, max(on, LONG_AGO) + timedelta(days=1))])
    return {
        total.subject: (total.first_day, total.last_day)
        for total in _by_kind(engine, SubjectTotal)["item"]
        if total.first_day and total.last_day
    }


Row = TypeVar("Row", SubjectDays, SubjectWork, SubjectTotal)
_MEASURES: Final[Mapping[type, str]] = {
    SubjectDays: "subject_days_v1",
    SubjectWork: "subject_work_v1",
    SubjectTotal: "subject_totals_v1",
}
ASKED: Final = ("active_days_v1", *_MEASURES.values())


def _by_kind(engine: Engine, shape: type[Row]) -> dict[str, list[Row]]:
    """Ask one of the three measures, and tell items and areas apart."""
    rows = engine.rows(_MEASURES[shape])
    found: dict[str, list[Row]] = {"item": [], "area": []}
    columns = [rows.column(name).to_pylist() for name in shape._fields]
    for kind, *cells in zip(rows.column("kind").to_pylist(), *columns, strict=True):
        found[kind].append(shape(*cells))
    return found
