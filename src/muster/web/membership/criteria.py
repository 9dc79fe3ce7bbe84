"""What an organisation's class promises, beside what was measured of it and what somebody has given their word for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.domain.charter.membership import Criterion, MembershipClass
from muster.domain.contribution.published import PublishedCompany, PublishedStanding
from muster.domain.contribution.standing import CriterionStanding
from muster.domain.contribution.verdict import Figures, Verdict, judge
from muster.domain.contribution.words import figure_range, number, rounded, signed
from muster.records.models import Attestation
from muster.records.queries.members import MemberPage


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One criterion of one organisation. verdict: of the figures; "" if there are none. word: whoever gave theirs last.

    figures: exact; the texts beside them are what is shown.
    foreseen: the figures are of what its people did upstream, though it was not on the roll when it was counted.
    """

    id: str
    text: str
    kind: str
    minimum: str = ""
    likely: str = ""
    range: str = ""
    margin: str = ""
    unit: str = ""
    verdict: str = ""
    figures: Figures | None = None
    foreseen: bool = False
    word: Attestation | None = None


@dataclass(frozen=True, slots=True)
class TrendShown:
    """FTE in the window that ended on a day: as shown, and exact."""

    on: date
    likely: str
    range: str
    figures: Figures


def criteria_shown(
    page: MemberPage, kind: MembershipClass | None, standing: PublishedStanding | None
) -> list[CriterionShown]:
    """Give the criteria of a class with what is known of each; none if the organisation is of no class that day."""
    measured = standing.member(page.names) if standing else None
    by_id = {one.id: one for one in measured.criteria} if measured else {}
    company = standing.company(page.names) if standing and not measured else None
    return [_shown(one, by_id.get(one.id), company, page.attestations) for one in (kind.criteria if kind else ())]


def trend_shown(page: MemberPage, standing: PublishedStanding | None) -> list[TrendShown]:
    """Give an organisation's FTE by window, the last first; nothing if it was not on the roll when it was counted."""
    points = standing.trend_of(page.names) if standing else []
    return [TrendShown(on, rounded(figures.likely), figure_range(figures), figures) for on, figures in points]


def _shown(
    criterion: Criterion,
    counted: CriterionStanding | None,
    company: PublishedCompany | None,
    attestations: Sequence[Attestation],
) -> CriterionShown:
    if criterion.kind != "measured":
        word = next((one for one in attestations if one.criterion == criterion.id), None)
        return CriterionShown(criterion.id, criterion.text, criterion.kind, word=word)
    least = criterion.minimum
    if counted:
        figures, verdict, unit = counted.figures, counted.verdict, counted.unit
    elif company and criterion.measure == "fte":
        figures, unit = company.fte, "FTE"
        verdict = judge(figures, least, evidence=True)
    else:
        return CriterionShown(criterion.id, criterion.text, criterion.kind, minimum=number(least))
    if verdict is Verdict.UNPROVEN:
        return CriterionShown(
            criterion.id, criterion.text, criterion.kind, minimum=number(least), verdict=verdict.value
        )
    return CriterionShown(
        criterion.id,
        criterion.text,
        criterion.kind,
        minimum=number(least),
        likely=rounded(figures.likely, 1, least),
        range=figure_range(figures, least),
        margin=signed(figures.likely - least),
        unit=unit,
        verdict=verdict.value,
        figures=figures,
        foreseen=counted is None,
    )
