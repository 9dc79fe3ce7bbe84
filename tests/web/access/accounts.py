"""Who gets what of the pages of accounts: everybody their own, and an invitation whoever has its link."""

from django.utils import timezone

from muster.actions.invitations import invite
from muster.actions.tokens import fingerprint, make_token
from muster.records.models import Account
from tests.cast import Cast, address
from tests.web.access.shape import NO_ID, SIGN_IN, Expected, Row, asking, everybody

SETTINGS = {"name": "Somebody", "time_zone": "UTC", "mail": "all"}


def rows(alpha: Cast) -> tuple[Row, ...]:
    tokens = {}
    for name in ("Ed", "Oz"):
        account = Account.objects.get(email=address(name))
        tokens[name], _ = make_token(account, "a program", days=1, may_write=False, at=timezone.now())
    invitation = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay")
    invitation.sha256 = fingerprint("the code in the letter")
    invitation.save()
    no_code = {"foreign": {"code": NO_ID}}
    return (
        Row("GET", "accounts:settings", signed_in(200)),
        Row("POST", "accounts:settings", signed_in(302), data=SETTINGS),
        Row("POST", "accounts:settings", signed_in(422), data={**SETTINGS, "time_zone": "Nowhere/At_all"}),
        Row("GET", "accounts:tokens", signed_in(200)),
        # Making one asks for the password once more.
        Row("POST", "accounts:tokens", signed_in(302), data={"name": "another program", "days": 1}),
        Row(
            "POST",
            "accounts:end_token",
            {**signed_in(404), "participant": 302},
            given={"key": tokens["Ed"].pk},
            foreign={"key": tokens["Oz"].pk},
        ),
        Row("GET", "accounts:invitation", everybody(404)),
        Row("POST", "accounts:invitation", signed_in(404), data={"invitation": invitation.pk}),
        Row("GET", "accounts:open_invitation", everybody(302), given={"code": "the code in the letter"}, **no_code),
        Row("GET", "accounts:open_invitation", everybody(404), given={"code": "another"}, **no_code),
    )


def signed_in(status: int) -> Expected:
    return {**everybody(status), "public": SIGN_IN}
