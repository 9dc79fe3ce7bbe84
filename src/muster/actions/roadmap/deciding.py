"""What the group says of an item: that it is agreed, delivered, dropped, or taken up again."""

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.decided import check_decision
from muster.actions.decisions.writing import prose
from muster.actions.deed import Deed, deed
from muster.domain.roadmap.checking import refusal_of_step
from muster.domain.roadmap.items import ItemState
from muster.records.models import RoadmapItem
from muster.records.queries.roadmap.items import item_called


def agree_item(
    caller: Caller, slug: str, *, decided_by: str = "", reason: str = "", expected: int | None = None
) -> RoadmapItem:
    """Put an item on the roadmap. decided_by: the proposal that was adopted, such as `proposal/3`; "" if none was.

    AgainstTheRules: the item is not one that is proposed, or nothing of that name decided it.
    """
    with deed(caller, "item.decide", f"item/{slug}", expected=expected) as doing:
        check_decision(doing, decided_by, charter_in_force(doing.group, doing.who.on), needed=False)
        row = _stepped(doing, slug, ItemState.AGREED)
        row.decided_by, row.outcome = decided_by, ""
        row.save(update_fields=["state", "decided_by", "outcome"])
        doing.log("item.agreed", {"decided_by": decided_by, "reason": prose("reason", reason, needed=False)})
    return row


def deliver_item(caller: Caller, slug: str, outcome: str, *, expected: int | None = None) -> RoadmapItem:
    """Say that an item is delivered, and what came of it. AgainstTheRules: it is not one that is agreed."""
    with deed(caller, "item.decide", f"item/{slug}", expected=expected) as doing:
        row = _stepped(doing, slug, ItemState.DELIVERED)
        row.outcome = prose("outcome", outcome)
        row.save(update_fields=["state", "outcome"])
        doing.log("item.delivered", {"outcome": row.outcome})
    return row


def drop_item(caller: Caller, slug: str, reason: str, *, expected: int | None = None) -> RoadmapItem:
    """Say that an item is dropped, and why. AgainstTheRules: it is over already."""
    with deed(caller, "item.decide", f"item/{slug}", expected=expected) as doing:
        row = _stepped(doing, slug, ItemState.DROPPED)
        row.outcome = prose("reason", reason)
        row.save(update_fields=["state", "outcome"])
        doing.log("item.dropped", {"reason": row.outcome})
    return row


def take_up_item(caller: Caller, slug: str, reason: str, *, expected: int | None = None) -> RoadmapItem:
    """Put an item that was delivered or dropped before the group again. AgainstTheRules: it is neither."""
    with deed(caller, "item.decide", f"item/{slug}", expected=expected) as doing:
        row = _stepped(doing, slug, ItemState.PROPOSED)
        row.decided_by = row.outcome = ""
        row.save(update_fields=["state", "decided_by", "outcome"])
        doing.log("item.taken-up", {"reason": prose("reason", reason)})
    return row


def _stepped(doing: Deed, slug: str, to: ItemState) -> RoadmapItem:
    """Take an item a step on, not yet kept."""
    shown = item_called(doing.group, slug)
    refused = refusal_of_step(shown.item.state, to)
    if refused:
        raise refused.error(doing.subject)
    shown.row.state = str(to)
    return shown.row
