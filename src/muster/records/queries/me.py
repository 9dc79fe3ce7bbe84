"""Who somebody is: their account's people in all groups, or all people of a group, with their seats and offices."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.records.models import Account, Group, Holding, Office, Person
from muster.records.queries.people import holds_on


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A person in their group on a day. seats: by slug, what each is called. offices: roles such as `chair`, sorted."""

    person: Person
    seats: Mapping[str, str]
    offices: tuple[str, ...]

    @property
    def group(self) -> Group:
        """The group, which is at hand: no query."""
        return self.person.group

    @property
    def runs_it(self) -> bool:
        """Whether they run the group: its chair or its secretary."""
        return CHAIR in self.offices or SECRETARY in self.offices


def standpoints_of(account: Account, day: date, group: Group | None = None) -> list[Standpoint]:
    """Give who the account is, in every group or in one, by the group's name. Three queries, however many groups."""
    people = Person.objects.filter(account=account)
    return _standpoints(people.filter(group=group) if group else people, day)


def standpoints_in(group: Group, day: date) -> list[Standpoint]:
    """Give everybody in the group who has an account, with the account at hand. Three queries."""
    return _standpoints(Person.objects.filter(group=group, account__is_active=True), day)


def _standpoints(people: QuerySet[Person], day: date) -> list[Standpoint]:
    found = list(people.select_related("group", "account").order_by("group__name", "group_id", "number"))
    held = Holding.objects.filter(holds_on(day), holds_on(day, "seat__since", "seat__until"), person__in=found)
    seats: dict[int, dict[str, str]] = defaultdict(dict)
    for person, slug, name in held.order_by("seat__name").values_list("person_id", "seat__slug", "seat__name"):
        seats[person][slug] = name
    offices: dict[int, set[str]] = defaultdict(set)
    for person, role in Office.objects.filter(holds_on(day), person__in=found).values_list("person_id", "role"):
        offices[person].add(role)
    return [Standpoint(one, seats[one.pk], tuple(sorted(offices[one.pk]))) for one in found]
