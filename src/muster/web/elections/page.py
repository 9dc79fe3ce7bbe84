"""The page of one election: what whoever looks may see of it at this moment, and what they may do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.actions.caller import Acting, Caller, acting
from muster.actions.elections.ballot_box import Published, published
from muster.actions.elections.confirming import places_for, winners_of
from muster.domain.charter.words import METHODS
from muster.domain.elections.calendar import Phase
from muster.domain.elections.flow import change_refused, unopposed
from muster.domain.elections.result import Pairs, Tally
from muster.domain.elections.words import result_sentences, round_sentences
from muster.records import log
from muster.records.queries.elections import ElectionShown, election_on
from muster.records.queries.people import people_of
from muster.records.queries.seats import seat_names_of
from muster.web.door import show
from muster.web.elections.forms import ConfirmForm, NominationForm, ReasonForm, ReceiptForm, StatementForm

LABEL = re.compile(r"person/[1-9][0-9]*")

PHASES = {
    Phase.PLANNED: "planned",
    Phase.NOMINATING: "nominations are open",
    Phase.SETTLED: "nominations are closed",
    Phase.VOTING: "voting is open",
    Phase.CLOSED: "voting is closed",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody's place in the result. outcome: elected, passed over, or nothing."""

    place: int
    label: str
    name: str
    outcome: str


def phase_words(now: ElectionShown) -> str:
    """Say where an election is."""
    return "not held" if now.not_held else PHASES[now.phase]


def naming(text: str, names: Mapping[str, str]) -> str:
    """Write names where a sentence calls people as the log does."""
    return LABEL.sub(lambda found: names.get(found[0], found[0]), text)


def page(request: HttpRequest, caller: Caller, number: int, *, status: int = 200, **faulty: Any) -> HttpResponse:  # noqa: ANN401 - forms of any kind
    """Show one election. faulty: forms that come back with their faults, by the template's names for them."""
    who = acting(caller)
    now = election_on(who.group, number, who.at)
    own = next((one for one in now.candidacies if who.person and one.person_id == who.person.pk), None)
    seen = log.version(who.group, now.row.handle)
    votes = [one for one in now.voters if who.person and one.person_id == who.person.pk]
    found = published(now) if now.closed else None
    context: dict[str, Any] = {
        "now": now,
        "row": now.row,
        "phase": phase_words(now),
        "nominating": now.phase is Phase.NOMINATING and not now.not_held,
        "voting": now.phase is Phase.VOTING and not now.not_held,
        "own": own,
        "votes": votes,
        "seats": seat_names_of(who.group),
        "votes_left": sum(not one.has_voted for one in votes),
        "method": METHODS[now.row.method],
        "seen": seen,
        "unopposed": unopposed(len(now.standing), now.row.seats) if now.phase in {Phase.SETTLED, Phase.VOTING} else "",
        "may_change": who.may("election.plan") and not now.not_held and not change_refused(now.calendar, at=who.at),
        "may_nominate": who.may("election.nominate") and who.person is not None,
        "may_run": who.may("election.close"),
        "nomination": NominationForm(people_of(who.group)) if who.may("election.nominate") else None,
        "statement": StatementForm(initial={"statement": own.statement if own else ""}),
        "reason": ReasonForm(initial={"version": seen}),
        **(_result(found, now) if found else {}),
        **(_to_confirm(who, now, seen) if found and found.sealed else {}),
        **faulty,
    }
    return show(request, who, "elections/election.html", context, status=status)


def _result(found: Published, now: ElectionShown) -> dict[str, Any]:
    names = now.names
    result = found.result
    outcomes = {
        **dict.fromkeys(result.winners, "elected"),
        **dict.fromkeys(result.outcome.seating.capped_out, "passed over"),
    }
    derivation = result.outcome.derivation
    order = [name for rank in result.ranking for name in rank]
    return {
        "found": found,
        "sentences": [naming(one, names) for one in result_sentences(result, found.file.rule)],
        "rounds": [naming(one, names) for one in round_sentences(result)],
        "ranking": [
            Placed(place, label, names.get(label, label), outcomes.get(label, ""))
            for place, rank in enumerate(result.ranking, 1)
            for label in rank
        ],
        "pairs": _pairs(derivation, result.candidates, order, names) if isinstance(derivation, Pairs) else None,
        "tally": (
            [(names.get(label, label), derivation.votes[label]) for label in order]
            if isinstance(derivation, Tally)
            else None
        ),
        "receipt": ReceiptForm(),
    }


def _pairs(derivation: Pairs, labels: tuple[str, ...], order: list[str], names: Mapping[str, str]) -> dict[str, Any]:
    """Give the pairwise table in the order of the ranking: how many ballots place the row's before the column's."""
    places = [labels.index(label) for label in order]
    return {
        "names": [names.get(label, label) for label in order],
        "rows": [
            {
                "name": names.get(labels[one], labels[one]),
                "cells": [
                    None
                    if one == other
                    else {
                        "votes": derivation.pairs[one][other],
                        "path": derivation.paths[one][other],
                        "wins": derivation.pairs[one][other] > derivation.pairs[other][one],
                    }
                    for other in places
                ],
                "beaten_by": [names.get(label, label) for label in derivation.beaten_by[labels[one]]],
            }
            for one in places
        ],
    }


def _to_confirm(who: Acting, now: ElectionShown, seen: int) -> dict[str, Any]:
    """Give the form by which the elected take their places, to those who may, until it is done."""
    if now.row.confirmed_at or not who.may("election.close"):
        return {}
    winners = winners_of(now.row)
    places = places_for(now.row, winners, who.on) if now.row.up else {}
    initial = {"since": who.on, "version": seen, **{f"seat-{number}": slug for number, slug in places.items()}}
    return {"confirming": ConfirmForm(winners, now.row.up, initial=initial) if winners else None}
