"""How the group decides.

A decision rule names the way a proposal takes (consensus, a vote, or the one and then the other) and every condition
that the votes in favour must reach; the proposal passes if all of them hold. That is enough to say: five yes and more
yes than no; nine of thirteen seats; two thirds of one class, half of the other and one of each.
"""

from typing import Literal

from pydantic import Field

from muster.domain.charter.values import Count, Days, Id, Line, Listed, Number, Part, Prose


class Bound(Part):
    """A number to reach or to exceed: votes or seats if it stands alone, a share of `of` if that is given."""

    at_least: Number | None = Field(default=None, description="This many or more.", examples=["2/3"])
    more_than: Number | None = Field(default=None, description="More than this many.", examples=["1/2"])


class Condition(Bound):
    """What the votes in favour must reach."""

    of: Literal["seats", "present", "cast", "yes-and-no"] | None = Field(
        default=None,
        description=(
            "What the number is a share of: all seats, the seats present, the votes cast (abstentions among them), or "
            "the votes for and against. Left out, the number is one of votes."
        ),
        examples=["yes-and-no"],
    )
    voters: Id | None = Field(
        default=None,
        description="The membership class whose votes and seats are counted; left out, all.",
        examples=["certificate-issuer"],
    )


class Quorum(Bound):
    """How many must take part before anything can be decided."""

    of: Literal["seats", "recent-attendance"] | None = Field(
        default=None,
        description=(
            "What the number is a share of: all seats, or the mean attendance of the last meetings. "
            "Left out, the number is one of seats."
        ),
        examples=["seats"],
    )
    meetings: Count | None = Field(
        default=None, description="Over how many meetings recent attendance is averaged.", examples=[3]
    )
    counts: Literal["present", "answered"] = Field(
        default="answered",
        description="Whether a seat takes part by being present or by answering (a position or a vote of any kind).",
        examples=["present"],
    )


class Discussion(Part):
    """The time before a proposal can be decided."""

    days: Days = Field(description="How long at least.", examples=[7])
    new_version: Literal["restarts", "continues"] = Field(
        default="restarts",
        description="What a new version of the text does to the discussion, and to the days until it lapses.",
        examples=["restarts"],
    )
    lapses_after_days: Days | None = Field(
        default=None,
        description="When a proposal on which no call or vote is open lapses; left out, never.",
        examples=[90],
    )


class Consensus(Part):
    """The timed call for objections."""

    days: Days = Field(description="How long the call is open.", examples=[7])
    silence: Literal["agrees", "says-nothing"] = Field(
        description="Whether a seat that does not answer agrees, and so takes part, or has not taken part.",
        examples=["agrees"],
    )
    objections: Literal["block", "recorded"] = Field(
        default="block",
        description="Whether a standing objection stops the proposal, or is recorded with the decision and answered.",
        examples=["block"],
    )
    objection_needs_reason: bool = Field(
        default=True, description="Whether an objection without a reason does not count.", examples=[True]
    )


class Vote(Part):
    """The vote, where there is one."""

    called_by: Listed[Id] = Field(
        description='Who may call a vote: offices (board.roles), "proposer", or "any-seat".', examples=[["chair"]]
    )
    one_vote_each: Literal["seat", "organisation", "person"] = Field(
        default="seat", description="What has one vote.", examples=["organisation"]
    )
    notice_days: Days | None = Field(
        default=None, description="How long before its opening a vote is announced.", examples=[7]
    )
    days: Days | None = Field(
        default=None, description="How long the vote is open; left out, it is taken in a meeting.", examples=[7]
    )
    ballot: Literal["open", "secret"] = Field(
        default="open", description="Whether everyone can see who voted how.", examples=["secret"]
    )
    tie: Literal["fails", "passes", "chair-decides"] = Field(
        default="fails", description="What as many yes as no means.", examples=["fails"]
    )
    recusal: Literal["leaves-base", "stays-in-base"] = Field(
        default="leaves-base",
        description="Whether a seat that stands back is left out of what shares are taken of.",
        examples=["leaves-base"],
    )


class DecisionRule(Part):
    """What one kind of proposal needs."""

    id: Id = Field(description="The rule's short name.", examples=["motion"])
    name: Line = Field(description="What such a proposal is called.", examples=["Motion"])
    text: Prose | None = Field(
        default=None,
        description="What the rule is for, in the charter's own words.",
        examples=["every question that no other rule names"],
    )
    way: Literal["consensus", "vote", "consensus-then-vote"] = Field(
        description="How it is decided; in the last case a vote is called only if consensus fails.", examples=["vote"]
    )
    seconds: Count | None = Field(
        default=None,
        description="How many other seats must second it before it can be decided; left out, none.",
        examples=[2],
    )
    passes: Listed[Condition] = Field(
        default=(),
        description="What the votes in favour must reach: every one of these.",
        examples=[[{"at_least": 5}, {"more_than": "1/2", "of": "yes-and-no"}]],
    )
    quorum: Quorum | None = Field(default=None, description="A quorum of its own, instead of decisions.quorum.")


class Decisions(Part):
    """How the group decides."""

    quorum: Quorum | None = Field(default=None, description="How many must take part; left out, one is enough.")
    discussion: Discussion | None = Field(default=None, description="The time before a proposal can be decided.")
    consensus: Consensus | None = Field(default=None, description="The call for objections.")
    vote: Vote | None = Field(default=None, description="The vote.")
    rules: Listed[DecisionRule] = Field(default=(), description="What each kind of proposal needs.")
