"""Monthly reports: drafted from the record, edited, published; a draft is shown to those who may write it alone."""

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.roadmap import reports as deeds
from muster.domain.contribution.windows import Window
from muster.domain.contribution.words import MONTHS
from muster.domain.errors import RequestFault
from muster.domain.roadmap.markdown import Block, blocks
from muster.domain.roadmap.reports.report import month_of, read_month, refusal_of_a_change
from muster.records import log
from muster.records.models import MonthlyReport
from muster.records.queries.roadmap.reports import report_of, reports_of
from muster.web.asking import DeedForm, Done, Question, Said, only_for, settle
from muster.web.data import show_or_data
from muster.web.door import done, in_group, show
from muster.web.roadmap.editions.views import MARKDOWN

DEED = "report.write"
TOP = 2
"""The level of a report's first heading on its page, below the page's own."""


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every report; drafts too, to those who may write them."""
    who = acting(caller)
    may = who.may(DEED)
    rows = list(reports_of(who.group, drafts=may).defer("text"))
    return show(request, who, "roadmap/editions/reports.html", {"reports": rows, "may_report": may})


@require_safe
@in_group
def report(request: HttpRequest, caller: Caller, month: str) -> HttpResponse:
    """One report."""
    who = acting(caller)
    may, asked = who.may(DEED), read_month(month)
    row = report_of(who.group, asked.first_day, drafts=may)
    title = title_of(asked)
    context = {
        "row": row,
        "title": title,
        "name": month,
        "outline": outlined(blocks(row.text), f"{who.group.name} in {title}"),
        "may_report": may and row.published_at is None,
        "why_not_publish": refusal_of_a_change(published=False, over=who.on >= asked.end_day),
        "seen": log.version(who.group, row.handle),
    }
    return show_or_data(request, who, "roadmap/editions/report.html", context, data=lambda: _data(who, row))


@require_safe
@in_group
def markdown(request: HttpRequest, caller: Caller, month: str) -> HttpResponse:  # noqa: ARG001 - every view gets it
    """One report as Markdown, as it was written."""
    row = report_of(caller.group, read_month(month).first_day, drafts=acting(caller).may(DEED))
    answer = HttpResponse(row.text, content_type=MARKDOWN)
    answer["Content-Disposition"] = f'inline; filename="{caller.group.slug}-report-{month}.md"'
    return answer


class MonthForm(forms.Form):
    """A month to draft a report of."""

    month = forms.CharField(
        max_length=7,
        label="Month",
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2017-03"}),
        help_text="As 2017-03.",
    )

    def clean_month(self) -> Window:
        """Read it."""
        try:
            return read_month(self.cleaned_data["month"])
        except RequestFault as wrong:
            raise forms.ValidationError(f"{wrong.what} {wrong.mend}") from None


class MonthDeedForm(MonthForm, DeedForm):
    """The same, as a deed's form."""


class TextForm(DeedForm):
    """What a report says."""

    text = forms.CharField(
        max_length=deeds.LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "class": "text"}),
        label="Text",
        help_text="Headings begin with #, entries of a list with a hyphen; all else is text.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def draft(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Draft the report of a month."""
    who = acting(caller)
    only_for(who, DEED, "reports")
    last = month_of(month_of(who.on).first_day)
    form = MonthDeedForm(request, who, "reports", initial={"month": f"{last.first_day:%Y-%m}"})

    def deed(said: Said) -> Done:
        made = deeds.draft_report(caller, said["month"])
        name = f"{made.month:%Y-%m}"
        return f"The report of {name} is drafted; only those who run the group see it.", f"roadmap/reports/{name}/"

    explain = (
        "It is written from what the record has of the month. Then it can be edited, and published once it is over."
    )
    question = Question("Draft a report", ("roadmap/reports/", "Reports"), "Draft it", explain)
    return settle(request, who, form, question, deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def edit(request: HttpRequest, caller: Caller, month: str) -> HttpResponse:
    """Edit a report that is not published."""
    who = acting(caller)
    only_for(who, DEED, f"report/{month}")
    asked = read_month(month)
    row = report_of(who.group, asked.first_day, drafts=True)
    form = TextForm(request, who, row.handle, initial={"text": row.text})

    def deed(said: Said) -> Done:
        deeds.write_report(caller, asked, said["text"], expected=said["version"])
        return f"The report of {month} says that now.", f"roadmap/reports/{month}/"

    above = (f"roadmap/reports/{month}/", f"Report of {title_of(asked)}")
    return settle(request, who, form, Question("Edit the report", above, "Keep it"), deed=deed)


@require_POST
@in_group
def again(request: HttpRequest, caller: Caller, month: str) -> HttpResponse:
    """Draft a report anew."""
    deeds.draft_again(caller, _there(caller, month), expected=_seen(request))
    return done(request, f"The report of {month} is drafted anew.", f"/{caller.group.slug}/roadmap/reports/{month}/")


@require_POST
@in_group
def publish(request: HttpRequest, caller: Caller, month: str) -> HttpResponse:
    """Publish a report."""
    deeds.publish_report(caller, _there(caller, month), expected=_seen(request))
    return done(request, f"The report of {month} is published.", f"/{caller.group.slug}/roadmap/reports/{month}/")


def _there(caller: Caller, month: str) -> Window:
    """Give the month of a report that is there. NotAllowed: this is not for the caller. NotThere: there is none."""
    asked = read_month(month)
    only_for(acting(caller), DEED, f"report/{month}")
    report_of(caller.group, asked.first_day, drafts=True)
    return asked


def title_of(month: Window) -> str:
    """Give a month's name: March 2017."""
    return f"{MONTHS[month.first_day.month - 1]} {month.first_day.year}"


def outlined(found: Iterable[Block], title: str) -> list[tuple[Block, int]]:
    """Give a text's blocks, each heading with its level on the page: none is skipped; the title is left out."""
    body = list(found)
    if body and body[0].kind == "heading" and body[0].lines == (title,):
        body = body[1:]
    first = min((one.level for one in body if one.kind == "heading"), default=1)
    outline, last = [], TOP - 1
    for one in body:
        if one.kind == "heading":
            last = min(one.level - first + TOP, last + 1)
        outline.append((one, last))
    return outline


def _data(who: Acting, row: MonthlyReport) -> dict[str, object]:
    return {
        "group": who.group.slug,
        "month": f"{row.month:%Y-%m}",
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "text": row.text,
    }


def _seen(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("1000000000000000000") else -1
