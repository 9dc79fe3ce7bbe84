"""What a group decides and has decided: everything at a glance, and its resolutions by number."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_of, decision_rules
from muster.actions.decisions.outlook import PHASES, missing_in_words
from muster.actions.decisions.reading import Followed, follow
from muster.domain.decisions.state import Phase
from muster.domain.errors import RequestFault
from muster.records.queries.decisions import drafts_of, ended, ended_otherwise, resolutions, undecided
from muster.records.queries.groups import charter_on
from muster.web.data import show_or_data
from muster.web.decisions import as_data
from muster.web.door import in_group

A_PAGE: Final = 100
AT_A_GLANCE: Final = 10
FILTERS: Final[Mapping[str, str]] = {
    "": "Everything",
    "open": "Being decided",
    "adopted": "Adopted",
    "otherwise": "Ended otherwise",
}


@require_safe
@in_group
def decisions(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What is being decided, then what was adopted, then what ended otherwise; `?state=` for one of them, in full."""
    who = acting(caller)
    only = request.GET.get("state", "")
    if only not in FILTERS:
        raise RequestFault(f"state={only[:40]}", "There is no such state.", "Choose open, adopted or otherwise.")
    followed = follow(undecided([who.group]), who.at)
    running = [one for one in followed if not one.state.ended]
    # Whose end nobody has written down yet has no number yet either.
    over = [one for one in followed if one.state.ended]
    adopted = Paginator(resolutions(who.group), A_PAGE if only else AT_A_GLANCE)
    otherwise = Paginator(ended_otherwise(who.group), A_PAGE if only else AT_A_GLANCE)
    page = request.GET.get("page")
    context = {
        "only": only,
        "filters": FILTERS,
        "running": [_running(one) for one in sorted(running, key=_by_urgency)],
        "over": [(one, PHASES[one.state.phase]) for one in over],
        "adopted": adopted.get_page(page),
        "otherwise": otherwise.get_page(page),
        "words": {str(phase): words for phase, words in PHASES.items()},
        "drafts": drafts_of(who.person) if who.person else [],
        "may_open": who.may("proposal.open"),
        "may_charter": who.may("charter.change"),
        "has_rules": _has_rules(who),
    }
    return show_or_data(request, who, "decisions/decisions.html", context, data=lambda: _everything(who, followed))


@require_safe
@in_group
def adopted(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every resolution, by number."""
    who = acting(caller)
    found = resolutions(who.group)
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "unnumbered": [one for one in follow(undecided([who.group]), who.at) if one.state.phase is Phase.ADOPTED],
    }
    return show_or_data(
        request, who, "decisions/resolutions.html", context, data=lambda: as_data.resolutions(who.group, found)
    )


def _has_rules(who: Acting) -> bool:
    """Whether the charter in force says how the group decides."""
    kept = charter_on(who.group, who.on)
    return bool(kept and decision_rules(charter_of(kept)))


def _everything(who: Acting, followed: list[Followed]) -> Mapping[str, Any]:
    return as_data.decisions(who.group, followed, ended(who.group))


def _running(one: Followed) -> dict[str, Any]:
    return {
        "there": one,
        "phase": PHASES[one.state.phase],
        "missing": missing_in_words(one.state),
    }


def _by_urgency(one: Followed) -> tuple[bool, float, int]:
    """Sort by it: the nearest deadline first, and those without one after all others."""
    until = one.state.until
    return (until is None, until.timestamp() if until else 0.0, one.proposal.number)
