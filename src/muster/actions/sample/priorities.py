"""The sample's rounds of priorities: one that became a decision, one that was left at that, and one that is open."""

import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

from muster.actions.decisions.calling import call_for_consensus, take_position
from muster.actions.roadmap.rounds import Planned, plan_round, say
from muster.actions.roadmap.rounds_proposing import propose_outcome
from muster.actions.sample.deciding import RULE
from muster.actions.sample.people import SECRETARY
from muster.actions.sample.shape import Sample, Steps, bind
from muster.domain.roadmap.quarters import Quarter
from muster.records.models import Proposal, Round


def steps(sample: Sample) -> Steps:
    """Yield the deeds about rounds."""
    data = tomllib.loads(resources.files("muster.samples.lcoo.roadmap").joinpath("priorities.toml").read_text("utf-8"))
    for number, one in enumerate(data["rounds"], start=1):
        yield _moment(sample, one, "planned"), bind(_plan, sample, one)
        for said in one["ballots"]:
            yield _moment(sample, said, "at"), bind(_say, sample, number, said)
        if "proposed" in one:
            yield one["proposed"], bind(_propose, sample, number, one)
            yield one["called"], bind(_call, sample, number, one)
        for position in one.get("positions", ()):
            yield position["at"], bind(_stand, sample, number, position)


def _moment(sample: Sample, one: dict[str, Any], name: str) -> datetime:
    """Give when something is done: on a day, or so many days before the sample is made."""
    ago = one.get("planned_days_ago", one.get("days_ago"))
    moment: datetime = one[name] if ago is None else sample.today - timedelta(days=ago)
    return moment


def _plan(sample: Sample, one: dict[str, Any]) -> None:
    planned = Planned(
        quarter=one.get("quarter", str(Quarter.of(sample.now.date()))),
        cycle=one.get("cycle", ""),
        kind=one["kind"],
        completion=one["completion"],
        opens_at=one.get("opens"),
        closes_at=one["closes"] if "closes" in one else sample.now + timedelta(days=one["open_days"]),
        budget=Decimal(one["budget"]),
        items=tuple(one["items"]),
    )
    plan_round(sample.caller(SECRETARY), planned, invented=True)


def _say(sample: Sample, number: int, one: dict[str, Any]) -> None:
    said = {item: place for place, level in enumerate(one.get("ranks", ()), start=1) for item in level}
    said |= one.get("points", {})
    said |= dict.fromkeys(one.get("approves", ()), 1)
    say(sample.caller(one["by"]), number, said)


def _propose(sample: Sample, number: int, one: dict[str, Any]) -> None:
    propose_outcome(sample.caller(one["by"]), number, RULE)


def _call(sample: Sample, number: int, one: dict[str, Any]) -> None:
    call_for_consensus(sample.caller(one["by"]), _proposal(sample, number).number, version=1)


def _stand(sample: Sample, number: int, one: dict[str, Any]) -> None:
    caller, proposal = sample.caller(one["by"]), _proposal(sample, number).number
    take_position(caller, proposal, one["stand"], version=1, reason=one.get("reason", ""))


def _proposal(sample: Sample, number: int) -> Proposal:
    row = Round.objects.get(group=sample.group, number=number)
    return Proposal.objects.get(group=sample.group, number=int(row.proposal.removeprefix("proposal/")))
