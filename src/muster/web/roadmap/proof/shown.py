"""Promise against proof as pages show it: figures rounded, verdicts as words, each leading to what is behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from muster.actions.roadmap.keeping import Known, Season
from muster.domain.contribution.verdict import Figures, Verdict
from muster.domain.contribution.windows import Window
from muster.domain.contribution.words import figure_range, number, percent, rounded
from muster.domain.roadmap.items import Item
from muster.domain.roadmap.proof.kept import Kept, Partner, Total, shown_margin, total
from muster.domain.roadmap.proof.life import Life
from muster.domain.roadmap.proof.proof import AreaProof, ItemProof, Proof
from muster.web.roadmap.proof.pictures import Bar


def changes_behind(window: Window, *, item: str = "", area: str = "", company: str = "") -> str:
    """Give the query of the page with the changes behind a figure."""
    asked = {"item": item, "area": area, "company": company, "window": str(window)}
    return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class RowShown:
    """One member on one item. promised: "" for nothing. query: of the page with the changes behind it."""

    row: Kept
    title: str
    slug: str
    promised: str
    delivered: str
    range: str
    margin: str
    verdict: str
    query: str
    life: Life | None = None

    @property
    def read(self) -> bool:
        """Whether anything was read that could prove it."""
        return self.row.verdict is not Verdict.UNPROVEN


@dataclass(frozen=True, slots=True)
class TotalShown:
    """Several rows together: an item's, a member's. slug: of the item, or of the organisation; "" if it has no page."""

    name: str
    slug: str
    total: Total
    promised: str
    delivered: str
    range: str
    verdict: str
    query: str = ""
    life: Life | None = None
    carriers: tuple[tuple[str, str], ...] = ()
    companies: int = 0
    shared: bool = False
    changes: int = 0
    linked: str = ""
    unattributed: int = 0


@dataclass(frozen=True, slots=True)
class AreaShown:
    """A focus area: changes, those on items, those that name no goal at all; the members' part."""

    name: str
    changes: int
    on_items: int
    on_items_share: str
    linked: int
    linked_share: str
    members: int
    query: str


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two companies that worked on the same items. items: (slug, title, the one's changes, the other's)."""

    company: str
    slug: str
    member: bool
    items: tuple[tuple[str, str, int, int], ...]


def rows_shown(rows: Iterable[Kept], known: Known, season: Season, lives: Mapping[str, Life]) -> list[RowShown]:
    """Show rows of a ledger."""
    titles = known.titles
    return [
        _row(
            row,
            season,
            title=titles.get(row.item, row.item),
            slug=slug_of(row.company, known),
            life=lives.get(row.item),
        )
        for row in rows
    ]


def _row(row: Kept, season: Season, *, title: str, slug: str, life: Life | None) -> RowShown:
    least = row.promised if row.verdict else None
    read = row.verdict is not Verdict.UNPROVEN
    return RowShown(
        row=row,
        title=title,
        slug=slug,
        promised=number(row.promised) if row.verdict else "",
        delivered=rounded(row.delivered.likely, 1, least) if read else "",
        range=range_of(row.delivered, least) if read else "",
        margin=shown_margin(row),
        verdict=row.verdict.value if row.verdict else "",
        query=changes_behind(season.window, item=row.item, company=row.company),
        life=life,
    )


def items_shown(known: Known, season: Season, lives: Mapping[str, Life]) -> list[TotalShown]:
    """Show every item of a cycle: promised and delivered by members, who carries it, whether it is alive."""
    proofs = {one.slug: one for one in (season.proof.items if season.proof else ())}
    return [
        replace(_item(one.item, proofs.get(one.item.slug), known, season), life=lives.get(one.item.slug))
        for one in known.items
    ]


def _item(item: Item, proof: ItemProof | None, known: Known, season: Season) -> TotalShown:
    whole = total(season.ledger.of_item(item.slug))
    return replace(
        _total(whole, season, name=item.title, slug=item.slug),
        query=changes_behind(season.window, item=item.slug),
        carriers=tuple((share.company, slug_of(share.company, known)) for share in (proof.members if proof else ())),
        companies=len(proof.shares) if proof else 0,
        shared=proof.shared if proof else False,
        changes=proof.changes if proof else 0,
        linked=share_of(proof.linked, proof.changes) if proof else "",
        unattributed=proof.unattributed if proof else 0,
    )


def members_shown(known: Known, season: Season) -> list[TotalShown]:
    """Show every member that promised or delivered something in a cycle."""
    return [
        _total(total(season.ledger.of_company(name)), season, name=name, slug=slug_of(name, known))
        for name in season.ledger.companies
    ]


def _total(whole: Total, season: Season, *, name: str, slug: str) -> TotalShown:
    return TotalShown(
        name=name,
        slug=slug,
        total=whole,
        promised=number(whole.promised) if whole.promises else "",
        delivered=rounded(whole.delivered.likely) if season.proof else "",
        range=range_of(whole.delivered) if season.proof else "",
        verdict=whole.verdict.value if whole.verdict else "",
    )


def areas_shown(proof: Proof | None) -> list[AreaShown]:
    """Show the focus areas in which anything landed."""
    return [_area(area, proof.window) for area in (proof.areas if proof else ()) if proof and area.changes]


def _area(area: AreaProof, window: Window) -> AreaShown:
    return AreaShown(
        name=area.name,
        changes=area.changes,
        on_items=area.on_items,
        on_items_share=share_of(area.on_items, area.changes),
        linked=area.linked,
        linked_share=share_of(area.linked, area.changes),
        members=sum(share.changes for share in area.members),
        query=changes_behind(window, area=area.name),
    )


def pairs_shown(partners: Iterable[Partner], known: Known) -> list[PairShown]:
    """Show with whom a member worked, a company at a time, on which items."""
    titles = known.titles
    by_company: dict[tuple[str, bool], list[tuple[str, str, int, int]]] = {}
    for one in partners:
        items = by_company.setdefault((one.company, one.member), [])
        items.append((one.item, titles.get(one.item, one.item), one.ours, one.theirs))
    return [
        PairShown(company, slug_of(company, known), member, tuple(items))
        for (company, member), items in by_company.items()
    ]


def bars(rows: Iterable[tuple[str, Total]]) -> tuple[Bar, ...]:
    """Give totals to be drawn."""
    return tuple(Bar(name, whole.promised or None, whole.delivered) for name, whole in rows)


def range_of(figures: Figures, least: Fraction | None = None) -> str:
    """Write the range of a figure; once, where both ends look the same."""
    said = figure_range(figures, least)
    low, _, high = said.partition(" to ")
    return low if low == high else said


def share_of(part: int, whole: int) -> str:
    """Write a share of changes; nothing of nothing is no share."""
    return percent(Fraction(part, whole)) if whole else ""


def slug_of(company: str, known: Known) -> str:
    """Give the address of an organisation by its name; "" if the group does not know it."""
    found = known.organisations.get(company.casefold())
    return found.slug if found else ""
