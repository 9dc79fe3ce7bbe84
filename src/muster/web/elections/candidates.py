"""Nominating somebody, and answering a nomination."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from muster.actions.caller import Caller, acting
from muster.actions.elections import candidacies
from muster.actions.people import person_numbered
from muster.domain.errors import NotAllowed
from muster.domain.membership.roles import who_may
from muster.records.queries.elections import election_numbered
from muster.records.queries.people import people_of
from muster.web.door import done, in_group
from muster.web.elections.forms import NominationForm, StatementForm
from muster.web.elections.page import page


@require_POST
@in_group
def nominate(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Nominate somebody, or oneself."""
    who = acting(caller)
    if not who.may("election.nominate"):
        raise NotAllowed(f"election/{number}", f"This is for {who_may('election.nominate')}.", "Ask one of them.")
    row = election_numbered(who.group, number)
    form = NominationForm(people_of(who.group), request.POST)
    if not form.is_valid():
        return page(request, caller, number, status=422, nomination=form)
    person = person_numbered(who.group, form.cleaned_data["person"])
    made = candidacies.nominate(caller, row.number, person)
    words = "You stand. Say what you stand for." if made.state == "accepted" else f"{person} is asked to stand."
    return done(request, words, _address(caller, number))


@require_POST
@in_group
def answer(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Accept or decline one's nomination, write one's statement, or withdraw: `do` says which."""
    form = StatementForm(request.POST)
    what = request.POST.get("do", "")
    if not form.is_valid() or what not in {"accept", "decline", "state", "withdraw"}:
        candidacies.own_candidacy(caller, number)
        return page(request, caller, number, status=422, statement=form)
    statement = form.cleaned_data["statement"]
    match what:
        case "accept" | "decline":
            candidacies.answer(caller, number, accept=what == "accept", statement=statement)
        case "state":
            candidacies.state_case(caller, number, statement)
        case _:
            candidacies.withdraw(caller, number)
    words = {
        "accept": "You stand.",
        "decline": "You have declined.",
        "state": "Your statement is on the page.",
        "withdraw": "You have withdrawn.",
    }
    return done(request, words[what], _address(caller, number))


def _address(caller: Caller, number: int) -> str:
    return f"/{caller.group.slug}/elections/{number}/"
