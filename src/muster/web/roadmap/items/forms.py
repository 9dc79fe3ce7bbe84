"""What people fill in about items. Whether it can be so, the rules say (domain/roadmap/checking.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import HttpRequest

from muster.actions.caller import Acting
from muster.actions.decisions.writing import TITLE_AT_MOST, WORDS_AT_MOST
from muster.actions.roadmap.items import ItemWritten
from muster.domain.errors import ItemFaults, MusterError
from muster.domain.roadmap.checking import Known
from muster.domain.roadmap.selectors import EXAMPLES
from muster.records.queries.roadmap.items import ItemShown
from muster.web.asking import DeedForm

Choices = Sequence[tuple[str, str]]
TICKED_AT_MOST: Final = 30
"""Of more than so many choices, a list is shown instead of a row of boxes."""
SELECTORS_AT_MOST: Final = 60_000


@dataclass(frozen=True, slots=True)
class Names:
    """What a form calls what an item can name: use cases by number, members and other items by slug."""

    use_cases: Sequence[tuple[int, str]]
    members: Choices
    items: Choices


class ItemForm(DeedForm):
    """An item: what it is, for whom, what it costs, and which work upstream is its own."""

    title = forms.CharField(max_length=TITLE_AT_MOST, label="Title", help_text="What there will be.")
    need = forms.CharField(
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        label="What it is for",
        help_text="Plain text; everybody reads it.",
    )
    focus_area = forms.ChoiceField(label="Focus area")
    vectors = forms.MultipleChoiceField(label="Vectors", required=False)
    use_cases = forms.TypedMultipleChoiceField(label="Use cases that it serves", required=False, coerce=int)
    cost = forms.DecimalField(
        label="Cost (FTE)",
        max_digits=7,
        decimal_places=2,
        initial=Decimal(0),
        help_text="Full-time people over its cycle, such as 2.5; 0 while nobody knows.",
    )
    cycle = forms.ChoiceField(label="Target cycle", required=False)
    owners = forms.MultipleChoiceField(
        label="Owners", required=False, help_text="The members that carry it: they are asked first."
    )
    depends_on = forms.MultipleChoiceField(label="Waits for", required=False, help_text="Items that come first.")
    selectors = forms.CharField(
        max_length=SELECTORS_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "text", "spellcheck": "false"}),
        label="Which work upstream is its own",
    )

    def __init__(
        self,
        request: HttpRequest,
        who: Acting,
        subject: str,
        *,
        known: Known,
        names: Names,
        shown: ItemShown | None = None,
    ) -> None:
        """Offer what the group's items can name, and what the item names already."""
        now = ItemWritten.of(shown) if shown else ItemWritten("", "")
        initial: dict[str, Any] = {name: getattr(now, name) for name in self.base_fields if hasattr(now, name)}
        initial["selectors"] = "\n".join(now.selectors)
        super().__init__(request, who, subject, initial=initial)
        self.before = shown.item if shown else None
        own = shown.item.slug if shown else ""
        self._choose("focus_area", _with(known.areas, now.focus_area), blank="choose one")
        self._choose("cycle", _with(known.cycles, now.cycle), blank="none yet")
        self._tick("vectors", [(one, one) for one in dict.fromkeys((*known.vectors, *now.vectors))])
        self._tick("use_cases", [(str(number), f"{number}. {title}") for number, title in names.use_cases])
        self._tick("owners", names.members)
        self._tick("depends_on", [one for one in names.items if one[0] != own])
        if not known.areas:
            self.fields["focus_area"].required = False
        kinds = "; ".join(EXAMPLES.values())
        self.fields["selectors"].help_text = f"One a line, for example: {kinds}."
        self._show_at_once(f"/{who.group.slug}/roadmap/preview/")
        if "try" in self.data:
            self._only_tried()

    def written(self) -> ItemWritten:
        """Give the item as the deed wants it."""
        said = self.cleaned_data
        return ItemWritten(
            title=said["title"],
            need=said["need"],
            focus_area=said["focus_area"],
            vectors=tuple(said["vectors"]),
            cost=said["cost"],
            cycle=said["cycle"],
            use_cases=tuple(said["use_cases"]),
            depends_on=tuple(said["depends_on"]),
            owners=tuple(said["owners"]),
            selectors=tuple(said["selectors"].splitlines()),
        )

    def refuse(self, refused: MusterError) -> int:
        """Take each fault of an item to the field that has it."""
        if not isinstance(refused, ItemFaults):
            return super().refuse(refused)
        for fault in refused.faults:
            field = fault.field if fault.field in self.fields else None
            self.add_error(field, f"{fault.what} {fault.mend}")
        return 422

    def _show_at_once(self, address: str) -> None:
        """Have what the selectors catch shown while they are written, where there is script (htmx)."""
        live = {"hx-get": address, "hx-target": "#preview", "hx-include": "#id_selectors, #id_focus_area, #id_item"}
        for name, event in (("selectors", "input changed delay:400ms"), ("focus_area", "change")):
            self.fields[name].widget.attrs |= {**live, "hx-trigger": event, "hx-sync": "#id_selectors:replace"}

    def _only_tried(self) -> None:
        """Show what was filled in again, neither kept nor judged."""
        said = {
            name: field.widget.value_from_datadict(self.data, self.files, name) for name, field in self.fields.items()
        }
        self.initial, self.is_bound = {**self.initial, **said}, False

    def _choose(self, name: str, choices: Sequence[str], *, blank: str) -> None:
        self.fields[name].choices = [("", blank), *((one, one) for one in choices)]  # type: ignore[attr-defined]  # it is a choice

    def _tick(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if len(choices) <= TICKED_AT_MOST:
            field.widget = forms.CheckboxSelectMultiple()
        else:
            field.widget = forms.SelectMultiple(attrs={"size": 10})
        field.choices = choices  # type: ignore[attr-defined]  # it is a choice
        if not choices:
            field.widget = forms.MultipleHiddenInput()


class NewItemForm(ItemForm):
    """An item that is not there yet."""

    slug = forms.SlugField(
        max_length=40,
        required=False,
        label="Short name",
        help_text="What it is called in addresses, such as n2. Left empty: made from the title.",
    )


def _with(known: Sequence[str], now: str) -> Sequence[str]:
    return (*known, now) if now and now not in known else tuple(known)
