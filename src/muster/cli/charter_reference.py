"""The reference page of the charter: every table and key, written from the models."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from muster.domain.charter.charter import Charter
from muster.domain.charter.faults import written_example
from muster.domain.charter.shape import Section, bare, choices_of, inside_of, kind_of_part, parts_of, sections_of

HEAD = """# The charter

<!-- Written by `make docs` from the code: the models of the charter. Change it there. -->

A charter is a TOML file. `muster charter check FILE` names all of its faults; `muster charter show FILE` prints it as a
person reads it. Editors check and complete it with [charter.schema.json](charter.schema.json).
[How to write a charter](../how-to/write-a-charter.md) begins with a small one;
[the built-in group's](lcoo-charter.txt) is a large one.

Numbers are exact: whole numbers, or text such as `"1/2"`, `"13/4"` or `"3.5"`; floats are refused. Dates are TOML
dates. Text has no hidden characters. A key that is not listed here is a fault.
"""
_SORTS = {str: "text", int: "whole number", bool: "true or false", date: "date", Fraction: "number"}


def charter_reference() -> str:
    """Give the page: a section for each table, a row for each key."""
    return "\n".join([HEAD, *map(_section, sections_of(Charter))])


def _section(section: Section) -> str:
    kind = kind_of_part(section.part)
    title = "The file itself" if not section.header else f"`{_header(section)}`"
    heading = f"## {title}{f', kind {kind}' if kind else ''}"
    meaning = (section.part.__doc__ or "").strip().replace("\n    ", "\n")
    rows = "\n".join(_rows(section))
    return (
        f"{heading}\n\n{meaning}\n\n| key | value | if left out | meaning | example |\n|---|---|---|---|---|\n{rows}\n"
    )


def _header(section: Section) -> str:
    return f"[[{section.header}]]" if section.listed else f"[{section.header}]"


def _rows(section: Section) -> Iterator[str]:
    for key, field in section.part.model_fields.items():
        example = f"`{written_example(field.examples[0])}`" if field.examples else ""
        cells = (f"`{key}`", _sort(field), _default(field), field.description or "", example)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _sort(field: FieldInfo) -> str:
    words = choices_of(field)
    if words and inside_of(field.annotation) is None:
        return " or ".join(f"`{word}`" for word in words)
    if words:
        return f"list of {', '.join(f'`{word}`' for word in words)}"
    return _sort_of(field.annotation)


def _sort_of(annotation: Any) -> str:  # noqa: ANN401 - any annotation that a field can have
    if parts_of(annotation):
        return "table"
    inside = inside_of(annotation)
    if inside is None:
        return _SORTS[bare(annotation)]
    if len(get_args(bare(annotation))) > 1 and get_args(bare(annotation))[1] is Ellipsis:
        return "tables" if parts_of(inside) else f"list of {_plural(_sort_of(inside))}"
    return f"table of {_plural(_sort_of(inside))}"


def _plural(sort: str) -> str:
    return {"text": "texts", "date": "dates", "whole number": "whole numbers"}.get(
        sort, sort.replace("list of", "lists of")
    )


def _default(field: FieldInfo) -> str:
    default = field.default
    if default is PydanticUndefined:
        return "**must be there**"
    if default is None or default in ((), {}):
        return "nothing"
    if parts_of(field.annotation):
        return "its defaults"
    return f"`{written_example(list(default) if isinstance(default, tuple) else default)}`"
