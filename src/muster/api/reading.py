"""Reading what is sent: JSON as RFC 8259 has it, each key once, and text that every database can keep."""

import json
import math
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from muster.api.problems import INVALID, MALFORMED, Fault, Refused, pointer

MEND: Final = "Send one JSON object, in UTF-8, in which each key stands once."


class StrictParser(Parser):
    """Ninja's parser, but one that takes nothing of which it is not clear what it says."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Give the body as data. Refused: it is no JSON, or there is text in it that cannot be kept."""
        found = read(request.body)
        if not isinstance(found, dict):
            raise Refused(MALFORMED, "The body is no JSON object.", MEND)
        if faults := _unkeepable(found):
            what = "There is text in the body that cannot be kept."
            raise Refused(INVALID, what, "Leave those characters out.", faults)
        return found


def read(body: bytes) -> object:
    """Read JSON. Refused: it is not UTF-8, not JSON, or says something twice, or a number that is none."""
    try:
        return json.loads(
            body.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_number, parse_float=_finite
        )
    except UnicodeDecodeError as wrong:
        raise Refused(MALFORMED, f"The body is not UTF-8: byte {wrong.start} is none of it.", MEND) from None
    except json.JSONDecodeError as wrong:
        place = f"line {wrong.lineno}, column {wrong.colno}"
        raise Refused(MALFORMED, f"The body is not JSON: {wrong.msg} at {place}.", MEND) from None
    except RecursionError:
        raise Refused(MALFORMED, "The body is nested too deep.", MEND) from None
    except ValueError:
        # Python reads no integer of more than 4,300 digits.
        raise Refused(MALFORMED, "There is a number in the body that is too long to be one.", MEND) from None


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(MALFORMED, f'The key "{_shown(twice)}" stands there twice.', MEND)
    return found


def _no_number(name: str) -> NoReturn:
    raise Refused(MALFORMED, f"{name} is no number in JSON.", MEND)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Refused(MALFORMED, f"{text[:40]} is too large a number.", MEND)
    return number


def _unkeepable(value: object, path: tuple[str | int, ...] = ()) -> list[Fault]:
    """Find text with NUL, which PostgreSQL cannot keep, or with half a surrogate pair, which UTF-8 cannot write."""
    if isinstance(value, str):
        return [Fault(pointer=pointer(path), detail=why)] if (why := why_unkeepable(value)) else []
    if isinstance(value, dict):
        keys = [Fault(pointer=pointer(path), detail=f"A key: {why}") for key in value if (why := why_unkeepable(key))]
        return keys + [fault for key, inner in value.items() for fault in _unkeepable(inner, (*path, _shown(key)))]
    if isinstance(value, list):
        return [fault for place, inner in enumerate(value) for fault in _unkeepable(inner, (*path, place))]
    return []


def why_unkeepable(text: str) -> str:
    """Say why a text cannot be kept; "" if it can."""
    if "\0" in text:
        return "The character U+0000 is in it, which cannot be kept."
    try:
        text.encode()
    except UnicodeEncodeError:
        return "Half of a surrogate pair is in it, which is no character."
    return ""


def _shown(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()
