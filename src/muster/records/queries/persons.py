"""People of a group: the list on a day, and everything that the record knows of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from muster.domain.errors import NotThere
from muster.records.models import Affiliation, Entry, Group, Holding, Office, Person
from muster.records.queries.members import entries_about
from muster.records.queries.people import holds_on


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: whom they worked for, the seats that they held, the offices that they had; the last first."""

    person: Person
    affiliations: Sequence[Affiliation]
    holdings: Sequence[Holding]
    offices: Sequence[Office]
    written: Sequence[Entry]


def people_with_places(group: Group, day: date) -> QuerySet[Person]:
    """Give everybody by name, with what they are on the day: lists `works_for`, `holds` and `has`. Four queries."""
    on = holds_on(day)
    work = Affiliation.objects.filter(on).select_related("organisation")
    seats = Holding.objects.filter(on, holds_on(day, "seat__since", "seat__until")).select_related("seat")
    offices = Office.objects.filter(on).order_by("role")
    return Person.objects.filter(group=group).prefetch_related(
        Prefetch("affiliations", work, to_attr="works_for"),
        Prefetch("holdings", seats, to_attr="holds"),
        Prefetch("offices", offices, to_attr="has"),
    )


def person_page(group: Group, number: int) -> PersonPage:
    """Give everything about one person. NotThere: the group knows none of that number. Five queries."""
    person = Person.objects.filter(group=group, number=number).first()
    if person is None:
        raise NotThere(f"person/{number}", "The group knows no such person.", "People lists those it knows.")
    affiliations = Affiliation.objects.filter(person=person).select_related("organisation").order_by("-since", "-pk")
    holdings = Holding.objects.filter(person=person).select_related("seat").order_by("-since", "-pk")
    offices = Office.objects.filter(person=person).order_by("-since", "role")
    return PersonPage(person, list(affiliations), list(holdings), list(offices), entries_about(group, person.handle))
