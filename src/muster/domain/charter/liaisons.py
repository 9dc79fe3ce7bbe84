"""Who speaks for the group with whom."""

from pydantic import Field

from muster.domain.charter.values import Line, Part, Prose


class Liaison(Part):
    """An outside body that the group keeps in touch with."""

    body: Line = Field(description="The outside body.", examples=["OpenStack Technical Committee"])
    purpose: Prose | None = Field(default=None, description="What for.", examples=["learn of upstream plans in time"])
    held_by: Line | None = Field(
        default=None, description="The office or member that speaks for the group.", examples=["chair"]
    )
