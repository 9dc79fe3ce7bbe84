"""A standing as data: JSON for programs, CSV for spreadsheets. The same standing gives the same bytes."""

import csv
import io
import json
from typing import Any

from muster.domain.contribution.common_work import Balance, CommonWork
from muster.domain.contribution.standing import CompanyWork, CriterionStanding, MemberStanding, Provenance, Standing
from muster.domain.contribution.verdict import Flip
from muster.domain.words import neutral
from muster.publication import plain

CSV_COLUMNS = (
    *("group", "on", "window_start", "window_end", "member", "state", "criterion", "minimum"),
    *("lenient", "likely", "strict", "verdict", "people", "active_days", "changes"),
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_json(standing: Standing) -> str:
    """Give the standing as one JSON document; figures are exact fractions in strings, such as "13/4"."""
    return json.dumps(as_data(standing), indent=2, ensure_ascii=False) + "\n"


def as_csv(standing: Standing) -> str:
    """Give one row a member and criterion; figures exact. Names cannot become formulas of a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for member in (*standing.members, *standing.others):
        for criterion in member.criteria:
            figures = criterion.figures
            writer.writerow(
                [
                    _cell(standing.group),
                    standing.on,
                    standing.window.first_day,
                    standing.window.end_day,
                    _cell(member.name),
                    member.state,
                    _cell(criterion.id),
                    criterion.minimum,
                    figures.lenient,
                    figures.likely,
                    figures.strict,
                    criterion.verdict,
                    member.people,
                    member.active_days,
                    member.changes,
                ]
            )
    return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else neutral(text)


def as_data(standing: Standing) -> dict[str, Any]:
    """Give the standing as plain dictionaries and lists, in a fixed order."""
    return {
        "group": neutral(standing.group),
        "full_name": neutral(standing.full_name),
        "on": standing.on.isoformat(),
        "window": plain.window(standing.window),
        "theta": plain.theta(standing.theta),
        "members": [_member(member) for member in standing.members],
        "others": [_member(member) for member in standing.others],
        "unattributed": {
            **_work(standing.unattributed.work),
            "share_of_changes": str(standing.unattributed.share_of_changes),
            "share_of_fte": str(standing.unattributed.share_of_fte),
        },
        "independent": _work(standing.independent),
        "total": _work(standing.everyone),
        "companies": [{"name": neutral(work.name), **_work(work)} for work in standing.companies],
        "bots": [
            {"person": neutral(bot.person), "name": neutral(bot.name), "changes": bot.changes} for bot in standing.bots
        ],
        "linked": [
            {"subject": neutral(share.subject), "changes": share.changes, "linked": share.linked}
            for share in standing.linked
        ],
        "common_work": [_common_work(work) for work in standing.common_work],
        "balance": [_balance(balance) for balance in standing.balance],
        "reviews": [
            {
                "company": neutral(votes.company),
                "people": votes.people,
                "votes": votes.votes,
                "negative": votes.negative,
            }
            for votes in standing.reviews
        ],
        "trend": [
            {"on": point.on.isoformat(), "fte": {neutral(name): plain.figures(figures) for name, figures in point.fte}}
            for point in standing.trend
        ],
        "provenance": _provenance(standing.provenance),
        "caveats": [neutral(caveat) for caveat in standing.caveats],
    }


def _member(member: MemberStanding) -> dict[str, Any]:
    return {
        "name": neutral(member.name),
        "state": member.state,
        "membership": member.membership,
        "since": plain.day(member.since),
        "until": plain.day(member.until),
        "criteria": [_criterion(criterion) for criterion in member.criteria],
        "attested": [{"id": claim.id, "text": neutral(claim.text)} for claim in member.attested],
        "people": member.people,
        "active_days": member.active_days,
        "changes": member.changes,
        "fte": plain.figures(member.fte),
        "roadmap_fte": plain.figures(member.roadmap_fte),
        "changes_by_area": {neutral(area): changes for area, changes in member.changes_by_area},
        "began": [neutral(person) for person in member.began],
        "stopped": [neutral(person) for person in member.stopped],
    }


def _criterion(criterion: CriterionStanding) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "text": neutral(criterion.text),
        "measure": criterion.measure,
        "unit": criterion.unit,
        "minimum": str(criterion.minimum),
        **plain.figures(criterion.figures),
        "verdict": criterion.verdict.value,
        "window": {"start": criterion.window.first_day.isoformat(), "end": criterion.window.end_day.isoformat()},
        "margin": plain.figures(criterion.margin),
        "holds_up_to_theta": criterion.theta_reach.holds_up_to if criterion.theta_reach else None,
        "flips": [_flip(flip) for flip in criterion.flips],
    }


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "convention": flip.convention,
        "meaning": flip.meaning,
        **(plain.figures(flip.figures) if flip.figures else {"why_not": flip.why_not}),
        "verdict": flip.verdict.value if flip.verdict else None,
        "flips": flip.flips,
    }


def _work(work: CompanyWork) -> dict[str, Any]:
    return {
        "people": work.people,
        "active_days": work.active_days,
        "changes": work.changes,
        **plain.figures(work.fte),
    }


def _common_work(work: CommonWork) -> dict[str, Any]:
    return {
        "kind": work.kind,
        "touched_by_members": work.touched,
        "shared_by_members": work.shared,
        "member_comparable": work.member_comparable,
        "member_share": plain.fraction(work.member_share),
        "upstream_comparable": work.upstream_comparable,
        "upstream_shared": work.upstream_shared,
        "upstream_share": plain.fraction(work.upstream_share),
        "shared_goals": [
            {
                "goal": neutral(str(shared.goal)),
                "members": {neutral(name): changes for name, changes in shared.members},
            }
            for shared in work.shared_goals
        ],
    }


def _balance(balance: Balance) -> dict[str, Any]:
    return {
        "subject": neutral(balance.subject),
        "changes": balance.changes,
        "largest_share": str(balance.largest_share),
        "two_largest_share": str(balance.two_largest_share),
        "balanced": balance.balanced,
        "largest": [{"company": neutral(name), "changes": changes} for name, changes in balance.companies[:2]],
    }


def _provenance(provenance: Provenance) -> dict[str, Any]:
    return {
        "fingerprint": provenance.fingerprint,
        "charter": {"version": provenance.charter_version, "sha256": provenance.charter_sha256},
        "counting_version": provenance.counting_version,
        "conventions": dict(provenance.conventions),
        "measures": list(provenance.measures),
        "repositories": [
            {
                "name": neutral(repository.name),
                "problem": neutral(repository.problem) if repository.problem else None,
                "head": repository.head,
                "tips": repository.tips,
                "commits": repository.commits,
                "merges_left_out": repository.merges,
                "first_day": plain.day(repository.first_day),
                "last_day": plain.day(repository.last_day),
                "shallow_until": plain.day(repository.shallow_until),
                "asides": dict(repository.asides),
                "remarks": [neutral(remark) for remark in repository.remarks],
            }
            for repository in provenance.repositories
        ],
        "affiliations": [
            {
                "name": neutral(file.name),
                "format": file.format,
                "sha256": file.sha256,
                "asides": [neutral(aside) for aside in file.asides],
            }
            for file in provenance.affiliations
        ],
    }
