"""A standing that was published: read back from the JSON of `muster standing`, as far as pages show it.

Whoever publishes one hands in a file, so nothing in it is believed before its shape is. Figures stay exact.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from muster.domain.contribution.standing import CriterionStanding
from muster.domain.contribution.verdict import Figures, Flip, Verdict, judge
from muster.domain.contribution.windows import Window
from muster.domain.contribution.words import WORST_FIRST

FAULTS_AT_MOST: Final = 20
_FRACTION = re.compile(r"-?[0-9]{1,40}(/[0-9]{1,40})?")


@dataclass(frozen=True, slots=True)
class PublishedMember:
    """One organisation, as the standing has it. state: member, prospect or former on that day."""

    name: str
    state: str
    people: int
    changes: int
    fte: Figures
    criteria: tuple[CriterionStanding, ...]

    @property
    def overall(self) -> Verdict | None:
        """The worst of its verdicts; None if nothing of it is measured."""
        verdicts = {criterion.verdict for criterion in self.criteria}
        return next((verdict for verdict in WORST_FIRST if verdict in verdicts), None)


@dataclass(frozen=True, slots=True)
class PublishedCompany:
    """What one company did upstream in the window, on the roll or not."""

    name: str
    people: int
    changes: int
    fte: Figures


@dataclass(frozen=True, slots=True)
class PublishedPoint:
    """Everybody's FTE in the window that ends on a day, by name."""

    on: date
    fte: Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class PublishedStanding:
    """A group's standing on a day. members: those and all others on the roll. fingerprint: of all that it rests on."""

    group: str
    on: date
    window: Window
    members: tuple[PublishedMember, ...]
    companies: tuple[PublishedCompany, ...]
    trend: tuple[PublishedPoint, ...]
    caveats: tuple[str, ...]
    charter_version: str
    fingerprint: str

    def member(self, names: Sequence[str]) -> PublishedMember | None:
        """Find an organisation by its name, or another that it is known by."""
        wanted = [name.casefold() for name in names]
        return next((one for one in self.members if one.name.casefold() in wanted), None)

    def company(self, names: Sequence[str]) -> PublishedCompany | None:
        """Find a company's work by any of its names, whether or not it is on the roll."""
        wanted = [name.casefold() for name in names]
        return next((one for one in self.companies if one.name.casefold() in wanted), None)

    def trend_of(self, names: Sequence[str]) -> list[tuple[date, Figures]]:
        """Give the FTE of an organisation in each window that was counted for the trend, the last first."""
        member = self.member(names)
        points = ((point.on, point.fte.get(member.name)) for point in reversed(self.trend)) if member else ()
        return [(on, figures) for on, figures in points if figures is not None]


def since_when(history: Sequence[PublishedStanding], name: str, criterion: str) -> date:
    """Give the day since which one member's verdict on one criterion has been what it is, by all that was counted.

    history: standings, the latest first. The day is that of the earliest of those in a row that say the same.
    """
    verdicts = [_verdict_in(standing, name, criterion) for standing in history]
    same = next((at for at, verdict in enumerate(verdicts) if verdict is not verdicts[0]), len(verdicts))
    return history[same - 1].on


def _verdict_in(standing: PublishedStanding, name: str, criterion: str) -> Verdict | None:
    member = standing.member([name])
    return next((one.verdict for one in member.criteria if one.id == criterion), None) if member else None


def read_published(data: object) -> PublishedStanding | tuple[str, ...]:
    """Read a standing from JSON as Python has it; else give what is wrong with it, a sentence each, at most twenty."""
    try:
        return _Standing.model_validate(data).published()
    except ValidationError as wrong:
        faults = wrong.errors(include_url=False, include_input=False)
        said = [f"{_place(fault['loc'])}: {fault['msg'][:1].lower()}{fault['msg'][1:]}." for fault in faults]
        more = [f"And {len(said) - FAULTS_AT_MOST} more."] if len(said) > FAULTS_AT_MOST else []
        return (*said[:FAULTS_AT_MOST], *more)


def _place(steps: Sequence[int | str]) -> str:
    return ".".join(map(str, steps)) or "the standing"


def _exact(value: object) -> Fraction:
    if isinstance(value, str) and _FRACTION.fullmatch(value) and not re.search(r"/0+$", value):
        return Fraction(value)
    message = 'it is no exact figure such as "13/4"'
    raise ValueError(message)


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


_Exact = Annotated[Fraction, BeforeValidator(_exact)]
_Day = Annotated[date, BeforeValidator(_day)]
_Name = Annotated[str, Field(min_length=1, max_length=500)]
_Words = Annotated[str, Field(max_length=10_000)]
_Count = Annotated[int, Field(ge=0)]


class _Read(BaseModel):
    # A later Muster may say more; what is not read is kept as it was handed in.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Figures(_Read):
    lenient: _Exact
    likely: _Exact
    strict: _Exact

    @property
    def figures(self) -> Figures:
        return Figures(self.lenient, self.likely, self.strict)


class _Window(_Read):
    start: _Day
    end: _Day

    @model_validator(mode="after")
    def _has_a_day(self) -> "_Window":
        if self.start >= self.end:
            message = "the window ends before it has begun"
            raise ValueError(message)
        return self

    @property
    def window(self) -> Window:
        return Window(self.start, self.end)


class _Flip(_Read):
    convention: _Words
    meaning: _Words
    lenient: _Exact | None = None
    likely: _Exact | None = None
    strict: _Exact | None = None
    why_not: _Words | None = None
    verdict: Annotated[Verdict | None, Field(strict=False)] = None
    flips: bool

    @property
    def flip(self) -> Flip:
        figures = None
        if self.lenient is not None and self.likely is not None and self.strict is not None:
            figures = Figures(self.lenient, self.likely, self.strict)
        return Flip(self.convention, self.meaning, figures, self.verdict, self.flips, self.why_not)


class _Criterion(_Figures):
    id: _Name
    text: _Words
    measure: _Name
    unit: Annotated[str, Field(max_length=100)]
    minimum: _Exact
    verdict: Annotated[Verdict, Field(strict=False)]
    window: _Window
    flips: list[_Flip] = []

    @model_validator(mode="after")
    def _follows(self) -> "_Criterion":
        if self.verdict is not Verdict.UNPROVEN and self.verdict is not judge(
            self.figures, self.minimum, evidence=True
        ):
            message = f"the verdict {self.verdict} does not follow from the figures"
            raise ValueError(message)
        return self

    def standing(self) -> CriterionStanding:
        return CriterionStanding(
            id=self.id,
            text=self.text,
            measure=self.measure,
            unit=self.unit,
            minimum=self.minimum,
            window=self.window.window,
            figures=self.figures,
            verdict=self.verdict,
            theta_reach=None,  # the JSON does not say up to which θ was asked
            flips=tuple(flip.flip for flip in self.flips),
        )


class _Work(_Figures):
    name: _Name
    people: _Count
    changes: _Count


class _Member(_Read):
    name: _Name
    state: Annotated[str, Field(pattern="^(member|prospect|former)$")]
    people: _Count
    changes: _Count
    fte: _Figures
    criteria: list[_Criterion]


class _Point(_Read):
    on: _Day
    fte: dict[str, _Figures]


class _Charter(_Read):
    version: _Name


class _Provenance(_Read):
    fingerprint: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    charter: _Charter


class _Standing(_Read):
    group: _Name
    on: _Day
    window: _Window
    members: list[_Member]
    others: list[_Member]
    companies: list[_Work]
    trend: list[_Point]
    caveats: list[_Words]
    provenance: _Provenance

    def published(self) -> PublishedStanding:
        return PublishedStanding(
            group=self.group,
            on=self.on,
            window=self.window.window,
            members=tuple(
                PublishedMember(
                    name=one.name,
                    state=one.state,
                    people=one.people,
                    changes=one.changes,
                    fte=one.fte.figures,
                    criteria=tuple(criterion.standing() for criterion in one.criteria),
                )
                for one in (*self.members, *self.others)
            ),
            companies=tuple(PublishedCompany(one.name, one.people, one.changes, one.figures) for one in self.companies),
            trend=tuple(
                PublishedPoint(one.on, {name: figures.figures for name, figures in one.fte.items()})
                for one in self.trend
            ),
            caveats=tuple(self.caveats),
            charter_version=self.provenance.charter.version,
            fingerprint=self.provenance.fingerprint,
        )
