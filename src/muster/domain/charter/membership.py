"""Who may be a member, what a member promises, and who the members are."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from muster.domain.charter.values import Domain, Id, Line, Listed, Months, Number, Part, Prose
from muster.domain.contribution import tally

MEASURES = frozenset(tally.MEASURES)
"""What can be measured of a member, unless the caller of `validate` knows others."""


class _Criterion(Part):
    id: Id = Field(description="The criterion's short name, unique in its class.", examples=["dedicated-fte"])
    text: Prose = Field(
        description="What the member promises, in the charter's own words.",
        examples=["at least 4 full-time people dedicated to upstream"],
    )

    @property
    def attested(self) -> bool:
        """Whether somebody's word, and no figure, says that the criterion is met."""
        return False


class MeasuredCriterion(_Criterion):
    """A promise that upstream evidence proves or disproves."""

    kind: Literal["measured"] = Field(description="Evidence decides.", examples=["measured"])
    measure: Line = Field(description=f"What is measured: {', '.join(sorted(MEASURES))}.", examples=["fte"])
    minimum: Number = Field(description="The least that meets the promise.", examples=[4])
    window_months: Months | None = Field(
        default=None,
        description="Over how many months it is measured, if not over those of counting.window_months.",
        examples=[6],
    )


class AttestedCriterion(_Criterion):
    """A promise that no figure proves; the board takes a person's word for it and records whose."""

    kind: Literal["attested"] = Field(description="Somebody's word decides.", examples=["attested"])

    @property
    def attested(self) -> bool:
        """Whether somebody's word, and no figure, says that the criterion is met."""
        return True


class PledgedCriterion(_Criterion):
    """A promise of effort that the member states itself, and renews."""

    kind: Literal["pledged"] = Field(description="The member's own pledge decides.", examples=["pledged"])
    measure: Literal["pledged_hours", "pledged_fte"] = Field(description="What is pledged.", examples=["pledged_hours"])
    minimum: Number = Field(description="The least that must be pledged.", examples=[5])
    unit: Literal["week", "month", "cycle"] = Field(description="For each of which it is pledged.", examples=["week"])
    renewed_every_months: Months | None = Field(
        default=None,
        description="How often the pledge must be confirmed before it lapses; without it, never.",
        examples=[6],
    )


Criterion = Annotated[MeasuredCriterion | AttestedCriterion | PledgedCriterion, Field(discriminator="kind")]


class MembershipClass(Part):
    """One kind of member, with what it takes to be one."""

    id: Id = Field(description="The class's short name.", examples=["member"])
    name: Line = Field(description="What such a member is called.", examples=["Member"])
    criteria: Listed[Criterion] = Field(default=(), description="What every member of the class promises.")


class Member(Part):
    """An organisation, in one state over one interval.

    An organisation that left and came back, or was a prospect before it was a member, has an entry for each interval.
    """

    name: Line = Field(description="The organisation, as the group calls it.", examples=["Intel"])
    membership: Id = Field(description="The class it belongs to, or, as a prospect, asks for.", examples=["member"])
    state: Literal["member", "prospect"] = Field(
        default="member", description="Whether the board has admitted it.", examples=["prospect"]
    )
    since: date | None = Field(
        default=None,
        description="Its first day in this state; left out, it is a founder (or a prospect from the start).",
        examples=["2017-03-01"],
    )
    until: date | None = Field(
        default=None,
        description="The first day on which it no longer is; left out, it still is.",
        examples=["2017-11-05"],
    )
    also_known_as: Listed[Line] = Field(
        default=(), description="Other names that affiliation data give it.", examples=[["Reliance"]]
    )
    domains: Listed[Domain] = Field(
        default=(),
        description="Mail domains of its people, besides those in the affiliation data.",
        examples=[["example.com"]],
    )
    part_of: Line | None = Field(
        default=None,
        description="The organisation that it belongs to; organisations of one parent, and the parent, are related.",
        examples=["Example Holdings"],
    )

    def belongs_on(self, day: date) -> bool:
        """Whether this state holds on the day: since inclusive, until exclusive."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
