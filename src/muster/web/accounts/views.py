"""An account's own pages: its settings, its tokens, and the invitations that wait for it."""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.accounts import change_profile
from muster.actions.caller import Caller, server_clock
from muster.actions.invitations import accept_invitation, invitation_with
from muster.actions.tokens import end_token, make_token
from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import Account, Invitation
from muster.records.queries.accounts import open_invitations_for, tokens_of
from muster.web.accounts.forms import NewToken, Profile
from muster.web.accounts.invited import forget, invitation_of, remember
from muster.web.door import done


def _account(request: HttpRequest) -> Account:
    """Give whoever is signed in; the views that call this let nobody else in."""
    return cast("Account", request.user)


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """What an account's owner decides, and the way to everything else about it."""
    account = _account(request)
    form = Profile(
        request.POST if request.method == "POST" else None,
        initial={key: getattr(account, key) for key in Profile.base_fields},
    )
    if request.method == "POST" and form.is_valid():
        change_profile(account, **form.cleaned_data)
        return done(request, "Your settings are kept.", "/accounts/settings/")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


def _tokens(request: HttpRequest) -> HttpResponse:
    """The account's tokens, and a form for another, whose text is shown this once."""
    account, at = _account(request), server_clock()
    form, text = NewToken(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, text = make_token(account, **form.cleaned_data, at=at)
            form = NewToken()
        except AgainstTheRules as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
    shown = {"form": form, "text": text, "tokens": tokens_of(account), "now": at}
    return render(request, "accounts/tokens.html", shown, status=422 if form.errors else 200)


# Whoever finds a browser open cannot make a key of their own: making one asks for the password again.
tokens: Callable[..., HttpResponseBase] = require_http_methods(["GET", "POST"])(
    login_required(never_cache(reauthentication_required(_tokens, allow_get=True, app="allauth.account")))
)


@require_POST
@login_required
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a token."""
    end_token(_account(request), key)
    return done(request, "The token is ended: it opens nothing any more.", "/accounts/tokens/")


@require_safe
@never_cache
def open_invitation(request: HttpRequest, code: str) -> HttpResponse:
    """The link of a letter: remember the invitation, and go on without the code in the address."""
    remember(request, invitation_with(code, server_clock()))
    return redirect("accounts:invitation")


@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    """The invitations that wait for this visitor: the one that they came with, and those to their own addresses."""
    waiting = _waiting(request)
    if request.method == "POST":
        return _accept(request, waiting)
    return render(request, "accounts/invitation.html", {"waiting": waiting}, status=200 if waiting else 404)


def _waiting(request: HttpRequest) -> list[Invitation]:
    shown = invitation_of(request)
    mine = open_invitations_for(_account(request), server_clock()) if request.user.is_authenticated else []
    return [*([shown] if shown else []), *(one for one in mine if one != shown)]


def _accept(request: HttpRequest, waiting: list[Invitation]) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("/accounts/login/?next=/accounts/invitation/")
    wanted = request.POST.get("invitation", "")
    chosen = next((one for one in waiting if str(one.pk) == wanted), None)
    if chosen is None:
        what = "No such invitation waits for you."
        raise NotThere("invitation", what, "Open the link in the letter once more, or ask for another invitation.")
    group = chosen.person.group
    accept_invitation(Caller(group, _account(request)), chosen)
    forget(request)
    return done(request, f"You take part in {group.name} now.", f"/{group.slug}/me/")
