"""The pages about members, people, seats and offices as data: names, numbers and days, as the record has them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from muster.records.models import (
    Affiliation,
    Attestation,
    CharterVersion,
    Group,
    Holding,
    Membership,
    Office,
    Organisation,
    Person,
    Seat,
)
from muster.records.queries.members import MemberPage, MemberRow
from muster.records.queries.people import SeatOn
from muster.records.queries.persons import PersonPage
from muster.records.queries.seats import Board, SeatPage
from muster.records.queries.standings import Published
from muster.web.data import written
from muster.web.membership.criteria import CriterionShown, TrendShown

Data = dict[str, Any]


def members(group: Group, on: date, rows: Iterable[MemberRow], published: Published | None) -> Data:
    """Give the members of a day."""
    return {
        **_about(group, on),
        "standing": {"on": written(published.row.on), "sha256": published.row.sha256} if published else None,
        "members": [
            {
                **_organisation(row.member.organisation),
                "state": row.member.state,
                "class": row.member.membership,
                "since": written(row.member.since),
                "standing": row.measured.overall.value if row.measured and row.measured.overall else None,
                "seats": [_seat_on(seat) for seat in row.seats],
            }
            for row in rows
        ],
    }


def member(
    group: Group, on: date, page: MemberPage, counted: tuple[Iterable[CriterionShown], Iterable[TrendShown]]
) -> Data:
    """Give everything about one organisation. on: the day that its state is of. counted: its criteria, its trend."""
    criteria, trend = counted
    organisation, state = page.organisation, page.state_on(on)
    return {
        **_about(group, on),
        **_organisation(organisation),
        "also_known_as": organisation.aliases,
        "domains": organisation.domains,
        "part_of": organisation.part_of.slug if organisation.part_of else None,
        "parts": [one.slug for one in page.parts],
        "state": state.state if state else None,
        "class": state.membership if state else None,
        "criteria": [_criterion(one) for one in criteria],
        "trend": [
            {
                "on": one.on.isoformat(),
                "lenient": str(one.figures.lenient),
                "likely": str(one.figures.likely),
                "strict": str(one.figures.strict),
            }
            for one in trend
        ],
        "states": [_state(one) for one in page.states],
        "seats": [{**_seat(seat), "holdings": [_holding(one) for one in _listed(seat, "held")]} for seat in page.seats],
        "people": [{**_person(one.person), **_days(one)} for one in page.people],
        "attestations": [_word(one) for one in page.attestations],
    }


def people(group: Group, on: date, everybody: Iterable[Person]) -> Data:
    """Give everybody, with what they are on the day. Each has the lists that the query gave them."""
    return {
        **_about(group, on),
        "people": [
            {
                **_person(one),
                "works_for": [work.organisation.slug for work in _listed(one, "works_for")],
                "seats": [{"seat": held.seat.slug, "part": held.part} for held in _listed(one, "holds")],
                "offices": [office.role for office in _listed(one, "has")],
            }
            for one in everybody
        ],
    }


def person(group: Group, page: PersonPage) -> Data:
    """Give everything about one person."""
    return {
        "group": group.slug,
        **_person(page.person),
        "affiliations": [_affiliation(one) for one in page.affiliations],
        "seats": [
            {"seat": one.seat.slug, "part": one.part, **_days(one), "decided_by": one.decided_by}
            for one in page.holdings
        ],
        "offices": [{"role": one.role, **_days(one), "decided_by": one.decided_by} for one in page.offices],
    }


def seats(group: Group, on: date, board: Board, charter: CharterVersion | None) -> Data:
    """Give the board of a day."""
    return {
        **_about(group, on),
        "charter": {"version": charter.version, "sha256": charter.sha256} if charter else None,
        "seats": [_seat_on(one) for one in board.seats],
        "offices": [{"role": one.role, "person": _person(one.person), **_days(one)} for one in board.offices],
        "over_the_cap": [{"organisation": name, "seats": held} for name, held in board.over],
    }


def seat(group: Group, page: SeatPage) -> Data:
    """Give one seat with everybody who held it."""
    return {"group": group.slug, **_seat(page.seat), "holdings": [_holding(one) for one in page.holdings]}


def offices(group: Group, every: Sequence[Office]) -> Data:
    """Give everybody who has or had an office."""
    return {
        "group": group.slug,
        "offices": [
            {"role": one.role, "person": _person(one.person), **_days(one), "decided_by": one.decided_by}
            for one in every
        ],
    }


def _about(group: Group, on: date) -> Data:
    return {"group": group.slug, "on": on.isoformat()}


def _days(row: Affiliation | Holding | Membership | Office | Seat) -> Mapping[str, str | None]:
    return {"since": written(row.since), "until": written(row.until)}


def _organisation(one: Organisation) -> Data:
    return {"organisation": one.slug, "name": one.name}


def _person(one: Person) -> Data:
    return {"person": one.number, "name": one.name, "invented": one.invented}


def _seat(one: Seat) -> Data:
    whose = one.organisation.slug if one.organisation else None
    return {"seat": one.slug, "name": one.name, "organisation": whose, **_days(one)}


def _seat_on(one: SeatOn) -> Data:
    return {**_seat(one.seat), "suspended": one.suspended, "holdings": [_holding(held) for held in one.holdings]}


def _holding(one: Holding) -> Data:
    return {"person": _person(one.person), "part": one.part, **_days(one), "decided_by": one.decided_by}


def _state(one: Membership) -> Data:
    return {"state": one.state, "class": one.membership, **_days(one), "decided_by": one.decided_by}


def _affiliation(one: Affiliation) -> Data:
    return {**_organisation(one.organisation), **_days(one), "source": one.source}


def _word(one: Attestation) -> Data:
    return {
        "criterion": one.criterion,
        "words": one.words,
        "person": _person(one.person),
        "at": one.at.isoformat(),
    }


def _criterion(one: CriterionShown) -> Data:
    return {
        "criterion": one.id,
        "text": one.text,
        "kind": one.kind,
        "minimum": one.minimum or None,
        "lenient": str(one.figures.lenient) if one.figures else None,
        "likely": str(one.figures.likely) if one.figures else None,
        "strict": str(one.figures.strict) if one.figures else None,
        "verdict": one.verdict or None,
        "on_the_roll": not one.foreseen,
        "attested": _word(one.word) if one.word else None,
    }


def _listed(one: Person | Seat, name: str) -> list[Any]:
    """Give what a query fetched along with a row, under this name."""
    found: list[Any] = getattr(one, name)
    return found
