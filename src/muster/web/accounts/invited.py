"""Which invitation a visitor came with: kept in the session by its key, never by its code."""

from django.http import HttpRequest

from muster.actions.caller import server_clock
from muster.actions.invitations import refuse_closed
from muster.domain.errors import DeedRefused
from muster.records.models import Invitation
from muster.records.queries.accounts import invitation_numbered

KEY = "invitation"


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Remember that the visitor has shown the code of this invitation."""
    request.session[KEY] = invitation.pk


def invitation_of(request: HttpRequest | None) -> Invitation | None:
    """Give the invitation that the visitor has shown the code of, while it can be accepted; None: none."""
    key = request.session.get(KEY) if request else None
    if key is None:
        return None
    try:
        invitation = invitation_numbered(key)
        refuse_closed(invitation, server_clock())
    except DeedRefused:
        return None
    return invitation


def forget(request: HttpRequest) -> None:
    """Forget it: it has been accepted, or cannot be."""
    request.session.pop(KEY, None)
