"""Where the roadmap stands by which the work on it is counted."""

from pydantic import Field

from muster.domain.charter.values import Location, Part


class Roadmap(Part):
    """The roadmap of a group. A group of the record has its items there, and needs none of this."""

    items: Location | None = Field(
        default=None,
        description="A file of the items by which work on the roadmap is counted, relative to the charter; left out, "
        "work in a focus area counts if it names a goal.",
        examples=["roadmap.toml"],
    )
