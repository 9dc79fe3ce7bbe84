"""Where the group works."""

from collections.abc import Mapping

from pydantic import Field

from muster.domain.charter.values import Line, Listed, Part, Prose, RepositoryName


class FocusArea(Part):
    """A field of work, and the repositories or parts of repositories that stand for it."""

    name: Line = Field(description="The field.", examples=["Testing"])
    needs: Listed[Prose] = Field(
        default=(),
        description="What the members need there.",
        examples=[["destructive tests that are done once and shared"]],
    )
    repositories: Listed[RepositoryName] = Field(
        default=(), description="The repositories that stand for it as a whole.", examples=[["openstack/tempest"]]
    )
    paths: Mapping[RepositoryName, Listed[Line]] = Field(
        default={},
        description="Of other repositories, the folders or files that stand for it.",
        examples=[{"openstack/nova": ["nova/scheduler"]}],
    )
