"""Who the group is."""

from datetime import date

from pydantic import Field

from muster.domain.charter.values import Line, Part, Prose


class Group(Part):
    """The group itself: what it is called, what it is for, and to whom it belongs."""

    name: Line = Field(description="What everyone calls the group.", examples=["LCOO"])
    full_name: Line | None = Field(
        default=None,
        description="The name written out.",
        examples=["Large Contributing OpenStack Operators"],
    )
    mission: Prose = Field(
        description="What the group is for, in its own words.",
        examples=["Common contribution toward a commonly defined roadmap."],
    )
    parent: Line | None = Field(
        default=None,
        description="The body that the group belongs to.",
        examples=["OpenStack User Committee"],
    )
    founded: date | None = Field(
        default=None,
        description="The day on which the group began; founding members count from it.",
        examples=["2016-10-26"],
    )
