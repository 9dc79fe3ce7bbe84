"""People of a group, and whom they work for."""

from datetime import date

from django.db.models import Max

from muster.actions.caller import Caller
from muster.actions.deed import Deed, deed
from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import Affiliation, Group, Organisation, Person
from muster.records.queries.people import holds_on

NAME_AT_MOST = 200


def add_person(caller: Caller, name: str, *, organisation: str = "", invented: bool = False) -> Person:
    """Write down somebody who takes part. organisation: the slug of whom they work for from today on, or ""."""
    name = " ".join(name.split())
    if not name or len(name) > NAME_AT_MOST:
        raise AgainstTheRules("name", "A name is one to 200 characters long.", "Write the name as its owner does.")
    with deed(caller, "person.add", "people") as doing:
        number = (Person.objects.filter(group=doing.group).aggregate(last=Max("number"))["last"] or 0) + 1
        person = Person.objects.create(group=doing.group, number=number, name=name, invented=invented)
        doing.log("person.added", {"invented": invented}, subject=person.handle)
        if organisation:
            _affiliate(doing, person, organisation_called(doing.group, organisation), doing.who.on)
    return person


def affiliate(caller: Caller, person: Person, organisation: str, since: date, *, expected: int | None = None) -> None:
    """Say whom a person works for from a day on; what was so until then ends that day."""
    with deed(caller, "person.change", person.handle, expected=expected) as doing:
        _affiliate(doing, person, organisation_called(doing.group, organisation), since)


def _affiliate(doing: Deed, person: Person, organisation: Organisation, since: date) -> None:
    later = person.affiliations.filter(since__gte=since)
    if later.exists():
        what = f"{person} has an affiliation that begins on {since} or later."
        raise AgainstTheRules(person.handle, what, "Correct that one first.")
    person.affiliations.filter(holds_on(since)).update(until=since)
    Affiliation.objects.create(person=person, organisation=organisation, since=since)
    data = {"organisation": organisation.slug, "since": since.isoformat()}
    doing.log("person.affiliated", data, subject=person.handle)


def organisation_called(group: Group, slug: str) -> Organisation:
    """Give the group's organisation of that name. NotThere: the group knows none such."""
    organisation = Organisation.objects.filter(group=group, slug=slug).first()
    if organisation is None:
        raise NotThere(slug, "The group knows no such organisation.", "Add it first, or choose one from the list.")
    return organisation


def person_numbered(group: Group, number: int) -> Person:
    """Give the group's person of that number. NotThere: the group knows none such."""
    person = Person.objects.filter(group=group, number=number).first()
    if person is None:
        raise NotThere(f"person/{number}", "The group knows no such person.", "Follow a link from the group's pages.")
    return person
