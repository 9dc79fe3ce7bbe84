"""The proof of the roadmap: a cycle at a time, promised against delivered, and the changes behind every figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from muster.actions.caller import Caller, acting
from muster.actions.roadmap import proof_as_data
from muster.actions.roadmap.keeping import Known, Season, known_of
from muster.actions.roadmap.years import years_of
from muster.domain.contribution.words import counted
from muster.domain.roadmap.proof.kept import total
from muster.domain.roadmap.proof.proof import Proof
from muster.records.queries.roadmap.waiting import spoken_for
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.proof.pictures import Bar, promised_and_delivered, who_worked_on_what
from muster.web.roadmap.proof.shown import (
    TotalShown,
    areas_shown,
    changes_behind,
    items_shown,
    members_shown,
    rows_shown,
)


@dataclass(frozen=True, slots=True)
class CompanyOnItem:
    """What one member did on an item that others worked on too."""

    company: str
    changes: int
    query: str


@dataclass(frozen=True, slots=True)
class SharedItem:
    """An item on which two members or more worked. others: how many companies besides."""

    slug: str
    title: str
    members: tuple[CompanyOnItem, ...]
    others: int


@require_safe
@in_group
def proof(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One cycle: members, items, every promise, common work, focus areas. `?cycle=Pike` chooses it."""
    who = acting(caller)
    known = known_of(who.group, who.on)
    season = known.season(known.chosen(request.GET.get("cycle", "").strip()))
    lives = known.lives(season.proof, season.as_of)
    items = items_shown(known, season, lives)
    shared = _shared(known, season.proof)
    context = {
        "known": known,
        "season": season,
        "summary": _summary(season),
        "ours": spoken_for(who.group, who.seats),
        "items": items,
        "members": members_shown(known, season),
        "rows": rows_shown((row for row in season.ledger.rows if row.verdict), known, season, lives),
        "focus_areas": areas_shown(season.proof),
        "shared": shared,
        "common": _common(season.proof, shared),
        "picture": _picture(season, items),
        "matrix": _matrix(known, season.proof),
        "years": years_of(known),
        "precedes": known.precedes(season.window),
        "silent": known.silent(season.window) if season.proof else None,
    }
    return show_or_data(
        request, who, "roadmap/proof/proof.html", context, data=lambda: proof_as_data.season(known, season, lives)
    )


def _summary(season: Season) -> str:
    whole = total(season.ledger.rows)
    said = whole.sentence if season.name else "The calendar has no cycle that has begun, so nothing could be promised."
    if season.proof is None:
        return said
    touched = sum(bool(item.members) for item in season.proof.items)
    worked = f"Members worked on {touched} of {counted(len(season.proof.items), 'item')}"
    return f"{said} {worked}, two or more of them on {len(season.proof.shared)}."


def _common(found: Proof | None, shared: Sequence[SharedItem]) -> str:
    if found is None:
        return ""
    touched = sum(bool(item.members) for item in found.items)
    if not shared:
        return "No two members worked on the same item."
    on = counted(touched, "item that any member worked on", "items that any member worked on")
    return f"Two or more members worked on {len(shared)} of {on}."


def _shared(known: Known, found: Proof | None) -> list[SharedItem]:
    titles = known.titles
    return [
        SharedItem(
            item.slug,
            titles.get(item.slug, item.slug),
            tuple(
                CompanyOnItem(
                    share.company,
                    share.changes,
                    changes_behind(found.window, item=item.slug, company=share.company),
                )
                for share in item.members
            ),
            len(item.shares) - len(item.members),
        )
        for item in (found.shared if found else ())
        if found
    ]


def _picture(season: Season, items: Sequence[TotalShown]) -> Markup | None:
    drawn = tuple(
        Bar(one.name, one.total.promised or None, one.total.delivered)
        for one in items
        if one.total.promised or one.total.delivered.lenient
    )
    if not drawn or season.proof is None:
        return None
    return promised_and_delivered(drawn, f"FTE promised and delivered by item, {season.name or season.window}", "kept")


def _matrix(known: Known, found: Proof | None) -> Markup | None:
    worked = [item for item in (found.items if found else ()) if item.members]
    if not worked:
        return None
    titles = known.titles
    names = sorted({share.company for item in worked for share in item.members})
    by_member = [
        (
            name,
            {titles[item.slug]: share.changes for item in worked for share in item.members if share.company == name},
        )
        for name in names
    ]
    return who_worked_on_what(
        [titles[item.slug] for item in worked], by_member, "Changes by item and member", "common-work"
    )
