"""The public ballot file, as it was written into the log, and its ballots as CSV."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller, acting
from muster.actions.elections.ballot_box import Published, published
from muster.exchange.elections import csv_ranks
from muster.records.queries.elections import election_on
from muster.web.door import in_group


@require_safe
@in_group
def as_json(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:  # noqa: ARG001 - a view gets the request
    """The ballots, the rule and the result: what `muster elections count` counts."""
    found = _found(caller, number)
    return _file(found.text, f"{caller.group.slug}-election-{number}.json", "application/json", found)


@require_safe
@in_group
def as_csv(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:  # noqa: ARG001 - as above
    """The ballots, a line each, a rank for each candidate."""
    found = _found(caller, number)
    return _file(csv_ranks.write(found.file.poll()), f"{caller.group.slug}-election-{number}.csv", "text/csv", found)


def _found(caller: Caller, number: int) -> Published:
    who = acting(caller)
    return published(election_on(who.group, number, who.at))


def _file(text: str, name: str, kind: str, found: Published) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["ETag"] = f'"{found.sha256}"'
    return answer
