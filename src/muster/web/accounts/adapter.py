"""How sign-in behaves here, where it differs from what allauth does by itself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from muster.actions.caller import Caller, server_clock
from muster.actions.invitations import accept_invitation
from muster.actions.letters import write_secret
from muster.domain.errors import DeedRefused
from muster.records.models import Account
from muster.web.accounts.invited import forget, invitation_of
from muster.web.accounts.mail import LINK, words_of


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts come by invitation, unless the installation is open; mail goes out like every other letter."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether somebody without an account may make one now."""
        return settings.SIGN_UP_IS_OPEN or invitation_of(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An address is proved by the code that was sent to it."""
        invitation = invitation_of(request)
        return bool(invitation and invitation.email == email.lower())

    def post_login(self, request: HttpRequest, user: Account, **how: Any) -> HttpResponseBase:  # noqa: ANN401 - as allauth has it
        """Whoever made an account on an invitation has accepted it by that."""
        response: HttpResponseBase = super().post_login(request, user, **how)
        invitation = invitation_of(request) if how.get("signup") else None
        if invitation is None:
            return response
        forget(request)
        group = invitation.person.group
        try:
            accept_invitation(Caller(group, user), invitation)
        except DeedRefused as refused:  # it was withdrawn a moment ago: the account is made nonetheless
            messages.error(request, f"{refused.what} {refused.mend}")
            return response
        messages.success(request, f"You take part in {group.name} now.")
        return redirect(f"/{group.slug}/me/")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write it as a letter: it goes out at once, is tried again if need be, and its key is not kept."""
        link = str(next((context[name] for name in LINK if context.get(name)), "/accounts/settings/"))
        write_secret(email, "account", words_of(template_prefix, context), link=link, at=server_clock())


class ElsewhereAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in with OpenID Connect. Accounts come by invitation there too (it asks the adapter above)."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Account:  # noqa: ANN401 - as allauth has it
        """Take over what the provider calls the person."""
        user: Account = super().populate_user(request, sociallogin, data)
        whole = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        user.name = " ".join(str(whole).split())[:200]
        return user
