"""Editions and monthly reports as an Atom feed, the last one first: for whoever wants to be told."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller
from muster.domain.contribution.words import MONTHS
from muster.domain.record.chain import hash_of
from muster.domain.words import neutral
from muster.records.queries.roadmap.editions import editions_of
from muster.records.queries.roadmap.reports import reports_of
from muster.web.door import in_group

AT_MOST = 40


@require_safe
@in_group
def atom(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """Give the feed. Two queries."""
    group, here = caller.group, f"/{caller.group.slug}/roadmap"
    feed = Atom1Feed(
        title=neutral(f"{group.name}: editions of the roadmap, and monthly reports"),
        link=request.build_absolute_uri(f"{here}/editions/"),
        description="",
        feed_url=request.build_absolute_uri(request.path),
        language="en",
    )
    for at, title, path, words in sorted(_entries(caller, here), reverse=True)[:AT_MOST]:
        address = request.build_absolute_uri(path)
        # An address is the same as long as the group is where it is; nothing of what stands there is changed.
        feed.add_item(title, address, linebreaks(words, autoescape=True), pubdate=at, updateddate=at, unique_id=address)
    text = feed.writeString("utf-8")
    answer = HttpResponse(text, content_type=feed.content_type)
    answer["ETag"] = etag = quote_etag(hash_of(text)[:32])
    answer["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _entries(caller: Caller, here: str) -> list[tuple[datetime, str, str, str]]:
    """Give what was published: when, its title, its path, its words."""
    editions = [
        (
            one.published_at,
            f"Edition {one.number} of the roadmap, {one.quarter}",
            f"{here}/editions/{one.number}/",
            one.foreword,
        )
        for one in editions_of(caller.group)[:AT_MOST]
    ]
    reports = [
        (
            one.published_at,
            f"Report of {MONTHS[one.month.month - 1]} {one.month.year}",
            f"{here}/reports/{one.month:%Y-%m}/",
            one.text,
        )
        for one in reports_of(caller.group, drafts=False)[:AT_MOST]
        if one.published_at is not None
    ]
    return [
        (at, title, path, "\n".join(map(neutral, text.splitlines()))) for at, title, path, text in editions + reports
    ]
