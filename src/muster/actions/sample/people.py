"""The sample's people: their seats and offices, and with whom they speak."""

import tomllib
from typing import Any

from muster.actions import liaisons
from muster.actions.accounts import make_account
from muster.actions.people import add_person
from muster.actions.sample.shape import Sample, Steps, address, bind, morning
from muster.actions.seats import appoint, give_office
from muster.records.models import Account, Organisation

SECRETARY = "Hazel Example"


def steps(sample: Sample) -> Steps:
    """Yield the deeds about people and outside bodies."""
    for one in sample.data["people"]:
        yield sample.now, bind(_add, sample, one)
        if "seat" in one:
            yield morning(one["seat"]["since"], 1), bind(_seat, sample, one)
        for office in one.get("offices", ()):
            yield morning(office["since"], 2), bind(_office, sample, one, office)
    for one in sample.data["liaisons"]:
        yield morning(one["since"], 4), bind(_liaison, sample, one)
        if "until" in one:
            yield morning(one["until"], 4), bind(_end_liaison, sample, one)
    for one in sample.data["statements"]:
        yield morning(one["dated"], 5), bind(_statement, sample, one)


def _add(sample: Sample, one: dict[str, Any]) -> None:
    slug = Organisation.objects.values_list("slug", flat=True).get(group=sample.group, name=one["organisation"])
    person = add_person(sample.caller(), one["name"], organisation=str(slug), invented=True)
    if "account" in one:
        person.account = make_account(address(one["account"]), sample.data["password"], one["name"])
    else:  # nobody signs in with it, but whatever is done has somebody who did it
        person.account = Account.objects.create_user(address(one["name"].split()[0].lower()), name=one["name"])
    person.save(update_fields=["account"])
    sample.people[one["name"]] = person


def _seat(sample: Sample, one: dict[str, Any]) -> None:
    seat = sample.group.seats.get(organisation__name=one["organisation"])
    place = one["seat"]
    appoint(sample.caller(), seat, sample.people[one["name"]], place["since"], part=place["part"])


def _office(sample: Sample, one: dict[str, Any], office: dict[str, Any]) -> None:
    give_office(sample.caller(), office["role"], sample.people[one["name"]], office["since"])


def _liaison(sample: Sample, one: dict[str, Any]) -> None:
    body = sample.group.outside_bodies.filter(name=one["body"]).first()
    if body is None:
        body = liaisons.know_body(sample.caller(), one["body"], purpose=_purpose(sample, one["body"]))
    liaisons.name_liaison(sample.caller(), body, sample.people[one["person"]], one["since"])


def _end_liaison(sample: Sample, one: dict[str, Any]) -> None:
    body = sample.group.outside_bodies.get(name=one["body"])
    liaisons.end_liaison(sample.caller(), body, sample.people[one["person"]], one["until"])


def _statement(sample: Sample, one: dict[str, Any]) -> None:
    body = sample.group.outside_bodies.get(name=one["body"])
    written = liaisons.Written(
        one["direction"], one["purpose"], one["title"], one["text"], one["dated"], one.get("deadline")
    )
    liaisons.write_statement(sample.caller(SECRETARY), body, written, answers=one.get("answers"))


def _purpose(sample: Sample, name: str) -> str:
    """Give what the charter wants of an outside body."""
    found: list[dict[str, str]] = tomllib.loads(sample.group.charters.get().text).get("liaisons", [])
    return next((one.get("purpose", "") for one in found if one["body"] == name), "")
