"""The reference of the API, written from its document."""

import importlib
import os
from collections.abc import Iterable
from typing import Any


def api_reference() -> str:
    """Return every operation, shape and problem of the API."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.settings")
    importlib.import_module("django").setup()
    read = importlib.import_module("muster.api.reference").reference
    document = importlib.import_module("json").loads(importlib.import_module("muster.api.urls").document())
    found = read(document)
    areas = "".join(f"\n## {area}\n{''.join(map(_operation, some))}" for area, some in found.areas.items())
    shapes = "".join(f"\n### {one.name}\n\n{one.meaning}\n\n{_fields('key', one.fields)}" for one in found.shapes)
    kinds = importlib.import_module("muster.api.problems").KINDS
    problems = "".join(f"| `{one.slug}` | {one.status} | {one.title} |\n" for one in kinds)
    return (
        f"{HEAD}{areas}\n## Shapes\n\nKeys that are marked * are always there; in what is sent in, they are needed.\n"
        f"{shapes}\n## Problems\n\n| kind | status | title |\n|---|---|---|\n{problems}"
    )


HEAD = """# The API

<!-- Written by `make docs` from the code: the API's own document, `/api/v1/openapi.json`. Change it there. -->

Whoever runs Muster has this page at `/api/v1/docs`. [How to use the API](../how-to/use-the-api.md) begins with a token
and ends with a write.
"""


def _operation(one: Any) -> str:  # noqa: ANN401 - muster is imported only once Django is set up
    who = "anybody" if one.for_anybody else "whoever says who they are"
    takes = f" Takes {one.takes}." if one.takes else ""
    said = f"`{one.name}`, for {who}.{takes} Gives {one.gives}. May refuse with {', '.join(one.refusals)}."
    fields = f"\n{_fields('parameter', one.parameters)}" if one.parameters else ""
    return f"\n### `{one.method} {one.path}`\n\n{one.meaning}\n\n{said}\n{fields}"


def _fields(what: str, fields: Iterable[Any]) -> str:
    rows = "".join(f"| `{one.name}`{' *' if one.needed else ''} | {one.form} | {one.meaning} |\n" for one in fields)
    return f"| {what} | values | meaning |\n|---|---|---|\n{rows}"
