"""What the readers of schedules give: cycles and events, and everything that was not taken as it stands, with why."""

from dataclasses import dataclass, field
from datetime import date

from muster.domain.charter.calendar import Cycle, Event
from muster.domain.errors import RequestFault


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that was not taken as it stands. where: file:line. what: what it is about. why: a sentence.

    taken: whether it was used nonetheless, in another way than it is written.
    """

    where: str
    what: str
    why: str
    taken: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: {self.why}"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that stands in a week of a schedule, such as `p-ff`. project: it is one project's."""

    name: str
    project: bool
    line: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a schedule. name: its weeks to the release, `R-5`; "" if it has none."""

    first: date
    last: date
    name: str
    named: tuple[Named, ...]
    line: int


@dataclass(slots=True)
class Schedule:
    """The weeks of a series in their order, and when it starts and comes out, as far as the file says."""

    file: str
    weeks: tuple[Week, ...] = ()
    start_week: date | None = None
    release_week: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What a schedule says below a name: a title, and a text in which a day may stand."""

    title: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Status:
    """What is said of a series as a whole. released: the first day on which it was out, or is to be."""

    name: str
    status: str
    released: date | None
    end_of_life: date | None
    line: int


@dataclass(slots=True)
class CalendarRead:
    """What a set of files says. faults: files that cannot be used at all; all that is in the others is given."""

    cycles: list[Cycle] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statuses: dict[str, Status] = field(default_factory=dict)
    """By the name of the series, in small letters."""
    aside: list[Aside] = field(default_factory=list)
    faults: list[RequestFault] = field(default_factory=list)
