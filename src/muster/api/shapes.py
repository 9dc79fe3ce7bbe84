"""What the API's values are made of: what is sent in (Asked), what is shown (Shown), and the kinds of value in both."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from muster.records.models import Organisation, Person

LARGEST_NUMBER: Final = 2**31 - 1
"""What every database can keep as a number."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(_DAY.pattern + r"[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2})")


class Asked(BaseModel):
    """A body that is sent in: no key that is not named, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Nothing(Asked):
    """A body without a key, of an operation that needs to be told nothing."""


class Shown(BaseModel):
    """A body that is shown: every key is always there."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        message = "A day is written as 2017-05-09"
        raise ValueError(message)
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = "There is no such day in the calendar"
        raise ValueError(message) from None


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        message = "A moment is written with its zone, as 2017-05-09T14:00:00Z"
        raise ValueError(message)
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        message = "There is no such moment"
        raise ValueError(message) from None


Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
"""A moment, in UTC whatever its zone was."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,80}$")]
"""What a thing is called in addresses."""
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
"""What a thing is called that the group numbers."""

NAMES: Final = "x-names"
"""The key in the document that tells ids: its value is the kind of thing that the id names, one of the same group's."""
PersonNumber = Annotated[Number, Field(json_schema_extra={NAMES: "person"}, description="Their number in the group.")]
OrganisationSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "organisation"}, description="By its slug.")]
SeatSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "seat"}, description="By its slug.")]
Role = Literal["chair", "secretary", "liaison", "administrator"]
"""An office (domain/membership/roles.py, OFFICES)."""
Subject = Annotated[str, StringConstraints(pattern=r"^[a-z0-9._/-]{1,120}$")]
"""What the log calls a thing: `proposal/3`."""


class OrganisationNamed(Shown):
    """An organisation, by name."""

    slug: str
    name: str

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationNamed":
        """Name it."""
        return cls(slug=organisation.slug, name=organisation.name)


class PersonNamed(Shown):
    """A person, by name. invented: nobody real; they are part of an example."""

    number: int
    name: str
    invented: bool

    @classmethod
    def of(cls, person: Person) -> "PersonNamed":
        """Name them."""
        return cls(number=person.number, name=person.name, invented=person.invented)
