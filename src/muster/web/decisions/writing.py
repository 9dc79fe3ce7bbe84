"""Writing proposals: new ones, drafts of them, and new versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_in_force, decision_rules
from muster.actions.decisions.drafts import drafting, open_draft, save_draft, throw_away
from muster.actions.decisions.mine import mine
from muster.actions.decisions.putting import open_proposal, revise_proposal
from muster.actions.decisions.reading import proposal_at
from muster.actions.refusals import status_of
from muster.domain.charter.words import rule_in_words
from muster.domain.errors import AgainstTheRules, NotAllowed, Stale
from muster.records.models import Draft
from muster.records.queries.decisions import draft_of, seat_names
from muster.records.queries.histories import organisations_of
from muster.web.asking import only_for
from muster.web.decisions.forms import DraftForm, Grouped, ProposalForm, RevisionForm, what_may_follow
from muster.web.door import done, in_group, show

AGAIN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Write a proposal: put it, or keep it as a draft."""
    who = acting(caller)
    only_for(who, "proposal.open", "proposals")
    return _written(request, caller, who, None)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def draft(request: HttpRequest, caller: Caller, key: int) -> HttpResponse:
    """Go on with a draft: put it, or keep it."""
    person = drafting(caller)
    return _written(request, caller, acting(caller), draft_of(person, key))


@require_POST
@in_group
def forget(request: HttpRequest, caller: Caller, key: int) -> HttpResponse:
    """Throw a draft away."""
    throw_away(caller, key)
    return done(request, "The draft is thrown away.", f"/{caller.group.slug}/proposals/")


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def revise(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Put a new version of a proposal's text."""
    who = acting(caller)
    only_for(who, "proposal.revise", f"proposal/{number}")
    there = proposal_at(who.group, number, who.at)
    seats = mine(who, there).can.get("proposal.revise", ())
    if not seats:
        what = "This is for the proposer to do, as long as it is not voted on or over."
        raise NotAllowed(there.proposal.handle, what, "Comment on it, or put a proposal of your own.")
    consequence = _consequence(there.proposal.consequence, there.proposal.consequence_of)
    now = {"title": there.now.title, "text": there.now.text, "version": there.now.number, "seat": seats[0]}
    form = RevisionForm(_follows(who), _posted(request), initial={**now, **consequence})
    status = AGAIN if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            revise_proposal(caller, number, form.written(), version=said["version"], seat=said["seat"])
        except (AgainstTheRules, Stale) as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
            status = status_of(refused)
        else:
            words = "The new version is before the group. What was said of the old one is kept, and no longer counts."
            return done(request, words, f"/{who.group.slug}/proposals/{number}/")
    return show(request, who, "decisions/revise.html", {"form": form, "there": there}, status=status)


def _written(request: HttpRequest, caller: Caller, who: Acting, there: Draft | None) -> HttpResponse:
    """Show what is being written; or keep it; or put it."""
    charter = charter_in_force(who.group, who.on)
    rules = decision_rules(charter)
    names = seat_names(who.group, (f"seat/{slug}" for slug in who.seats))
    given: dict[str, Any] = {
        "rules": [(one.id, one.name) for one in rules],
        "seats": [(slug, names[f"seat/{slug}"]) for slug in who.seats],
    }
    keeps = "keep" in request.POST
    kind = DraftForm if keeps else ProposalForm
    form = kind(_follows(who), _posted(request), initial={**_asked(request), **_begun(there)}, **given)
    status = AGAIN if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said, written = form.cleaned_data, form.written()
        try:
            if keeps:
                kept = save_draft(caller, said["rule"], written, key=there.pk if there else None)
                return done(request, "The draft is kept. Only you see it.", _address(who, f"drafts/{kept.pk}/"))
            proposal = (
                open_draft(caller, there.pk, said["rule"], written, seat=said["seat"])
                if there
                else open_proposal(caller, said["rule"], written, seat=said["seat"])
            )
        except AgainstTheRules as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
        else:
            return done(request, "The proposal is before the group.", _address(who, f"{proposal.number}/"))
    explained = [(one.name, rule_in_words(one)) for one in rules]
    context = {"form": form, "draft": there, "rules": explained}
    return show(request, who, "decisions/new.html", context, status=status)


def _address(who: Acting, rest: str) -> str:
    return f"/{who.group.slug}/proposals/{rest}"


def _asked(request: HttpRequest) -> dict[str, str]:
    """Give what the address begins a proposal with: `?title=…&consequence=admit organisation/orange`."""
    return {name: request.GET[name] for name in ("title", "consequence") if name in request.GET}


def _begun(there: Draft | None) -> dict[str, str]:
    if there is None:
        return {}
    begun = {"title": there.title, "text": there.text, "rule": there.rule}
    return begun | _consequence(there.consequence, there.consequence_of)


def _consequence(kind: str, of: str) -> dict[str, str]:
    return {"consequence": f"{kind} {of}".strip()}


def _follows(who: Acting) -> Grouped:
    return what_may_follow(organisations_of(who.group), who.on)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
