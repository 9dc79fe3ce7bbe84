"""The log as anyone can read and check it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from muster.actions.addresses import page_of
from muster.actions.caller import Caller, acting
from muster.records import log
from muster.records.queries.log import entry_numbered, head_and_count, lines_of, page_of_entries
from muster.web.door import in_group, show

A_PAGE = 100


@require_safe
@in_group
def record(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The chain's head, and the entries, the newest first; `?about=proposal/3` for one subject alone."""
    who = acting(caller)
    about = request.GET.get("about", "")[:120]
    page = Paginator(page_of_entries(who.group, about), A_PAGE).get_page(request.GET.get("page"))
    last, count = head_and_count(who.group)
    lines = lines_of(who.group, page)
    context = {"last": last, "count": count, "page": page, "lines": lines, "about": about}
    if about:
        there = page_of(who.group.slug, about)
        context["there"] = "" if "?" in there else there
    return show(request, who, "record/record.html", context)


@require_safe
@in_group
def entry(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One entry: what it says, and the hashes that hold it in its place."""
    who = acting(caller)
    shown = entry_numbered(who.group, number)
    (line,) = lines_of(who.group, [shown.entry])
    there = page_of(who.group.slug, shown.entry.subject)
    last, _ = head_and_count(who.group)
    context = {"entry": shown, "line": line, "there": there, "is_last": last is None or last.number == number}
    return show(request, who, "record/entry.html", context)


@require_safe
@in_group
def download(request: HttpRequest, caller: Caller) -> StreamingHttpResponse:  # noqa: ARG001 - a view gets the request
    """The whole log as JSON Lines, which `muster record verify FILE` checks."""
    answer = StreamingHttpResponse(log.published(caller.group), content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{caller.group.slug}-record.jsonl"'
    return answer
