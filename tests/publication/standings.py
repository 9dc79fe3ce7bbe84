"""Standings to show: a small one of the usual cast, and a large one; `extremes` has the others.

Alpha meets by far and holds firmly, Beta lies between the counts, Gamma is short by a hair, Delta has nothing read.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from muster.domain.contribution.common_work import Balance, CommonWork, Goal, SharedGoal
from muster.domain.contribution.standing import (
    AffiliationEvidence,
    AttestedCriterion,
    Bot,
    CompanyWork,
    CriterionStanding,
    LinkedShare,
    MemberStanding,
    Provenance,
    RepositoryEvidence,
    ReviewVotes,
    Standing,
    Theta,
    TrendPoint,
    Unattributed,
)
from muster.domain.contribution.verdict import Figures, Flip, ThetaReach, Verdict, judge
from muster.domain.contribution.windows import Window, months_before

ON = date(2016, 10, 26)
WINDOW = Window(date(2016, 4, 26), ON)
AREAS = ("Testing", "Logging", "Networking")


def figures(lenient: str | int, likely: str | int, strict: str | int) -> Figures:
    return Figures(Fraction(lenient), Fraction(likely), Fraction(strict))


NOTHING = figures(0, 0, 0)


def flip(convention: str, meaning: str, counted: Figures, minimum: Fraction, before: Verdict) -> Flip:
    verdict = judge(counted, minimum, evidence=True)
    return Flip(convention, meaning, counted, verdict, flips=verdict is not before)


def criterion(
    counted: Figures, minimum: str | int = 4, *, ident: str = "dedicated-fte", evidence: bool = True
) -> CriterionStanding:
    least = Fraction(minimum)
    verdict = judge(counted, least, evidence=evidence)
    by_author = Figures(*(figure * Fraction(7, 8) for figure in (counted.lenient, counted.likely, counted.strict)))
    return CriterionStanding(
        id=ident,
        text=f"at least {minimum} full-time people dedicated to upstream",
        measure="fte" if ident == "dedicated-fte" else "roadmap_fte",
        unit="FTE",
        minimum=least,
        window=WINDOW,
        figures=counted,
        verdict=verdict,
        theta_reach=ThetaReach(min(60, int(counted.likely / least * 12)) or None, 60) if least else None,
        flips=(
            flip("author-date", "counted by author date", by_author, least, verdict),
            flip("default-branch", "counted on default branches alone", counted, least, verdict),
            Flip("co-authors", "co-authors credited", None, None, flips=False, why_not="no commit names one"),
        )
        if evidence
        else (),
    )


def member(name: str, counted: Figures, **changed: object) -> MemberStanding:
    evidence = bool(changed.pop("evidence", True))
    roadmap = Figures(counted.lenient / 2, counted.likely / 2, counted.strict / 2)
    whole = MemberStanding(
        name=name,
        state="member",
        membership="member",
        since=ON,
        until=None,
        criteria=(
            criterion(counted, evidence=evidence),
            criterion(roadmap, 2, ident="roadmap-fte", evidence=evidence),
        ),
        attested=(AttestedCriterion("operator", "is an operator of clouds"),),
        people=int(counted.likely) + 1,
        active_days=int(counted.likely * 24),
        changes=int(counted.likely * 50),
        fte=counted,
        roadmap_fte=roadmap,
        changes_by_area=tuple((area, int(counted.likely * (index + 1))) for index, area in enumerate(AREAS)),
        began=("p-ada",),
        stopped=("p-bo", "p-cy"),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]  # a test names the fields that it means


ALPHA = member("Alpha", figures("39/4", "17/2", "29/4"))
BETA = member("Beta", figures("9/2", "17/4", "15/4"))
GAMMA = member("Gamma", figures("399999/100000", "99/25", "7/2"))
DELTA = member("Delta", NOTHING, evidence=False, began=(), stopped=())


def trend(members: tuple[MemberStanding, ...], points: int) -> tuple[TrendPoint, ...]:
    """A course up to the day and as far beyond it, a quarter a point: up to the day it rises, then it falls."""
    course = []
    for index in range(points):
        share = Fraction(points - abs(2 * index - points), points)
        course.append(
            TrendPoint(
                months_before(ON, 3 * (points // 2 - index)),
                tuple(
                    (one.name, Figures(one.fte.lenient * share, one.fte.likely * share, one.fte.strict * share))
                    for one in members
                ),
            )
        )
    return tuple(course)


def company(name: str, counted: Figures) -> CompanyWork:
    return CompanyWork(name, int(counted.likely) + 1, int(counted.likely * 24), int(counted.likely * 50), counted)


def provenance(repositories: int = 2) -> Provenance:
    return Provenance(
        charter_version="3",
        charter_sha256="c" * 64,
        counting_version="1",
        conventions=(("day", "of the committer's date, in UTC"), ("references", "all branches")),
        measures=("active_days_v1", "changes_v1"),
        repositories=tuple(
            RepositoryEvidence(
                name=f"example/engine-{index}",
                problem=None if index else "There is no repository.",
                head="abcdef0123" * 4 if index else "",
                tips="0123456789abcdef" if index else "",
                commits=1200 * index,
                merges=300 * index,
                first_day=date(2015, 10, 1) if index else None,
                last_day=date(2018, 5, 31) if index else None,
                shallow_until=date(2016, 1, 1) if index == 1 else None,
                asides=(("undatable", 2), ("author unreadable", 1)) if index else (),
                remarks=("2 messages decoded with replacement",) if index == 1 else (),
            )
            for index in range(repositories)
        ),
        affiliations=(
            AffiliationEvidence("overlay.toml", "overlay", "a" * 64, ()),
            AffiliationEvidence("default_data.json", "stackalytics", "d" * 64, ("user 7: overlapping dates",)),
        ),
        fingerprint="f" * 64,
    )


def standing(*members: MemberStanding, points: int = 8, others: tuple[MemberStanding, ...] = ()) -> Standing:
    companies = tuple(company(one.name, one.fte) for one in members)
    everyone = figures("50", "41", "33")
    return Standing(
        group="Example",
        full_name="Example Working Group",
        on=ON,
        window=WINDOW,
        theta=Theta(9, 12, 15),
        members=members,
        others=others,
        everyone=company("everyone", everyone),
        unattributed=Unattributed(company("*unaffiliated", figures(4, 3, 2)), Fraction(31, 500), Fraction(3, 41)),
        independent=company("*independent", figures(2, "3/2", 1)),
        companies=companies,
        bots=(Bot("b-1", "Build machine", 812),),
        areas=AREAS,
        linked=(LinkedShare("Testing", 200, 69), LinkedShare("Logging", 0, 0)),
        common_work=(
            CommonWork(
                kind="blueprint",
                touched=253,
                shared=14,
                member_comparable=141,
                upstream_comparable=586,
                upstream_shared=183,
                shared_goals=(SharedGoal(Goal("blueprint", "engine", "faster-start"), (("Alpha", 12), ("Beta", 3))),),
            ),
            CommonWork("bug", 40, 0, 0, 90, 12, ()),
        ),
        balance=(
            Balance("all repositories", 1000, (("Alpha", 400), ("Beta", 300))),
            Balance("Testing", 1000, (("Alpha", 501), ("Beta", 100))),
            Balance("Logging", 0, ()),
        ),
        reviews=(ReviewVotes("Alpha", 4, 120, 7),),
        trend=trend((*members, *others), points),
        provenance=provenance(),
        caveats=("1 of 2 repositories could not be read.",),
    )


def small() -> Standing:
    former = member("Epsilon", figures(2, 1, "4/5"), state="former", until=date(2016, 9, 1))
    return standing(ALPHA, BETA, GAMMA, DELTA, others=(former,))


def large() -> Standing:
    """Seven members with the built-in group's figures, 24 windows, 300 companies, 50 repositories, many goals."""
    likely: dict[str, str] = {"Intel": "34", "AT&T": "19/2", "NTT": "13/2", "Orange": "11/2", "Comcast": "3/2"}
    likely |= {"Walmart": "5/6", "Reliance Jio": "5/12"}
    members = tuple(
        member(name, Figures(Fraction(fte) * Fraction(6, 5), Fraction(fte), Fraction(fte) * Fraction(5, 6)))
        for name, fte in likely.items()
    )
    goals = tuple(
        SharedGoal(Goal("bug", "", str(1_500_000 + index)), (("Intel", 3), ("NTT", 1))) for index in range(40)
    )
    whole = standing(*members, points=24)
    return replace(
        whole,
        companies=(*whole.companies, *(company(f"Company {index}", figures(3, 2, 1)) for index in range(300))),
        common_work=(*whole.common_work, replace(whole.common_work[1], kind="story", shared_goals=goals)),
        provenance=provenance(50),
    )
