"""How sign-in behaves here, where it differs from what allauth does by itself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts come by invitation, unless the installation is open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether somebody without an account may make one now."""
        return settings.SIGN_UP_IS_OPEN or bool(request.session.get("invitation"))
