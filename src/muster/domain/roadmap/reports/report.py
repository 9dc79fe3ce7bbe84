"""The report of a month, as the record has it: standing, decisions, what moved on the roadmap, who came and who went.

It is drafted from what is here, first as data, then in words (report_words.py); the secretary edits the words before
they go out. Everything is of one month, [first day, first day of the next).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from muster.domain.contribution.published import PublishedMember, PublishedStanding
from muster.domain.contribution.verdict import Figures, Verdict
from muster.domain.contribution.windows import Window, months_before
from muster.domain.errors import RequestFault
from muster.domain.refusal import Refusal

MONTH: Final = "%Y-%m"


@dataclass(frozen=True, slots=True)
class Stood:
    """One member by the last standing of the month, and by the last one before it. people: with work upstream."""

    member: str
    verdict: Verdict | None
    fte: Figures
    people: int
    verdict_before: Verdict | None = None
    fte_before: Figures | None = None
    people_before: int | None = None


@dataclass(frozen=True, slots=True)
class StandingMoved:
    """Where the members stand. before: the day of the standing that it is compared with; None: there was none."""

    on: date
    before: date | None
    members: tuple[Stood, ...]


@dataclass(frozen=True, slots=True, order=True)
class Happened:
    """One thing that the record has. on: its day. about: what the log calls what it is about, such as `proposal/3`."""

    on: date
    sentence: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class MonthOfGroup:
    """All that a report is drafted from. open_at_end: decisions that were still open when the month was over.

    moved: on the roadmap. life: items that came alive or fell still, by the evidence. people: who came and who went.
    """

    group: str
    month: Window
    standing: StandingMoved | None = None
    decided: tuple[Happened, ...] = ()
    open_at_end: tuple[Happened, ...] = ()
    moved: tuple[Happened, ...] = ()
    life: tuple[str, ...] = ()
    people: tuple[Happened, ...] = ()

    @property
    def in_order(self) -> "MonthOfGroup":
        """The same, with everything in the order of days, whatever the order was in which it was found."""
        return MonthOfGroup(
            group=self.group,
            month=self.month,
            standing=self.standing,
            decided=tuple(sorted(self.decided)),
            open_at_end=tuple(sorted(self.open_at_end)),
            moved=tuple(sorted(self.moved)),
            life=tuple(sorted(self.life)),
            people=tuple(sorted(self.people)),
        )


def month_of(day: date) -> Window:
    """Give the month that a day lies in."""
    first = day.replace(day=1)
    return Window(first, months_before(first, -1))


def read_month(text: str) -> Window:
    """Read a month as it is written, `2017-03`. RequestFault: it is none."""
    year, _, month = text.partition("-")
    fits = len(text) == len("2017-03") and f"{year}{month}".isascii() and f"{year}{month}".isdecimal()
    try:
        return month_of(date(int(year), int(month), 1)) if fits else _no_month(text)
    except ValueError:
        return _no_month(text)


def written(month: date) -> str:
    """Write a month: `2017-03`."""
    return f"{month.year:04}-{month.month:02}"


def refusal_of_a_draft(month: Window, *, exists: bool, on: date) -> Refusal | None:
    """Say why no report of a month can be drafted on a day, or None. exists: there is one already."""
    name = written(month.first_day)
    if exists:
        return Refusal(f"There is a report of {name}.", "Edit that one, while it is not published.")
    if month.first_day > on:
        return Refusal(f"{name} is still to come.", "Choose a month that has begun.")
    return None


def refusal_of_a_change(*, published: bool, over: bool = True) -> Refusal | None:
    """Say why a report cannot be edited or published, or None. over: whether its month is."""
    if published:
        return Refusal("This report is published, and nothing of it is changed.", "Say it in the next one.")
    if not over:
        return Refusal("The month is not over.", "Publish the report once it is; edit it meanwhile.")
    return None


def standing_moved(
    now: PublishedStanding | None, before: PublishedStanding | None, names: Mapping[str, Sequence[str]]
) -> StandingMoved | None:
    """Compare two standings, member by member. names: all that each is known by, since a member may be renamed."""
    if now is None:
        return None
    if before is not None and before.on == now.on:
        before = None
    members = [one for one in now.members if one.state == "member"]
    return StandingMoved(
        now.on,
        before.on if before else None,
        tuple(_stood(one, before.member(names.get(one.name, [one.name])) if before else None) for one in members),
    )


def _stood(now: PublishedMember, before: PublishedMember | None) -> Stood:
    if before is None:
        return Stood(now.name, now.overall, now.fte, now.people)
    return Stood(now.name, now.overall, now.fte, now.people, before.overall, before.fte, before.people)


def _no_month(text: str) -> Window:
    raise RequestFault(text[:20], "This is no month.", "Write it like this: 2017-03.")
