"""Organisations as a group knows them: their names, their domains, and to whom they belong."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from muster.actions.admission import change_state
from muster.actions.caller import Caller
from muster.actions.deed import Deed, deed
from muster.actions.people import organisation_called
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.naming import Names, cleaned, slug_of, taken_by
from muster.domain.membership.states import PROSPECT
from muster.records.models import Group, Organisation


@transaction.atomic
def add_organisation(
    caller: Caller,
    name: str,
    *,
    aliases: Iterable[str] = (),
    domains: Iterable[str] = (),
    part_of: str = "",
    invited_as: str | None = None,
) -> Organisation:
    """Write down an organisation. part_of: the slug of the one it belongs to, or "".

    invited_as: the class of members that the group asks it into (or "" for the only one); it is a prospect from today.
    AgainstTheRules: a name, an alias or a domain is none, or is another's. NotThere: part_of names none.
    """
    with deed(caller, "organisation.add", "organisations") as doing:
        names = _names(doing, name, aliases, domains)
        parent = organisation_called(doing.group, part_of) if part_of else None
        taken = Organisation.objects.filter(group=doing.group).values_list("slug", flat=True)
        organisation = Organisation.objects.create(
            group=doing.group,
            slug=slug_of(names.name, set(taken)),
            name=names.name,
            aliases=list(names.aliases),
            domains=list(names.domains),
            part_of=parent,
        )
        doing.log("organisation.added", _said(organisation), subject=organisation.handle)
    if invited_as is not None:
        change_state(caller, organisation, PROSPECT, doing.who.on, membership=invited_as)
    return organisation


def change_organisation(
    caller: Caller,
    organisation: Organisation,
    *,
    name: str,
    aliases: Iterable[str] = (),
    domains: Iterable[str] = (),
    part_of: str = "",
    expected: int | None = None,
) -> Organisation:
    """Give an organisation other names, domains, or another that it belongs to. Its address stays what it was.

    AgainstTheRules: as when it is added; or it would belong to itself. The seats that are called after it are renamed.
    """
    with deed(caller, "organisation.change", organisation.handle, expected=expected) as doing:
        organisation = organisation_called(doing.group, organisation.slug)
        before = _said(organisation)
        names = _names(doing, name, aliases, domains, but=organisation)
        parent = organisation_called(doing.group, part_of) if part_of else None
        _refuse_circles(organisation, parent, doing.group)
        for seat in organisation.seats.all():
            if seat.name.startswith(organisation.name):
                seat.name = names.name + seat.name.removeprefix(organisation.name)
                seat.save(update_fields=["name"])
        organisation.name, organisation.aliases, organisation.domains = names.name, [*names.aliases], [*names.domains]
        organisation.part_of = parent
        organisation.save(update_fields=["name", "aliases", "domains", "part_of"])
        said = _said(organisation)
        if said == before:
            raise AgainstTheRules(
                organisation.handle, "Nothing would change.", "Change something, or leave it as it is."
            )
        doing.log("organisation.changed", {"was": before, "is": said})
    return organisation


def names_of(organisation: Organisation) -> Names:
    """Give everything that an organisation is known by."""
    return Names(organisation.name, tuple(organisation.aliases), tuple(organisation.domains))


def _names(
    doing: Deed, name: str, aliases: Iterable[str], domains: Iterable[str], *, but: Organisation | None = None
) -> Names:
    """Clean the names, and refuse those that cannot be, or that another organisation of the group has."""
    names = cleaned(name, aliases, domains)
    if isinstance(names, Mapping):
        place, refusal = next(iter(names.items()))
        raise refusal.error(place)
    others = (names_of(one) for one in Organisation.objects.filter(group=doing.group) if one != but)
    if taken := taken_by(names, others):
        what = f"“{taken[0]}” belongs to {taken[1]} already."
        raise AgainstTheRules("name", what, "A name, another name and a domain are one organisation's.")
    return names


def _refuse_circles(organisation: Organisation, parent: Organisation | None, group: Group) -> None:
    above = dict(Organisation.objects.filter(group=group).values_list("pk", "part_of"))
    step = parent.pk if parent else None
    while step is not None:
        if step == organisation.pk:
            what = f"{organisation} would be a part of itself."
            raise AgainstTheRules(organisation.handle, what, "Choose one that is no part of it.")
        step = above[step]


def _said(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "also_known_as": list(organisation.aliases),
        "domains": list(organisation.domains),
        "part_of": organisation.part_of.slug if organisation.part_of else "",
    }
