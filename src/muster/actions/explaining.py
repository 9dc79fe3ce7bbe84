"""Why a figure is what it is: from a member to people, to days, to changes, to the rule and source behind each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa

from muster.actions.charters import LoadedCharter
from muster.actions.counting import Conventions, count, load_windows
from muster.actions.gathering import Gathered, gather
from muster.actions.request import StandingRequest
from muster.domain.contribution.caveats import caveats
from muster.domain.contribution.explanation import (
    Attribution,
    ExplainedChange,
    ExplainedDay,
    ExplainedPerson,
    Explanation,
)
from muster.domain.contribution.fte import ActiveDays, full_time_days, full_time_share, shares
from muster.domain.contribution.standing import Theta
from muster.domain.contribution.tally import Tally
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window, window_before
from muster.domain.errors import RequestFault
from muster.evidence.engines.registry import open_engine
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import schema_of
from muster.evidence.progress import Progress

SHORTEST_CHANGE = 6
NOTHING = Figures(Fraction(0), Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be explained: a member's (or any company's) figure, a person's, or how one change was counted."""

    kind: str
    value: str


def explain(
    loaded: LoadedCharter, request: StandingRequest, subject: Subject, *, home: Path, progress: Progress
) -> Explanation:
    """Explain a figure. RequestFault: nobody and nothing of that name is in the evidence."""
    gathered = gather(loaded, request, home=home, progress=progress)
    window = request.window or window_before(request.on, loaded.charter.counting.window_months)
    options = {"master": request.master} if request.master else {}
    with open_engine(request.engine, **options) as engine:
        gathered.load_into(engine)
        load_windows(engine, [window])
        tally = count(engine, Conventions.of(loaded.charter.counting), [window], {"fte"})[window]
        return _Explainer(gathered, request, window, tally, engine).explanation(subject)


@dataclass(frozen=True, slots=True)
class _Explainer:
    gathered: Gathered
    request: StandingRequest
    window: Window
    tally: Tally
    engine: Engine

    def explanation(self, subject: Subject) -> Explanation:
        companies: frozenset[str] | None = None
        shown = subject.value
        match subject.kind:
            case "member":
                shown = self._company(subject.value)
                companies = frozenset({shown})
                asked = {"person": sorted(self.tally.shares_of(shown))}
            case "person":
                person = self._person(subject.value)
                shown = self._name(person)
                asked = {"person": [person]}
            case _:
                asked = {"change": [_change(subject.value)]}
        people = self._people(asked.get("person", []), companies)
        changes = self._changes(asked, companies, subject)
        return Explanation(
            group=self.gathered.loaded.charter.group.name,
            kind=subject.kind,
            subject=shown,
            on=self.request.on,
            window=self.window,
            theta=self._theta,
            fte=_sum(person.fte for person in people),
            roadmap_fte=_sum(person.roadmap_fte for person in people),
            people=people,
            changes=changes,
            caveats=self._caveats(),
        )

    @property
    def _theta(self) -> Theta:
        theta = self.gathered.loaded.charter.counting.theta
        return self.request.theta or Theta(theta.lenient, theta.likely, theta.strict)

    def _figures(self, figure: Callable[[Fraction], Fraction]) -> Figures:
        theta, months = self._theta, self.window.months
        return Figures(*(figure(full_time_days(days, months)) for days in (theta.lenient, theta.likely, theta.strict)))

    def _ask(self, asked: Mapping[str, Iterable[str]]) -> None:
        rows = [{"kind": kind, "value": value} for kind, values in asked.items() for value in values]
        self.engine.load("asked", pa.Table.from_pylist(rows, schema=schema_of("asked")))

    def _company(self, name: str) -> str:
        """Find a company by its name, or by another name that the charter gives it; capitals do not matter."""
        also = {
            alias.casefold(): member.name
            for member in self.gathered.loaded.charter.members
            for alias in (member.name, *member.also_known_as)
        }
        also |= {company.casefold(): company for company in self.tally.companies}
        if name.casefold() not in also:
            members = ", ".join(dict.fromkeys(member.name for member in self.gathered.loaded.charter.members))
            raise RequestFault(
                f"member {name!r}",
                "No member and no company of the evidence has this name.",
                f"The charter's are: {members}.",
            )
        return also[name.casefold()]

    def _person(self, wanted: str) -> str:
        """Find a person by id, by name or by address."""
        found = self.gathered.identities.find(wanted)
        if len(found) == 1:
            return found[0]
        if not found:
            raise RequestFault(
                f"person {wanted!r}",
                "Nobody in the evidence has this id, name or address.",
                "Ask for a member first: `--member NAME` lists its people with their ids.",
            )
        raise RequestFault(f"person {wanted!r}", "Several people have this name.", f"Ask for one: {', '.join(found)}.")

    def _name(self, person: str) -> str:
        return self.gathered.identities.names.get(person, person)

    def _people(self, people: Iterable[str], companies: frozenset[str] | None) -> tuple[ExplainedPerson, ...]:
        self._ask({"person": people})
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.engine.rows("asked_days_v1").to_pylist():
            if row["day"] in self.window:
                rows[row["person"]].append(row)
        explained = [self._explained(person, rows[person], companies) for person in rows]
        return tuple(sorted(explained, key=lambda one: (-one.fte.likely, -one.days, one.person)))

    def _explained(self, person: str, rows: list[dict[str, Any]], companies: frozenset[str] | None) -> ExplainedPerson:
        # Several rules may put one person's one day under one company; it is still that one day.
        days = {(row["day"], row["company"]): row["companies_that_day"] for row in rows}
        linked = {(row["day"], row["company"]) for row in rows if row["roadmap_changes"]}
        active = [
            ActiveDays(person, company, count, 1, int((day, company) in linked))
            for (day, company), count in days.items()
        ]
        parts = [share for (_, company), share in shares(active).items() if companies is None or company in companies]
        all_days = parts[0].all_days
        return ExplainedPerson(
            person=person,
            name=self._name(person),
            all_days=all_days,
            days=sum((part.days for part in parts), Fraction(0)),
            full_time=self._figures(lambda full_time: full_time_share(all_days, full_time)),
            fte=self._figures(lambda full_time: sum((part.fte(full_time) for part in parts), Fraction(0))),
            roadmap_fte=self._figures(
                lambda full_time: sum((part.roadmap_fte(full_time) for part in parts), Fraction(0))
            ),
            active=tuple(
                ExplainedDay(
                    row["day"],
                    row["companies_that_day"],
                    row["changes"],
                    row["roadmap_changes"],
                    Attribution(row["company"], row["how"], row["rule"], row["source"]),
                )
                for row in sorted(rows, key=lambda row: (row["day"], row["company"], row["rule"]))
                if companies is None or row["company"] in companies
            ),
        )

    def _changes(
        self, asked: Mapping[str, Iterable[str]], companies: frozenset[str] | None, subject: Subject
    ) -> tuple[ExplainedChange, ...]:
        self._ask(asked)
        goals: dict[str, list[str]] = defaultdict(list)
        for row in self.engine.rows("asked_goals_v1").to_pylist():
            goals[row["change_key"]].append(f"{row['kind']} {row['key']}")
        found = tuple(
            ExplainedChange(
                key=row["change_key"],
                repository=row["repository"],
                sha=row["sha"],
                day=row["day"],
                subject=row["subject"],
                person=row["person"],
                credited_as=row["credited_as"],
                commits=row["commits"],
                goals=tuple(goals[row["change_key"]]),
                on_roadmap=bool(row["on_roadmap"]),
                attribution=Attribution(row["company"], row["how"], row["rule"], row["source"]),
            )
            for row in self.engine.rows("asked_changes_v1").to_pylist()
            # A change that is asked for is explained wherever it lies; people's changes are those of the window.
            if subject.kind == "change"
            or (row["day"] in self.window and (companies is None or row["company"] in companies))
        )
        if subject.kind == "change" and not found:
            raise RequestFault(
                f"change {subject.value!r}",
                "No counted change has this Change-Id or hash.",
                "Give at least the first six characters of a Change-Id or a commit's hash.",
            )
        return tuple(sorted(found, key=lambda change: (change.day, change.key, change.person)))

    def _caveats(self) -> tuple[str, ...]:
        charter = self.gathered.loaded.charter
        provenance = self.gathered.provenance(Conventions.of(charter.counting))
        return caveats(self.window, provenance, founded=charter.group.founded, unattributed_share=Fraction(0))


def _change(text: str) -> str:
    """Take a Change-Id, a hash, or the beginning of either."""
    wanted = text.strip().lower()
    if len(wanted.removeprefix("commit:")) < SHORTEST_CHANGE:
        raise RequestFault(
            f"change {text!r}", "That could be any change.", "Give six characters or more of a Change-Id or a hash."
        )
    return wanted


def _sum(parts: Iterable[Figures]) -> Figures:
    total = NOTHING
    for part in parts:
        total = Figures(total.lenient + part.lenient, total.likely + part.likely, total.strict + part.strict)
    return total
