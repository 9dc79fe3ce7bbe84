"""The sample's joint engineering team: who agreed to be found, with what, and who took it back."""

import tomllib
from importlib import resources
from typing import Any

from muster.actions.roadmap.team import join_team, leave_team
from muster.actions.sample.shape import Sample, Steps, bind, morning


def steps(sample: Sample) -> Steps:
    """Yield the deeds about the team."""
    data = tomllib.loads(resources.files("muster.samples.lcoo.roadmap").joinpath("team.toml").read_text("utf-8"))
    for one in data["team"]:
        yield morning(one["agreed"], 6), bind(_join, sample, one)
    for one in data["left"]:
        yield morning(one["on"], 6), bind(_leave, sample, one)


def _join(sample: Sample, one: dict[str, Any]) -> None:
    join_team(
        sample.caller(one["person"]),
        helps_with=one.get("helps_with", ()),
        learns=one.get("learns", ()),
        words=one["words"],
    )


def _leave(sample: Sample, one: dict[str, Any]) -> None:
    leave_team(sample.caller(one["person"]))
