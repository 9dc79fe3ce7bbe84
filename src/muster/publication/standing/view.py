"""What the report shows, put in the order in which it is read: entries, tables by criterion, panels, remarks.

Nothing is judged here; figures come as they are from the standing, and are rounded where they are written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from muster.domain.contribution.common_work import CommonWork
from muster.domain.contribution.plan import VARIANTS
from muster.domain.contribution.standing import (
    CompanyWork,
    CriterionStanding,
    LinkedShare,
    MemberStanding,
    Provenance,
    Standing,
    TrendPoint,
)
from muster.domain.contribution.verdict import Figures, Verdict
from muster.domain.contribution.words import criterion_sentences, day, number, percent, rounded
from muster.domain.people.affiliation import INDEPENDENT, UNAFFILIATED
from muster.domain.words import neutral
from muster.publication.standing.charts.areas import who_works_where
from muster.publication.standing.charts.common_work import shared_or_not
from muster.publication.standing.charts.minimum import who_stands_where
from muster.publication.standing.charts.trend import over_time

TREND_MEASURE = "fte"
"""The measure that the trend follows; its criterion, where a member has one, gives the panel's minimum."""

NO_COMPANY = {UNAFFILIATED: "(no company known)", INDEPENDENT: "(independent people)"}
"""How people without a company are called where companies are listed."""

KINDS = {"blueprint": "Blueprints", "bug": "Bugs", "story": "Stories", "task": "Tasks", "jira": "Jira issues"}
LONGEST_ANCHOR = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation with the anchor of its own section."""

    member: MemberStanding
    anchor: str

    def of(self, criterion: CriterionStanding) -> str:
        """Give the anchor of one of its criteria."""
        return f"{self.anchor}--{slug(criterion.id)}"


@dataclass(frozen=True, slots=True)
class CriterionBlock:
    """One criterion with everybody's standing on it, most first, told in a sentence and drawn.

    like: any of the standings, for what they have in common.
    """

    anchor: str
    like: CriterionStanding
    rows: tuple[tuple[Entry, CriterionStanding], ...]
    told: str
    chart: Markup
    shown: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One member's FTE over time: the drawing, and since when things are as they are."""

    name: str
    href: str | None
    minimum: Fraction | None
    chart: Markup
    said: str


def slug(text: str) -> str:
    """Give a name as an anchor may be written; it never holds "--" or "_", which part it from what is added to it."""
    return re.sub(r"[^a-z0-9]+", "-", neutral(text).lower())[:LONGEST_ANCHOR].strip("-") or "unnamed"


def entries(members: Iterable[MemberStanding], taken: Counter[str]) -> list[Entry]:
    """Give each organisation an anchor of its own; `taken` counts those given before."""
    found = []
    for member in members:
        anchor = f"member-{slug(member.name)}"
        taken[anchor] += 1
        found.append(Entry(member, anchor if taken[anchor] == 1 else f"{anchor}_{taken[anchor]}"))
    return found


def criterion_blocks(members: Sequence[Entry]) -> list[CriterionBlock]:
    """Put the members' standings together by criterion, in the order in which the criteria first come."""
    by_id: dict[str, list[tuple[Entry, CriterionStanding]]] = {}
    for entry in members:
        for criterion in entry.member.criteria:
            by_id.setdefault(criterion.id, []).append((entry, criterion))
    blocks = []
    for index, rows in enumerate(by_id.values(), start=1):
        ranked = tuple(sorted(rows, key=_most_first))
        named = [(entry.member.name, criterion) for entry, criterion in ranked]
        told = " ".join(criterion_sentences(named))
        chart, shown = who_stands_where(named, f"chart-criterion-{index}")
        blocks.append(CriterionBlock(f"criterion-{index}", ranked[0][1], ranked, told, chart, shown))
    return blocks


def _most_first(row: tuple[Entry, CriterionStanding]) -> tuple[bool, Fraction]:
    return row[1].verdict is Verdict.UNPROVEN, -row[1].margin.likely


def panels(standing: Standing, members: Sequence[Entry]) -> list[Panel]:
    """Draw everyone whom the trend knows: the members in their order, then others."""
    courses = _courses(standing.trend)
    known = {entry.member.name: entry for entry in reversed(members)}
    names = [name for name in dict.fromkeys(entry.member.name for entry in members) if name in courses]
    names += [name for name in courses if name not in known]
    drawn = []
    for index, name in enumerate(names, start=1):
        entry, course = known.get(name), courses[name]
        minimum = _minimum(entry.member) if entry else None
        chart = over_time(name, course, on=standing.on, minimum=minimum, ident=f"chart-trend-{index}")
        said = since_when(course, standing.on, minimum)
        drawn.append(Panel(name, entry.anchor if entry else None, minimum, chart, said))
    return drawn


def _minimum(member: MemberStanding) -> Fraction | None:
    return next((criterion.minimum for criterion in member.criteria if criterion.measure == TREND_MEASURE), None)


def _courses(trend: Sequence[TrendPoint]) -> dict[str, list[tuple[date, Figures | None]]]:
    points = sorted(trend, key=lambda point: point.on)
    names = dict.fromkeys(name for point in points for name, _ in point.fte)
    return {name: [(point.on, dict(point.fte).get(name)) for point in points] for name in names}


def since_when(course: Sequence[tuple[date, Figures | None]], on: date, minimum: Fraction | None) -> str:
    """Say what a member's likely FTE was on the day, since when it is on that side of the minimum, and what came after.

    course: (end of window, figures), in order of time.
    """
    known = [(at, figures.likely) for at, figures in course if figures]
    until, after = [point for point in known if point[0] <= on], [point for point in known if point[0] > on]
    said = []
    if until:
        at, now = until[-1]
        said.append(f"{rounded(now, 1, minimum)} FTE" + ("" if at == on else f" in the window that ended on {day(at)}"))
        if minimum is not None:
            said[0] += f", {_since(until, minimum)}"
    if after:
        at, later = after[-1]
        said.append(f"{rounded(later, 1, minimum)} FTE by {day(at)}")
    return "; ".join(said) + "." if said else "Nothing is known of its work."


def _since(until: Sequence[tuple[date, Fraction]], minimum: Fraction) -> str:
    reached = until[-1][1] >= minimum
    side = "at or above" if reached else "below"
    since = until[-1][0]
    for at, likely in reversed(until):
        if (likely >= minimum) is not reached:
            return f"{side} {number(minimum)} since the window that ended on {day(since)}"
        since = at
    every = f" in all of the {len(until)} windows up to then" if len(until) > 1 else ""
    return f"{side} {number(minimum)}{every}"


def linked_share(row: LinkedShare) -> Fraction | None:
    """Give the share of an area's changes that name a goal; None without changes."""
    return Fraction(row.linked, row.changes) if row.changes else None


def areas_chart(standing: Standing, members: Sequence[Entry]) -> Markup | None:
    """Draw the focus areas by member; None where there is nothing to draw."""
    if not standing.areas or not members:
        return None
    return who_works_where(
        standing.areas, [(entry.member.name, dict(entry.member.changes_by_area)) for entry in members], "chart-areas"
    )


def kind_of(work: CommonWork) -> str:
    """Name a kind of goal in the plural."""
    return KINDS.get(work.kind, work.kind)


def common_sentence(work: CommonWork) -> str:
    """Say how much of what could have been shared was, and what the baseline is."""
    members = f"members shared {work.shared:,}"
    if work.member_share is not None:
        members += f" of the {work.member_comparable:,} that they could have shared ({percent(work.member_share)})"
    else:
        members = "there was nothing that members could have shared"
    upstream = f"companies shared {work.upstream_shared:,} of {work.upstream_comparable:,}"
    if work.upstream_share is not None:
        upstream += f" ({percent(work.upstream_share)})"
    return f"{neutral(kind_of(work))}: {members}; upstream, {upstream}."


def common_work_chart(standing: Standing) -> Markup | None:
    """Draw shared work against the baseline; None where no goal could have been shared."""
    kinds = [
        (kind_of(work), work)
        for work in standing.common_work
        if work.member_share is not None or work.upstream_share is not None
    ]
    return shared_or_not(kinds, "chart-common-work") if kinds else None


def company_rows(standing: Standing) -> list[CompanyWork]:
    """Give every company, and those without one, so that the rows sum to everybody; most FTE first, then by name."""
    named = {work.name for work in standing.companies}
    rest = [work for work in (standing.independent, standing.unattributed.work) if work.name not in named]
    held = [work for work in rest if work.changes or work.active_days]
    return sorted([*standing.companies, *held], key=lambda work: (-work.fte.likely, -work.changes, work.name))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that no figure counts: what, how many rows of it, and where."""

    what: str
    count: int
    where: tuple[str, ...]


def left_out(provenance: Provenance) -> list[LeftOut]:
    """Gather what the repositories' readers put aside, by reason, most first."""
    counts: Counter[str] = Counter()
    where: dict[str, list[str]] = {}
    for repository in provenance.repositories:
        for reason, count in repository.asides:
            counts[reason] += count
            where.setdefault(reason, []).append(repository.name)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [LeftOut(reason, count, tuple(where[reason])) for reason, count in ranked]


def tried_conventions(organisations: Iterable[Entry]) -> Mapping[str, str]:
    """Give the conventions that were tried on any verdict, each with its meaning."""
    return {
        flip.convention: flip.meaning
        for entry in organisations
        for criterion in entry.member.criteria
        for flip in criterion.flips
    }


def meaning_of(convention: str, value: str) -> str:
    """Say in words what a charter's convention does; nothing where its value says it all."""
    return next((meaning for _, column, choice, meaning in VARIANTS if (column, choice) == (convention, value)), "")


def by_area(entry: Entry) -> Mapping[str, int]:
    """Give an organisation's changes by focus area."""
    return dict(entry.member.changes_by_area)


def trend_rows(standing: Standing) -> Iterator[tuple[date, Mapping[str, Figures]]]:
    """Give the trend's windows, the latest first."""
    for point in sorted(standing.trend, key=lambda point: point.on, reverse=True):
        yield point.on, dict(point.fte)
