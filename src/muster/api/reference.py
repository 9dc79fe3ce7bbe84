"""The OpenAPI document as people read it: for the API's own page, and for docs/reference/api.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

METHODS: Final = ("get", "post", "put", "patch", "delete")

Described = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A key of a body, or a parameter. form: what its values are, in words."""

    name: str
    form: str
    needed: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class OperationSection:
    """One operation. takes, gives: the names of the shapes of its bodies, or the media type of one that has none."""

    name: str
    method: str
    path: str
    meaning: str
    parameters: tuple[FieldRow, ...]
    takes: str
    gives: str
    refusals: tuple[str, ...]
    for_anybody: bool


@dataclass(frozen=True, slots=True)
class ShapeSection:
    """The shape of a body."""

    name: str
    meaning: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All there is to look up: operations by area, in the areas' order; and shapes by name."""

    areas: dict[str, tuple[OperationSection, ...]]
    shapes: tuple[ShapeSection, ...]


def reference(document: Described) -> Reference:
    """Read the document."""
    areas: dict[str, tuple[OperationSection, ...]] = {}
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                operation = methods[method]
                area = operation["tags"][0]
                areas[area] = (*areas.get(area, ()), _operation(path, method, operation))
    schemas = document["components"]["schemas"]
    shapes = tuple(
        ShapeSection(name, schema.get("description", ""), tuple(_fields(schema)))
        for name, schema in sorted(schemas.items())
        if not name.startswith("Page_") and "properties" in schema
    )
    return Reference(areas, shapes)


def _operation(path: str, method: str, operation: Described) -> OperationSection:
    good = next(response for status, response in operation["responses"].items() if str(status).startswith("2"))
    return OperationSection(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        meaning=operation.get("description", ""),
        parameters=tuple(
            FieldRow(one["name"], form_of(one["schema"]), bool(one["required"]), one.get("description", ""))
            for one in operation["parameters"]
        ),
        takes=_body(operation.get("requestBody", {})),
        gives=_body(good),
        refusals=tuple(str(status) for status in operation["responses"] if str(status).startswith("4")),
        for_anybody={} in operation["security"],
    )


def _body(described: Described) -> str:
    content = described.get("content", {})
    for media, body in content.items():
        return form_of(body["schema"]) if media == "application/json" else str(media)
    return ""


def _fields(schema: Described) -> Iterator[FieldRow]:
    for name, field in schema["properties"].items():
        yield FieldRow(name, form_of(field), name in schema.get("required", ()), field.get("description", ""))


def form_of(schema: Described) -> str:
    """Say what the values of a schema are, in words."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"page of {name.removeprefix('Page_').rstrip('_')}" if name.startswith("Page_") else name
    if "anyOf" in schema:
        return " or ".join(form_of(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f'"{value}"' for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {form_of(schema['items'])}"
    form = str(schema.get("format") or schema.get("type") or "anything")
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        form += f", {low} to {high}"
    if "maxLength" in schema:
        form += f", at most {schema['maxLength']} characters"
    return form
