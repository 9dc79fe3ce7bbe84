"""The sample's election of a chair, and how the chair is handed over."""

from datetime import timedelta
from typing import Any

from muster.actions.elections import candidacies, planning, voting
from muster.actions.elections.confirming import confirm_result
from muster.actions.sample.people import SECRETARY
from muster.actions.sample.shape import Sample, Steps, bind
from muster.domain.elections.ballots import BLANK
from muster.domain.elections.calendar import Calendar
from muster.domain.membership.roles import CHAIR
from muster.records.models.elections import Electorate

NUMBER = 1
"""The one election of the sample."""


def steps(sample: Sample) -> Steps:
    """Yield the deeds about the election."""
    one = sample.data["election"]
    yield one["planned"], bind(_plan, sample, one)
    for place, candidate in enumerate(one["candidates"]):
        later = timedelta(minutes=place)
        yield one["nominations"] + later, bind(_nominate, sample, candidate)
        yield one["nominations"] + timedelta(hours=9) + later, bind(_accept, sample, candidate)
    for hours, ballot in enumerate(one["ballots"], start=9):
        yield one["opens"] + timedelta(hours=hours), bind(_vote, sample, ballot)
    yield one["closes"] + timedelta(hours=9), bind(_confirm, sample, one)


def _plan(sample: Sample, one: dict[str, Any]) -> None:
    calendar = Calendar(one["nominations"], one["settled"], one["opens"], one["closes"], one["nominations"].date())
    planned = planning.Planned(
        title=one["title"],
        office=CHAIR,
        method="approval",
        electorate=Electorate.SEATS,
        calendar=calendar,
        seed=one["seed"],
    )
    planning.plan_election(sample.caller(SECRETARY), planned, invented=True)


def _nominate(sample: Sample, one: dict[str, Any]) -> None:
    own = one["by"] == one["name"]
    person, statement = sample.people[one["name"]], one["statement"] if own else ""
    candidacies.nominate(sample.caller(one["by"]), NUMBER, person, statement=statement)


def _accept(sample: Sample, one: dict[str, Any]) -> None:
    if one["by"] != one["name"]:  # whoever names themselves has accepted
        candidacies.answer(sample.caller(one["name"]), NUMBER, accept=True, statement=one["statement"])


def _vote(sample: Sample, one: dict[str, Any]) -> None:
    caller = sample.caller(one["by"])
    standing = voting.at_the_ballot(caller, NUMBER).now.standing
    ranks = [1 if candidate.person.name in one["approves"] else BLANK for candidate in standing]
    # Who approves everybody is told that this favours nobody, and casts it nonetheless.
    voting.cast(caller, NUMBER, ranks, receipt=voting.new_receipt(), confirmed=True)


def _confirm(sample: Sample, one: dict[str, Any]) -> None:
    confirm_result(sample.caller(SECRETARY), NUMBER, one["since"])
