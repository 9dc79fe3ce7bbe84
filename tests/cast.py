"""The people and organisations of the tests: all of them invented, and always the same.

Alpha is a group of three members, Aurora, Borealis and Corona, each with a seat. Ada chairs it and holds Aurora's seat;
Bo holds Borealis's, Cy Corona's; Di is its secretary and has no seat; Ed takes part and has neither. Omega is another
group; Oz chairs it. Pat has an account and belongs to no group.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from muster.actions.caller import Caller
from muster.actions.founding import found_group
from muster.actions.people import add_person
from muster.actions.seats import appoint, give_office, seat_called
from muster.records.models import Account, Group, Person

FOUNDED: Final = datetime(2017, 1, 2, 9, tzinfo=UTC)
NOON: Final = datetime(2017, 5, 9, 12, tzinfo=UTC)
"""When the tests play, unless they say otherwise: a Tuesday."""

CHARTER: Final = """
version = "1"
group = { name = "NAME", mission = "To try things out.", founded = 2017-01-02 }
classes = [{ id = "member", name = "Member" }]
members = [
    { name = "Aurora", membership = "member" },
    { name = "Borealis", membership = "member" },
    { name = "Corona", membership = "member" },
]

[board]
filled_by = "members"
seats_per_member = 1
alternates = true
roles = [{ id = "chair", name = "Chair", chosen_by = "board", method = "approval", term_months = 12 }]

[decisions]
quorum = { more_than = "1/2", of = "seats" }
consensus = { days = 7, silence = "agrees" }
vote = { called_by = ["chair"], days = 7 }

[[decisions.rules]]
id = "motion"
name = "Motion"
way = "consensus-then-vote"
passes = [{ more_than = "1/2", of = "yes-and-no" }]

[[meetings]]
id = "weekly-team"
name = "Team meeting"
cadence = "weekly"
agenda_days_before = 1
results_days_after = 7
"""


@dataclass(frozen=True, slots=True)
class Cast:
    """Two groups and everybody in them."""

    group: Group
    other: Group
    people: dict[str, Person]

    def caller(self, name: str, *, at: datetime = NOON, group: Group | None = None) -> Caller:
        """Give somebody as they ask something of Alpha (or of another group) at a moment; "" is the public."""
        account = Account.objects.get(email=address(name)) if name else None
        return Caller(group or self.group, account, lambda: at)


def address(name: str) -> str:
    """Give somebody's address."""
    return f"{name.lower()}@alpha.example"


def cast() -> Cast:
    """Found both groups, with everybody in their places."""
    alpha = found_group("alpha", CHARTER.replace("NAME", "Alpha"), at=FOUNDED)
    omega = found_group("omega", CHARTER.replace("NAME", "Omega"), at=FOUNDED)
    people = {}
    for name, group, organisation in (
        ("Ada", alpha, "aurora"),
        ("Bo", alpha, "borealis"),
        ("Cy", alpha, "corona"),
        ("Di", alpha, "aurora"),
        ("Ed", alpha, "borealis"),
        ("Oz", omega, "aurora"),
    ):
        muster = Caller(group, clock=lambda: FOUNDED, muster=True)
        people[name] = add_person(muster, name, organisation=organisation, invented=True)
        people[name].account = Account.objects.create_user(address(name), "a long enough word", name=name)
        people[name].save()
    Account.objects.create_user(address("Pat"), "a long enough word", name="Pat")
    since = date(2017, 1, 2)
    muster = Caller(alpha, clock=lambda: FOUNDED, muster=True)
    for name, seat in (("Ada", "aurora"), ("Bo", "borealis"), ("Cy", "corona")):
        appoint(muster, seat_called(alpha, seat), people[name], since)
    give_office(muster, "chair", people["Ada"], since)
    give_office(muster, "secretary", people["Di"], since)
    omegas = Caller(omega, clock=lambda: FOUNDED, muster=True)
    appoint(omegas, seat_called(omega, "aurora"), people["Oz"], since)
    give_office(omegas, "chair", people["Oz"], since)
    return Cast(alpha, omega, people)


def cast_as_it_is() -> Cast:
    """Give the cast that the tables have."""
    people = Person.objects.select_related("group", "account").order_by("pk")
    return Cast(Group.objects.get(slug="alpha"), Group.objects.get(slug="omega"), {one.name: one for one in people})
