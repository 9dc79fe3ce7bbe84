"""Proposing items and changing them, with what their selectors catch shown beside."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.refusals import status_of
from muster.actions.roadmap.items import change_item, propose_item, why_not_to_change
from muster.actions.roadmap.knowing import known_in
from muster.domain.errors import AgainstTheRules, Stale
from muster.domain.roadmap.selectors import EXAMPLES
from muster.records.queries.members import organisations_by_name
from muster.records.queries.roadmap.items import ItemShown, item_called, items_of
from muster.records.queries.roadmap.use_cases import use_cases_of
from muster.web.asking import Question, only_for
from muster.web.door import done, in_group, show
from muster.web.roadmap.items.forms import ItemForm, Names, NewItemForm
from muster.web.roadmap.items.trying import Tried, tried

ABOVE = ("roadmap/", "Roadmap")
AGAIN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Propose an item."""
    who = acting(caller)
    only_for(who, "item.propose", "roadmap")
    known = known_in(who.group, who.on)
    form = NewItemForm(request, who, "roadmap", known=known, names=_names(who, known.owners))

    def deed() -> tuple[str, str]:
        row = propose_item(caller, form.written(), slug=form.cleaned_data["slug"])
        return "The item is before the group.", row.slug

    explain = "Say what there will be, and which work upstream is its own. The group puts it on the roadmap, or not."
    return _written(request, who, form, Question("Propose an item", ABOVE, "Propose it", explain), deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def change(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Change what an item says."""
    who = acting(caller)
    only_for(who, "item.change", f"item/{slug}")
    shown = item_called(who.group, slug)
    refused = why_not_to_change(who, shown)
    if refused:
        raise refused.error(shown.row.handle)
    known = known_in(who.group, who.on)
    names = _names(who, known.owners | {one.slug for one in shown.owners})
    form = ItemForm(request, who, shown.row.handle, known=known, names=names, shown=shown)

    def deed() -> tuple[str, str]:
        change_item(caller, slug, form.written(), expected=form.cleaned_data["version"])
        return "The item says so now.", slug

    question = Question(f"Change {shown.item.title}", ABOVE, "Change it")
    return _written(request, who, form, question, shown=shown, deed=deed)


@require_safe
@in_group
def try_selectors(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Show what selectors catch: for a form that is being filled in, or as a page of its own."""
    who = acting(caller)
    slug = request.GET.get("item", "")
    shown = item_called(who.group, slug) if slug else None
    found = tried(who, request.GET.get("selectors", ""), request.GET.get("focus_area", ""), shown)
    part = request.headers.get("HX-Request") == "true"
    template = "roadmap/items/preview.html" if part else "roadmap/items/try.html"
    known = known_in(who.group, who.on)
    context = {"tried": found, "shown": shown, "focus_areas": known.areas, "examples": EXAMPLES.values()}
    return show(request, who, template, context)


def _written(
    request: HttpRequest,
    who: Acting,
    form: ItemForm,
    question: Question,
    *,
    shown: ItemShown | None = None,
    deed: Callable[[], tuple[str, str]],
) -> HttpResponse:
    """Show the form; or try its selectors; or do the deed; or show the form with its faults."""
    status = 200
    if form.is_bound:
        status = AGAIN
        if form.is_valid():
            try:
                words, slug = deed()
            except (AgainstTheRules, Stale) as refused:
                form.refuse(refused)
                status = status_of(refused)
            else:
                return done(request, words, f"/{who.group.slug}/roadmap/items/{slug}/")
    context = {"form": form, "question": question, "shown": shown, "tried": _tried(who, form, shown)}
    return show(request, who, "roadmap/items/write.html", context, status=status)


def _tried(who: Acting, form: ItemForm, shown: ItemShown | None) -> Tried:
    text, area = form["selectors"].value() or "", form["focus_area"].value() or ""
    return tried(who, str(text), str(area), shown)


def _names(who: Acting, owners: frozenset[str]) -> Names:
    """Give what the form calls what an item can name. Nine queries."""
    return Names(
        use_cases=[(one.row.number, one.row.title) for one in reversed(use_cases_of(who.group))],
        members=[(one.slug, one.name) for one in organisations_by_name(who.group) if one.slug in owners],
        items=[(one.item.slug, f"{one.item.slug}: {one.item.title}") for one in items_of(who.group)],
    )
