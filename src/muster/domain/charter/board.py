"""Who sits on the board, for how long, and how they come to sit there."""

from typing import Literal

from pydantic import Field

from muster.domain.charter.values import Count, Id, Line, Listed, Months, Number, Part, Prose

Method = Literal["schulze", "approval", "irv", "stv", "majority"]


class Election(Part):
    """How elected seats are filled."""

    method: Method = Field(description="How ballots are counted.", examples=["schulze"])
    electorate: Prose = Field(description="Who may vote.", examples=["every active contributor of the last year"])
    every_months: Months = Field(description="How many months lie between two elections.", examples=[12])
    term_months: Months = Field(description="How long an elected seat is held.", examples=[24])
    seats_in_turn: Listed[Count] = Field(
        default=(),
        description="How many seats each election fills, in turn; left out, all of them at once.",
        examples=[[4, 3]],
    )


class Cap(Part):
    """How many seats may belong to one organisation: a number, a share, or both."""

    seats: Count | None = Field(default=None, description="At most so many seats.", examples=[2])
    share: Number | None = Field(default=None, description="At most this share of all seats.", examples=["1/2"])


class Role(Part):
    """An office of the group, held by a person for a time."""

    id: Id = Field(description="The office's short name.", examples=["chair"])
    name: Line = Field(description="What the office is called.", examples=["Chair"])
    holders: Count = Field(default=1, description="How many people hold it at once.", examples=[2])
    chosen_by: Literal["board", "members", "electorate", "parent"] = Field(
        description="Who chooses.", examples=["board"]
    )
    method: Method | None = Field(
        default=None, description="How ballots are counted, if the charter says so.", examples=["approval"]
    )
    term_months: Months | None = Field(
        default=None, description="For how long; left out, until another is chosen.", examples=[12]
    )


class Board(Part):
    """The body that decides."""

    name: Line = Field(default="Board", description="What the body is called.", examples=["Technical Committee"])
    filled_by: Literal["members", "election", "parent"] = Field(
        description="Who fills the seats: each member its own, an election, or the parent body.", examples=["members"]
    )
    seats: Count | None = Field(
        default=None, description="How many seats there are, whoever the members are.", examples=[13]
    )
    seats_per_member: Count | None = Field(
        default=None, description="How many seats each member has; instead of seats.", examples=[1]
    )
    alternates: bool = Field(
        default=False, description="Whether every seat has an alternate who may act for its holder.", examples=[True]
    )
    election: Election | None = Field(default=None, description="How the seats are elected.")
    cap: Cap | None = Field(default=None, description="How many seats one organisation may hold.")
    related_organisations: Literal["apart", "as-one"] = Field(
        default="apart",
        description="Whether related organisations (members.part_of) count apart or as one, for caps and votes.",
        examples=["as-one"],
    )
    roles: Listed[Role] = Field(default=(), description="The offices of the group.")
