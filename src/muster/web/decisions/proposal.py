"""One proposal: its text, where it stands, who has said what, what its reader can do now, and what happens next."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Caller, acting
from muster.actions.decisions.consequences import Following, following
from muster.actions.decisions.history import history
from muster.actions.decisions.outlook import PHASES, missing_in_words, next_in_words, rules_in_words
from muster.actions.decisions.reading import Followed, proposal_at
from muster.actions.decisions.seat_by_seat import seat_by_seat
from muster.actions.refusals import status_of
from muster.domain.decisions.state import Phase, State
from muster.domain.decisions.words import derivation, phase_in_words, verdict_in_words
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, RequestFault, Stale
from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.records.queries.decisions import proposal_numbered
from muster.web.asking import only_for
from muster.web.data import show_or_data
from muster.web.decisions import as_data
from muster.web.decisions.comparing import compared
from muster.web.decisions.offering import Desk, Offered
from muster.web.decisions.ways import WAYS
from muster.web.door import done, in_group
from muster.web.tags import how_far

OPEN = frozenset({Phase.CALL, Phase.NOTICE, Phase.VOTE})
"""Phases in which others may be answering while the page is read."""


@require_safe
@in_group
def proposal(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Show a proposal as it is, or as it was at a moment: `?at=2017-05-09T12:00:00Z`."""
    who = acting(caller)
    at = _moment_asked(request, who.at)
    then = at != who.at
    return _page(request, Desk(who, proposal_at(who.group, number, at), then=then), then=then)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def do(request: HttpRequest, caller: Caller, number: int, name: str) -> HttpResponse:
    """Do one of the things that can be done; or show the page again, with what was written and why it was not done.

    Whoever opens the address of a deed, from the page that came back or from a list of visited ones, finds the page.
    """
    if name not in WAYS:
        raise NotThere(name, "Nothing of that name can be done about a proposal.", "Choose on the proposal's page.")
    way, who = WAYS[name], acting(caller)
    if request.method != "POST":
        return redirect(f"/{who.group.slug}/proposals/{proposal_numbered(who.group, number).number}/")
    followed = proposal_at(who.group, number, who.at)
    only_for(who, "position.take" if name == "recuse" else way.deed, followed.proposal.handle)
    if way.writes and not {CHAIR, SECRETARY} & who.roles:
        raise NotAllowed(followed.proposal.handle, "This is for the chair or the secretary.", "Ask one of them.")
    desk = Desk(who, followed)
    asked = desk.form(way, request.POST)
    status = 422
    if asked.is_valid():
        try:
            way.do(caller, followed, asked.cleaned_data)
        except (AgainstTheRules, Stale, NotAllowed) as refused:
            status = status_of(refused)
            asked.add_error(None, f"{refused.what} {refused.mend}")
            followed = proposal_at(who.group, number, who.at)
            # Whoever sends it again has read why, and sees what is so now.
            now = {"seen": [str(followed.seen)], "version": [str(followed.state.version)]}
            asked.data = MultiValueDict({**dict(request.POST.lists()), **now})
        else:
            return done(request, way.done, f"/{who.group.slug}/proposals/{number}/")
    refused_way = Offered(name, way, asked, desk.explain(way), refused=True)
    answer = _page(request, Desk(who, followed), refused=refused_way)
    answer.status_code = status
    return answer


def _page(request: HttpRequest, desk: Desk, *, then: bool = False, refused: Offered | None = None) -> HttpResponse:
    followed, now, names = desk.followed, desk.followed.state, desk.names
    seats, plan = seat_by_seat(followed, names), following(followed.proposal)
    told, offered = history(followed, names), desk.offered(refused)
    context = {
        "there": followed,
        "proposal": followed.proposal,
        "now": now,
        "then": then,
        "refused": refused,
        "phase": PHASES[now.phase],
        "is_open": now.phase in OPEN and not then,
        "standing": phase_in_words(now),
        "away": how_far(now.until, now.at) if now.until else "",
        "missing": missing_in_words(now),
        "verdict": verdict_in_words(now.verdict).partition(":")[0] if now.verdict else "",
        "derivation": derivation(now.verdict, now.rules.class_names) if now.verdict else (),
        "proposer": names.actor(now.proposer) if now.proposer else None,
        "seats": seats,
        "secret": followed.is_secret and now.voting is not None,
        "objections": [seat for seat in seats if seat.position and seat.position.stand == "object"],
        "answering": next((one for one in offered if one.name == "answer"), None),
        "ways": [one for one in offered if _comes_first(one, now)],
        "more": [one for one in offered if one.way.place == "more" and not _comes_first(one, now)],
        "commenting": next((one for one in offered if one.name == "comment"), None),
        "comments": [one for one in told if one.kind == "proposal.commented"],
        "may_revise": "proposal.revise" in desk.my.can,
        "next": next_in_words(followed),
        "rules": rules_in_words(followed),
        "plan": plan,
        "may_follow": now.phase is Phase.ADOPTED and not then and _may_follow(desk, plan),
        "changes": _changes(request, followed),
        "told": told,
    }
    return show_or_data(
        request,
        desk.who,
        "decisions/proposal.html",
        context,
        data=lambda: as_data.proposal(followed, names, seats=seats, told=told, plan=plan),
    )


def _may_follow(desk: Desk, plan: Following | None) -> bool:
    """Whether something is still to follow, and the reader is one of those who write it down."""
    return plan is not None and not plan.is_done and desk.who.may(plan.deed)


def _comes_first(one: Offered, now: State) -> bool:
    """Whether a way is shown open: what is asked of its reader, and what was just refused them.

    In a meeting, whoever keeps the minutes enters the votes; elsewhere that is the exception.
    """
    meets = one.name == "enter" and now.voting is not None and now.voting.present is not None
    return one.way.place == "now" or meets or (one.refused and one.way.place == "more")


def _changes(request: HttpRequest, followed: Followed) -> Mapping[str, Any] | None:
    """Compare two versions of the text, `?from=1&to=2`; without a word, the last two; None if there is only one."""
    last = len(followed.versions)
    if last == 1:
        return None
    numbers = []
    for name, otherwise in (("from", last - 1), ("to", last)):
        asked = request.GET.get(name, "")
        numbers.append(asked or str(otherwise))
    known = {str(one.number): one for one in followed.versions}
    if not known.keys() >= set(numbers):
        raise NotThere(followed.proposal.handle, f"There are versions 1 to {last}.", "Choose two of them.")
    before, after = (known[one] for one in numbers)
    return {
        "before": before,
        "after": after,
        "title": compared(before.title, after.title),
        "text": compared(before.text, after.text),
    }


def _moment_asked(request: HttpRequest, now: datetime) -> datetime:
    """Give the moment that an address asks about, at most now. RequestFault: it is none."""
    asked = request.GET.get("at", "").strip().replace(" ", "+")  # a plus that nobody wrote as %2B comes as a space
    if not asked:
        return now
    try:
        moment = datetime.fromisoformat(asked)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        mend = "Write it like this: at=2017-05-09T12:00:00Z."
        raise RequestFault(f"at={asked[:40]}", "This is no moment.", mend) from None
    return min(moment, now)
