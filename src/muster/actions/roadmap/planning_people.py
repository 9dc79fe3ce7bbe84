"""Whom evidence has found at work for the members of a group: what each gave in a window, and what they know."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from muster.actions.counting import count, load_windows
from muster.actions.effective_charter import effective_charter
from muster.actions.loading_items import load_items
from muster.actions.roadmap.indexing import measured_items, open_index
from muster.domain.contribution.fte import full_time_days, full_time_share
from muster.domain.contribution.tally import FTE
from muster.domain.contribution.windows import Window
from muster.domain.membership.roll import members_within
from muster.domain.roadmap.planning.staffing import Found
from muster.records.models import Group
from muster.records.queries.members import slugs_by_name

A_DAY: Final = timedelta(days=1)


def people_found(group: Group, window: Window, *, on: date) -> tuple[Found, ...] | None:
    """Give everybody who was active for a member in a window, with their FTE there by the likely θ.

    on: whoever is a member by then counts as one for the whole window: it plans with the people whom it has. None:
    nothing was read yet, or nothing that reaches the window.
    """
    opened = open_index(group)
    if opened is None or opened.state.first_day is None or opened.state.last_day is None:
        return None
    if window.end_day <= opened.state.first_day or window.first_day > opened.state.last_day:
        return None
    charter = effective_charter(group, on)
    until_now = Window(window.first_day, max(window.end_day, on + A_DAY))
    members, slugs = members_within(charter, until_now), slugs_by_name(group)
    items: dict[tuple[str, str], set[str]] = defaultdict(set)
    areas: dict[tuple[str, str], set[str]] = defaultdict(set)
    with opened.engine() as engine:
        load_items(engine, measured_items(group), opened.subjects)
        load_windows(engine, [window])
        tally = count(engine, None, [window], {FTE.name})[window]
        worked = engine.rows("subject_days_v1")
    columns = (worked.column(name).to_pylist() for name in ("kind", "subject", "person", "company"))
    for kind, subject, person, company in zip(*columns, strict=True):
        (items if kind == "item" else areas)[person, company].add(subject)
    full_time = full_time_days(charter.counting.theta.likely, window.months)
    return tuple(
        Found(
            key=person,
            member=slugs[company.casefold()],
            fte=full_time_share(share.all_days, full_time) * share.days / share.all_days,
            items=frozenset(items[person, company]),
            areas=frozenset(areas[person, company]),
        )
        for company in tally.companies
        if company in members and company.casefold() in slugs
        for person, share in tally.shares_of(company).items()
    )
