"""Everything that was ever so of one thing: who held a seat or an office, whom somebody worked for, what a member was.

And people, with whom they work for on a day. All in the order in which it began; a constant number of queries each.
"""

from datetime import date

from django.db.models import Prefetch, QuerySet

from muster.domain.errors import NotThere
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
    Standing,
)
from muster.records.queries.people import holds_on


def people_on(group: Group, day: date) -> QuerySet[Person]:
    """Give everybody, by number; each has `works_for`, a list of the affiliations that hold on the day."""
    working = Affiliation.objects.filter(holds_on(day)).select_related("organisation").order_by("since", "pk")
    people = Person.objects.filter(group=group).order_by("number")
    return people.prefetch_related(Prefetch("affiliations", working, to_attr="works_for"))


def affiliations_of(person: Person) -> list[Affiliation]:
    """Give whom somebody worked for, and since when."""
    return list(person.affiliations.select_related("organisation").order_by("since", "pk"))


def holdings_of(seat: Seat) -> list[Holding]:
    """Give everybody who held a seat, in either part."""
    return list(seat.holdings.select_related("person").order_by("since", "pk"))


def holders_of(group: Group, role: str) -> list[Office]:
    """Give everybody who had an office."""
    return list(Office.objects.filter(group=group, role=role).select_related("person").order_by("since", "pk"))


def organisations_of(group: Group) -> QuerySet[Organisation]:
    """Give every organisation that the group knows; each has `states`, what it was toward the group, and `words`.

    words: what it attested.
    """
    states = Membership.objects.order_by("since", "pk")
    words = Attestation.objects.select_related("person").order_by("at", "pk")
    organisations = Organisation.objects.filter(group=group).select_related("part_of").order_by("slug")
    return organisations.prefetch_related(
        Prefetch("memberships", states, to_attr="states"), Prefetch("attestations", words, to_attr="words")
    )


def organisation_with_states(group: Group, slug: str) -> Organisation:
    """Give one of them. NotThere: the group knows none such."""
    found = organisations_of(group).filter(slug=slug).first()
    if found is None:
        raise NotThere(f"organisation/{slug}", "The group knows no such organisation.", "The list has those it knows.")
    return found


def charter_called(group: Group, version: str) -> CharterVersion:
    """Give the charter of that version, the latest if two say the same. NotThere: there is none."""
    found = group.charters.filter(version=version).order_by("-since", "-pk").first()
    if found is None:
        raise NotThere(f"charter {version}", "The group never had that charter.", "The list has those it had.")
    return found


def standings_of(group: Group) -> QuerySet[Standing]:
    """Give every standing that was published, without its figures."""
    return group.standings.defer("data").order_by("pk")


def standing_on(group: Group, day: date) -> Standing:
    """Give the standing that was published for a day, the last one counted. NotThere: there is none."""
    found = group.standings.filter(on=day).order_by("-counted_at").first()
    if found is None:
        raise NotThere(f"standing on {day}", "No standing was published for that day.", "The list has those that were.")
    return found
