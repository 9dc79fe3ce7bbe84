"""Somebody's word that a change belongs to an item, or does not, whatever the item's selectors say."""

import re
from typing import Final

from muster.actions.caller import Caller
from muster.actions.decisions.writing import one_line
from muster.actions.deed import deed
from muster.domain.errors import AgainstTheRules
from muster.records.models import Confirmation
from muster.records.queries.roadmap.items import item_called

REASON_AT_MOST: Final = 500
_HASH: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_CHANGE: Final = re.compile(r"i[0-9a-f]{40}|commit:[0-9a-f]{40}(?:[0-9a-f]{24})?")


def confirm_change(caller: Caller, slug: str, change: str, *, belongs: bool, reason: str = "") -> Confirmation:
    """Say that a change belongs to an item, or that it does not. The last word about a change stands.

    change: its Change-Id, or the hash of a commit that has none. NotThere: there is no such item.
    AgainstTheRules: it is no change's key; somebody has said the same.
    """
    key = _key(change)
    with deed(caller, "item.confirm", f"item/{slug}") as doing:
        if doing.who.person is None:
            raise AgainstTheRules(doing.subject, "Somebody has to answer for it.", "Sign in as a person.")
        item = item_called(doing.group, slug).row
        why = one_line("reason", reason)
        if len(why) > REASON_AT_MOST:
            what = f"The reason is {len(why)} characters long, and {REASON_AT_MOST} is the most."
            raise AgainstTheRules("reason", what, "Say it shorter.")
        before = item.confirmations.filter(change=key).first()
        if before and (before.belongs, before.reason) == (belongs, why):
            raise AgainstTheRules(doing.subject, "Somebody has said so already.", "Look at it again.")
        said = {"belongs": belongs, "reason": why, "person": doing.who.person, "at": doing.at}
        row, _ = Confirmation.objects.update_or_create(item=item, change=key, defaults=said)
        doing.log("change.confirmed" if belongs else "change.refused", {"change": key, "reason": why})
    return row


def unsay(caller: Caller, slug: str, change: str) -> None:
    """Let the selectors alone decide on a change again. AgainstTheRules: nobody has said anything of it."""
    key = _key(change)
    with deed(caller, "item.confirm", f"item/{slug}") as doing:
        before = item_called(doing.group, slug).row.confirmations.filter(change=key).first()
        if before is None:
            raise AgainstTheRules(doing.subject, "Nobody has said anything of this change.", "Look at it again.")
        before.delete()
        doing.log("change.unsaid", {"change": key})


def _key(change: str) -> str:
    key = change.strip().casefold()
    if _HASH.fullmatch(key):
        return f"commit:{key}"
    if not _CHANGE.fullmatch(key):
        what = "This is no whole Change-Id and no whole hash of a commit."
        raise AgainstTheRules("change", what, "Copy all of it: I and 40 digits, or the 40 digits of a commit.")
    return key
