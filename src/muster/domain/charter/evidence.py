"""Where the proof of the members' work is found."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from muster.domain.charter.values import Line, Listed, Location, Part, RepositoryName

NAME = "{name}"
"""What stands in evidence.location for the repository's name."""


class Repository(Part):
    """An upstream repository. A name alone may stand for the table."""

    name: RepositoryName = Field(description="The repository's name.", examples=["openstack/nova"])
    location: Location | None = Field(
        default=None,
        description="Its path or address, if evidence.location does not lead there.",
        examples=["https://opendev.org/openstack/nova"],
    )


def _table_of_name(data: object) -> object:
    return {"name": data} if isinstance(data, str) else data


NamedOrTable = Annotated[Repository, BeforeValidator(_table_of_name, json_schema_input_type=str | Repository)]


class AffiliationSource(Part):
    """A file that says who works for whom."""

    file: Location = Field(description="The file, relative to the charter.", examples=["default_data.json"])
    format: Line | None = Field(
        default=None, description="Its format; left out, it is told by its content.", examples=["stackalytics"]
    )
    repository: RepositoryName | None = Field(
        default=None,
        description="The repository in which the file lies, if not beside the charter.",
        examples=["stackalytics/default_data"],
    )


class Evidence(Part):
    """Which histories are read, and what tells whose work is whose."""

    location: Location = Field(
        default=NAME,
        description="Where a repository lies, a path relative to the charter or an address, with {name} for its name.",
        examples=["repositories/{name}.git"],
    )
    repositories: Listed[NamedOrTable] = Field(
        default=(),
        description='Every repository that counts: names, or tables such as { name = "…", location = "…" }.',
        examples=[["openstack/nova", "openstack/neutron"]],
    )
    affiliations: Listed[AffiliationSource] = Field(
        default=(), description="The files that say who works for whom; the first that knows a person decides."
    )

    def located(self) -> Mapping[str, str]:
        """Each repository's name, with its path (relative to the charter) or address; in the charter's order."""
        return {
            repository.name: repository.location or self.location.replace(NAME, repository.name)
            for repository in self.repositories
        }
