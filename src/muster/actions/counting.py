"""From rows of measures to tallies: what was counted in each window under one set of conventions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from muster.domain.charter.counting import Counting
from muster.domain.contribution.common_work import Goal, GoalWork
from muster.domain.contribution.fte import ActiveDays
from muster.domain.contribution.standing import Bot, LinkedShare, ReviewVotes
from muster.domain.contribution.tally import MEASURES, Counts, Tally
from muster.domain.contribution.windows import Window
from muster.evidence.engines.shape import Engine

EVERYTHING = frozenset(MEASURES)
MEASURES_READ = (
    *("active_days_v1", "contribution_v1", "review_votes_v1", "contribution_by_area_v1"),
    *("goal_work_v1", "linked_share_v1", "bots_v1"),
)
"""The measures of the evidence that the functions below ask for."""
COUNTS_OF_COMPANIES = frozenset({"active_days", "changes", "people"})


@dataclass(frozen=True, slots=True)
class Conventions:
    """The choices that change a count (DESIGN 4.8), as the measures read them."""

    day_of: str
    clock: str
    refs: str
    credit: str
    identities: str

    @classmethod
    def of(cls, counting: Counting) -> "Conventions":
        """Take them from a charter."""
        return cls(counting.day_of, counting.clock, counting.refs, counting.credit, counting.identities)

    def table(self) -> pa.Table:
        """Give them as the one row that the measures join."""
        return pa.Table.from_pylist([{name: getattr(self, name) for name in self.__slots__}])


def load_windows(engine: Engine, windows: Iterable[Window]) -> None:
    """Tell the engine which windows to count; each is known by its own text."""
    rows = [
        {"window_id": str(window), "first_day": window.first_day, "end_day": window.end_day} for window in set(windows)
    ]
    schema = pa.schema([("window_id", pa.string()), ("first_day", pa.date32()), ("end_day", pa.date32())])
    engine.load("windows", pa.Table.from_pylist(rows, schema=schema))


def count(
    engine: Engine, conventions: Conventions | None, windows: Iterable[Window], measures: Collection[str] = EVERYTHING
) -> dict[Window, Tally]:
    """Count under `conventions`, in each of the windows that were loaded and are asked for.

    conventions: None, if the engine's rows were computed under them before. measures: what will be read off the
    tallies; what a measure does not need is not counted.
    """
    if conventions is not None:
        engine.load("conventions", conventions.table())
    active: dict[str, list[ActiveDays]] = defaultdict(list)
    rows = engine.rows("active_days_v1").select(["window_id", *ActiveDays._fields])
    for window_id, *row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        active[window_id].append(ActiveDays(*row))
    counts: dict[str, dict[str, Counts]] = defaultdict(dict)
    if not COUNTS_OF_COMPANIES.isdisjoint(measures):
        for row in engine.rows("contribution_v1").to_pylist():
            counts[row["window_id"]][row["company"]] = Counts(row["people"], row["active_days"], row["changes"])
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    if "review_votes" in measures:
        for row in engine.rows("review_votes_v1").to_pylist():
            votes[row["window_id"]][row["company"]] += row["votes"]
    return {
        window: Tally(window, tuple(active[key]), counts[key], dict(votes[key]))
        for window in windows
        for key in (str(window),)
    }


def changes_by_area(engine: Engine, window: Window) -> dict[str, dict[str, int]]:
    """Give each company's changes in each focus area in the window."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in engine.rows("contribution_by_area_v1").to_pylist():
        if row["window_id"] == str(window):
            found[row["company"]][row["area"]] = row["changes"]
    return found


def goal_work(engine: Engine, window: Window) -> list[GoalWork]:
    """Give who worked on which goal in the window."""
    return [
        GoalWork(Goal(row["kind"], row["scope"], row["key"]), row["company"], row["people"], row["changes"])
        for row in engine.rows("goal_work_v1").to_pylist()
        if row["window_id"] == str(window)
    ]


def linked_shares(engine: Engine, window: Window, areas: Mapping[str, Sequence[str]]) -> tuple[LinkedShare, ...]:
    """Give, for all work and for each focus area's whole repositories, how many changes name a goal."""
    by_repository = {
        row["repository"]: (row["changes"], row["linked"])
        for row in engine.rows("linked_share_v1").to_pylist()
        if row["window_id"] == str(window)
    }
    subjects = {"everything": tuple(by_repository), **areas}
    return tuple(
        LinkedShare(
            subject,
            *(sum(by_repository.get(name, (0, 0))[column] for name in repositories) for column in (0, 1)),
        )
        for subject, repositories in subjects.items()
    )


def reviews(engine: Engine, window: Window) -> tuple[ReviewVotes, ...]:
    """Give who reviewed in the window, a company at a time, most votes first."""
    people: dict[str, set[str]] = defaultdict(set)
    votes: dict[str, int] = defaultdict(int)
    negative: dict[str, int] = defaultdict(int)
    for row in engine.rows("review_votes_v1").to_pylist():
        if row["window_id"] == str(window):
            people[row["company"]].add(row["person"])
            votes[row["company"]] += row["votes"]
            negative[row["company"]] += row["negative"]
    ranked = sorted(votes, key=lambda company: (-votes[company], company))
    return tuple(ReviewVotes(name, len(people[name]), votes[name], negative[name]) for name in ranked)


def bots(engine: Engine, window: Window) -> tuple[Bot, ...]:
    """Give the accounts that were counted aside as machines in the window, busiest first."""
    rows = [row for row in engine.rows("bots_v1").to_pylist() if row["window_id"] == str(window)]
    rows.sort(key=lambda row: (-row["changes"], row["person"]))
    return tuple(Bot(row["person"], row["name"], row["changes"]) for row in rows)
