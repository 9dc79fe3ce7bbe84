"""The truth of a year: what was shared, what one member carried, what stalled, beside how companies share upstream."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from muster.actions.caller import Caller, acting
from muster.actions.roadmap import proof_as_data
from muster.actions.roadmap.keeping import Known, known_of
from muster.actions.roadmap.years import ToldYear, told_year, years_of
from muster.domain.contribution.words import percent
from muster.domain.roadmap.proof.life import Life
from muster.domain.roadmap.proof.year import Sharing, Year, YearItem
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.proof.pictures import who_worked_on_what
from muster.web.roadmap.proof.shown import changes_behind, slug_of


@dataclass(frozen=True, slots=True)
class ShareShown:
    """One member's changes on an item, and the way to them."""

    company: str
    slug: str
    changes: int
    query: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item in a year."""

    slug: str
    title: str
    sharing: str
    sentence: str
    members: tuple[ShareShown, ...]
    others: int
    changes: int
    query: str
    life: Life | None


@dataclass(frozen=True, slots=True)
class BaselineShown:
    """How often goals of a kind were shared, by members and upstream."""

    kind: str
    members: str
    shared: int
    comparable: int
    upstream: str
    upstream_shared: int
    upstream_comparable: int


@require_safe
@in_group
def year(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One year."""
    who = acting(caller)
    known = known_of(who.group, who.on)
    told = told_year(known, number)
    found = told.year or Year((), ())
    context = {
        "known": known,
        "told": told,
        "year": found,
        "shared": _items(found.of(Sharing.SHARED), known, told),
        "carried": _items(found.of(Sharing.CARRIED, Sharing.ALONE), known, told),
        "stalled": _items(found.stalled, known, told),
        "untouched": _items(found.of(Sharing.OTHERS, Sharing.NOBODY), known, told),
        "baseline": _baseline(found),
        "matrix": _matrix(found, known),
        "years": years_of(known),
        "precedes": known.precedes(told.window),
        "silent": known.silent(told.window) if told.proof else None,
    }
    return show_or_data(
        request,
        who,
        "roadmap/proof/year.html",
        context,
        data=lambda: proof_as_data.year(known, told),
    )


def _items(items: Iterable[YearItem], known: Known, told: ToldYear) -> list[ItemShown]:
    titles = known.titles
    return [
        ItemShown(
            slug=one.slug,
            title=titles.get(one.slug, one.slug),
            sharing=one.sharing.value,
            sentence=one.sentence,
            members=tuple(
                ShareShown(
                    share.company,
                    slug_of(share.company, known),
                    share.changes,
                    changes_behind(told.window, item=one.slug, company=share.company),
                )
                for share in one.proof.members
            ),
            others=one.companies - len(one.proof.members),
            changes=one.proof.changes,
            query=changes_behind(told.window, item=one.slug),
            life=one.life,
        )
        for one in items
    ]


def _baseline(found: Year) -> list[BaselineShown]:
    return [
        BaselineShown(
            one.kind,
            percent(one.member_share) if one.member_share is not None else "none to share",
            one.shared,
            one.member_comparable,
            percent(one.upstream_share),
            one.upstream_shared,
            one.upstream_comparable,
        )
        for one in found.baseline
        if one.upstream_share is not None
    ]


def _matrix(found: Year, known: Known) -> Markup | None:
    worked = [item for item in found.items if item.proof.members]
    if not worked:
        return None
    titles = known.titles
    names = sorted({share.company for item in worked for share in item.proof.members})
    by_member = [
        (
            name,
            {
                titles[item.slug]: share.changes
                for item in worked
                for share in item.proof.members
                if share.company == name
            },
        )
        for name in names
    ]
    return who_worked_on_what([titles[item.slug] for item in worked], by_member, "Changes by item and member", "year")
