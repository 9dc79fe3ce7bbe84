"""Monthly reports: drafted from the record, edited, published. Drafts are for those who may write them."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.caller import Caller, acting
from muster.actions.roadmap import reports as deeds
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Asked, Nothing, Shown, Slug
from muster.domain.contribution.windows import Window
from muster.domain.roadmap.reports.report import read_month, written
from muster.records.models import MonthlyReport
from muster.records.queries.roadmap.reports import report_of, reports_of

area = Area("Roadmap: monthly reports")

Month = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"),
    Field(description="As 2017-03.", examples=["2017-03"]),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=deeds.LONGEST)]


class ReportListed(Shown):
    """A report. published_at: null while it is a draft."""

    month: str
    drafted_at: datetime
    published_at: datetime | None

    @classmethod
    def of(cls, row: MonthlyReport) -> "ReportListed":
        """List it."""
        return cls(month=written(row.month), drafted_at=row.drafted_at, published_at=row.published_at)


class ReportWhole(ReportListed):
    """A report with its text, in Markdown."""

    text: str

    @classmethod
    def whole(cls, row: MonthlyReport) -> "ReportWhole":
        """Show it."""
        return cls(**ReportListed.of(row).model_dump(), text=row.text)


class ReportAsked(Asked):
    """A month to draft the report of."""

    month: Month


class ReportText(Asked):
    """What a report is to say, in Markdown."""

    text: Text


@area.read("/groups/{group}/reports", Page[ReportListed])
def list_reports(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every report that was published; drafts too, to those who may write them."""
    caller = caller_of(request, group)
    rows = list(reports_of(caller.group, drafts=_may(caller)).defer("text"))
    return listed(request, rows, ReportListed.of, key=Key("handle", str), turn=turn)


@area.read("/groups/{group}/reports/{month}", ReportWhole)
def show_report(request: HttpRequest, group: Slug, month: Month) -> HttpResponse:
    """One report."""
    return _report(request, caller_of(request, group), read_month(month))


@area.write("POST", "/groups/{group}/reports", ReportWhole, made=True)
def draft_report(request: HttpRequest, group: Slug, asked: ReportAsked) -> HttpResponse:
    """Draft the report of a month from what the record has of it."""
    caller = caller_of(request, group)
    deeds.draft_report(caller, read_month(asked.month))
    return _report(request, caller, read_month(asked.month), made_at=f"{request.path}/{asked.month}")


@area.write("POST", "/groups/{group}/reports/{month}/text", ReportWhole)
def write_report(
    request: HttpRequest, group: Slug, month: Month, *, asked: ReportText, if_match: IfMatch
) -> HttpResponse:
    """Change what a report says, while it is a draft."""
    caller, asked_month = _there(caller_of(request, group), month)
    deeds.write_report(caller, asked_month, asked.text, expected=_seen(caller, month, if_match))
    return _report(request, caller, asked_month)


@area.write("POST", "/groups/{group}/reports/{month}/draft", ReportWhole)
def draft_report_again(
    request: HttpRequest,
    group: Slug,
    month: Month,
    *,
    asked: Nothing,  # noqa: ARG001 - a body without a key
    if_match: IfMatch,
) -> HttpResponse:
    """Draft a report anew from what the record has by now; what was edited is gone."""
    caller, asked_month = _there(caller_of(request, group), month)
    deeds.draft_again(caller, asked_month, expected=_seen(caller, month, if_match))
    return _report(request, caller, asked_month)


@area.write("POST", "/groups/{group}/reports/{month}/publication", ReportWhole)
def publish_report(
    request: HttpRequest,
    group: Slug,
    month: Month,
    *,
    asked: Nothing,  # noqa: ARG001 - as above
    if_match: IfMatch,
) -> HttpResponse:
    """Publish a report, once its month is over. Nothing of it can be changed afterwards."""
    caller, asked_month = _there(caller_of(request, group), month)
    deeds.publish_report(caller, asked_month, expected=_seen(caller, month, if_match))
    return _report(request, caller, asked_month)


def _there(caller: Caller, month: str) -> tuple[Caller, Window]:
    """Give the month of a report that is there; whoever may not write it, the deed refuses. NotThere: there is none."""
    asked = read_month(month)
    if _may(caller):
        report_of(caller.group, asked.first_day, drafts=True)
    return caller, asked


def _may(caller: Caller) -> bool:
    return acting(caller).may("report.write")


def _seen(caller: Caller, month: str, if_match: str) -> int | None:
    return expected(caller.group, f"report/{month}", if_match)


def _report(request: HttpRequest, caller: Caller, month: Window, *, made_at: str = "") -> HttpResponse:
    row = report_of(caller.group, month.first_day, drafts=_may(caller))
    return shown(request, ReportWhole.whole(row), about=(caller.group, row.handle), made_at=made_at)
