"""Inviting people to a group: who has been, what came of it, and a form for another."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from muster.actions.caller import Acting, Caller, acting
from muster.actions.deed import mend_of
from muster.actions.invitations import invite, withdraw_invitation
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import who_may
from muster.records.queries.accounts import invitations_to
from muster.web.door import done, in_group, show
from muster.web.invitations.forms import Invite


@require_http_methods(["GET", "POST"])
@in_group
def invitations(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The group's invitations, for those who may invite: an address is nobody else's business."""
    who = acting(caller)
    if not who.may("person.invite"):
        raise NotAllowed("invitations", f"This is for {who_may('person.invite')}.", mend_of(who))
    form = Invite(
        request.POST if request.method == "POST" else None,
        group=who.group,
        initial={"number": request.GET.get("person", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = invite(caller, **form.whom)
        except AgainstTheRules as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
        else:
            return done(request, f"{made.person} is invited; the letter is on its way.", request.path)
    return _show(request, who, form)


def _show(request: HttpRequest, who: Acting, form: Invite) -> HttpResponse:
    shown = {"form": form, "invitations": invitations_to(who.group), "now": who.at}
    return show(request, who, "invitations/invitations.html", shown, status=422 if form.errors else 200)


@require_POST
@in_group
def withdraw(request: HttpRequest, caller: Caller, key: int) -> HttpResponse:
    """Take an invitation back."""
    taken = withdraw_invitation(caller, key)
    return done(request, f"The invitation of {taken.person} is withdrawn.", f"/{caller.group.slug}/invitations/")
