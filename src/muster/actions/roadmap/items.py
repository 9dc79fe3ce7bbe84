"""Putting items on the roadmap, and changing what they say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils.text import slugify

from muster.actions.caller import Acting, Caller
from muster.actions.decisions.writing import line, prose
from muster.actions.deed import deed
from muster.actions.roadmap.knowing import known_in
from muster.domain.errors import AgainstTheRules, ItemFaults
from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.domain.refusal import Refusal
from muster.domain.roadmap.checking import ItemFault, Known, faults_of, refusal_of_change
from muster.domain.roadmap.items import Item, ItemState, Selector, SelectorKind
from muster.domain.roadmap.selectors import read_selectors
from muster.domain.roadmap.selectors import written as selector_written
from muster.records.models import Organisation, RoadmapItem, Seat, UseCase
from muster.records.queries.roadmap.items import ItemShown, item_called

_SLUG_AT_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class ItemWritten:
    """An item as it is handed in. cost: FTE over its cycle. selectors: lines, as domain/roadmap/selectors.py has them.

    use_cases: their numbers. depends_on: slugs of items. owners: slugs of members.
    """

    title: str
    need: str
    focus_area: str = ""
    vectors: tuple[str, ...] = ()
    cost: Decimal = Decimal(0)
    cycle: str = ""
    use_cases: tuple[int, ...] = ()
    depends_on: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()

    @classmethod
    def of(cls, shown: ItemShown) -> "ItemWritten":
        """Give an item that is there, as it could be handed in again."""
        row, item = shown.row, shown.item
        return cls(
            title=row.title,
            need=row.need,
            focus_area=row.focus_area,
            vectors=item.vectors,
            cost=row.cost,
            cycle=row.cycle,
            use_cases=item.use_cases,
            depends_on=item.depends_on,
            owners=item.owners,
            selectors=tuple(row.selectors),
        )


def propose_item(caller: Caller, written: ItemWritten, *, slug: str = "", invented: bool = False) -> RoadmapItem:
    """Put an item before the group. slug: its short name, else one is made of the title.

    ItemFaults: it names what is not there, waits for itself, costs what nothing costs: every fault at once.
    """
    with deed(caller, "item.propose", "roadmap") as doing:
        if doing.who.person is None and not caller.muster:
            raise AgainstTheRules("roadmap", "Somebody has to answer for an item.", "Sign in as a person.")
        known = known_in(doing.group, doing.who.on)
        name = slug or _free(slugify(written.title)[:_SLUG_AT_MOST].strip("-") or "item", known)
        item, lines = checked(written, known, slug=name)
        row = RoadmapItem(group=doing.group, slug=name, invented=invented)
        _write(row, item, lines)
        doing.log("item.proposed", {**_data_of(item, lines), "invented": invented}, subject=row.handle)
    return row


def change_item(caller: Caller, slug: str, written: ItemWritten, *, expected: int | None = None) -> RoadmapItem:
    """Change what an item says. NotThere: there is none such. AgainstTheRules: it is not theirs to change, or over."""
    with deed(caller, "item.change", f"item/{slug}", expected=expected) as doing:
        shown = item_called(doing.group, slug)
        refused = why_not_to_change(doing.who, shown)
        if refused:
            raise refused.error(doing.subject)
        item, lines = checked(written, known_in(doing.group, doing.who.on), slug=slug, before=shown)
        was, now = _data_of(shown.item, tuple(shown.row.selectors)), _data_of(item, lines)
        changes = {name: {"from": was[name], "to": now[name]} for name in now if was[name] != now[name]}
        if not changes:
            raise AgainstTheRules(doing.subject, "Nothing in it is new.", "Change something.")
        _write(shown.row, item, lines)
        doing.log("item.changed", {"changes": changes})
    return shown.row


def why_not_to_change(who: Acting, shown: ItemShown) -> Refusal | None:
    """Say why somebody may not change an item, or None if they may. One query."""
    mine = Seat.objects.filter(group=who.group, slug__in=who.seats).values_list("organisation__slug", flat=True)
    runs = not who.roles.isdisjoint({CHAIR, SECRETARY})
    return refusal_of_change(shown.item.state, shown.item.owners, runs=runs, speaks_for=mine)


def checked(
    written: ItemWritten, known: Known, *, slug: str, before: ItemShown | None = None
) -> tuple[Item, tuple[str, ...]]:
    """Give an item as the rules know it, with its selectors' lines. ItemFaults: everything that cannot be so in it."""
    faults: list[ItemFault] = []

    def said(field: str, keep: Callable[[str, str], str], text: str) -> str:
        try:
            return keep(field, text)
        except AgainstTheRules as refused:
            faults.append(ItemFault(field, refused.what, refused.mend))
            return ""

    cost = written.cost if written.cost.is_finite() else Decimal(-1)
    lines = tuple(" ".join(one.split()) for one in written.selectors if one.strip())
    selectors = read_selectors(lines)
    item = Item(
        slug=slug,
        title=said("title", line, written.title),
        need=said("need", prose, written.need),
        focus_area=written.focus_area,
        vectors=tuple(dict.fromkeys(written.vectors)),
        cost=Fraction(cost),
        cycle=written.cycle,
        use_cases=tuple(sorted(set(written.use_cases))),
        depends_on=tuple(sorted(set(written.depends_on))),
        owners=tuple(sorted(set(written.owners))),
        selectors=selectors.selectors,
        state=before.item.state if before else ItemState.PROPOSED,
    )
    faults += [ItemFault("selectors", f"Line {one.line}: {one.what}", one.mend) for one in selectors.faults]
    faults += _unfit_patterns(selectors.selectors)
    faults += faults_of(item, known, before=before.item if before else None)
    if faults:
        raise ItemFaults(f"item/{slug}", tuple(faults))
    return item, lines


def _unfit_patterns(selectors: Iterable[Selector]) -> Iterator[ItemFault]:
    """Find the patterns that RE2 does not take, or that would catch every change."""
    for one in selectors:
        if one.kind is SelectorKind.MESSAGE:
            from muster.actions.loading_items import refused_by_re2  # noqa: PLC0415 - Arrow loads slowly, and few ask

            if reason := refused_by_re2(one.value):
                yield ItemFault("selectors", f"“{selector_written(one)}”: {reason}", "Write another pattern.")


def _free(slug: str, known: Known) -> str:
    """Give a short name that no item has: the one that is wanted, or that with a number."""
    names = (slug, *(f"{slug[: _SLUG_AT_MOST - 4]}-{number}" for number in range(2, 1000)))
    return next(one for one in names if one not in known.items)


def _write(row: RoadmapItem, item: Item, lines: tuple[str, ...]) -> None:
    row.title, row.need, row.focus_area, row.cycle = item.title, item.need, item.focus_area, item.cycle
    row.vectors, row.selectors = list(item.vectors), list(lines)
    row.cost = _decimal(item.cost)
    row.save()
    row.use_cases.set(UseCase.objects.filter(group=row.group, number__in=item.use_cases))
    row.depends_on.set(RoadmapItem.objects.filter(group=row.group, slug__in=item.depends_on))
    row.owners.set(Organisation.objects.filter(group=row.group, slug__in=item.owners))


def _data_of(item: Item, lines: tuple[str, ...]) -> dict[str, Any]:
    """Give what the log keeps of an item."""
    return {
        "title": item.title,
        "need": item.need,
        "focus_area": item.focus_area,
        "vectors": list(item.vectors),
        "cost": f"{_decimal(item.cost):.2f}",
        "cycle": item.cycle,
        "use_cases": list(item.use_cases),
        "depends_on": list(item.depends_on),
        "owners": list(item.owners),
        "selectors": list(lines),
    }


def _decimal(cost: Fraction) -> Decimal:
    return Decimal(cost.numerator) / cost.denominator
