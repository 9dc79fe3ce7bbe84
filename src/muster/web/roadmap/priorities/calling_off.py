"""Calling a round of priorities off: a page with its reason, for whoever planned it, and the chair."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Caller, acting
from muster.actions.roadmap.rounds_calling_off import REASON_AT_MOST, call_off_round, why_not_to_call_off
from muster.records.queries.roadmap.rounds import round_numbered, title_of
from muster.web.asking import DeedForm, Done, Question, Said, only_for, settle
from muster.web.door import in_group


class ReasonForm(DeedForm):
    """Why a round is called off."""

    reason = forms.CharField(max_length=REASON_AT_MOST, label="Why is it called off?", help_text="Everybody reads it.")


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def call_off(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Call a round off."""
    who = acting(caller)
    row = round_numbered(who.group, number)
    only_for(who, "round.call-off", row.handle)
    if refusal := why_not_to_call_off(who, row):
        raise refusal.error(row.handle)
    form, address = ReasonForm(request, who, row.handle), f"roadmap/priorities/{number}/"

    def deed(said: Said) -> Done:
        call_off_round(caller, number, said["reason"], expected=said["version"])
        return "It is called off.", address

    explain = "Nothing is counted then, and no seat is asked any more. What seats have said stays as it is."
    question = Question(f"Call off: {title_of(row)}", (address, title_of(row)), "Call it off", explain)
    return settle(request, who, form, question, deed=deed)
