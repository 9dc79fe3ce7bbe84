"""The conventions of counting: each is a choice, and the defaults are the choices of Muster's own method.

The method is Robles et al., *Estimating development effort in FOSS projects by mining software repositories* (MSR
2014): whoever is active on at least θ days in six months is one full-timer.
"""

from typing import Literal

from pydantic import Field

from muster.domain.charter.values import Line, Listed, Location, Months, Part

GoalKind = Literal["blueprint", "bug", "story", "task", "jira"]


class Theta(Part):
    """On how many days in six months a full-timer is active, as three answers: the lenient, likely and strict one."""

    lenient: int = Field(default=9, ge=1, le=184, description="The fewest days that anyone would ask.", examples=[9])
    likely: int = Field(default=12, ge=1, le=184, description="The days that surveys found.", examples=[12])
    strict: int = Field(default=15, ge=1, le=184, description="The most days that anyone would ask.", examples=[15])


class Counting(Part):
    """How work is counted."""

    version: Line = Field(
        default="1", description="The version of these conventions; a figure names it.", examples=["1"]
    )
    theta: Theta = Field(default=Theta(), description="When a person counts as one full-timer.")
    window_months: Months = Field(default=6, description="Over how many months work is measured.", examples=[6])
    day_of: Literal["committer", "author"] = Field(
        default="committer", description="Whose date of a commit is its day.", examples=["author"]
    )
    clock: Literal["utc", "local"] = Field(
        default="utc", description="Whether a day is one of UTC or of the zone written in the commit.", examples=["utc"]
    )
    refs: Literal["branches", "default"] = Field(
        default="branches", description="Whether all branches count or the default branch alone.", examples=["default"]
    )
    credit: Literal["author", "co-authors"] = Field(
        default="author", description="Whether co-authors are credited beside the author.", examples=["author"]
    )
    identities: Literal["merged", "address"] = Field(
        default="merged",
        description="Whether the addresses of one person count as one, or every address for itself.",
        examples=["merged"],
    )
    goal_kinds: Listed[GoalKind] = Field(
        default=("blueprint", "bug", "story", "task", "jira"),
        description="Which links from a change to a goal make it work on the roadmap.",
        examples=[["blueprint", "bug"]],
    )
    bots: Listed[Line] = Field(
        default=(),
        description="Addresses of bots, or patterns with * that match an address or a name; listed, never counted.",
        examples=[["*[bot]", "ci@example.org"]],
    )
    overlay: Location | None = Field(
        default=None,
        description="The group's own dated affiliations (TOML or CSV), relative to the charter; they come first.",
        examples=["affiliations.toml"],
    )
