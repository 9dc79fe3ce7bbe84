"""Monthly reports, and what the record has of a month for one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Q, QuerySet

from muster.domain.contribution.windows import Window
from muster.domain.errors import NotThere
from muster.domain.record.chain import Said, read
from muster.domain.roadmap.reports.report import written
from muster.records.models import (
    Affiliation,
    CharterVersion,
    Election,
    Entry,
    Group,
    Holding,
    Membership,
    MonthlyReport,
    Office,
    Proposal,
)


@dataclass(frozen=True, slots=True)
class MovesOfPeople:
    """What began or ended in a month, by its days."""

    memberships: list[Membership]
    holdings: list[Holding]
    offices: list[Office]
    affiliations: list[Affiliation]


def reports_of(group: Group, *, drafts: bool) -> QuerySet[MonthlyReport]:
    """Give the reports, the last month first. drafts: those too that are not published."""
    found = group.reports.order_by("-month")
    return found if drafts else found.filter(published_at__isnull=False)


def report_of(group: Group, month: date, *, drafts: bool) -> MonthlyReport:
    """Give the report of a month. NotThere: there is none, or it is a draft that is not for them to see."""
    found = reports_of(group, drafts=drafts).filter(month=month).first()
    if found is None:
        raise NotThere(
            f"report/{written(month)}", "There is no report of that month.", "Reports lists those there are."
        )
    return found


def proposals_by(group: Group, moment: datetime) -> list[Proposal]:
    """Give the proposals that were put before a moment, by number. One query."""
    found = Proposal.objects.filter(group=group, opened_at__lt=moment).select_related("group", "opened_by")
    return list(found.order_by("number"))


def elections_confirmed(group: Group, month: Window) -> list[Election]:
    """Give the elections whose result took effect in a month. One query."""
    begin, end = moments_of(month)
    found = Election.objects.filter(group=group, confirmed_at__gte=begin, confirmed_at__lt=end)
    return list(found.defer("result").order_by("number"))


def charters_begun(group: Group, month: Window) -> list[CharterVersion]:
    """Give the charters that came into force in a month. One query."""
    return list(group.charters.filter(since__gte=month.first_day, since__lt=month.end_day).defer("text"))


def said_in(group: Group, month: Window, subjects: Iterable[str]) -> Iterator[Said]:
    """Yield what the log has of a month about subjects that begin with one of these, in order. One query."""
    begin, end = moments_of(month)
    about = Q()
    for one in subjects:
        about |= Q(subject__startswith=one)
    found = Entry.objects.filter(about, group=group, at__gte=begin, at__lt=end).order_by("number")
    yield from (read(body)[0] for body in found.values_list("body", flat=True))


def moves_of_people(group: Group, month: Window) -> MovesOfPeople:
    """Give who came and who went: to be a member, to a seat, an office, a company. Four queries."""
    first, end = month.first_day, month.end_day
    moved = Q(since__gte=first, since__lt=end) | Q(until__gte=first, until__lt=end)
    states = Membership.objects.filter(organisation__group=group, since__gte=first, since__lt=end)
    held = Holding.objects.filter(moved, seat__group=group).select_related("person", "seat")
    offices = Office.objects.filter(moved, group=group).select_related("person")
    works = Affiliation.objects.filter(moved, person__group=group).select_related("person", "organisation")
    return MovesOfPeople(list(states.select_related("organisation")), list(held), list(offices), list(works))


def moments_of(month: Window) -> tuple[datetime, datetime]:
    """Give the moments at which a month begins and ends."""
    return datetime.combine(month.first_day, time(), UTC), datetime.combine(month.end_day, time(), UTC)
