"""Forms whose choices come from the group: its people, its organisations, its charter's classes, its decisions."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.html import format_html

from muster.actions.decided import decisions_to_name
from muster.domain.charter.charter import Charter
from muster.records.models import Organisation, Person
from muster.web.asking import DeedForm

Choices = Sequence[tuple[str, str]]
Grouped = Sequence[tuple[str, str | Choices]]
BY_CHARTER = ("charter", "the charter")
BY_ITSELF = frozenset({"membership", "part"})
"""Fields that need nobody's choice if there is only one. Who, and what becomes of whom, is always said on the page."""


def choice(label: str, *, required: bool = True, help_text: str = "") -> forms.ChoiceField:
    """Make a field with choices that the form fills in."""
    return forms.ChoiceField(label=label, required=required, help_text=help_text)


def people(everybody: Iterable[Person]) -> Choices:
    """Give people to choose from."""
    return [(str(one.number), f"{one} (invented)" if one.invented else str(one)) for one in everybody]


def organisations(every: Iterable[Organisation]) -> Choices:
    """Give organisations to choose from."""
    return [(one.slug, one.name) for one in every]


def classes(charter: Charter) -> Choices:
    """Give the charter's classes of members to choose from."""
    return [(one.id, one.name) for one in charter.classes]


class Choosing(DeedForm):
    """A form whose choices come from the group."""

    def choose(self, **choices: Choices | Grouped) -> None:
        """Fill in the choices; a class or a part of which there is one alone is not asked for."""
        for name, given in choices.items():
            field = self.fields[name]
            field.choices = given  # type: ignore[attr-defined]  # it is a choice
            if len(given) == 1 and name in BY_ITSELF:
                field.widget, field.initial = forms.HiddenInput(), given[0][0]

    def choose_person(self, some: Choices | Grouped) -> None:
        """Fill in who is chosen from, with the way to somebody who is not among them."""
        self.choose(person=some)
        self.fields["person"].help_text = format_html(
            'Whoever is not in the list <a href="/{}/people/add/">is added</a> first.', self.group.slug
        )

    def choose_decision(self, otherwise: str, *more: tuple[str, str]) -> None:
        """Fill in what can have decided it. otherwise: what it means that nothing is named."""
        self.choose(decided_by=[("", otherwise), *decisions_to_name(self.group, self.at), *more])
