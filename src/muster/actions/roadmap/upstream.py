"""How often goals upstream were shared in a window, by members and by companies as a whole: the baseline of a year."""

from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Final
from weakref import WeakSet

from muster.actions.counting import load_windows
from muster.actions.effective_charter import effective_charter
from muster.actions.roadmap.behind import table_of
from muster.actions.roadmap.indexing import OpenIndex, open_index
from muster.domain.contribution.common_work import CommonWork, Goal, GoalWork, common_work
from muster.domain.contribution.windows import Window
from muster.domain.membership.roll import members_within
from muster.domain.roadmap.proof.judging import NOBODY
from muster.records.models import Group

KINDS: Final = ("blueprint", "bug", "story")
KEPT_AT_MOST: Final = 64

_KEPT: dict[tuple[Path, Window, frozenset[str]], tuple[CommonWork, ...]] = {}
_KEEPING = Lock()
_TAUGHT: WeakSet[OpenIndex] = WeakSet()


def common_work_in(group: Group, window: Window, *, on: date) -> tuple[CommonWork, ...]:
    """Count the goals that two or more worked on, a kind at a time; () without an index. Kept until it changes."""
    opened = open_index(group)
    if opened is None:
        return ()
    members = members_within(effective_charter(group, on), window)
    key = (opened.index.folder, window, members)
    with _KEEPING:
        known = _KEPT.get(key)
    if known is None:
        known = common_work(_goal_work(opened, window), members, NOBODY, KINDS)
        with _KEEPING:
            while len(_KEPT) >= KEPT_AT_MOST:
                _KEPT.pop(next(iter(_KEPT)))
            _KEPT[key] = known
    return known


def _goal_work(opened: OpenIndex, window: Window) -> list[GoalWork]:
    with opened.engine() as engine:
        if opened not in _TAUGHT:
            engine.take("change_goals_v1", _goals(opened))
            _TAUGHT.add(opened)
        load_windows(engine, [window])
        rows = engine.rows("goal_work_v1").to_pylist()
    return [
        GoalWork(Goal(row["kind"], row["scope"], row["key"]), row["company"], row["people"], row["changes"])
        for row in rows
    ]


def _goals(opened: OpenIndex) -> Any:  # noqa: ANN401 - an Arrow table
    """Give the goals that changes name, out of all that they can be told by."""
    import pyarrow as pa  # noqa: PLC0415 - loads slowly, and only this page needs it
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    marks = table_of(opened.index, "change_marks_v1")
    found = marks.filter(pc.is_in(marks["kind"], value_set=pa.array(KINDS)))
    named = found.select(["change_key", "kind", "value"]).rename_columns(["change_key", "kind", "key"])
    return named.group_by(["change_key", "kind", "key"]).aggregate([])
