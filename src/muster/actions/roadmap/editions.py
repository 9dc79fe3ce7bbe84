"""Publishing an edition: the roadmap as it is at a moment, frozen, numbered, its fingerprint in the log."""

from datetime import datetime

from muster.actions.caller import Caller
from muster.actions.decisions.writing import prose
from muster.actions.deed import deed
from muster.actions.roadmap.editions_freezing import found_now
from muster.actions.roadmap.rounds_settling import settle
from muster.domain.record.chain import hash_of
from muster.domain.refusal import Refusal
from muster.domain.roadmap.editions.changes import frozen
from muster.domain.roadmap.editions.edition import Before, data_of, text_of
from muster.domain.roadmap.editions.edition import Edition as Frozen
from muster.domain.roadmap.editions.rules import refusal_of_an_edition
from muster.domain.roadmap.quarters import Quarter
from muster.records.models import Edition, Group
from muster.records.queries.roadmap.editions import EditionShown, last_edition

SUBJECT = "editions"
"""What a refusal calls all of them together."""


def publish_edition(caller: Caller, quarter: Quarter, *, foreword: str = "") -> Edition:
    """Freeze the roadmap as it is, as the edition of a quarter.

    AgainstTheRules: the quarter has one, or is still to come.
    """
    said = prose("foreword", foreword, needed=False)
    settle(caller.group, caller.clock())
    with deed(caller, "edition.publish", SUBJECT) as doing:
        last = last_edition(doing.group)
        refused = refusal_now(last, quarter, doing.at)
        if refused:
            raise refused.error(f"edition of {quarter}")
        edition = edition_now(doing.group, quarter, said, at=doing.at, last=last)
        sha256 = hash_of(text_of(edition))
        row = Edition.objects.create(
            group=doing.group,
            number=edition.number,
            quarter=edition.quarter,
            published_at=doing.at,
            foreword=said,
            data=data_of(edition),
            sha256=sha256,
        )
        published = {
            "number": edition.number,
            "quarter": edition.quarter,
            "sha256": sha256,
            "before": edition.before.sha256 if edition.before else "",
            "foreword": said,
        }
        doing.log("edition.published", published, subject=row.handle)
    return row


def refusal_now(last: EditionShown | None, quarter: Quarter, at: datetime) -> Refusal | None:
    """Say why there can be no edition of a quarter at a moment, or None."""
    return refusal_of_an_edition(quarter, Quarter.read(last.edition.quarter) if last else None, on=at.date())


def edition_now(group: Group, quarter: Quarter, foreword: str, *, at: datetime, last: EditionShown | None) -> Frozen:
    """Give the edition that would be published at a moment, with what changed since the last one."""
    before = None
    if last:
        before = Before(number=last.row.number, quarter=last.row.quarter, sha256=last.row.sha256)
    found = found_now(group, at, since=last.row.published_at if last else None)
    named = {"number": before.number + 1 if before else 1, "quarter": str(quarter), "foreword": foreword}
    return frozen(found.model_copy(update={**named, "before": before}), last.edition if last else None)
