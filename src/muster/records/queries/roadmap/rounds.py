"""Rounds of priorities as they are at a moment: the question, the seats, and what each has said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from muster.domain.errors import NotThere
from muster.domain.roadmap.priorities.ballots import Kind, Said
from muster.domain.roadmap.priorities.question import Completion, Question, Rule
from muster.domain.roadmap.priorities.rounds import Choice, Phase, Times, question_of, rule_of
from muster.records.models import Group, Round, RoundBallot, Seat
from muster.records.queries.people import seats_on


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round at a moment. seats: whose shares there are, by slug with their names; once it opened, those of then.

    said: the ballots, by slug of the seat.
    """

    row: Round
    at: datetime
    seats: dict[str, str]
    said: dict[str, RoundBallot]

    @property
    def times(self) -> Times:
        """From when until when it is open."""
        return times_of(self.row)

    @property
    def phase(self) -> Phase:
        """Where it is."""
        return self.times.phase(self.at)

    @property
    def kind(self) -> Kind:
        """What a ballot of it is."""
        return kind_of(self.row)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is chosen among."""
        return choices_of(self.row)

    @property
    def titles(self) -> dict[str, str]:
        """What each item is called."""
        return {one.slug: one.title for one in self.choices}

    @property
    def budget(self) -> Fraction:
        """The FTE that are shared out."""
        return Fraction(self.row.budget)

    @property
    def share(self) -> Fraction:
        """The share of each seat; nothing, while there is none."""
        return self.budget / len(self.seats) if self.seats else Fraction(0)

    @property
    def ballots(self) -> dict[str, Said]:
        """What each seat wants, {} for those that said nothing."""
        return {slug: self.said[slug].data if slug in self.said else {} for slug in self.seats}

    @property
    def rule(self) -> Rule:
        """How it is counted."""
        return rule_of(public_name(self.row), completion=completion_of(self.row), seats=len(self.seats))

    @property
    def question(self) -> Question:
        """What equal shares are asked. ElectionFault: there is no seat."""
        return question_of(self.kind, self.budget, self.choices, self.ballots)


def rounds_of(group: Group) -> QuerySet[Round]:
    """Give every round, the last first."""
    return group.rounds.order_by("-number")


def round_numbered(group: Group, number: int) -> Round:
    """Give one round. NotThere: there is none. One query."""
    row = group.rounds.filter(number=number).first()
    if row is None:
        raise NotThere(f"round/{number}", "The group has no such round of priorities.", "Priorities lists them.")
    return row


def round_at(group: Group, number: int, at: datetime) -> RoundShown:
    """Give one round at a moment. NotThere: there is none. Four queries at most, whatever the rows."""
    return shown(round_numbered(group, number), at)


def shown(row: Round, at: datetime) -> RoundShown:
    """Give a round with its seats and ballots. Three queries at most."""
    said = row.said.select_related("seat", "person").order_by("seat__slug")
    return RoundShown(row, at, seats_of(row, at), {one.seat.slug: one for one in said})


def seats_of(row: Round, at: datetime) -> dict[str, str]:
    """Give whose shares there are: those written down, else those of the day of opening, or of today before that."""
    if row.seats:
        names = dict(Seat.objects.filter(group=row.group_id, slug__in=row.seats).values_list("slug", "name"))
        return {slug: names.get(slug, slug) for slug in row.seats}
    found = seats_on(row.group, min(at, row.opens_at).date())
    return dict(sorted((one.seat.slug, one.seat.name) for one in found))


def unsettled(group: Group, at: datetime) -> list[Round]:
    """Give the rounds about which the clock has something to write down. One query."""
    opened = Q(seats=[], outcome__isnull=True, opens_at__lte=at)
    closed = Q(outcome__isnull=True, closes_at__lte=at)
    return list(group.rounds.filter(opened | closed, called_off="").order_by("number"))


def planned_by(row: Round) -> str:
    """Give who planned a round, as the log calls them; "" for Muster itself. One query."""
    found = row.group.entries.filter(subject=row.handle, kind="round.planned").values_list("by", flat=True)
    return found.first() or ""


def times_of(row: Round) -> Times:
    """Give from when until when a round is open, and whether it was called off."""
    return Times(row.opens_at, row.closes_at, row.called_off)


def kind_of(row: Round) -> Kind:
    """Give what a ballot of a round is."""
    kind: Kind = row.ballots  # type: ignore[assignment]  # one of KINDS
    return kind


def completion_of(row: Round) -> Completion:
    """Give what becomes of what a round's shares leave over."""
    completion: Completion = row.completion  # type: ignore[assignment]  # one of COMPLETIONS
    return completion


def choices_of(row: Round) -> tuple[Choice, ...]:
    """Give what a round chooses among, as it was written down."""
    return tuple(Choice(one["slug"], one["title"], Fraction(one["cost"])) for one in row.items)


def as_rows(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """Give what is chosen among as it is written down."""
    return [{"slug": one.slug, "title": one.title, "cost": f"{_decimal(one.cost):.2f}"} for one in choices]


def title_of(row: Round) -> str:
    """Say what a round is called, and the proposal that comes of it."""
    return f"Priorities of {row.quarter}" + (f", for {row.cycle}" if row.cycle else "")


def public_name(row: Round) -> str:
    """Give the name by which the world knows a round: `lcoo/round/1`."""
    return f"{row.group.slug}/{row.handle}"


def _decimal(cost: Fraction) -> Decimal:
    return Decimal(cost.numerator) / cost.denominator
