"""Standings at the ends of what can be: hostile, without members, of nothing at all; and all that there are by name."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from muster.domain.contribution.common_work import Balance, CommonWork, Goal, SharedGoal
from muster.domain.contribution.standing import (
    AffiliationEvidence,
    AttestedCriterion,
    Bot,
    LinkedShare,
    ReviewVotes,
    Standing,
    TrendPoint,
    Unattributed,
)
from tests.publication.standings import NOTHING, ON, company, figures, large, member, provenance, small, standing

HOSTILE_NAMES = (
    '<script>alert("1")</script>',
    "\u202egnihtyna\u202c",
    "חברה מבע״מ",
    "A" * 5_000,
    "ada@alpha.example",
    "Nul\x00 bell\x07 line\nbreak",
    "'; $(reboot) `id` & <b>",
)


def hostile() -> Standing:
    """Names and texts that would act, hide or flood, everywhere where something from outside is shown."""
    name = HOSTILE_NAMES[0]
    members = tuple(member(each, figures(9, "17/2", 8)) for each in HOSTILE_NAMES)
    whole = standing(*members)
    bad = tuple(
        replace(one, name=each, problem=each, remarks=(each,), asides=((each, 1),))
        for one, each in zip(provenance(7).repositories, HOSTILE_NAMES, strict=True)
    )
    return replace(
        whole,
        group=name,
        full_name=name,
        areas=HOSTILE_NAMES,
        members=tuple(
            replace(
                one,
                membership=one.name,
                began=(one.name,),
                stopped=(one.name,),
                attested=(AttestedCriterion(one.name, one.name),),
                changes_by_area=tuple((area, 3) for area in HOSTILE_NAMES),
                criteria=tuple(
                    replace(
                        each,
                        text=one.name,
                        unit=one.name,
                        flips=(*each.flips, replace(each.flips[0], meaning=one.name)),
                    )
                    for each in one.criteria
                ),
            )
            for one in members
        ),
        bots=tuple(Bot(each, each, 1) for each in HOSTILE_NAMES),
        linked=tuple(LinkedShare(each, 2, 1) for each in HOSTILE_NAMES),
        balance=tuple(Balance(each, 3, ((each, 2), (each, 1))) for each in HOSTILE_NAMES),
        reviews=tuple(ReviewVotes(each, 1, 1, 1) for each in HOSTILE_NAMES),
        common_work=(
            replace(
                whole.common_work[0],
                kind=name,
                shared_goals=tuple(
                    SharedGoal(Goal(each, each, each), ((each, 1), (each, 1))) for each in HOSTILE_NAMES
                ),
            ),
        ),
        provenance=replace(
            whole.provenance,
            charter_version=name,
            conventions=tuple((each, each) for each in HOSTILE_NAMES),
            measures=HOSTILE_NAMES,
            repositories=bad,
            affiliations=tuple(AffiliationEvidence(each, each, each, HOSTILE_NAMES) for each in HOSTILE_NAMES),
        ),
        caveats=HOSTILE_NAMES,
    )


def without_members() -> Standing:
    return replace(standing(), companies=(), trend=(), areas=(), common_work=(), balance=(), reviews=(), bots=())


def of_nothing() -> Standing:
    """Members, and not a single fact: everything zero, everything unproven."""
    nobody = company("everyone", NOTHING)
    members = tuple(member(name, NOTHING, evidence=False, changes_by_area=()) for name in ("Alpha", "Beta"))
    return replace(
        standing(*members),
        everyone=nobody,
        independent=replace(nobody, name="*independent"),
        unattributed=Unattributed(replace(nobody, name="*unaffiliated"), Fraction(0), Fraction(0)),
        common_work=(CommonWork("bug", 0, 0, 0, 0, 0, ()),),
        balance=(Balance("all repositories", 0, ()),),
        provenance=replace(provenance(0), affiliations=(), measures=(), conventions=()),
        trend=(TrendPoint(ON, tuple((one.name, NOTHING) for one in members)),),
    )


BUILT: dict[str, Callable[[], Standing]] = {
    "small": small,
    "large": large,
    "hostile": hostile,
    "of-nothing": of_nothing,
    "without-members": without_members,
}
