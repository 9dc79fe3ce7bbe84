"""What the letters about an account say: allauth asks for them by the name of a template, and gets words."""

from collections.abc import Mapping
from typing import Any, Final

from muster.actions.letter_kinds import Words

LINK: Final = ("activate_url", "password_reset_url", "signup_url")
"""Where, in what allauth hands over, the letter's link may be."""

_ASKED: Final = "because somebody entered this address at Muster; if it was not you, ignore it, and nothing happens"
_OWN: Final = "because this is the address of your account; such letters cannot be turned off"

_ASKS: Final[Mapping[str, tuple[str, tuple[str, ...], str]]] = {
    "account/email/email_confirmation": (
        "Is this your address?",
        ("Somebody wants to use this address with an account on Muster. If that is you, say so on the page below.",),
        "Yes, this is my address",
    ),
    "account/email/email_confirmation_signup": (
        "Is this your address?",
        ("You are making an account on Muster. Say on the page below that this address is yours, and it is done.",),
        "Yes, this is my address",
    ),
    "account/email/password_reset_key": (
        "A new password",
        ("Somebody, most likely you, wants a new password for the account with this address.",),
        "Choose a new password",
    ),
    "account/email/account_already_exists": (
        "You have an account already",
        (
            "Somebody, most likely you, wanted to make an account with this address. There is one already.",
            "If you do not know its password, choose a new one on the page below.",
        ),
        "Choose a new password",
    ),
    "account/email/unknown_account": (
        "There is no account with this address",
        (
            "Somebody, most likely you, wanted a new password, and gave this address. No account on Muster has it.",
            "If you have an account, it has another address. Accounts are made on an invitation.",
        ),
        "Go to Muster",
    ),
}
_TELLS: Final[Mapping[str, str]] = {
    "account/email/email_changed": "The address of your account was changed.",
    "account/email/email_confirm": "An address of your account was proved to be yours.",
    "account/email/email_deleted": "An address was taken from your account.",
    "account/email/password_changed": "The password of your account was changed.",
    "account/email/password_reset": "The password of your account was replaced by a new one.",
    "account/email/password_set": "Your account has a password now.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account; the old ones open nothing.",
    "mfa/email/totp_activated": "Your account asks for a code from an app from now on.",
    "mfa/email/totp_deactivated": "Your account no longer asks for a code from an app.",
    "mfa/email/webauthn_added": "A passkey or security key was added to your account.",
    "mfa/email/webauthn_removed": "A passkey or security key was taken from your account.",
    "socialaccount/email/account_connected": "Your account can be signed in to by way of another one from now on.",
    "socialaccount/email/account_disconnected": "A way to sign in to your account by another one was taken away.",
}


def words_of(template: str, context: Mapping[str, Any]) -> Words:
    """Give the words of one of allauth's mails. KeyError: Muster has none for it."""
    if template in _ASKS:
        title, lines, button = _ASKS[template]
        return Words(title, lines, button, _ASKED)
    when = f"{context['timestamp']:%d %B %Y, %H:%M} UTC, from {context['ip']}"
    lines = (
        _TELLS[template],
        f"That was on {when}.",
        "If it was not you, choose a new password now, and tell whoever runs this Muster.",
    )
    return Words(_TELLS[template].rstrip("."), lines, "Look at your account", _OWN)
