"""Writing intervals into the record: the domain says where one goes and what gives way, this does it."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from muster.actions.deed import Deed
from muster.domain.errors import AgainstTheRules, NotThere, Stale
from muster.domain.membership.spans import Span, placed
from muster.domain.refusal import Refusal
from muster.records.models import Affiliation, Holding, Membership, Office, Organisation, Person, Seat

Dated = TypeVar("Dated", Affiliation, Holding, Membership, Office)
AnyDated = Affiliation | Holding | Membership | Office


def called(row: AnyDated) -> str:
    """Name a row in a sentence: who, or what it says."""
    if isinstance(row, Membership):
        return row.state
    return str(row.organisation if isinstance(row, Affiliation) else row.person)


def span_of(row: AnyDated) -> Span:
    """Give a row as the domain knows it."""
    return Span(row.pk, row.since, row.until, called(row))


def make_room(doing: Deed, rows: QuerySet[Dated], since: date, until: date | None) -> list[Dated]:
    """Let what holds on `since` end there, so that something new can begin. Give what gave way, as it was.

    rows: those of which one holds at a time. AgainstTheRules: another begins while the new one holds.
    """
    found = {row.pk: row for row in rows}
    place = placed([span_of(row) for row in found.values()], since, until)
    if isinstance(place, Refusal):
        raise place.error(doing.subject)
    gave_way = []
    if place.gone:
        gone = found[place.gone.key]
        gave_way.append(gone)
        rows.filter(pk=gone.pk).delete()
    if place.cut:
        cut = found[place.cut.key]
        gave_way.append(cut)
        rows.filter(pk=cut.pk).update(until=since)
    return gave_way


def end(doing: Deed, row: AnyDated, until: date) -> None:
    """End an interval. One that would end as it begins never was.

    AgainstTheRules: it has ended before that day. Stale: somebody has struck it out meanwhile.
    """
    try:
        row.refresh_from_db(fields=["since", "until"])
    except ObjectDoesNotExist:
        what = "Somebody has struck this out since you saw it."
        raise Stale(doing.subject, what, "Look at it again as it is now.") from None
    if row.until is not None and row.until <= until:
        what = f"{called(row)} ended on {row.until} already."
        raise AgainstTheRules(doing.subject, what, "Choose an earlier day, or correct what is written.")
    if until <= row.since:
        row.delete()
    else:
        row.until = until
        row.save(update_fields=["until"])


def check_ours(doing: Deed, *things: Organisation | Person | Seat | None) -> None:
    """Refuse whatever belongs to another group, by whichever door it came. NotThere: something does."""
    for one in things:
        if one is not None and one.group_id != doing.group.pk:
            raise NotThere(one.handle, "The group knows none such.", "Choose one of this group's own.")


def day(value: date | None) -> str:
    """Write a day as the log does; "" for none."""
    return value.isoformat() if value else ""


def refuse_before(doing: Deed, since: date, founded: date, what: str) -> None:
    """Refuse what would begin before the group did."""
    if since < founded:
        said = f"{what} would begin on {since}, before the group did, on {founded}."
        raise AgainstTheRules(doing.subject, said, f"Choose {founded} or a later day.")
