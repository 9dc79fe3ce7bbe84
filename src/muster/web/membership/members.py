"""The members of a group, and each organisation that it knows: today, or on any other day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.admission import speaks_for
from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_of
from muster.domain.charter.membership import MembershipClass
from muster.domain.membership.states import APPLICANT, SEATED
from muster.records.models import CharterVersion
from muster.records.queries.groups import charter_on, founded_on
from muster.records.queries.members import MemberPage, member_page, member_rows
from muster.records.queries.standings import published_on
from muster.web.data import day_asked, show_or_data
from muster.web.door import in_group
from muster.web.membership import as_data
from muster.web.membership.criteria import criteria_shown, trend_shown
from muster.web.membership.trend import chart_of


@require_safe
@in_group
def members(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every organisation on a day: its state, since when, in what standing, and who speaks for it."""
    who = acting(caller)
    on = day_asked(request, who.on)
    rows, published = member_rows(who.group, on)
    context = {
        "on": on,
        "founded": founded_on(who.group),
        "rows": rows,
        "published": published,
        "number": sum(row.member.state in SEATED for row in rows),
        "others": sum(row.member.state not in SEATED for row in rows),
        "may_add": who.may("organisation.add"),
    }
    return show_or_data(
        request, who, "membership/members.html", context, data=lambda: as_data.members(who.group, on, rows, published)
    )


@require_safe
@in_group
def member(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """One organisation: its seats and people, its criteria, what it was and is, its word. `?on=` asks about a day."""
    who = acting(caller)
    on = day_asked(request, who.on)
    page = member_page(who.group, slug)
    kept = charter_on(who.group, on)
    published = published_on(who.group, on)
    standing = published.standing if published else None
    kind = _class_on(page, kept, on)
    criteria, trend = criteria_shown(page, kind, standing), trend_shown(page, standing)
    context = {
        "on": on,
        "page": page,
        "state": page.state_on(on),
        "speakers": page.speakers_on(on),
        "charter": kept,
        "published": published,
        "criteria": criteria,
        "trend": trend,
        "chart": chart_of(trend, kind),
        **_deeds(who, page),
    }
    return show_or_data(
        request,
        who,
        "membership/member.html",
        context,
        data=lambda: as_data.member(who.group, on, page, (criteria, trend)),
    )


def _class_on(page: MemberPage, kept: CharterVersion | None, on: date) -> MembershipClass | None:
    """Give the class of members that the organisation belonged to, or asked for, as the charter of the day had it."""
    state = page.state_on(on)
    if state is None or kept is None:
        return None
    return next((one for one in charter_of(kept).classes if one.id == state.membership), None)


def _deeds(who: Acting, page: MemberPage) -> dict[str, bool]:
    """Say what the reader can do here."""
    now = page.state_on(who.on)
    state = now.state if now else ""
    speaks = speaks_for(who, page.organisation)
    return {
        "may_change": who.may("membership.change"),
        "may_edit": who.may("organisation.change"),
        "may_correct": who.may("record.correct"),
        "may_apply": speaks and state not in {APPLICANT, *SEATED},
        "may_attest": speaks,
        "may_put": state == APPLICANT and who.may("proposal.open"),
    }
