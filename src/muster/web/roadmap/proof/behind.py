"""The page behind every figure: the changes that were counted, a page at a time."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller, acting
from muster.actions.roadmap.behind import Behind, ChangeBehind, changes_behind
from muster.records.queries.roadmap.items import items_of
from muster.web.data import show_or_data
from muster.web.door import in_group

A_PAGE = 50
ASKED = ("item", "area", "company", "window")


@require_safe
@in_group
def changes(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Those of `?item=t1` or `?area=Testing`, of `?company=NTT` or of all, in `?window=2017-02-27..2017-08-30`."""
    who = acting(caller)
    given = {name: request.GET.get(name, "") for name in ASKED}
    found = changes_behind(who.group, Behind.read(**given), on=who.on)
    titles = {one.item.slug: one.item.title for one in items_of(who.group)} if found.asked.item else {}
    page = Paginator(found.changes, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "item_title": titles.get(found.asked.item, ""),
        "page": page,
        "query": urlencode({name: value for name, value in given.items() if value}),
    }
    return show_or_data(
        request,
        who,
        "roadmap/proof/changes.html",
        context,
        data=lambda: {
            "group": who.group.name,
            **{name: value or None for name, value in given.items()},
            "read": found.read,
            "number": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "changes": [_as_data(one) for one in page.object_list],
        },
    )


def _as_data(one: ChangeBehind) -> dict[str, str]:
    return {
        "change": one.key,
        "repository": one.repository,
        "day": one.day.isoformat(),
        "company": one.company,
        "subject": one.subject,
    }
