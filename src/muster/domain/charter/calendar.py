"""The world's dates that the group plans by: release cycles and events."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from muster.domain.charter.values import Id, Line, Listed, Part


class Cycle(Part):
    """A release cycle."""

    name: Line = Field(description="The cycle.", examples=["Pike"])
    start: date = Field(description="Its first day.", examples=["2017-02-27"])
    release: date | None = Field(default=None, description="The day of its release.", examples=["2017-08-30"])
    planned_release: date | None = Field(
        default=None, description="The day that was planned for it, where that was another.", examples=["2017-08-31"]
    )
    eol: date | None = Field(
        default=None, description="The day on which its release is no longer looked after.", examples=["2022-10-13"]
    )
    milestones: Mapping[Line, date] = Field(
        default={}, description="Named days within it.", examples=[{"p-1": "2017-04-13"}]
    )
    source: Line | None = Field(default=None, description="Where the dates stand.", examples=["openstack/releases"])


class Event(Part):
    """Something that takes place on given days."""

    name: Line = Field(description="The event.", examples=["OpenStack Summit Barcelona"])
    kind: Id = Field(description="What sort of event it is.", examples=["summit"])
    first: date = Field(description="Its first day.", examples=["2016-10-25"])
    last: date | None = Field(
        default=None, description="Its last day (it counts); left out, the first.", examples=["2016-10-28"]
    )
    planned_first: date | None = Field(
        default=None, description="Its first day as it was planned, where that was another.", examples=["2016-10-25"]
    )
    planned_last: date | None = Field(
        default=None, description="Its last day as it was planned, where that was another.", examples=["2016-10-29"]
    )
    precision: Literal["day", "week", "month"] = Field(
        default="day", description="How closely the days are known.", examples=["month"]
    )
    place: Line | None = Field(default=None, description="Where.", examples=["Barcelona, ES"])
    cycle: Line | None = Field(default=None, description="The cycle that is planned there.", examples=["Ocata"])
    verified: bool = Field(
        default=True, description="Whether the days were read in the source, and not from memory.", examples=[False]
    )
    source: Line | None = Field(
        default=None, description="Where the dates stand.", examples=["https://www.openstack.org/"]
    )


class Calendar(Part):
    """The dates that the group plans by."""

    cycles: Listed[Cycle] = Field(default=(), description="Release cycles.")
    events: Listed[Event] = Field(default=(), description="Events.")
