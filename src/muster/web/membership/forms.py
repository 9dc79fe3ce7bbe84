"""What people fill in about members, people, seats and offices."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from muster.actions.caller import Acting
from muster.actions.organisations import names_of
from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import MembershipClass
from muster.domain.membership.naming import NAME_AT_MOST, cleaned
from muster.domain.membership.states import MEANINGS, NOTHING, STATES, next_states
from muster.records.models import Holding, Organisation, Person
from muster.web.asking import DeedForm, day_field
from muster.web.membership.choosing import (
    BY_CHARTER,
    Choices,
    Choosing,
    Grouped,
    choice,
    classes,
    organisations,
    people,
)


class OrganisationForm(Choosing):
    """What an organisation is known by."""

    name = forms.CharField(label="Name", max_length=NAME_AT_MOST)
    aliases = forms.CharField(
        label="Also known as",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Other names that affiliation data give it, one a line.",
    )
    domains = forms.CharField(
        label="Mail domains of its people",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The part after the @, one a line. They are public.",
    )
    part_of = choice("Part of", required=False, help_text="The organisation that it belongs to.")

    def __init__(
        self,
        request: HttpRequest,
        who: Acting,
        subject: str,
        *,
        others: Iterable[Organisation],
        known: Organisation | None = None,
    ) -> None:
        names = names_of(known) if known else None
        initial = {
            "name": names.name if names else "",
            "aliases": "\n".join(names.aliases) if names else "",
            "domains": "\n".join(names.domains) if names else "",
            "part_of": known.part_of.slug if known and known.part_of else "",
        }
        super().__init__(request, who, subject, initial=initial)
        self.choose(part_of=[("", "no other"), *organisations(one for one in others if one != known)])

    def clean(self) -> dict[str, Any]:
        """Ask the rule about names, so that each fault stands at its field."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors:
            said["aliases"], said["domains"] = said["aliases"].splitlines(), said["domains"].splitlines()
            found = cleaned(said["name"], said["aliases"], said["domains"])
            for field, refusal in found.items() if isinstance(found, Mapping) else ():
                self.add_error(field, str(refusal))
        return said


class NewOrganisationForm(OrganisationForm):
    """An organisation that the group did not know."""

    invited_as = choice("Invited", required=False, help_text="If it was asked in, it is a prospect from today.")

    def __init__(self, request: HttpRequest, who: Acting, *, others: Iterable[Organisation], charter: Charter) -> None:
        super().__init__(request, who, "organisations", others=others)
        asked = [(identifier, f"to be {name}") for identifier, name in classes(charter)]
        self.choose(invited_as=[("", "not yet"), *asked])


class StateForm(Choosing):
    """What an organisation is from a day on."""

    state = choice("From then on it is")
    membership = choice("Class")
    since = day_field("From")
    decided_by = choice("Decided by", required=False)

    def __init__(
        self,
        request: HttpRequest,
        who: Acting,
        subject: str,
        *,
        now: str,
        membership: str,
        charter: Charter,
    ) -> None:
        super().__init__(request, who, subject, initial={"membership": membership})
        following = [(one or "nothing", f"{one or 'nothing'}: {MEANINGS[one]}") for one in next_states(now)]
        self.choose(state=following, membership=classes(charter))
        self.choose_decision("nothing, or the organisation itself", BY_CHARTER)

    def clean_state(self) -> str:
        """Give the state as the record has it."""
        state = str(self.cleaned_data["state"])
        return NOTHING if state == "nothing" else state


class PastStateForm(Choosing):
    """What an organisation was, and nobody wrote down."""

    state = choice("It was")
    membership = choice("Class")
    since = day_field("From")
    until = day_field(
        "Until", required=False, help_text="The first day on which it no longer was; empty if it still is."
    )
    decided_by = choice("Decided by", required=False)
    reason = forms.CharField(label="How you know", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, request: HttpRequest, who: Acting, subject: str, *, charter: Charter) -> None:
        super().__init__(request, who, subject)
        self.choose(state=[(one, f"{one}: {MEANINGS[one]}") for one in STATES], membership=classes(charter))
        self.choose_decision("nothing that is on this record", BY_CHARTER)


class ApplyForm(Choosing):
    """An application, with the word of whoever files it."""

    membership = choice("To be")

    def __init__(self, request: HttpRequest, who: Acting, subject: str, *, charter: Charter) -> None:
        super().__init__(request, who, subject)
        self.choose(membership=classes(charter))
        self.wanted = wanted_words(charter.classes)
        for criterion, text in self.wanted:
            self.fields[f"word-{criterion}"] = forms.CharField(
                label=text,
                required=False,
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="In your own words, which are public. It can be said later, too.",
            )

    def words(self) -> dict[str, str]:
        """Give what was said, by criterion."""
        return {criterion: self.cleaned_data[f"word-{criterion}"] for criterion, _ in self.wanted}


def wanted_words(kinds: Iterable[MembershipClass]) -> Choices:
    """Give what the charter wants somebody's word for: each criterion once, with its text."""
    found = {one.id: one.text for kind in kinds for one in kind.criteria if one.kind != "measured"}
    return list(found.items())


class WordForm(Choosing):
    """Somebody's word that a criterion is met."""

    criterion = choice("What is so")
    words = forms.CharField(
        label="In your own words", max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}), help_text="Public."
    )
    said_by = choice("Who says so", required=False)

    def __init__(
        self, request: HttpRequest, who: Acting, subject: str, *, charter: Charter, others: Iterable[Person]
    ) -> None:
        super().__init__(request, who, subject)
        self.choose(criterion=wanted_words(charter.classes), said_by=[("", "I do"), *people(others)])


class HoldForm(Choosing):
    """Who holds a seat from a day on."""

    person = choice("Who")
    part = choice("As")
    since = day_field("From", help_text="Whoever holds it in that part does so until then.")
    until = day_field("Until", required=False, help_text="Only if the end is known.")
    decided_by = choice("Decided by", required=False)

    def __init__(
        self,
        request: HttpRequest,
        who: Acting,
        subject: str,
        *,
        everybody: Iterable[Person],
        its_own: tuple[str, frozenset[int]],
        alternates: bool,
    ) -> None:
        """Make it. its_own: the organisation whose seat it is, and the numbers of those who work for it."""
        super().__init__(request, who, subject)
        parts = Holding.Part.choices if alternates else Holding.Part.choices[:1]
        self.choose_person(_its_own_first(everybody, *its_own))
        self.choose(part=[(str(value), str(label).lower()) for value, label in parts])
        self.choose_decision("whoever's seat it is")


def _its_own_first(everybody: Iterable[Person], name: str, own: frozenset[int]) -> Grouped:
    """Put those who work for the organisation of a seat before everybody else."""
    rest = list(everybody)
    first = [one for one in rest if one.number in own]
    if not first:
        return people(rest)
    others = people(one for one in rest if one.number not in own)
    return [(f"Who work for {name}", people(first)), ("Others", others)]


class OfficeForm(Choosing):
    """Who has an office from a day on."""

    person = choice("Who")
    since = day_field("From", help_text="The one before has it until then.")
    instead_of = choice("Who hands it over", required=False, help_text="Needed only where several have the office.")
    until = day_field("Until", required=False, help_text="Only if the end is known.")
    decided_by = choice("Decided by", required=False)

    def __init__(self, request: HttpRequest, who: Acting, *, role: str, everybody: Iterable[Person]) -> None:
        super().__init__(request, who, f"office/{role}")
        some = people(everybody)
        self.choose_person(some)
        self.choose(instead_of=[("", "whoever has it"), *some])
        self.choose_decision("nothing that is on this record")


class EndForm(DeedForm):
    """The first day on which something is no longer so."""

    until = day_field("The first day on which it is over")


class PersonForm(Choosing):
    """Somebody who takes part."""

    name = forms.CharField(label="Name", max_length=200, help_text="As its owner writes it.")
    organisation = choice("Works for", required=False, help_text="From today on.")
    invented = forms.BooleanField(
        label="Invented", required=False, help_text="They are part of an example, and nobody real."
    )

    def __init__(self, request: HttpRequest, who: Acting, *, every: Iterable[Organisation]) -> None:
        super().__init__(request, who, "people")
        self.choose(organisation=[("", "nobody that the group knows"), *organisations(every)])


class NameForm(DeedForm):
    """A person's name, corrected."""

    name = forms.CharField(label="Name", max_length=200)


class WorkForm(Choosing):
    """Whom somebody works for."""

    organisation = choice("Works for")
    since = day_field("From", help_text="Whoever they work for until then, they do until that day.")
    until = day_field("Until", required=False, help_text="Only if it is over.")
    source = forms.CharField(
        label="How the group knows", required=False, max_length=200, help_text="In their own words, from a file, …"
    )

    def __init__(self, request: HttpRequest, who: Acting, subject: str, *, every: Iterable[Organisation]) -> None:
        super().__init__(request, who, subject)
        self.choose(organisation=organisations(every))


class CorrectionForm(DeedForm):
    """Other days for something that was written down wrongly."""

    since = day_field("From")
    until = day_field(
        "Until", required=False, help_text="The first day on which it was no longer so; empty: it still is."
    )
    along = forms.BooleanField(
        label="Whatever ended as this began, or began as this ended, moves along", required=False, initial=True
    )
    reason = forms.CharField(label="How you know", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
