"""What the group says of an item: that it is agreed, delivered, dropped, or taken up again."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Caller, acting
from muster.actions.decisions.writing import WORDS_AT_MOST
from muster.actions.roadmap import deciding as deeds
from muster.records.queries.decided import decisions_made
from muster.records.queries.roadmap.items import item_called
from muster.web.asking import DeedForm, Done, Question, Said, only_for, settle
from muster.web.door import in_group


def _words(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody reads it.",
    )


class AgreeForm(DeedForm):
    """What put an item on the roadmap."""

    decided_by = forms.ChoiceField(label="Decided by", required=False)
    reason = _words("Reason", required=False)


class DeliverForm(DeedForm):
    """What came of an item."""

    reason = _words("What came of it")


class ReasonForm(DeedForm):
    """Why something is done to an item."""

    reason = _words("Reason")


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def agree(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Put an item on the roadmap."""

    def deed(said: Said) -> str:
        deeds.agree_item(caller, slug, decided_by=said["decided_by"], reason=said["reason"], expected=said["version"])
        return "The item is on the roadmap."

    explain = "Agreed items are what members promise people to. Name the proposal that the board adopted, if one was."
    return _asked(request, caller, slug, AgreeForm, words=("Put it on the roadmap", explain), deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def deliver(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Say that an item is delivered."""

    def deed(said: Said) -> str:
        deeds.deliver_item(caller, slug, said["reason"], expected=said["version"])
        return "The item is delivered."

    return _asked(request, caller, slug, DeliverForm, words=("Say that it is delivered", ""), deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def drop(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Drop an item."""

    def deed(said: Said) -> str:
        deeds.drop_item(caller, slug, said["reason"], expected=said["version"])
        return "The item is dropped."

    explain = "It stays on the record with the reason, and can be taken up again."
    return _asked(request, caller, slug, ReasonForm, words=("Drop it", explain), deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def take_up(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Put an item that was over before the group again."""

    def deed(said: Said) -> str:
        deeds.take_up_item(caller, slug, said["reason"], expected=said["version"])
        return "The item is before the group again."

    explain = "It is proposed then, as it was before it was agreed."
    return _asked(request, caller, slug, ReasonForm, words=("Take it up again", explain), deed=deed)


def _asked(
    request: HttpRequest,
    caller: Caller,
    slug: str,
    kind: type[DeedForm],
    *,
    words: tuple[str, str],
    deed: Callable[[Said], str],
) -> HttpResponse:
    who = acting(caller)
    only_for(who, "item.decide", f"item/{slug}")
    row = item_called(who.group, slug).row
    form = kind(request, who, row.handle)
    if "decided_by" in form.fields:
        choices = [("", "no proposal: it was agreed otherwise"), *decisions_made(who.group)]
        form.fields["decided_by"].choices = choices  # type: ignore[attr-defined]  # it is a choice

    def do(said: Said) -> Done:
        return deed(said), f"roadmap/items/{slug}/"

    title, explain = words
    question = Question(f"{title}: {row.title}", (f"roadmap/items/{slug}/", row.title), title, explain)
    return settle(request, who, form, question, deed=do)
