"""A group is founded from its charter: organisations, their membership, and the seats that it gives them."""

import hashlib
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from muster.actions.caller import Caller
from muster.actions.charters import parse_charter
from muster.actions.people import add_person
from muster.actions.seats import give_office
from muster.domain.charter.board import Board
from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import Member
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.roles import ADMINISTRATOR
from muster.records import log
from muster.records.models import Account, CharterVersion, Group, Membership, Organisation, Person, Seat
from muster.records.models.groups import RESERVED
from muster.records.queries.groups import group_called


@transaction.atomic
def found_group(slug: str, text: str, *, at: datetime, notice: str = "") -> Group:
    """Found a group. text: its charter.toml. at: when, aware; the founding day is the charter's, or that of `at`.

    AgainstTheRules: the name is taken or reserved. CharterFaults: the charter has faults.
    """
    charter = parse_charter(Path("charter.toml"), text)
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
    sha256 = hashlib.sha256(text.encode()).hexdigest()
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
    if Account.objects.filter(email=address.lower()).exists():
        raise AgainstTheRules(address, "This address has an account already.", "Let them be invited to the group.")
    account = Account(email=address.lower(), name=name)
    try:
        account.full_clean(exclude=["password"])
        validate_password(password, account)
    except ValidationError as wrong:
        raise AgainstTheRules(address, " ".join(wrong.messages), "Choose another, and try again.") from None
    account.set_password(password)
    account.save()
    person = add_person(caller, name)
    person.account = account
    person.save(update_fields=["account"])
    give_office(caller, ADMINISTRATOR, person, at.date())
    return person


def _enrol(group: Group, charter: Charter, founded: date, at: datetime) -> None:
    """Write down every organisation of the charter with its states, and the seats of those that are members."""
    organisations: dict[str, Organisation] = {}
    for member in charter.members:
        organisation = organisations.get(member.name) or _organisation(group, member)
        organisations[member.name] = organisation
        _states(organisation, member, founded)
    for member in charter.members:
        if member.part_of and member.part_of in organisations:
            organisations[member.name].part_of = organisations[member.part_of]
            organisations[member.name].save(update_fields=["part_of"])
    if charter.board:
        _seats(group, charter.board, organisations, founded)
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


def _organisation(group: Group, member: Member) -> Organisation:
    return Organisation.objects.create(
        group=group,
        slug=slugify(member.name.replace("&", "and" if " & " in member.name else "")),
        name=member.name,
        aliases=list(member.also_known_as),
        domains=list(member.domains),
    )


def _states(organisation: Organisation, member: Member, founded: date) -> None:
    since = max(member.since or founded, founded)
    ends = member.until if member.until and member.until > since else None
    if member.until and ends is None:
        return  # it was over before the group began
    Membership.objects.create(
        organisation=organisation,
        membership=member.membership,
        state=member.state,
        since=since,
        until=ends,
        decided_by="charter",
    )
    if ends and member.state == "member":
        Membership.objects.create(
            organisation=organisation,
            membership=member.membership,
            state=Membership.State.FORMER,
            since=ends,
            decided_by="charter",
        )


def _seats(group: Group, board: Board, organisations: dict[str, Organisation], founded: date) -> None:
    """Make the seats: each member's own for its time as a member, or so many that an election fills."""
    if board.seats_per_member:
        for organisation in organisations.values():
            for state in organisation.memberships.filter(state=Membership.State.MEMBER).order_by("since"):
                for number in range(1, board.seats_per_member + 1):
                    more = f" {number}" if board.seats_per_member > 1 else ""
                    Seat.objects.get_or_create(
                        group=group,
                        slug=slugify(f"{organisation.slug}{more}"),
                        defaults={
                            "name": f"{organisation.name}{more}",
                            "organisation": organisation,
                            "since": state.since,
                            "until": state.until,
                        },
                    )
    for number in range(1, (board.seats or 0) + 1):
        Seat.objects.create(group=group, slug=f"{number}", name=f"Seat {number}", since=founded)


def _said(state: Membership) -> dict[str, str]:
    until = state.until.isoformat() if state.until else ""
    return {"state": state.state, "class": state.membership, "since": state.since.isoformat(), "until": until}


def midnight(day: date) -> datetime:
    """Give the first moment of a UTC day."""
    return datetime.combine(day, time.min, tzinfo=UTC)
