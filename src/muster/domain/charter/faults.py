"""A fault: one thing in a charter that cannot be, where it is, what is wrong and what would be right."""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from muster.domain.charter.shape import Path, Place, choices_of, inside_of, kind_of_part, parts_of, place_of
from muster.domain.charter.values import REFUSED, Part

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_SHOWN = 60
_LONGEST_GUESSED = 60


@dataclass(frozen=True)
class Fault:
    """One fault: the path of its key, and two clauses without a full stop."""

    path: Path
    what: str
    mend: str

    @property
    def key(self) -> str:
        """The path as a person writes it, entries counted from 0: ``members[2].until``."""
        return key_of(self.path)


def key_of(path: Path) -> str:
    """A path in words: ``classes[0].criteria[1].minimum``; the charter itself for the empty path."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path)
    return written.lstrip(".") or "charter"


def shown(value: object) -> str:
    """A value as a message shows it: short, and as TOML writes it."""
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…"
        return json.dumps(short, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        # Python refuses to write out numbers of thousands of digits, and a hexadecimal one may have them.
        return str(value) if abs(value) < 10**18 else "a number beyond all bounds"
    if isinstance(value, float | date | time):
        return str(value)
    return sort_of(value)


def sort_of(value: object) -> str:
    """What sort of value it is, in a reader's words."""
    # The order matters: true is an int to Python, and a datetime is a date.
    sorts: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (str, "text"),
        (bool, "true or false"),
        (int, "a whole number"),
        (float, "a float"),
        (datetime, "a date with a time"),
        (date, "a date"),
        (time, "a time of day"),
        ((list, tuple), "a list"),
        (Mapping, "a table"),
    )
    return next((name for kind, name in sorts if isinstance(value, kind)), "no TOML value")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is near."""
    # Telling words apart takes time with the square of their length, and a file may hold a very long one.
    near = difflib.get_close_matches(word[:_LONGEST_GUESSED], list(known), n=1)
    return near[0] if near else None


def suggestion(word: object, known: Iterable[str]) -> str:
    """The mend for a word that is none of the known ones: the nearest of them, or all."""
    words = list(known)
    near = nearest(word, words) if isinstance(word, str) else None
    if near is not None:
        return f"did you mean {shown(near)}?"
    return f"write one of {', '.join(shown(word) for word in words)}" if words else "leave it out"


def faults_of(error: ValidationError, root: type[Part]) -> tuple[Fault, ...]:
    """Everything that the models refuse, in plain words and with the path of the data (not of the models)."""
    placed = [(details, _place(details, root)) for details in error.errors(include_url=False)]
    # A key that is misspelt is not missing besides: one mistake, one message.
    meant = {
        (*place.path[:-1], _nearest_key(place)) for details, place in placed if details["type"] == "extra_forbidden"
    }
    return tuple(
        _fault(details, place) for details, place in placed if details["type"] != "missing" or place.path not in meant
    )


def _place(details: ErrorDetails, root: type[Part]) -> Place:
    return place_of(tuple(step for step in details["loc"] if step != "[key]"), root)


def _nearest_key(place: Place) -> str | None:
    keys = place.owner.model_fields if place.owner is not None else ()
    return nearest(str(place.path[-1]), keys) if place.path else None


def _fault(details: ErrorDetails, place: Place) -> Fault:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if explain := _EXPLAIN.get(kind):
        return explain(place, value, context)
    if wanted := _WANTED.get(kind):
        return Fault(place.path, f"is {_with_sort(value)}, not {wanted}", _mend_of_sort(kind, value, place))
    return Fault(place.path, f"cannot be taken: {details['msg'][:1].lower()}{details['msg'][1:]}", _write(place))


def _refused(place: Place, _: object, context: Mapping[str, Any]) -> Fault:
    return Fault(place.path, str(context["what"]), str(context["mend"]))


def _missing(place: Place, _: object, __: Mapping[str, Any]) -> Fault:
    return Fault(place.path, "is missing", _write(place))


def _unknown_key(place: Place, _: object, __: Mapping[str, Any]) -> Fault:
    near = _nearest_key(place)
    keys = place.owner.model_fields if place.owner is not None else ()
    mend = f"did you mean {near}?" if near is not None else f"the keys here are {', '.join(keys)}"
    return Fault(place.path, "is no key that belongs here", mend)


def _unknown_word(place: Place, value: object, _: Mapping[str, Any]) -> Fault:
    return Fault(place.path, f"{shown(value)} is not known here", suggestion(value, choices_of(place.field)))


def _unknown_kind(place: Place, value: object, _: Mapping[str, Any]) -> Fault:
    field = place.field
    kinds = [kind_of_part(part) or "" for part in parts_of(inside_of(field.annotation))] if field is not None else []
    given = value.get("kind") if isinstance(value, Mapping) else None
    what = "is missing" if given is None else f"{shown(given)} is not known here"
    return Fault((*place.path, "kind"), what, suggestion(given, kinds))


def _out_of_range(place: Place, value: object, context: Mapping[str, Any]) -> Fault:
    if "ge" in context:
        return Fault(place.path, f"{shown(value)} is too small", f"write {context['ge']} or more")
    return Fault(place.path, f"{shown(value)} is too large", f"write {context['le']} or less")


_EXPLAIN: Mapping[str, Callable[[Place, object, Mapping[str, Any]], Fault]] = {
    REFUSED: _refused,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_word,
    "union_tag_invalid": _unknown_kind,
    "union_tag_not_found": _unknown_kind,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
}

_WANTED: Mapping[str, str] = {
    "string_type": "text",
    "invalid_key": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date",
    "tuple_type": "a list",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "dict_type": "a table",
    "mapping_type": "a table",
}


def _key(step: str) -> str:
    return step if _BARE_KEY.fullmatch(step) else json.dumps(step, ensure_ascii=False)


def _with_sort(value: object) -> str:
    sort = sort_of(value)
    return sort if shown(value) == sort else f"{sort} ({shown(value)})"


def _mend_of_sort(kind: str, value: object, place: Place) -> str:
    if kind == "date_type" and isinstance(value, str):
        return "write the day without quotes, such as 2016-10-26"
    if kind == "date_type":
        return "write the day alone, such as 2016-10-26"
    if kind == "tuple_type" and isinstance(value, str):
        return f"write [{shown(value)}]"
    if kind == "bool_type":
        return "write true or false, without quotes"
    if kind == "int_type":
        return f"write {_example(place)}" if _example(place) else "write a whole number, such as 3"
    return _write(place)


def _write(place: Place) -> str:
    """What to write at a place, by the example and meaning of its key."""
    key = next((step for step in reversed(place.path) if isinstance(step, str)), None)
    if place.field is None or key is None:
        return "see the reference of the charter for what belongs here"
    if parts_of(place.field.annotation):
        return f"write a table [{key}]: {_meaning(place)}"
    if parts_of(inside_of(place.field.annotation)):
        return f"write tables [[{key}]]: {_meaning(place)}"
    example = _example(place)
    return f"write {key} = {example} or the like: {_meaning(place)}" if example else f"write {key}: {_meaning(place)}"


def _meaning(place: Place) -> str:
    meaning = place.field.description or "" if place.field is not None else ""
    return f"{meaning[:1].lower()}{meaning[1:]}".rstrip(".")


def _example(place: Place) -> str | None:
    examples = place.field.examples if place.field is not None else None
    return written_example(examples[0]) if examples else None


def written_example(example: Any) -> str:  # noqa: ANN401 - examples are of every sort
    """An example as TOML writes it; examples keep dates as text, for the sake of the JSON Schema."""
    if isinstance(example, str) and _DATE.fullmatch(example):
        return example
    if isinstance(example, list):
        return f"[{', '.join(written_example(item) for item in example)}]"
    if isinstance(example, dict):
        return f"{{ {', '.join(f'{_key(key)} = {written_example(value)}' for key, value in example.items())} }}"
    return json.dumps(example, ensure_ascii=False)
