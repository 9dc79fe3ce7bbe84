"""Editions: the list of them, one of them as page, data, Markdown and print, and publishing the next."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.roadmap.editions import SUBJECT, edition_now, publish_edition
from muster.domain.errors import AgainstTheRules, RequestFault
from muster.domain.record.chain import canonical
from muster.domain.roadmap.editions.edition import data_of
from muster.domain.roadmap.editions.in_markdown import as_markdown
from muster.domain.roadmap.editions.rules import quarters_open
from muster.domain.roadmap.quarters import Quarter
from muster.records.models import Edition
from muster.records.queries.roadmap.editions import EditionShown, edition_numbered, editions_of, last_edition
from muster.records.queries.roadmap.reports import reports_of
from muster.web.asking import DeedForm, only_for
from muster.web.data import show_or_data
from muster.web.door import done, in_group, show
from muster.web.roadmap.editions.content import compared, content_of
from muster.web.roadmap.editions.printing import printed

MARKDOWN = "text/markdown; charset=utf-8"


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every edition, what the last one changed, and the monthly reports."""
    who = acting(caller)
    rows = list(editions_of(who.group))
    runs = who.may("report.write")
    reports = list(reports_of(who.group, drafts=runs).defer("text"))
    last = last_edition(who.group) if rows else None
    context = {
        "editions": rows,
        "last": last,
        "content": content_of(last.edition) if last else None,
        "reports": reports,
        "may_publish": who.may("edition.publish"),
        "may_report": runs,
    }
    return show_or_data(
        request,
        who,
        "roadmap/editions/overview.html",
        context,
        data=lambda: {
            "group": who.group.slug,
            "editions": [_listed(one) for one in rows],
            "reports": [one.handle.removeprefix("report/") for one in reports if one.published_at],
        },
    )


@require_safe
@in_group
def edition(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One edition; `?since=1`: compared with another than the one before it."""
    who = acting(caller)
    found = edition_numbered(who.group, number)
    since = _since(request, who, found)
    context = {
        **content_of(found.edition),
        "row": found.row,
        "since": since,
        "earlier": [one for one in editions_of(who.group) if one.number < number],
    }
    if since:
        context["sections"] = compared(found.edition, since.edition)
    # As canonical JSON, whose SHA-256 the record has.
    return show_or_data(
        request, who, "roadmap/editions/edition.html", context, data=lambda: canonical(data_of(found.edition))
    )


@require_safe
@in_group
def markdown(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:  # noqa: ARG001 - every view gets it
    """One edition as Markdown."""
    found = edition_numbered(caller.group, number)
    answer = HttpResponse(as_markdown(found.edition), content_type=MARKDOWN)
    answer["Content-Disposition"] = f'inline; filename="{_name(found)}.md"'
    return answer


@require_safe
@in_group
def to_print(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:  # noqa: ARG001 - as above
    """One edition as a file to print, which needs nothing beside itself."""
    found = edition_numbered(caller.group, number)
    return printed(found.edition, found.row.sha256, f"{_name(found)}.html")


class EditionForm(DeedForm):
    """The edition that is to be published."""

    quarter = forms.ChoiceField(label="Of which quarter")
    foreword = forms.CharField(
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        label="Foreword",
        help_text="What a reader should know first; it can be left out.",
    )

    def __init__(self, request: HttpRequest, who: Acting, quarters: list[Quarter]) -> None:
        super().__init__(request, who, SUBJECT, initial={"quarter": str(quarters[0])} if quarters else None)
        self.fields["quarter"].choices = [(str(one), str(one)) for one in quarters]  # type: ignore[attr-defined]  # it is a choice


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def publish(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Look at what would be published, and publish it."""
    who = acting(caller)
    only_for(who, "edition.publish", SUBJECT)
    last = last_edition(who.group)
    quarters = list(quarters_open(Quarter.read(last.row.quarter) if last else None, on=who.on))
    form = EditionForm(request, who, quarters)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = publish_edition(caller, Quarter.read(said["quarter"]), foreword=said["foreword"])
            except AgainstTheRules as refused:
                status = form.refuse(refused)
            else:
                words = f"Edition {made.number}, of {made.quarter}, is published."
                return done(request, words, f"/{who.group.slug}/roadmap/editions/{made.number}/")
    context: dict[str, Any] = {"form": form, "last": last, "quarters": quarters}
    if quarters:
        context |= content_of(edition_now(who.group, quarters[0], "", at=who.at, last=last))
    return show(request, who, "roadmap/editions/publish.html", context, status=status)


def _since(request: HttpRequest, who: Acting, found: EditionShown) -> EditionShown | None:
    """Give the edition that this one is compared with, if the address names one. RequestFault: it is no earlier one."""
    asked = request.GET.get("since", "").strip()
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < len("10000000000") else 0
    if not 0 < number < found.row.number:
        what = "That is no edition before this one."
        raise RequestFault(f"since={asked[:40]}", what, "Write the number of an earlier edition: since=1.")
    return edition_numbered(who.group, number)


def _listed(row: Edition) -> dict[str, object]:
    return {
        "number": row.number,
        "quarter": row.quarter,
        "published_at": row.published_at.isoformat(),
        "sha256": row.sha256,
        "data": f"/{row.group.slug}/roadmap/editions/{row.number}.json",
    }


def _name(found: EditionShown) -> str:
    edition = found.edition
    return f"{edition.group.slug}-roadmap-{edition.quarter}-edition-{edition.number}"
