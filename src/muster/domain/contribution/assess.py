"""Hold the promise against the proof: criteria of a charter against the tallies of a window (DESIGN 4.7 and 4.8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import AttestedCriterion, CriterionStanding, MemberStanding, Theta
from muster.domain.contribution.tally import FTE, MEASURES, NOTHING, Tally, figures
from muster.domain.contribution.verdict import Figures, Flip, Verdict, judge, theta_reach
from muster.domain.contribution.windows import Window

DAYS_ASKED_ABOUT = 184
"""The longest half-year: nobody can be active on more days, so no θ above it means anything."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One measured criterion, as the charter in force puts it."""

    id: str
    text: str
    measure: str
    minimum: Fraction
    window: Window


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that is, was or may become a member, with what its class of membership promises."""

    name: str
    state: str
    membership: str
    since: date | None
    until: date | None
    promises: tuple[Promise, ...]
    attested: tuple[AttestedCriterion, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another defensible convention, and what was counted under it, by window; else why it could not be tried."""

    convention: str
    meaning: str
    tallies: Mapping[Window, Tally] | None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What was counted: under the charter's conventions, in the window before, and under other conventions."""

    tallies: Mapping[Window, Tally]
    before: Tally
    variants: tuple[Variant, ...]
    evidence: Mapping[Window, bool]


def assess(party: Party, window: Window, proof: Proof, *, theta: Theta, by_area: Mapping[str, int]) -> MemberStanding:
    """Say where one party stands. by_area: its changes in each focus area, in the charter's order."""
    tally = proof.tallies[window]
    counts = tally.counts.get(party.name, NOTHING)
    now, before = tally.shares_of(party.name).keys(), proof.before.shares_of(party.name).keys()
    return MemberStanding(
        name=party.name,
        state=party.state,
        membership=party.membership,
        since=party.since,
        until=party.until,
        criteria=tuple(_criterion(promise, party.name, proof, theta) for promise in party.promises),
        attested=party.attested,
        people=counts.people,
        active_days=counts.active_days,
        changes=counts.changes,
        fte=figures(FTE, tally, party.name, theta),
        roadmap_fte=figures(MEASURES["roadmap_fte"], tally, party.name, theta),
        changes_by_area=tuple(by_area.items()),
        began=tuple(sorted(now - before)),
        stopped=tuple(sorted(before - now)),
    )


def _criterion(promise: Promise, company: str, proof: Proof, theta: Theta) -> CriterionStanding:
    measure = MEASURES[promise.measure]
    tally = proof.tallies[promise.window]
    evidence = proof.evidence[promise.window]
    found = figures(measure, tally, company, theta)
    verdict = judge(found, promise.minimum, evidence=evidence)
    return CriterionStanding(
        id=promise.id,
        text=promise.text,
        measure=promise.measure,
        unit=measure.unit,
        minimum=promise.minimum,
        window=promise.window,
        figures=found,
        verdict=verdict,
        theta_reach=theta_reach(lambda days: measure.figure(tally, company, days), promise.minimum, DAYS_ASKED_ABOUT)
        if measure.knows_theta and evidence
        else None,
        flips=tuple(_flip(variant, promise, company, theta=theta, verdict=verdict) for variant in proof.variants)
        if evidence
        else (),
    )


def _flip(variant: Variant, promise: Promise, company: str, *, theta: Theta, verdict: Verdict) -> Flip:
    if variant.tallies is None:
        return Flip(variant.convention, variant.meaning, None, None, flips=False, why_not=variant.why_not)
    found: Figures = figures(MEASURES[promise.measure], variant.tallies[promise.window], company, theta)
    other = judge(found, promise.minimum, evidence=True)
    return Flip(variant.convention, variant.meaning, found, other, flips=other is not verdict)
