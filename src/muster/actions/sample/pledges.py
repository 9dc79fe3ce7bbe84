"""The sample's pledges and its plan: the promises are invented, whom the members had at work upstream is known."""

import tomllib
from collections.abc import Iterable
from fractions import Fraction
from importlib import resources
from typing import Any

from muster.actions.roadmap.planning import make_plan
from muster.actions.roadmap.pledging import give_pledge
from muster.actions.sample.shape import Sample, Steps, bind
from muster.domain.roadmap.planning.staffing import Found


def steps(sample: Sample) -> Steps:
    """Yield the deeds about pledges and plans."""
    data = _read("pledges.toml")
    for one in data["pledges"]:
        yield one["at"], bind(_pledge, sample, one)
    for one in data["plans"]:
        yield one["at"], bind(_plan, sample, one)


def found_upstream() -> tuple[Found, ...]:
    """Give whom the sample's members had at work upstream on the day of its plan, as its histories say.

    The record is made before anything is read; what reading finds is held against this in a test.
    """
    return tuple(as_found(_read("people.toml")["people"]))


def as_found(rows: Iterable[dict[str, Any]]) -> Iterable[Found]:
    """Give people as they stand in the file."""
    return (
        Found(one["key"], one["member"], Fraction(one["fte"]), frozenset(one["items"]), frozenset(one["areas"]))
        for one in rows
    )


def _pledge(sample: Sample, one: dict[str, Any]) -> None:
    slug = str(sample.group.organisations.values_list("slug", flat=True).get(name=one["member"]))
    for item, fte in one["to"].items():
        people = [sample.people[name].number for name in one.get("named", {}).get(item, ())]
        give_pledge(sample.caller(one["by"]), slug, item, one["cycle"], fte=Fraction(fte), people=people, invented=True)


def _plan(sample: Sample, one: dict[str, Any]) -> None:
    make_plan(sample.caller(one["by"]), one["cycle"], found=found_upstream(), invented=True)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("muster.samples.lcoo.roadmap").joinpath(name).read_text("utf-8"))
