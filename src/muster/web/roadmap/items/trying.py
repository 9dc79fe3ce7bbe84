"""What selectors catch, as pages show it: beside a form that is filled in, for an item, or as a page of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.actions.caller import Acting
from muster.actions.roadmap.proving import IndexState, index_state
from muster.actions.roadmap.selecting import Caught, Near, Preview, preview
from muster.domain.roadmap.selectors import SelectorFault, read_selectors
from muster.records.queries.roadmap.items import ItemShown, confirmations_of
from muster.web.roadmap.items.shown import percent

LISTED = 20
"""Caught changes that are listed beside a form; the item's own page lists more."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What selectors catch. preview: None if nothing was read yet. faults: the lines that cannot be read."""

    text: str
    area: str
    faults: Sequence[SelectorFault]
    preview: Preview | None
    index: IndexState | None

    @property
    def caught(self) -> Sequence[Caught]:
        """The last of what is caught, to be listed beside a form."""
        return self.preview.caught[:LISTED] if self.preview else ()

    @property
    def near(self) -> Sequence[Near]:
        """What is nearly caught."""
        return self.preview.near if self.preview else ()

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of what is caught, if all of it is known here."""
        if not self.preview or not self.preview.caught or self.preview.count > len(self.preview.caught):
            return None
        days = [one.day for one in self.preview.caught]
        return min(days), max(days)

    @property
    def unlinked(self) -> str:
        """How much of the focus area is linked to nothing: "120 of 1,234 changes (9.7 %)"; "" without any."""
        if not self.preview or not self.preview.area_changes:
            return ""
        part, whole = self.preview.area_unlinked, self.preview.area_changes
        return f"{part:,} of {whole:,} changes ({percent(part, whole)})"


def tried(who: Acting, text: str, area: str, shown: ItemShown | None = None) -> Tried:
    """Try selectors, a line each. shown: the item whose they are to be: what people said of changes counts then."""
    read = read_selectors(text)
    words: Mapping[str, bool] = {one.change: one.belongs for one in confirmations_of(shown.row)} if shown else {}
    slug = shown.item.slug if shown else ""
    found = preview(who.group, read.selectors, focus_area=area, confirmations=words, slug=slug)
    return Tried(text, area, read.faults, found, index_state(who.group))
