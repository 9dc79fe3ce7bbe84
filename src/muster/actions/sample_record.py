"""The built-in group on the record: founded, peopled, and led through a year by the same deeds as any other group."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Any

from django.db import transaction

from muster.actions import liaisons
from muster.actions.accounts import make_account
from muster.actions.caller import Caller
from muster.actions.decisions.calling import answer_objection, call_for_consensus, take_position
from muster.actions.decisions.putting import comment, open_proposal, revise_proposal, withdraw_proposal
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import call_vote, cast_vote
from muster.actions.decisions.writing import Written
from muster.actions.founding import found_group
from muster.actions.meetings import agenda, attendance, minutes, tasks
from muster.actions.meetings.series import Planned, plan_series
from muster.actions.people import add_person
from muster.actions.published_standing import publish_standing
from muster.actions.seats import appoint, give_office
from muster.records.models import Account, Group, Organisation, Person
from muster.records.queries.meetings import meeting_called
from muster.records.queries.series import local

SLUG = "lcoo"
RULE = "motion"
"""The one rule of its charter by which it decides."""
Step = Callable[[], object]


@dataclass(slots=True)
class Sample:
    """The sample as it is being made. now: the moment of the next deed. today: that of making the sample."""

    data: dict[str, Any]
    group: Group
    now: datetime
    today: datetime
    people: dict[str, Person] = field(default_factory=dict)

    def caller(self, name: str = "") -> Caller:
        """Give somebody of the sample, by name, as they ask something at the moment; or Muster itself."""
        person = self.people.get(name)
        return Caller(self.group, person.account if person else None, lambda: self.now, muster=person is None)


@transaction.atomic
def make_sample(*, today: datetime, standing: str | None = None) -> Group:
    """Found the built-in group and lead it through its year: all of it, or nothing.

    today: the moment up to which it goes. standing: what `muster standing lcoo --format json` printed, to be published
    on its pages. AgainstTheRules: the group is there already.
    """
    folder = resources.files("muster.samples.lcoo")
    data = tomllib.loads(folder.joinpath("record.toml").read_text(encoding="utf-8"))
    founded = _moment(date(2016, 10, 26))
    charter = folder.joinpath("charter.toml").read_text(encoding="utf-8")
    group = found_group(SLUG, charter, at=founded, notice=data["notice"])
    sample = Sample(data, group, founded, today)
    # What happened later is written down later: the log goes by the moment of each deed.
    for moment, step in sorted(_steps(sample), key=lambda one: one[0]):
        sample.now = moment
        step()
    sample.now = today
    settle(group, today)
    if standing is not None:
        publish_standing(Caller(group, muster=True), standing)
    return group


def accounts() -> list[tuple[str, str]]:
    """Give what one can sign in with: address, and who that is; the password is `password()`."""
    return [(_address(one["account"]), _part(one)) for one in _data()["people"] if "account" in one]


def password() -> str:
    """Give the one word that opens every account of the sample."""
    return str(_data()["password"])


def _data() -> dict[str, Any]:
    text = resources.files("muster.samples.lcoo").joinpath("record.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _part(one: dict[str, Any]) -> str:
    offices = [office["role"] for office in one.get("offices", ())]
    seat = [f"{one['seat']['part']} of {one['organisation']}"] if "seat" in one else []
    return ", ".join([*offices, *seat]) or f"participant, {one['organisation']}"


def _steps(sample: Sample) -> Iterator[tuple[datetime, Step]]:
    """Yield every deed of the sample with its moment, in any order."""
    data = sample.data
    for one in data["people"]:
        yield sample.now, _bind(_add, sample, one)
        if "seat" in one:
            yield _moment(one["seat"]["since"], 1), _bind(_seat, sample, one)
        for office in one.get("offices", ()):
            yield _moment(office["since"], 2), _bind(_office, sample, one, office)
    for one in data["series"]:
        yield _moment(local(one["starts"]).date() - timedelta(days=7), 3), _bind(_plan, sample, one)
    for one in data["meetings"]:
        yield from _meeting_steps(sample, one)
    for number, one in enumerate(data["proposals"], start=1):
        yield from _proposal_steps(sample, number, one)
    yield from _liaison_steps(sample)


def _liaison_steps(sample: Sample) -> Iterator[tuple[datetime, Step]]:
    for one in sample.data["liaisons"]:
        yield _moment(one["since"], 4), _bind(_liaison, sample, one)
        if "until" in one:
            yield _moment(one["until"], 4), _bind(_end_liaison, sample, one)
    for one in sample.data["statements"]:
        yield _moment(one["dated"], 5), _bind(_statement, sample, one)


def _bind(step: Callable[..., object], *given: Any) -> Step:  # noqa: ANN401 - whatever the step takes
    return lambda: step(*given)


def _moment(day: date, hours: int = 0) -> datetime:
    """Give the morning of a day, UTC; hours: how much later, so that what rests on something comes after it."""
    return datetime.combine(day, time(8), tzinfo=UTC) + timedelta(hours=hours)


def _address(account: str) -> str:
    return f"{account}@lcoo.example"


def _organisation(sample: Sample, name: str) -> str:
    return str(Organisation.objects.values_list("slug", flat=True).get(group=sample.group, name=name))


def _add(sample: Sample, one: dict[str, Any]) -> None:
    slug = _organisation(sample, one["organisation"])
    person = add_person(sample.caller(), one["name"], organisation=slug, invented=True)
    # Whoever is not listed signs in with nothing; but all that is done has somebody who did it.
    given = "account" in one
    address = _address(one["account"] if given else one["name"].split()[0].lower())
    person.account = (
        make_account(address, sample.data["password"], one["name"])
        if given
        else Account.objects.create_user(address, name=one["name"])
    )
    person.save(update_fields=["account"])
    sample.people[one["name"]] = person


def _seat(sample: Sample, one: dict[str, Any]) -> None:
    place = one["seat"]
    seat = sample.group.seats.get(organisation__name=one["organisation"])
    appoint(sample.caller(), seat, sample.people[one["name"]], place["since"], part=place["part"])


def _office(sample: Sample, one: dict[str, Any], office: dict[str, Any]) -> None:
    give_office(sample.caller(), office["role"], sample.people[one["name"]], office["since"])


def _plan(sample: Sample, one: dict[str, Any]) -> None:
    plan_series(sample.caller(), Planned(**{**one, "starts": local(one["starts"])}), invented=True)


def _meeting_steps(sample: Sample, one: dict[str, Any]) -> Iterator[tuple[datetime, Step]]:
    starts = _starts(one["slug"])
    yield one["agenda_out"] - timedelta(hours=2), _bind(_agenda, sample, one)
    yield one["agenda_out"], _bind(_agenda_out, sample, one)
    yield starts + timedelta(minutes=55), _bind(_held, sample, one)
    if "approved_in" in one:
        yield _starts(one["approved_in"]) + timedelta(minutes=5), _bind(_approved, sample, one)


def _starts(slug: str) -> datetime:
    return datetime.strptime(slug[:15], "%Y-%m-%d-%H%M").replace(tzinfo=UTC)  # the sample's series are UTC's


def _agenda(sample: Sample, one: dict[str, Any]) -> None:
    for item in one["agenda"]:
        owner = sample.people[item["owner"]]
        agenda.propose_item(sample.caller(), one["slug"], item["title"], owner=owner, minutes=item["minutes"])


def _agenda_out(sample: Sample, one: dict[str, Any]) -> None:
    agenda.publish_agenda(sample.caller(), one["slug"])


def _held(sample: Sample, one: dict[str, Any]) -> None:
    there = [sample.people[name] for name in one["present"]]
    attendance.record(sample.caller("Hazel Example"), one["slug"], there)
    minutes.save(sample.caller("Hazel Example"), one["slug"], one["minutes"].lstrip(), base=0)
    tasks.take_actions_from_minutes(sample.caller("Hazel Example"), one["slug"])


def _approved(sample: Sample, one: dict[str, Any]) -> None:
    meeting_called(sample.group, one["approved_in"])
    minutes.approve(sample.caller("Hazel Example"), one["slug"], one["approved_in"])
    minutes.publish(sample.caller("Hazel Example"), one["slug"])


def _proposal_steps(sample: Sample, number: int, one: dict[str, Any]) -> Iterator[tuple[datetime, Step]]:
    for place, step in enumerate(one["steps"]):
        ago = timedelta(days=step.get("days_ago", 0), minutes=-place)
        yield step.get("at") or sample.today - ago, _bind(_decide, sample, number, one, step)


def _decide(sample: Sample, number: int, one: dict[str, Any], step: dict[str, Any]) -> None:
    """Do one deed of a proposal. Versions are counted from 1; a sample's proposal is revised once at most."""
    caller = sample.caller(step["by"])
    version = 2 if any(other["do"] == "revise" and other["at"] < sample.now for other in one["steps"]) else 1
    deeds: dict[str, Step] = {
        "open": lambda: open_proposal(caller, RULE, Written(one["title"], one["text"]), invented=True),
        "revise": lambda: revise_proposal(caller, number, Written(one["title"], step["text"]), version=1),
        "call": lambda: call_for_consensus(caller, number, version=version),
        "position": lambda: take_position(
            caller, number, step["stand"], version=version, reason=step.get("reason", "")
        ),
        "answer": lambda: answer_objection(caller, number, _seat_of(sample, step["of"]), step["answer"]),
        "comment": lambda: comment(caller, number, step["text"]),
        "withdraw": lambda: withdraw_proposal(caller, number, reason=step["reason"]),
        "vote": lambda: call_vote(caller, number, version=version),
        "cast": lambda: cast_vote(caller, number, step["choice"]),
    }
    deeds[step["do"]]()


def _seat_of(sample: Sample, organisation: str) -> str:
    return str(sample.group.seats.values_list("slug", flat=True).get(organisation__name=organisation))


def _liaison(sample: Sample, one: dict[str, Any]) -> None:
    body = next(
        (found for found in sample.group.outside_bodies.all() if found.name == one["body"]), None
    ) or liaisons.know_body(sample.caller(), one["body"], purpose=_purpose(sample, one["body"]))
    liaisons.name_liaison(sample.caller(), body, sample.people[one["person"]], one["since"])


def _end_liaison(sample: Sample, one: dict[str, Any]) -> None:
    body = sample.group.outside_bodies.get(name=one["body"])
    liaisons.end_liaison(sample.caller(), body, sample.people[one["person"]], one["until"])


def _statement(sample: Sample, one: dict[str, Any]) -> None:
    body = sample.group.outside_bodies.get(name=one["body"])
    written = liaisons.Written(
        one["direction"], one["purpose"], one["title"], one["text"], one["dated"], one.get("deadline")
    )
    liaisons.write_statement(sample.caller("Hazel Example"), body, written, answers=one.get("answers"))


def _purpose(sample: Sample, name: str) -> str:
    """Give what the charter wants of an outside body."""
    text = sample.group.charters.get().text
    found: list[dict[str, str]] = tomllib.loads(text).get("liaisons", [])
    return next((one.get("purpose", "") for one in found if one["body"] == name), "")
