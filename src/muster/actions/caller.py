"""Who is asking for something in a group, and as what: the roles and seats of an account at a moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from muster.domain.membership.roles import ADMINISTRATOR, LIAISON, PARTICIPANT, PUBLIC, REPRESENTATIVE, may
from muster.records.models import Account, Group, Holding, Liaison, Office, Person
from muster.records.queries.people import holds_on, suspended_on


def server_clock() -> datetime:
    """Give the moment by this machine's clock, which decides whether something came in time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Caller:
    """An account, or nobody, asking something of a group by a door.

    muster: Muster itself asks, for an administrator at the command line; it may do everything, and the log says so.
    """

    group: Group
    account: Account | None = None
    clock: Callable[[], datetime] = server_clock
    muster: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """What a caller is at a moment. seats: those for which they may act, with the part in which they hold each."""

    group: Group
    at: datetime
    person: Person | None
    roles: frozenset[str]
    seats: dict[str, str] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The UTC day."""
        return self.at.date()

    @property
    def handle(self) -> str:
        """What the log calls them; "" for Muster itself, and for the public, which writes nothing."""
        return self.person.handle if self.person else ""

    def may(self, deed: str) -> bool:
        """Whether their roles allow the deed."""
        return may(deed, self.roles)


def acting(caller: Caller, *, at: datetime | None = None) -> Acting:
    """Look up what the caller is in the group, now or at another moment. Four queries, whoever asks."""
    at = at or caller.clock()
    if caller.muster:
        return Acting(caller.group, at, None, frozenset({ADMINISTRATOR, PARTICIPANT, PUBLIC, *_offices_of_muster()}))
    if caller.account is None or not caller.account.is_active:
        return Acting(caller.group, at, None, frozenset({PUBLIC}))
    person = Person.objects.filter(group=caller.group, account=caller.account).first()
    if person is None:
        return Acting(caller.group, at, None, frozenset({PUBLIC}))
    day = at.date()
    offices = Office.objects.filter(holds_on(day), person=person).values_list("role", flat=True)
    held = Holding.objects.filter(holds_on(day), holds_on(day, "seat__since", "seat__until"), person=person).exclude(
        suspended_on(day, "seat__organisation")
    )
    seats = dict(held.order_by("seat__slug").values_list("seat__slug", "part"))
    speaks = Liaison.objects.filter(holds_on(day), person=person).exists()
    roles = {PUBLIC, PARTICIPANT, *offices, *([REPRESENTATIVE] if seats else []), *([LIAISON] if speaks else [])}
    return Acting(caller.group, at, person, frozenset(roles), seats)


def _offices_of_muster() -> tuple[str, ...]:
    return ("chair", "secretary", "liaison")
