"""Elections that the charter wants, and how it wants them: what a form for a new one begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.actions.charter_in_force import charter_in_force
from muster.actions.elections.planning import Planned
from muster.domain.charter.board import Board, Role
from muster.domain.elections.calendar import Calendar, planned
from muster.domain.elections.rule import Method
from muster.domain.elections.terms import Due, Term, election_due, last_day_after
from muster.domain.membership.cap import most_seats
from muster.records.models import Election, Group, Holding, Office, Seat
from muster.records.models.elections import Electorate
from muster.records.queries.elections import SEAT
from muster.records.queries.groups import founded_on
from muster.records.queries.people import holds_on

AHEAD = timedelta(days=90)
"""How long before a term ends its election is proposed."""

NOMINATING, VOTING = 7, 7
"""Days, unless somebody says otherwise."""

USUAL: Method = "schulze"
"""If the charter does not say how ballots are counted."""

ELECTORATES = {
    "board": Electorate.SEATS,
    "members": Electorate.MEMBERS,
    "electorate": Electorate.PEOPLE,
    "parent": Electorate.SEATS,
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """An election that the charter wants, as it would be planned today."""

    due: Due
    planned: Planned


def suggested(group: Group, on: date) -> list[Suggested]:
    """Give the elections that are due within three months, or late, and are not planned yet. Six queries at most."""
    charter = charter_in_force(group, on)
    if charter.board is None:
        return []
    under_way = set(
        Election.objects.filter(group=group, called_off="", confirmed_at=None).values_list("office", flat=True)
    )
    founded = founded_on(group)
    roles = [one for one in charter.board.roles if one.chosen_by != "parent" and one.id not in under_way]
    terms = _terms(group, [one.id for one in roles])
    found = [_of_role(role, terms.get(role.id, []), founded, on) for role in roles]
    if charter.board.election and SEAT not in under_way:
        found.append(_of_seats(group, charter.board, founded, on))
    return [one for one in found if one and one.due.by <= on + AHEAD]


def blank(on: date) -> Planned:
    """Give what a form begins with if the charter says nothing."""
    return Planned(title="", office="chair", method=USUAL, electorate=Electorate.SEATS, calendar=_days(on))


def _of_role(role: Role, terms: Sequence[Term], founded: date, on: date) -> Suggested | None:
    due = election_due(role.name, holders=role.holders, months=role.term_months, terms=terms, founded=founded, on=on)
    if due is None:
        return None
    method, electorate = role.method or USUAL, ELECTORATES[role.chosen_by]
    calendar = _days(on)
    return Suggested(
        due,
        Planned(
            title=f"{role.name}, {calendar.voting_closes:%B %Y}",
            office=role.id,
            method=method,
            electorate=electorate,
            calendar=calendar,
            seats=due.seats,
        ),
    )


def _of_seats(group: Group, board: Board, founded: date, on: date) -> Suggested | None:
    """Suggest the election of the seats that are empty, or whose term ends next."""
    election = board.election
    slugs = Seat.objects.filter(holds_on(on), group=group, organisation=None).order_by("pk")
    seats = list(slugs.values_list("slug", flat=True))
    if election is None or not seats:
        return None
    rows = Holding.objects.filter(
        seat__group=group, seat__slug__in=seats, part=Holding.Part.REPRESENTATIVE
    ).values_list("seat__slug", "person__name", "since", "until")
    terms = {(slug, since): Term(name, since, until) for slug, name, since, until in rows}
    due = election_due(
        "Seats", holders=len(seats), months=election.term_months, terms=[*terms.values()], founded=founded, on=on
    )
    if due is None:
        return None
    ends = {slug: last_day_after(term, election.term_months) for (slug, _), term in sorted(terms.items())}
    up = tuple(slug for slug in seats if (end := ends.get(slug, founded)) is not None and end <= max(due.by, on))
    calendar = _days(on)
    return Suggested(
        due,
        Planned(
            title=f"Seats, {calendar.voting_closes:%B %Y}",
            office=SEAT,
            method=election.method,
            electorate=Electorate.PEOPLE,
            calendar=calendar,
            seats=len(up) or 1,
            up=up,
            cap=most_seats(board.cap, len(seats)) if board.cap else None,
        ),
    )


def _days(on: date) -> Calendar:
    return planned(on + timedelta(days=1), nominating=NOMINATING, voting=VOTING, eligible_on=on)


def _terms(group: Group, roles: Sequence[str]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    rows = Office.objects.filter(group=group, role__in=roles).values_list("role", "person__name", "since", "until")
    for role, name, since, until in rows:
        found.setdefault(role, []).append(Term(name, since, until))
    return found
