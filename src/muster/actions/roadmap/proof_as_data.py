"""The proof as data, for the pages' JSON and the API alike. Figures are exact strings, as in a published standing."""

from collections.abc import Mapping
from typing import Any

from muster.actions.roadmap.keeping import Known, Season
from muster.actions.roadmap.representing import Answers
from muster.actions.roadmap.years import ToldYear
from muster.domain.contribution.verdict import Figures
from muster.domain.roadmap.proof.kept import Kept, Total, total
from muster.domain.roadmap.proof.life import Life
from muster.domain.roadmap.proof.proof import Proof, Share
from muster.domain.roadmap.proof.year import Year, YearItem


def figures(value: Figures) -> dict[str, str]:
    """Give three figures, exact."""
    return {"lenient": str(value.lenient), "likely": str(value.likely), "strict": str(value.strict)}


def season(known: Known, found: Season, lives: Mapping[str, Life]) -> dict[str, Any]:
    """Give one cycle: every row, every item, every member, every focus area."""
    by_slug = {item.slug: item for item in (found.proof.items if found.proof else ())}
    return {
        **_head(known, found),
        "rows": [row(one) for one in found.ledger.rows],
        "members": [
            {"member": name, **_total(total(found.ledger.of_company(name)))} for name in found.ledger.companies
        ],
        "items": [
            {
                "item": one.item.slug,
                "title": one.item.title,
                **_total(total(found.ledger.of_item(one.item.slug))),
                "life": _life(lives.get(one.item.slug)),
                **_of_item(by_slug, one.item.slug),
            }
            for one in known.items
        ],
        "areas": [
            {
                "area": area.name,
                "changes": area.changes,
                "linked": area.linked,
                "on_items": area.on_items,
                "companies": [company_share(share) for share in area.shares],
            }
            for area in (found.proof.areas if found.proof else ())
        ],
    }


def answers(known: Known, found: Answers) -> dict[str, Any]:
    """Give the five answers about one member."""
    promised, came, with_whom, following, drop = found.sentences
    return {
        **_head(known, found.season),
        "member": found.organisation.name,
        "promised": {"answer": promised, "rows": [row(one) for one in found.kept]},
        "came": {"answer": came, "total": _total(found.total), "beside": [row(one) for one in found.beside]},
        "with_whom": {
            "answer": with_whom,
            "partners": [
                {"item": it.item, "company": it.company, "member": it.member, "ours": it.ours, "theirs": it.theirs}
                for it in found.partners
            ],
            "alone_on": [item.slug for item in found.alone],
        },
        "next": {
            "answer": following,
            "cycle": found.next.cycle.name if found.next.cycle else None,
            "promises": [
                {"item": it.item.slug, "cycle": it.cycle, "fte": str(it.fte), "invented": it.invented}
                for it in found.next.promises
            ],
            "items": [it.item.slug for it in found.next.items],
            "rounds": [it.round.number for it in found.next.rounds],
        },
        "drop": {"answer": drop, "items": [{"item": it.item, "why": list(it.why)} for it in found.doubts]},
    }


def year(known: Known, told: ToldYear) -> dict[str, Any]:
    """Give the truth of a year."""
    found = told.year or Year((), ())
    return {
        "group": known.group.name,
        "year": told.number,
        "as_of": told.as_of.isoformat(),
        "evidence": _evidence(told.proof),
        "sentences": found.sentences,
        "member_share": str(found.member_share) if found.member_share is not None else None,
        "company_share": str(found.company_share) if found.company_share is not None else None,
        "items": [_year_item(one) for one in found.items],
        "baseline": [
            {
                "kind": one.kind,
                "shared_by_members": one.shared,
                "members_could_share": one.member_comparable,
                "shared_upstream": one.upstream_shared,
                "could_be_shared_upstream": one.upstream_comparable,
            }
            for one in found.baseline
        ],
    }


def row(one: Kept) -> dict[str, Any]:
    """Give one member on one item."""
    return {
        "item": one.item,
        "member": one.company,
        "promised": str(one.promised) if one.verdict else None,
        "delivered": figures(one.delivered),
        "verdict": one.verdict.value if one.verdict else None,
        "changes": one.changes,
        "people": one.people,
        "days": one.days,
        "named": list(one.named),
        "invented": one.invented,
    }


def _head(known: Known, found: Season) -> dict[str, Any]:
    return {
        "group": known.group.name,
        "cycle": found.name or None,
        "window": str(found.window),
        "running": found.running,
        "as_of": found.as_of.isoformat(),
        "evidence": _evidence(found.proof),
    }


def _evidence(proof: Proof | None) -> dict[str, Any] | None:
    if proof is None:
        return None
    theta = {"lenient": proof.theta.lenient, "likely": proof.theta.likely, "strict": proof.theta.strict}
    return {"fingerprint": proof.fingerprint, "read_at": proof.read_at, "theta": theta}


def _total(whole: Total) -> dict[str, Any]:
    return {
        "promises": whole.promises,
        "kept": whole.kept,
        "promised": str(whole.promised),
        "delivered": figures(whole.delivered),
        "delivered_where_promised": figures(whole.on_promised),
        "verdict": whole.verdict.value if whole.verdict else None,
    }


def _life(life: Life | None) -> dict[str, Any] | None:
    return {"word": life.word, "days": life.days, "sentence": life.sentence} if life else None


def _of_item(by_slug: Mapping[str, Any], slug: str) -> dict[str, Any]:
    item = by_slug.get(slug)
    if item is None:
        return {"changes": None, "linked": None, "unattributed": None, "last_seen": None, "companies": []}
    return {
        "changes": item.changes,
        "linked": item.linked,
        "unattributed": item.unattributed,
        "last_seen": item.last_seen.isoformat() if item.last_seen else None,
        "companies": [company_share(share) for share in item.shares],
    }


def company_share(share: Share) -> dict[str, Any]:
    """Give one company's part in an item."""
    return {
        "company": share.company,
        "member": share.member,
        "changes": share.changes,
        "people": share.people,
        "days": share.days,
        "fte": figures(share.fte),
    }


def _year_item(one: YearItem) -> dict[str, Any]:
    return {
        "item": one.slug,
        "sharing": one.sharing.value,
        "says": one.sentence,
        "leader": one.leader or None,
        "leader_share": str(one.leader_share),
        "changes": one.proof.changes,
        "companies": [company_share(share) for share in one.proof.shares],
        "life": _life(one.life),
    }
