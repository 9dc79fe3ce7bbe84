"""The kinds of value that a charter is made of: lines, prose, identifiers, exact numbers, counts and lists.

Each kind refuses what is not of it with two clauses, what is wrong and what would be right, which `faults` carries to
the reader. All are pure and total: any value at all is either taken or refused, never an exception of another sort.
"""

import re
from fractions import Fraction
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from muster.domain.printable import is_hidden, printable

REFUSED = "charter"
"""The type of a refusal that carries its own `what` and `mend`."""

LONGEST_LINE = 500
LARGEST_NUMBER = 1_000_000

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_REPOSITORY = re.compile(r"(?!.*\.\.)[A-Za-z0-9_][\w.+-]*(/[A-Za-z0-9_][\w.+-]*)*", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}(/[0-9]{1,9}|\.[0-9]{1,9})?")


class Part(BaseModel):
    """A piece of a charter: it cannot change, takes no value of another type, and knows all of its keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def refused(what: str, mend: str) -> PydanticCustomError:
    """A refusal in two clauses: what is wrong with the value; what would be right."""
    return PydanticCustomError(REFUSED, "{what}; {mend}", {"what": what, "mend": mend})


def _prose(text: str) -> str:
    hidden = next((character for character in text if is_hidden(character) and character != "\n"), None)
    if hidden is not None:
        raise refused(f"has the hidden character {printable(hidden)} in it", "leave it out")
    if not text.strip():
        raise refused("is empty", "write a few words, or leave the key out if it may be left out")
    return text.strip()


def _line(text: str) -> str:
    clean = _prose(text)
    if clean != text:
        raise refused("begins or ends with a space", f'write "{clean}"')
    if "\n" in text:
        raise refused("runs over several lines", "write it in one line")
    if len(text) > LONGEST_LINE:
        raise refused(f"has {len(text)} characters", f"write at most {LONGEST_LINE}")
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise refused(f'"{text}" is no identifier', 'use small letters, digits and hyphens, such as "dedicated-fte"')
    return text


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise refused(
            f'"{text}" is no domain name', 'write the part after the @ in small letters, such as "example.org"'
        )
    return text


def _repository_name(text: str) -> str:
    # The name becomes part of a path or an address, so it must not lead out of where that points.
    if not _REPOSITORY.fullmatch(text):
        raise refused(f'"{text}" is no repository name', 'write names joined by slashes, such as "openstack/nova"')
    return text


def _location(text: str) -> str:
    if text.startswith("-"):
        raise refused(f'"{text}" would be taken for an option', "write a path or an address")
    return text


def exact(value: object) -> Fraction | None:
    """The number that a charter means by a value (3, "13/4", "3.5"), or None if it means none.

    Floats are none: 0.1 is not a tenth, and a verdict may hang on the difference.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value) and not re.search(r"/0+$", value):
        return Fraction(value)
    return None


def _number(value: object) -> Fraction:
    number = exact(value)
    if number is None and isinstance(value, float):
        raise refused(
            f"{value} is a float, and floats are not exact",
            f'write "{value}" as a string, or a fraction such as "7/2"',
        )
    if number is None:
        raise refused("is no number", 'write a whole number such as 4, or a string such as "1/2" or "3.5"')
    if not 0 <= number <= LARGEST_NUMBER:
        raise refused("is out of range", f"write a number from 0 to {LARGEST_NUMBER}")
    return number


def _written(number: Fraction) -> int | str:
    return number.numerator if number.denominator == 1 else str(number)


def _listed(value: object) -> object:
    # A TOML array comes as a list; the charter keeps tuples, which cannot change.
    return tuple(value) if isinstance(value, list) else value


Line = Annotated[str, AfterValidator(_line), WithJsonSchema({"type": "string", "minLength": 1})]
Prose = Annotated[str, AfterValidator(_prose), WithJsonSchema({"type": "string", "minLength": 1})]
Id = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})]
Domain = Annotated[str, AfterValidator(_domain), WithJsonSchema({"type": "string", "pattern": f"^{_DOMAIN.pattern}$"})]
RepositoryName = Annotated[str, AfterValidator(_repository_name), WithJsonSchema({"type": "string", "minLength": 1})]
Location = Annotated[Line, AfterValidator(_location), WithJsonSchema({"type": "string", "minLength": 1})]
Number = Annotated[
    Fraction,
    PlainValidator(_number),
    PlainSerializer(_written),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}]}
    ),
]
Count = Annotated[int, Field(ge=1, le=10_000)]
Days = Annotated[int, Field(ge=0, le=3_660)]
Months = Annotated[int, Field(ge=1, le=1_200)]

T = TypeVar("T")
Listed = Annotated[tuple[T, ...], BeforeValidator(_listed)]
