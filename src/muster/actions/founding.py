"""A group is founded from its charter: organisations, their membership, and the seats that it gives them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from django.db import transaction

from muster.actions.accounts import make_account
from muster.actions.caller import Caller
from muster.actions.kept_charters import read_charter
from muster.actions.people import add_person
from muster.actions.seats import give_office
from muster.domain.charter.board import Board
from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import Member
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.naming import slug_of
from muster.domain.membership.roles import ADMINISTRATOR
from muster.domain.membership.seating import Run, seat_names
from muster.domain.membership.states import runs, stays_of
from muster.records import log
from muster.records.models import CharterVersion, Group, Membership, Organisation, Person, Seat
from muster.records.models.groups import RESERVED
from muster.records.queries.groups import group_called


@transaction.atomic
def found_group(slug: str, text: str, *, at: datetime, notice: str = "") -> Group:
    """Found a group. text: its charter.toml. at: when, aware; the founding day is the charter's, or that of `at`.

    AgainstTheRules: the name is taken or reserved. CharterFaults: the charter has faults.
    """
    charter, sha256 = read_charter(text)
    if slug in RESERVED or Group.objects.filter(slug=slug).exists():
        raise AgainstTheRules(slug, "That name is taken.", "Choose another.")
    group = Group(
        slug=slug,
        name=charter.group.name,
        full_name=charter.group.full_name or "",
        mission=charter.group.mission or "",
        notice=notice,
    )
    group.full_clean()
    group.save()
    since = charter.group.founded or at.date()
    CharterVersion.objects.create(group=group, version=charter.version, since=since, text=text, sha256=sha256)
    log.append(
        group,
        "group.founded",
        "group",
        {"name": group.name, "charter": charter.version, "sha256": sha256, "since": since.isoformat()},
        at=at,
        by="",
        on_behalf="",
    )
    _enrol(group, charter, since, at)
    return group


@transaction.atomic
def first_administrator(slug: str, address: str, name: str, password: str, *, at: datetime) -> Person:
    """Let somebody sign in who administers the group, and can invite the others. NotThere: there is no such group.

    AgainstTheRules: the address has an account already, or the password is too easy.
    """
    caller = Caller(group_called(slug), clock=lambda: at, muster=True)
    person = add_person(caller, name)
    person.account = make_account(address, password, name)
    person.save(update_fields=["account"])
    give_office(caller, ADMINISTRATOR, person, at.date())
    return person


def _enrol(group: Group, charter: Charter, founded: date, at: datetime) -> None:
    """Write down every organisation of the charter with its states, and the seats of those that are members."""
    organisations = _organisations(group, charter.members)
    taken: set[str] = set()
    for name, organisation in organisations.items():
        stays = stays_of((member for member in charter.members if member.name == name), founded)
        for stay in stays:
            Membership.objects.create(
                organisation=organisation,
                membership=stay.membership,
                state=stay.state,
                since=stay.since,
                until=stay.until,
                decided_by="charter",
            )
        if charter.board:
            _members_seats(organisation, charter.board, runs(stays), taken)
    for number in range(1, (charter.board.seats or 0) + 1 if charter.board else 1):
        Seat.objects.create(group=group, slug=f"{number}", name=f"Seat {number}", since=founded)
    log.append(
        group,
        "group.enrolled",
        "group",
        {
            "organisations": [
                {"name": name, "states": [_said(state) for state in organisation.memberships.order_by("since")]}
                for name, organisation in organisations.items()
            ],
            "seats": [seat.slug for seat in group.seats.order_by("slug")],
        },
        at=at,
        by="",
        on_behalf="",
    )


def _organisations(group: Group, members: Sequence[Member]) -> dict[str, Organisation]:
    """Write down each organisation once, and those that they belong to, members or not."""
    found: dict[str, Organisation] = {}
    slugs: set[str] = set()
    for name in dict.fromkeys([*(one.name for one in members), *(one.part_of for one in members if one.part_of)]):
        entries = [one for one in members if one.name == name]
        slug = slug_of(name, slugs)
        slugs.add(slug)
        found[name] = Organisation.objects.create(
            group=group,
            slug=slug,
            name=name,
            aliases=list(dict.fromkeys(alias for one in entries for alias in one.also_known_as)),
            domains=list(dict.fromkeys(domain for one in entries for domain in one.domains)),
        )
    for member in members:
        if member.part_of:
            Organisation.objects.filter(pk=found[member.name].pk).update(part_of=found[member.part_of])
    return found


def _members_seats(organisation: Organisation, board: Board, times: Sequence[Run], taken: set[str]) -> None:
    """Make a member's own seats for each of its times as a member. taken: the slugs of all seats so far."""
    for run in times:
        names = seat_names(organisation.name, organisation.slug, each=board.seats_per_member or 0, run=run, taken=taken)
        for slug, name in names:
            taken.add(slug)
            Seat.objects.create(
                group=organisation.group,
                slug=slug,
                name=name,
                organisation=organisation,
                since=run[0],
                until=run[1],
            )


def _said(state: Membership) -> dict[str, str]:
    until = state.until.isoformat() if state.until else ""
    return {"state": state.state, "class": state.membership, "since": state.since.isoformat(), "until": until}


def midnight(day: date) -> datetime:
    """Give the first moment of a UTC day."""
    return datetime.combine(day, time.min, tzinfo=UTC)
