"""Items as data: what their pages show, for programs."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from muster.actions.roadmap.telling import Told
from muster.domain.roadmap.proof.life import Life
from muster.domain.roadmap.proof.proof import Proof, Share
from muster.records.models import Group
from muster.records.queries.roadmap.items import ItemShown
from muster.web.roadmap.items.shown import Alive, Carrier, Overview, Row
from muster.web.roadmap.items.trying import Tried
from muster.web.roadmap.use_cases.as_data import history, person

__all__ = ["Data", "evidence", "life", "overview", "person", "said", "tried", "whole"]

Data = dict[str, Any]


def overview(group: Group, found: Overview) -> Data:
    """Give the roadmap, in the order of its page."""
    last = found.priorities
    return {
        "group": group.slug,
        "priorities": {"round": last.number, "quarter": last.quarter, "items": list(last.slugs)} if last else None,
        "evidence": evidence(found.alive),
        "items": [_row(row) for row in (*found.agreed, *found.proposed, *found.over)],
    }


def whole(shown: ItemShown, alive: Alive, ever: Proof | None, told: Sequence[Told]) -> Data:
    """Give one item with what the evidence and the record say of it. ever: the proof of all that was read."""
    proof = ever.item(shown.item.slug) if ever else None
    return {
        **said(shown),
        "evidence": evidence(alive),
        "alive": life(alive.life(shown)),
        "first_day": proof.first_day.isoformat() if proof and proof.first_day else None,
        "last_day": proof.last_day.isoformat() if proof and proof.last_day else None,
        "changes": proof.changes if proof else None,
        "linked": proof.linked if proof else None,
        "unattributed": proof.unattributed if proof else None,
        "carriers": [
            {**_carrier(one), "lately": {"changes": one.now.changes, "fte": _fte(one.now)} if one.now else None}
            for one in alive.carriers_ever(shown.item.slug, ever)
        ],
        "history": history(told),
    }


def said(shown: ItemShown) -> Data:
    """Give what an item says."""
    item, row = shown.item, shown.row
    return {
        "item": item.slug,
        "title": item.title,
        "need": item.need,
        "state": str(item.state),
        "focus_area": item.focus_area,
        "vectors": list(item.vectors),
        "cost": str(row.cost),
        "cycle": item.cycle or None,
        "use_cases": [{"number": one.number, "title": one.title} for one in shown.use_cases],
        "depends_on": list(item.depends_on),
        "needed_by": [one.slug for one in shown.needed_by],
        "owners": [{"organisation": one.slug, "name": one.name} for one in shown.owners],
        "selectors": list(row.selectors),
        "decided_by": row.decided_by or None,
        "outcome": row.outcome,
        "invented": row.invented,
    }


def evidence(alive: Alive) -> Data | None:
    """Give what the evidence is that all of it rests on; None: nothing was read."""
    if alive.proof is None:
        return None
    return {
        "on": alive.on.isoformat(),
        "window": str(alive.window),
        "read_at": alive.proof.read_at,
        "fingerprint": alive.proof.fingerprint,
    }


def life(found: Life | None) -> Data | None:
    """Give whether an item is alive."""
    return {"word": found.word, "days": found.days, "sentence": found.sentence} if found else None


def tried(found: Tried) -> Data:
    """Give what selectors catch and what they nearly do."""
    preview = found.preview
    return {
        "selectors": [line for line in found.text.splitlines() if line],
        "focus_area": found.area or None,
        "faults": [str(one) for one in found.faults],
        "caught": preview.count if preview else None,
        "by_selector": [{"selector": line, "changes": count} for line, count in preview.by_selector] if preview else [],
        "changes": [
            {
                "change": one.change,
                "repository": one.repository,
                "day": one.day.isoformat(),
                "company": one.company,
                "subject": one.subject,
                "by": list(one.by),
            }
            for one in (preview.caught if preview else ())
        ],
        "near": [
            {
                "change": one.change,
                "repository": one.repository,
                "day": one.day.isoformat(),
                "company": one.company,
                "subject": one.subject,
                "why": one.why,
                "in_focus_area": one.in_area,
            }
            for one in found.near
        ],
        "area": {
            "changes": preview.area_changes,
            "on_items": preview.area_on_items,
            "linked_to_nothing": preview.area_unlinked,
        }
        if preview
        else None,
        "remarks": list(preview.remarks) if preview else [],
    }


def _row(row: Row) -> Data:
    return {
        **said(row.shown),
        "place": row.place or None,
        "alive": life(row.life),
        "carriers": [{**_carrier(one), "fte": _fte(one.share)} for one in row.carriers],
    }


def _carrier(one: Carrier) -> Data:
    return {
        "company": one.name,
        "organisation": one.organisation.slug if one.organisation else None,
        "member": one.share.member,
        "changes": one.share.changes,
        "people": one.share.people,
        "days": one.share.days,
    }


def _fte(share: Share) -> Data:
    return {name: _exact(getattr(share.fte, name)) for name in ("lenient", "likely", "strict")}


def _exact(figure: Fraction) -> Data:
    """Give a figure as it is, and as it is shown."""
    return {"exact": str(figure), "shown": f"{float(figure):.2f}"}
