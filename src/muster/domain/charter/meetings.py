"""When the group meets, and what everyone can expect of a meeting."""

from typing import Literal

from pydantic import Field

from muster.domain.charter.values import Count, Days, Id, Line, Part, Prose


class MeetingSeries(Part):
    """One series of meetings."""

    id: Id = Field(description="The series' short name.", examples=["monthly-board"])
    name: Line = Field(description="What the meeting is called.", examples=["Board meeting"])
    cadence: Literal["weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly", "as-called"] = Field(
        description="How often it takes place.", examples=["monthly"]
    )
    purpose: Prose | None = Field(default=None, description="What it is for.", examples=["decisions of the board"])
    minutes_long: Count | None = Field(default=None, description="How many minutes it takes.", examples=[60])
    open_to: Literal["anyone", "members", "board"] = Field(
        default="anyone", description="Who may come and listen.", examples=["anyone"]
    )
    agenda_days_before: Days | None = Field(
        default=None,
        description="How many days before the meeting its agenda is out; left out, nothing is promised.",
        examples=[2],
    )
    results_days_after: Days | None = Field(
        default=None,
        description="Within how many days after the meeting its results are out; left out, nothing is promised.",
        examples=[7],
    )
