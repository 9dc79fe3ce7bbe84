"""Rounds of priorities: all of them, one of each, and what the chair, the secretary and the seats do in them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_in_force
from muster.actions.roadmap.rounds import change_round, plan_round
from muster.actions.roadmap.rounds_budget import suggested
from muster.actions.roadmap.rounds_calling_off import why_not_to_call_off
from muster.actions.roadmap.rounds_proposing import proposal_of, propose_outcome
from muster.actions.roadmap.rounds_settling import outcome_of, round_file, round_file_with_outcome, settle_now
from muster.domain.errors import AgainstTheRules
from muster.domain.roadmap.priorities.ballots import KINDS
from muster.domain.roadmap.priorities.rounds import Phase, change_refused, silent_words
from muster.domain.roadmap.priorities.words import (
    COMPLETION_WORDS,
    amount,
    one_more_sentence,
    outcome_sentence,
)
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.items import items_of
from muster.records.queries.roadmap.rounds import completion_of, round_at, round_numbered, rounds_of, times_of
from muster.web.asking import Done, Question, Said, only_for
from muster.web.asking import settle as settle_form
from muster.web.data import show_or_data
from muster.web.door import done, in_group
from muster.web.roadmap.priorities.ballot import seats_of_reader
from muster.web.roadmap.priorities.forms import ProposeForm, RoundForm, as_it_is, first_words
from muster.web.roadmap.priorities.shown import (
    UNIT,
    item_lines,
    listed_data,
    round_data,
    seat_lines,
    shares_drawn,
)

FORM = ["GET", "HEAD", "POST"]
ABOVE = ("roadmap/priorities/", "Priorities")
PHASES = {
    Phase.PLANNED: "planned",
    Phase.OPEN: "open",
    Phase.CLOSED: "closed",
    Phase.CALLED_OFF: "called off",
}


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every round, the last first."""
    who = acting(caller)
    rows = [(one, times_of(one).phase(who.at)) for one in rounds_of(who.group)]
    context = {
        "rows": [{"row": one, "phase": phase, "words": PHASES[phase]} for one, phase in rows],
        "may_plan": who.may("round.plan"),
    }
    return show_or_data(
        request,
        who,
        "roadmap/priorities/overview.html",
        context,
        data=lambda: {"group": who.group.name, "rounds": [listed_data(one, phase.value) for one, phase in rows]},
    )


@require_http_methods(FORM)
@in_group
def new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Plan a round."""
    who = acting(caller)
    only_for(who, "round.plan", "rounds")
    items, start = items_of(who.group), suggested(who.group, who.on)
    form = RoundForm(
        request,
        who,
        "rounds",
        items=items,
        calendar=calendar_of(who.group, who.on),
        initial={**first_words(who.on, items, start.budget), "cycle": start.cycle},
    )

    def deed(_said: Said) -> Done:
        row = plan_round(caller, form.planned())
        return f"The priorities of {row.quarter} are planned.", f"roadmap/priorities/{row.number}/"

    explain = f"Everybody can read it at once. All of it can be changed until it opens, and nothing after. {start.why}"
    return settle_form(request, who, form, Question("Plan a round of priorities", ABOVE, "Plan it", explain), deed=deed)


@require_http_methods(FORM)
@in_group
def change(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Change a round that has not opened."""
    who = acting(caller)
    row = round_numbered(who.group, number)
    only_for(who, "round.plan", row.handle)
    if refusal := change_refused(times_of(row), at=who.at):
        raise refusal.error(row.handle)
    calendar = calendar_of(who.group, who.on)
    form = RoundForm(request, who, row.handle, items=items_of(who.group), calendar=calendar, initial=as_it_is(row))

    def deed(said: Said) -> Done:
        change_round(caller, number, form.planned(), expected=said["version"])
        return "It is changed.", f"roadmap/priorities/{number}/"

    explain = "What items cost is read anew."
    question = Question(f"Change the priorities of {row.quarter}", ABOVE, "Change it", explain)
    return settle_form(request, who, form, question, deed=deed)


@require_safe
@in_group
def one_round(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One round: what is chosen among, what each seat said, and what came of it."""
    who = acting(caller)
    now = round_at(who.group, number, who.at)
    found = outcome_of(now)
    seats = seat_lines(now, found)
    context = {
        "now": now,
        "row": now.row,
        "phase": PHASES[now.phase],
        "is_open": now.phase is Phase.OPEN,
        "found": found,
        "step": amount(now.rule.step),
        "sentence": outcome_sentence(found, UNIT) if found else "",
        "one_more": one_more_sentence(found.one_more, now.titles, UNIT) if found and found.one_more else "",
        "kind": KINDS[now.kind],
        "share": amount(now.share),
        "left_over": COMPLETION_WORDS[completion_of(now.row)],
        "budget": amount(now.budget),
        "counted_share": amount(found.counted_share) if found else "",
        "items": item_lines(now, found),
        "seats": seats,
        "bars": shares_drawn(seats) if found else (),
        "answered": silent_words(len(now.seats), len(now.said)),
        "may_plan": who.may("round.plan"),
        "may_run": who.may("round.close"),
        "may_say": now.phase is Phase.OPEN and who.may("round.vote") and bool(seats_of_reader(who, now)),
        "may_call_off": now.phase in {Phase.PLANNED, Phase.OPEN} and not why_not_to_call_off(who, now.row),
        "is_planned": now.phase is Phase.PLANNED,
        "has_opened": now.phase in {Phase.OPEN, Phase.CLOSED} or bool(now.row.seats),
    }
    template = "roadmap/priorities/round.html"
    return show_or_data(request, who, template, context, data=lambda: round_data(now, found))


@require_safe
@in_group
def file(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:  # noqa: ARG001 - a view gets the request
    """The round as a Pabulib file: what `muster priorities count` counts."""
    who = acting(caller)
    now = round_at(who.group, number, who.at)
    text = round_file_with_outcome(now) if now.phase is Phase.CLOSED else round_file(now)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{who.group.slug}-round-{number}.pb"'
    return answer


@require_POST
@in_group
def settle(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Write down what the clock has brought about."""
    settle_now(caller)
    return done(request, "It is in the record.", f"/{caller.group.slug}/roadmap/priorities/")


@require_http_methods(FORM)
@in_group
def propose(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Put what came of a round to the board."""
    who = acting(caller)
    now = round_at(who.group, number, who.at)
    only_for(who, "round.close", now.row.handle)
    begun, rules = proposal_of(now), _rules(who)
    form = ProposeForm(request, who, now.row.handle, rules=rules, initial={"title": begun.title, "text": begun.text})

    def deed(said: Said) -> Done:
        made = propose_outcome(
            caller, number, said["rule"], title=said["title"], text=said["text"], expected=said["version"]
        )
        return f"Proposal {made.number} is before the board.", f"proposals/{made.number}/"

    above = (f"roadmap/priorities/{number}/", f"Priorities of {now.row.quarter}")
    explain = "The round decides nothing by itself: the board does. The text can be changed before it is put."
    return settle_form(request, who, form, Question("Put it to the board", above, "Put it", explain), deed=deed)


def _rules(who: Acting) -> list[tuple[str, str]]:
    """Give the rules of the charter under which it can be put. AgainstTheRules: it has none."""
    decisions = charter_in_force(who.group, who.on).decisions
    if decisions is None or not decisions.rules:
        raise AgainstTheRules(
            "charter", "The charter does not say how the group decides.", "Give it such a rule first."
        )
    return [(one.id, one.name) for one in decisions.rules]
