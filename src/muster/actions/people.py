"""People of a group, and whom they work for."""

from datetime import date

from django.db.models import Max

from muster.actions.caller import Caller
from muster.actions.deed import Deed, deed
from muster.actions.intervals import check_ours, day, end, make_room
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.printable import is_hidden
from muster.records.models import Affiliation, Group, Organisation, Person

NAME_AT_MOST = 200
SOURCE_AT_MOST = 200
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Hidden, and a part of names in many scripts."""


def add_person(caller: Caller, name: str, *, organisation: str = "", invented: bool = False) -> Person:
    """Write down somebody who takes part. organisation: the slug of whom they work for from today on, or ""."""
    name = _name(name)
    with deed(caller, "person.add", "people") as doing:
        number = (Person.objects.filter(group=doing.group).aggregate(last=Max("number"))["last"] or 0) + 1
        person = Person.objects.create(group=doing.group, number=number, name=name, invented=invented)
        doing.log("person.added", {"invented": invented}, subject=person.handle)
        if organisation:
            _affiliate(doing, person, organisation_called(doing.group, organisation), doing.who.on)
    return person


def rename_person(caller: Caller, person: Person, name: str, *, expected: int | None = None) -> None:
    """Correct a name, or take it away by writing another in its place. The log knows the person by their number."""
    name = _name(name)
    with deed(caller, "person.change", person.handle, expected=expected) as doing:
        check_ours(doing, person)
        if person.name == name:
            raise AgainstTheRules(person.handle, "That is their name already.", "Write another, or leave it as it is.")
        person.name = name
        person.save(update_fields=["name"])
        doing.log("person.renamed", {})


def affiliate(
    caller: Caller,
    person: Person,
    organisation: str,
    since: date,
    *,
    until: date | None = None,
    source: str = "",
    expected: int | None = None,
) -> None:
    """Say whom a person works for from a day on; what was so until then ends that day.

    until: the day on which it ends, if it has. source: how the group knows. AgainstTheRules: another affiliation begins
    while this one holds.
    """
    with deed(caller, "person.change", person.handle, expected=expected) as doing:
        check_ours(doing, person)
        found = organisation_called(doing.group, organisation)
        _affiliate(doing, person, found, since, until=until, source=source)


def end_affiliation(caller: Caller, affiliation: Affiliation, until: date, *, expected: int | None = None) -> None:
    """Say that a person no longer works for an organisation from a day on."""
    with deed(caller, "person.change", affiliation.person.handle, expected=expected) as doing:
        check_ours(doing, affiliation.person)
        end(doing, affiliation, until)
        doing.log("person.left", {"organisation": affiliation.organisation.slug, "until": day(until)})


def _affiliate(
    doing: Deed,
    person: Person,
    organisation: Organisation,
    since: date,
    *,
    until: date | None = None,
    source: str = "",
) -> None:
    source = " ".join(source.split())
    if len(source) > SOURCE_AT_MOST or any(map(is_hidden, source)):
        what = "How the group knows is said in one line of at most 200 characters."
        raise AgainstTheRules("source", what, "Write it shorter, without hidden characters.")
    rows = Affiliation.objects.filter(person=person).select_related("organisation")
    make_room(doing, rows, since, until)
    Affiliation.objects.create(person=person, organisation=organisation, since=since, until=until, source=source)
    data = {"organisation": organisation.slug, "since": day(since), "until": day(until), "source": source}
    doing.log("person.affiliated", data, subject=person.handle)


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > NAME_AT_MOST:
        raise AgainstTheRules("name", "A name is one to 200 characters long.", "Write the name as its owner does.")
    if any(is_hidden(one) and one not in JOINERS for one in name):
        what = "There is a hidden character in the name."
        raise AgainstTheRules("name", what, "Type it again, rather than paste it.")
    return name


def organisation_called(group: Group, slug: str) -> Organisation:
    """Give the group's organisation of that name. NotThere: the group knows none such."""
    organisation = Organisation.objects.filter(group=group, slug=slug).select_related("part_of").first()
    if organisation is None:
        raise NotThere(slug, "The group knows no such organisation.", "Add it first, or choose one from the list.")
    return organisation


def person_numbered(group: Group, number: int) -> Person:
    """Give the group's person of that number. NotThere: the group knows none such."""
    person = Person.objects.filter(group=group, number=number).first()
    if person is None:
        raise NotThere(f"person/{number}", "The group knows no such person.", "Follow a link from the group's pages.")
    return person


def affiliation_of(person: Person, key: int) -> Affiliation:
    """Give one of a person's affiliations by its key. NotThere: they have none such."""
    found = person.affiliations.filter(pk=key).select_related("organisation", "person").first()
    if found is None:
        raise NotThere(person.handle, "They have no such affiliation.", "Follow a link from their page.")
    return found
