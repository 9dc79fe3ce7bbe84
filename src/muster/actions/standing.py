"""Where every member stands: gather the evidence, count it, judge it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from muster.actions.charters import LoadedCharter
from muster.actions.counting import (
    MEASURES_READ,
    Conventions,
    bots,
    changes_by_area,
    count,
    goal_work,
    linked_shares,
    load_windows,
    reviews,
)
from muster.actions.gathering import Gathered, gather
from muster.actions.request import StandingRequest
from muster.domain.contribution.assess import Party, Proof, Variant, assess
from muster.domain.contribution.caveats import caveats
from muster.domain.contribution.common_work import Balance, balance, common_work
from muster.domain.contribution.plan import other_conventions, trend_windows, window_before_that
from muster.domain.contribution.standing import CompanyWork, Standing, Theta, TrendPoint, Unattributed
from muster.domain.contribution.tally import FTE, Tally, figures, total
from muster.domain.contribution.windows import Window, window_before
from muster.domain.membership.roll import MEMBER, parties
from muster.domain.people.affiliation import INDEPENDENT, UNAFFILIATED
from muster.evidence.engines.registry import open_engine
from muster.evidence.engines.shape import Engine
from muster.evidence.progress import Progress

NOBODY = frozenset({UNAFFILIATED, INDEPENDENT})
"""Names under which people stand who work for no company that is known, or for none at all."""

EVERYTHING = "everything"
EVERYONE = "everyone"
KINDS_OF_COMMON_WORK = ("blueprint", "bug")


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, made whole: who is judged, over which windows, with which θ."""

    on: date
    theta: Theta
    roll: tuple[Party, ...]
    main: Window
    before: Window
    trend: tuple[Window, ...]

    @property
    def judged(self) -> frozenset[Window]:
        """The windows that verdicts are given for."""
        return frozenset({self.main, *(promise.window for party in self.roll for promise in party.promises)})


def standing_of(loaded: LoadedCharter, request: StandingRequest, *, home: Path, progress: Progress) -> Standing:
    """Answer the question.

    MusterError: it cannot be answered. A repository that cannot be read is no such case: the answer says so.
    """
    gathered = gather(loaded, request, home=home, progress=progress)
    question = _question(gathered, request)
    options = {"master": request.master} if request.master else {}
    with open_engine(request.engine, **options) as engine:
        gathered.load_into(engine)
        return _answer(gathered, question, engine)


def _question(gathered: Gathered, request: StandingRequest) -> _Question:
    charter = gathered.loaded.charter
    months = charter.counting.window_months
    main = request.window or window_before(request.on, months)
    theta = charter.counting.theta
    first_day, last_day = gathered.days
    return _Question(
        on=request.on,
        theta=request.theta or Theta(theta.lenient, theta.likely, theta.strict),
        roll=parties(charter, request.on, request.window),
        main=main,
        before=window_before_that(main, None if request.window else months),
        trend=trend_windows(request.on, months, first_day, last_day) if first_day and last_day else (),
    )


def _answer(gathered: Gathered, question: _Question, engine: Engine) -> Standing:
    charter = gathered.loaded.charter
    own = Conventions.of(charter.counting)
    main, theta = question.main, question.theta

    engine.expect(MEASURES_READ)
    # Of the windows that nobody is judged by, only people's days are needed; so they are counted first, by themselves.
    load_windows(engine, {question.before, *question.trend})
    shown = count(engine, own, {question.before, *question.trend}, {FTE.name})
    load_windows(engine, question.judged)
    tallies = count(engine, own, question.judged)
    tally = tallies[main]
    work = goal_work(engine, main)
    by_area = changes_by_area(engine, main)
    linked = linked_shares(engine, main, {area.name: area.repositories for area in charter.focus_areas})
    votes, machines = reviews(engine, main), bots(engine, main)

    proof = Proof(
        tallies=tallies,
        before=shown[question.before],
        variants=_variants(gathered, engine, own, question),
        evidence={window: bool(tallies[window].companies) for window in question.judged},
    )
    areas = tuple(area.name for area in charter.focus_areas)
    roll = [
        assess(party, main, proof, theta=theta, by_area={area: by_area[party.name].get(area, 0) for area in areas})
        for party in question.roll
    ]
    members = tuple(standing for standing in roll if standing.state == MEMBER)
    companies = tuple(tally.work_of(company, theta) for company in tally.companies)
    everyone = total(EVERYONE, companies)
    unattributed = _unattributed(tally, theta, everyone)
    provenance = gathered.provenance(own)
    return Standing(
        group=charter.group.name,
        full_name=charter.group.full_name or charter.group.name,
        on=question.on,
        window=main,
        theta=theta,
        members=members,
        others=tuple(standing for standing in roll if standing.state != MEMBER),
        everyone=everyone,
        unattributed=unattributed,
        independent=tally.work_of(INDEPENDENT, theta),
        companies=tuple(sorted(companies, key=lambda company: (-company.changes, company.name))),
        bots=machines,
        areas=areas,
        linked=linked,
        common_work=common_work(work, frozenset(member.name for member in members), NOBODY, KINDS_OF_COMMON_WORK),
        balance=_balances(tally, by_area, areas),
        reviews=votes,
        trend=tuple(
            TrendPoint(
                window.end_day,
                tuple((party.name, figures(FTE, shown[window], party.name, theta)) for party in question.roll),
            )
            for window in question.trend
        ),
        provenance=provenance,
        caveats=caveats(
            main, provenance, founded=charter.group.founded, unattributed_share=unattributed.share_of_changes
        ),
    )


def _variants(gathered: Gathered, engine: Engine, own: Conventions, question: _Question) -> tuple[Variant, ...]:
    """Count again, one convention changed at a time, and with the affiliation files of that day.

    From the last to the first: the last leave changes as they are, and the engine keeps those while they do.
    """
    windows, measures = question.judged, {promise.measure for party in question.roll for promise in party.promises}
    of_that_day = gathered.identities_of_that_day()
    name, meaning = "affiliations of that day", "with the affiliation data as they stood on that day"
    if isinstance(of_that_day, str):
        found = [Variant(name, meaning, None, of_that_day)]
    else:
        engine.load("affiliations", of_that_day.table)
        found = [Variant(name, meaning, count(engine, own, windows, measures))]
        engine.load("affiliations", gathered.identities.table)
    for name, meaning, choices in reversed(list(other_conventions(asdict(own)))):
        found.append(Variant(name, meaning, count(engine, Conventions(**choices), windows, measures)))
    return tuple(reversed(found))


def _unattributed(tally: Tally, theta: Theta, everyone: CompanyWork) -> Unattributed:
    work = tally.work_of(UNAFFILIATED, theta)
    return Unattributed(
        work,
        Fraction(work.changes, everyone.changes) if everyone.changes else Fraction(0),
        work.fte.likely / everyone.fte.likely if everyone.fte.likely else Fraction(0),
    )


def _balances(tally: Tally, by_area: Mapping[str, Mapping[str, int]], areas: tuple[str, ...]) -> tuple[Balance, ...]:
    everything = {company: counts.changes for company, counts in tally.counts.items()}
    of_areas = {
        area: {company: changes[area] for company, changes in by_area.items() if area in changes} for area in areas
    }
    return tuple(balance(subject, changes, NOBODY) for subject, changes in {EVERYTHING: everything, **of_areas}.items())
