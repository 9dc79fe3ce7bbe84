"""The sample's meetings: series, agendas of which one is late, attendance, minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any

from muster.actions.meetings import agenda, attendance, minutes, tasks
from muster.actions.meetings.series import Planned, plan_series
from muster.actions.sample.people import SECRETARY
from muster.actions.sample.shape import Sample, Steps, bind, morning
from muster.records.queries.series import local


def steps(sample: Sample) -> Steps:
    """Yield the deeds about meetings."""
    for one in sample.data["series"]:
        yield morning(local(one["starts"]).date() - timedelta(days=7), 3), bind(_plan, sample, one)
    for one in sample.data["meetings"]:
        yield one["agenda_out"] - timedelta(hours=2), bind(_agenda, sample, one)
        yield one["agenda_out"], bind(_agenda_out, sample, one)
        yield _starts(one["slug"]) + timedelta(minutes=55), bind(_held, sample, one)
        if "approved_in" in one:
            yield _starts(one["approved_in"]) + timedelta(minutes=5), bind(_approved, sample, one)


def _starts(slug: str) -> datetime:
    """Give when a meeting begins, from its name: the sample's series are UTC's."""
    return datetime.strptime(slug[:15], "%Y-%m-%d-%H%M").replace(tzinfo=UTC)


def _plan(sample: Sample, one: dict[str, Any]) -> None:
    plan_series(sample.caller(), Planned(**{**one, "starts": local(one["starts"])}), invented=True)


def _agenda(sample: Sample, one: dict[str, Any]) -> None:
    for item in one["agenda"]:
        owner = sample.people[item["owner"]]
        agenda.propose_item(sample.caller(), one["slug"], item["title"], owner=owner, minutes=item["minutes"])


def _agenda_out(sample: Sample, one: dict[str, Any]) -> None:
    agenda.publish_agenda(sample.caller(), one["slug"])


def _held(sample: Sample, one: dict[str, Any]) -> None:
    secretary = sample.caller(SECRETARY)
    attendance.record(secretary, one["slug"], [sample.people[name] for name in one["present"]])
    minutes.save(secretary, one["slug"], one["minutes"].lstrip(), base=0)
    tasks.take_actions_from_minutes(secretary, one["slug"])


def _approved(sample: Sample, one: dict[str, Any]) -> None:
    minutes.approve(sample.caller(SECRETARY), one["slug"], one["approved_in"])
    minutes.publish(sample.caller(SECRETARY), one["slug"])
