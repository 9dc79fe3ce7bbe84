"""Corrections of what the record says about the past: a day that was wrong, a state that nobody wrote down, a slip.

The rows say what is known today; the log keeps what was said before, who corrected it, when and why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from muster.actions.admission import class_asked
from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.decided import check_decision
from muster.actions.deed import Deed, deed
from muster.actions.fitting_seats import fit_seats, stays
from muster.actions.intervals import AnyDated, check_ours, day, make_room, refuse_before, span_of
from muster.actions.seats import check_holders, check_seat_lasts, check_sitting
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.membership.spans import Span, after_changes, crowded, redated, struck
from muster.domain.membership.states import STATES, Stay, runs
from muster.domain.refusal import Refusal
from muster.records.models import Affiliation, Group, Holding, Membership, Office, Organisation
from muster.records.queries.groups import founded_on

REASON_AT_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of interval that can be corrected. rows: those of a group. beside: those that it must agree with."""

    rows: Callable[[Group], QuerySet[Any]]
    beside: Callable[[Any], QuerySet[Any]]
    subject: Callable[[Any], str]
    says: Callable[[Any], dict[str, str]]


KINDS: Final[dict[str, Kind]] = {
    "state": Kind(
        rows=lambda group: Membership.objects.filter(organisation__group=group).select_related("organisation"),
        beside=lambda row: Membership.objects.filter(organisation=row.organisation),
        subject=lambda row: f"organisation/{row.organisation.slug}",
        says=lambda row: {"state": row.state, "class": row.membership, "decided_by": row.decided_by},
    ),
    "holding": Kind(
        rows=lambda group: Holding.objects.filter(seat__group=group).select_related("person", "seat__organisation"),
        beside=lambda row: Holding.objects.filter(seat=row.seat, part=row.part).select_related("person"),
        subject=lambda row: f"seat/{row.seat.slug}",
        says=lambda row: {"person": row.person.handle, "part": row.part},
    ),
    "office": Kind(
        rows=lambda group: Office.objects.filter(group=group).select_related("person"),
        beside=lambda row: Office.objects.filter(group=row.group, role=row.role).select_related("person"),
        subject=lambda row: f"office/{row.role}",
        says=lambda row: {"person": row.person.handle},
    ),
    "affiliation": Kind(
        rows=lambda group: Affiliation.objects.filter(person__group=group).select_related("person", "organisation"),
        beside=lambda row: Affiliation.objects.filter(person=row.person).select_related("organisation"),
        subject=lambda row: f"person/{row.person.number}",
        says=lambda row: {"organisation": row.organisation.slug},
    ),
}


@dataclass(frozen=True, slots=True)
class _Correction:
    """What is about to change. row: what is corrected. beside: those it must agree with. said: why, for the log."""

    kind: str
    row: AnyDated
    beside: Sequence[AnyDated]
    changed: Sequence[Span]
    said: dict[str, Any]


def interval(group: Group, kind: str, key: int) -> AnyDated:
    """Give one interval of a group. NotThere: there is no such kind, or none of that key in the group."""
    row: AnyDated | None = KINDS[kind].rows(group).filter(pk=key).first() if kind in KINDS else None
    if row is None:
        raise NotThere(f"{kind[:20]} {key}", "There is no such thing to correct here.", "Follow a link from its page.")
    return row


def subject_of(kind: str, row: AnyDated) -> str:
    """Give what the log calls the thing that an interval is about."""
    return KINDS[kind].subject(row)


def correct(
    caller: Caller,
    kind: str,
    key: int,
    *,
    since: date,
    until: date | None,
    reason: str,
    along: bool = True,
    expected: int | None = None,
) -> None:
    """Give an interval other days. along: those that touch it move with its edges.

    AgainstTheRules: no reason; nothing is left of it or of one beside it; too many would hold at once; somebody would
    hold a seat that is not there, or break the cap. A member's seats move with its membership.
    """
    subject = subject_of(kind, interval(caller.group, kind, key))
    with deed(caller, "record.correct", subject, expected=expected) as doing:
        row = interval(doing.group, kind, key)
        beside = list(KINDS[kind].beside(row))
        changed = redated([span_of(one) for one in beside], row.pk, since, until, along=along)
        if isinstance(changed, Refusal):
            raise changed.error(doing.subject)
        if (since, until) == (row.since, row.until):
            raise AgainstTheRules(doing.subject, "Nothing would change.", "Write other days, or leave it as it is.")
        _write(doing, _Correction(kind, row, beside, changed, {"reason": _reason(reason)}))


def strike(caller: Caller, kind: str, key: int, *, reason: str, expected: int | None = None) -> None:
    """Strike out an interval that never was; the one that ended as it began goes on in its place."""
    subject = subject_of(kind, interval(caller.group, kind, key))
    with deed(caller, "record.correct", subject, expected=expected) as doing:
        row = interval(doing.group, kind, key)
        beside = list(KINDS[kind].beside(row))
        changed = struck([span_of(one) for one in beside], row.pk)
        said = {"reason": _reason(reason), "struck": _said(kind, row)}
        left = [one for one in beside if one.pk != row.pk]
        _write(doing, _Correction(kind, row, left, changed, said))


def add_state(
    caller: Caller,
    organisation: Organisation,
    stay: Stay,
    *,
    reason: str,
    decided_by: str = "",
    expected: int | None = None,
) -> Membership:
    """Write down a state of the past that nobody wrote down then. What holds on its first day ends there.

    stay: an empty class is the charter's only one. AgainstTheRules: as with `change_state`, but for the order of the
    states and the decision: what was, was.
    """
    with deed(caller, "record.correct", organisation.handle, expected=expected) as doing:
        check_ours(doing, organisation)
        why = _reason(reason)
        if stay.state not in STATES:
            raise AgainstTheRules(organisation.handle, "There is no such state.", f"Choose one of {', '.join(STATES)}.")
        refuse_before(doing, stay.since, founded_on(doing.group), "That")
        charter = charter_in_force(doing.group, stay.since)
        kind = class_asked(charter, stay.membership, organisation.handle)
        check_decision(doing, decided_by, charter, needed=False, by_charter=True)
        before = runs(stays(organisation))
        make_room(doing, Membership.objects.filter(organisation=organisation), stay.since, stay.until)
        row = Membership.objects.create(
            organisation=organisation,
            state=stay.state,
            membership=kind.id,
            since=stay.since,
            until=stay.until,
            decided_by=decided_by,
        )
        doing.log("state.corrected", {"was": [], "is": [_said("state", row)], "reason": why})
        fit_seats(doing, organisation, before)
    return row


def _write(doing: Deed, correction: _Correction) -> None:
    """Write what changes, check that it can be, and say in the log what it was and is."""
    kind, row = correction.kind, correction.row
    before = runs(stays(row.organisation)) if isinstance(row, Membership) else ()
    rows = {one.pk: one for one in correction.beside}
    was = [_said(kind, rows[span.key]) for span in correction.changed]
    if row.pk not in rows:
        row.delete()
    for span in correction.changed:
        one = rows[span.key]
        one.since, one.until = span.since, span.until
        one.save(update_fields=["since", "until"])
    _check(doing, correction, [rows[span.key] for span in correction.changed])
    now = [_said(kind, rows[span.key]) for span in correction.changed]
    doing.log(f"{kind}.corrected", {"was": was, "is": now, **correction.said})
    if isinstance(row, Membership):
        fit_seats(doing, row.organisation, before)


def _check(doing: Deed, correction: _Correction, changed: Sequence[AnyDated]) -> None:
    """Refuse too many at once, and a time in which there was no group, no seat or no room."""
    if not isinstance(correction.row, Office):
        spans = after_changes([span_of(one) for one in correction.beside], correction.changed)
        if refusal := crowded(spans):
            raise refusal.error(doing.subject)
    for row in changed:
        if isinstance(row, Membership | Office):
            refuse_before(doing, row.since, founded_on(doing.group), "That")
        if isinstance(row, Office):
            check_holders(doing, row.role, charter_in_force(doing.group, row.since))
        if isinstance(row, Holding):
            check_seat_lasts(row.seat, row.since, row.until)
        if isinstance(row, Holding) and row.part == Holding.Part.REPRESENTATIVE:
            charter = charter_in_force(doing.group, row.since)
            check_sitting(doing, charter, row.seat, row.person, since=row.since, until=row.until)


def _said(kind: str, row: AnyDated) -> dict[str, str]:
    return {**KINDS[kind].says(row), "since": day(row.since), "until": day(row.until)}


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason or len(reason) > REASON_AT_MOST or "\x00" in reason:
        what = f"A correction has a reason, in one to {REASON_AT_MOST} characters."
        raise AgainstTheRules("reason", what, "Say how you know.")
    return reason
