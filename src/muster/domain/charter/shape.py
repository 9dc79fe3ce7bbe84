"""The shape of a charter, read from its own models: which key is where, with which meaning and which example.

Faults, the reference page and the listing of the keys all ask here, so none of them can disagree with the models.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from muster.domain.charter.values import Part

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A place in a charter: its path; the part that it is a key of, if it is one; the field of the nearest key."""

    path: Path
    owner: type[Part] | None
    field: FieldInfo | None


@dataclass(frozen=True)
class Section:
    """One table of a charter: its TOML header without brackets, whether it is one of a list, and its part."""

    header: str
    listed: bool
    part: type[Part]


def place_of(location: Path, root: type[Part]) -> Place:
    """The place that a location within the validated data names; pydantic puts the kind of a union's part between."""
    path: list[str | int] = []
    owner: type[Part] | None = None
    field: FieldInfo | None = None
    here: Any = root
    for step in location:
        options = parts_of(here)
        if len(options) > 1:
            here = next((part for part in options if kind_of_part(part) == step), None)
            continue
        path.append(step)
        owner = options[0] if options else None
        if owner is not None:
            field = owner.model_fields.get(str(step))
        here = field.annotation if owner is not None and field is not None else inside_of(here)
    return Place(tuple(path), owner, field)


def parts_of(annotation: Any) -> tuple[type[Part], ...]:  # noqa: ANN401 - any annotation that a field can have
    """The parts that a value of the annotation may be: none, one, or one for each kind."""
    annotation = bare(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return (annotation,)
    if get_origin(annotation) in {Union, types.UnionType}:
        return tuple(part for option in get_args(annotation) for part in parts_of(option))
    return ()


def kind_of_part(part: type[Part]) -> str | None:
    """The `kind` that marks the part, where several kinds may stand in one place."""
    field = part.model_fields.get("kind")
    return str(get_args(field.annotation)[0]) if field is not None and len(get_args(field.annotation)) == 1 else None


def choices_of(field: FieldInfo | None) -> tuple[str, ...]:
    """The words that a key may have as its value, if it takes only certain words."""
    if field is None:
        return ()
    options = [field.annotation, *get_args(field.annotation), inside_of(field.annotation)]
    return next((get_args(option) for option in map(bare, options) if get_origin(option) is Literal), ())


def sections_of(root: type[Part], header: str = "", *, listed: bool = False) -> Iterator[Section]:
    """Every table of a charter, each before those within it, in the order of the models."""
    yield Section(header, listed, root)
    for key, field in root.model_fields.items():
        inside = inside_of(field.annotation)
        annotation = field.annotation if inside is None else inside
        for part in parts_of(annotation):
            yield from sections_of(part, f"{header}.{key}".lstrip("."), listed=inside is not None)


def inside_of(annotation: Any) -> Any:  # noqa: ANN401 - any annotation that a field can have
    """The annotation of what a list or a table of values holds; None if it is neither."""
    annotation = bare(annotation)
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0]
    if get_origin(annotation) is Mapping:
        return get_args(annotation)[1]
    return None


def bare(annotation: Any) -> Any:  # noqa: ANN401 - any annotation that a field can have
    """The annotation without its notes and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        options = [option for option in get_args(annotation) if option is not types.NoneType]
        if get_origin(annotation) in {Union, types.UnionType} and len(options) == 1:
            annotation = options[0]
            continue
        return annotation
