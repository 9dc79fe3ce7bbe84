"""The changes of an item: those that its selectors catch, those that they nearly do, and what people said of them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.refusals import status_of
from muster.actions.roadmap import confirming as deeds
from muster.domain.errors import AgainstTheRules
from muster.records.models import Confirmation
from muster.records.queries.roadmap.items import confirmations_of, item_called
from muster.web.asking import only_for
from muster.web.data import show_or_data
from muster.web.door import done, in_group
from muster.web.roadmap.items import as_data
from muster.web.roadmap.items.trying import tried

BELONGS, DOES_NOT, UNSAY = "yes", "no", "unsay"


class WordForm(forms.Form):
    """Somebody's word about a change."""

    change = forms.CharField(
        max_length=120, label="Change", help_text="Its Change-Id, or the hash of a commit that has none."
    )
    reason = forms.CharField(max_length=deeds.REASON_AT_MOST, required=False, label="Reason")
    word = forms.ChoiceField(
        choices=[(BELONGS, "It belongs to the item"), (DOES_NOT, "It does not belong to the item"), (UNSAY, "unsay")],
        widget=forms.HiddenInput,
    )


@require_safe
@in_group
def changes(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """The changes of an item."""
    return _changes(request, acting(caller), slug)


@require_POST
@in_group
def confirm(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Say that a change belongs to the item, that it does not, or take back what was said."""
    who = acting(caller)
    only_for(who, "item.confirm", f"item/{slug}")
    form = WordForm(request.POST)
    if not form.is_valid():
        return _changes(request, who, slug, form=form, status=422)
    said = form.cleaned_data
    try:
        if said["word"] == UNSAY:
            deeds.unsay(caller, slug, said["change"])
            words = "The selectors alone decide on that change again."
        else:
            belongs = said["word"] == BELONGS
            deeds.confirm_change(caller, slug, said["change"], belongs=belongs, reason=said["reason"])
            words = "The change belongs to the item." if belongs else "The change does not belong to the item."
    except AgainstTheRules as refused:
        form.add_error(None, f"{refused.what} {refused.mend}")
        return _changes(request, who, slug, form=form, status=status_of(refused))
    return done(request, words, f"/{who.group.slug}/roadmap/items/{slug}/changes/")


def _changes(
    request: HttpRequest, who: Acting, slug: str, *, form: WordForm | None = None, status: int = 200
) -> HttpResponse:
    shown = item_called(who.group, slug)
    found = tried(who, "\n".join(shown.row.selectors), shown.item.focus_area, shown)
    said = confirmations_of(shown.row)
    context: dict[str, Any] = {
        "shown": shown,
        "tried": found,
        "said": said,
        "may_confirm": who.may("item.confirm"),
        "form": form or (WordForm() if who.may("item.confirm") else None),
    }
    answer = show_or_data(
        request,
        who,
        "roadmap/items/changes.html",
        context,
        data=lambda: {
            "group": who.group.slug,
            "item": slug,
            **as_data.tried(found),
            "said": [_word(one) for one in said],
        },
    )
    answer.status_code = status
    return answer


def _word(one: Confirmation) -> as_data.Data:
    return {
        "change": one.change,
        "belongs": one.belongs,
        "reason": one.reason,
        "person": as_data.person(one.person),
        "at": one.at.isoformat(),
    }
