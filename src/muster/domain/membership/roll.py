"""The roll: which organisations are members on a day, and what each of them has promised."""

from datetime import date

from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import Member, MembershipClass, PledgedCriterion
from muster.domain.contribution.assess import Party, Promise
from muster.domain.contribution.standing import AttestedCriterion
from muster.domain.contribution.windows import Window, window_before

MEMBER, PROSPECT, FORMER = "member", "prospect", "former"


def parties(charter: Charter, on: date, window: Window | None) -> tuple[Party, ...]:
    """Give every organisation on the roll once, in the charter's order, with its state on the day.

    window: counts for every criterion, if it is given; else each criterion's own months before `on`.
    """
    by_name: dict[str, list[Member]] = {}
    for member in charter.members:
        by_name.setdefault(member.name, []).append(member)
    classes = {membership.id: membership for membership in charter.classes}
    found = []
    for name, intervals in by_name.items():
        interval, state = _on(intervals, on)
        membership = classes[interval.membership]
        found.append(
            Party(
                name=name,
                state=state,
                membership=membership.name,
                since=interval.since,
                until=interval.until,
                promises=_promises(charter, membership, on, window),
                attested=_attested(membership),
            )
        )
    return tuple(found)


def members_within(charter: Charter, window: Window) -> frozenset[str]:
    """Give the names of the organisations that were members on a day of the window, or on all of them."""
    return frozenset(
        member.name
        for member in charter.members
        if member.state == MEMBER
        and (member.since is None or member.since < window.end_day)
        and (member.until is None or member.until > window.first_day)
    )


def _on(intervals: list[Member], on: date) -> tuple[Member, str]:
    """Give the interval that speaks for the day: the one in force, else the last that ended, else the first to come."""
    for interval in intervals:
        if interval.belongs_on(on):
            return interval, MEMBER if interval.state == MEMBER else PROSPECT
    ended = [(interval.until, interval) for interval in intervals if interval.until and interval.until <= on]
    if ended:
        last = max(ended, key=lambda pair: pair[0])[1]
        return last, FORMER if last.state == MEMBER else PROSPECT
    return min(intervals, key=lambda interval: interval.since or date.min), PROSPECT


def _promises(charter: Charter, membership: MembershipClass, on: date, window: Window | None) -> tuple[Promise, ...]:
    return tuple(
        Promise(
            id=criterion.id,
            text=criterion.text,
            measure=criterion.measure,
            minimum=criterion.minimum,
            window=window or window_before(on, criterion.window_months or charter.counting.window_months),
        )
        for criterion in membership.criteria
        if criterion.kind == "measured"
    )


def _attested(membership: MembershipClass) -> tuple[AttestedCriterion, ...]:
    return tuple(
        AttestedCriterion(
            criterion.id,
            f"{criterion.text} (at least {criterion.minimum} {criterion.measure.replace('_', ' ')} a {criterion.unit}, "
            "as the member itself pledges)"
            if isinstance(criterion, PledgedCriterion)
            else criterion.text,
        )
        for criterion in membership.criteria
        if criterion.kind != "measured"
    )
