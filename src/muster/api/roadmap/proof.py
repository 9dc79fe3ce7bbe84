"""Promise against proof: a cycle, a member's five answers, a year, and the changes behind every figure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, Field, StringConstraints

from muster.actions.caller import acting
from muster.actions.roadmap import proof_as_data
from muster.actions.roadmap.behind import Behind, ChangeBehind, changes_behind
from muster.actions.roadmap.keeping import Known, known_of
from muster.actions.roadmap.representing import answers_of
from muster.actions.roadmap.years import told_year
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.problems import INVALID, Fault, Refused
from muster.api.shapes import Shown, Slug
from muster.domain.charter.calendar import Cycle
from muster.domain.errors import RequestFault
from muster.records.queries.roadmap.waiting import rounds_that_want

area = Area("Roadmap: promise against proof")

Asked = Annotated[str, StringConstraints(max_length=200)]


class CycleAsked(BaseModel):
    """Which cycle is asked about."""

    cycle: Asked = Field(
        "", description="The cycle's name; left out, the last one begun that anything was promised for."
    )


class ChangesAsked(Turn):
    """Which changes are asked for: those of an item, or of a focus area, of one company or of all, of some days."""

    item: Asked = Field("", description="An item's slug.")
    area: Asked = Field("", description="A focus area's name.")
    company: Asked = Field("", description="A company's name.")
    window: Asked = Field("", description="From a day until another, as 2017-02-27..2017-08-30; left out, always.")


class Evidence(Shown):
    """What figures rest on. theta: active days in six months that make one FTE: lenient, likely, strict."""

    fingerprint: str
    read_at: str
    theta: dict[str, int]


class FiguresShown(Shown):
    """One quantity, counted three times; each an exact fraction, as text."""

    lenient: str
    likely: str
    strict: str


class KeptShown(Shown):
    """One member on one item. promised, verdict: null where nothing was promised. named: whom the member named."""

    item: str
    member: str
    promised: str | None
    delivered: FiguresShown
    verdict: str | None
    changes: int
    people: int
    days: int
    named: list[str]
    invented: bool


class SeasonShown(Shown):
    """A cycle, promise against proof. cycle: null in a group without cycles. evidence: null if nothing was read of it.

    running: whether the cycle was not over; the window then ends on the day asked. as_of: the day as of which promises
    and the states of items are told.
    """

    group: str
    cycle: str | None
    window: str
    running: bool
    as_of: date
    evidence: Evidence | None
    rows: list[KeptShown]
    members: list[dict[str, Any]]
    items: list[dict[str, Any]]
    areas: list[dict[str, Any]]


class AnswersShown(Shown):
    """The five answers about one member in one cycle: each a sentence (`answer`), with what it rests on."""

    group: str
    cycle: str | None
    window: str
    running: bool
    as_of: date
    evidence: Evidence | None
    member: str
    promised: dict[str, Any]
    came: dict[str, Any]
    with_whom: dict[str, Any]
    next: dict[str, Any]
    drop: dict[str, Any]


class YearShown(Shown):
    """The truth of a year. member_share: of the items that members could have shared, as an exact fraction.

    as_of: the day as of which the states of items are told.
    """

    group: str
    year: int
    as_of: date
    evidence: Evidence | None
    sentences: list[str]
    member_share: str | None
    company_share: str | None
    items: list[dict[str, Any]]
    baseline: list[dict[str, Any]]


class ChangeShown(Shown):
    """A change upstream. change: its Change-Id, or `commit:` and a hash. company: whose day it counts as."""

    number: int
    change: str
    repository: str
    day: date
    company: str
    subject: str

    @classmethod
    def of(cls, one: ChangeBehind) -> "ChangeShown":
        """Show it."""
        return cls(
            number=one.number,
            change=one.key,
            repository=one.repository,
            day=one.day,
            company=one.company,
            subject=one.subject,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list of changes: what stands there is looked up for the page that is shown."""

    number: int


@area.read("/groups/{group}/roadmap/proof", SeasonShown)
def show_proof(request: HttpRequest, group: Slug, asked: Query[CycleAsked]) -> HttpResponse:
    """What was promised for a cycle, and what came of it."""
    who = acting(caller_of(request, group))
    known = known_of(who.group, who.on)
    season = known.season(_chosen(known, asked.cycle))
    lives = known.lives(season.proof, known.as_of(season.window))
    return shown(request, SeasonShown.model_validate(proof_as_data.season(known, season, lives)))


@area.read("/groups/{group}/roadmap/members/{organisation}", AnswersShown)
def show_answers(request: HttpRequest, group: Slug, organisation: Slug, asked: Query[CycleAsked]) -> HttpResponse:
    """What one member promised, what came of it, with whom it worked, what is next, and what it should drop."""
    who = acting(caller_of(request, group))
    known = known_of(who.group, who.on)
    found, cycle = known.organisation(organisation), _chosen(known, asked.cycle)
    season = known.season(cycle)
    answers = answers_of(known, found, season, cycle, rounds=rounds_that_want(found, who.at))
    return shown(request, AnswersShown.model_validate(proof_as_data.answers(known, answers)))


@area.read("/groups/{group}/roadmap/years/{year}", YearShown)
def show_year(request: HttpRequest, group: Slug, year: Annotated[int, Field(ge=1, le=9998)]) -> HttpResponse:
    """What was shared in a year, what one member carried, what stalled, and the baseline upstream."""
    who = acting(caller_of(request, group))
    known = known_of(who.group, who.on)
    told = told_year(known, year)
    return shown(
        request,
        YearShown.model_validate(proof_as_data.year(known, told)),
    )


@area.read("/groups/{group}/roadmap/changes", Page[ChangeShown])
def list_changes(request: HttpRequest, group: Slug, asked: Query[ChangesAsked]) -> HttpResponse:
    """The changes behind a figure, the earliest first."""
    who = acting(caller_of(request, group))
    try:
        behind = Behind.read(asked.item, asked.area, asked.company, asked.window)
    except RequestFault as wrong:
        raise _refused(wrong, "window" if asked.window else "area") from None
    found = changes_behind(who.group, behind, on=who.on)
    places = [Place(number) for number in range(1, len(found.changes) + 1)]

    def together(page: list[Place]) -> list[ChangeBehind]:
        return [found.changes[place.number - 1] for place in page]

    return listed(request, places, ChangeShown.of, key=NUMBER, turn=asked, together=together)


def _chosen(known: Known, name: str) -> Cycle | None:
    try:
        return known.chosen(name)
    except RequestFault as wrong:
        raise _refused(wrong, "cycle") from None


def _refused(wrong: RequestFault, parameter: str) -> Refused:
    """Say what is wrong with a parameter as the API says it."""
    return Refused(INVALID, wrong.what, wrong.mend, [Fault(parameter=parameter, detail=wrong.what)])
