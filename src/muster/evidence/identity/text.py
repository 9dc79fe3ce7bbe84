"""From bytes to text, lines and values: other encodings and broken JSON, dealt with once for all formats."""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator

from muster.domain.errors import IdentityFault
from muster.domain.people.identity_data import Aside
from muster.domain.people.names import Unfit

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def whole_text(data: bytes, origin: str) -> str:
    """A file that makes sense only as a whole; IdentityFault with line and column if it is not UTF-8 or UTF-16."""
    body, encoding = _encoding(data)
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as fault:
        line = body.count(b"\n", 0, fault.start) + 1
        column = fault.start - body.rfind(b"\n", 0, fault.start)
        raise IdentityFault(
            f"{origin}:{line}:{column}", "The text is not in UTF-8.", "Save the file in the encoding UTF-8."
        ) from None


def lines_of(data: bytes, origin: str, asides: list[Aside]) -> Iterator[tuple[str, str]]:
    """Each line with its place, "file:12", without its line end; a line that is not UTF-8 is set aside."""
    body, encoding = _encoding(data)
    if encoding != "utf-8":
        body = whole_text(data, origin).encode()
    for number, line in enumerate(body.split(b"\n"), 1):
        place = f"{origin}:{number}"
        try:
            yield place, line.rstrip(b"\r").decode()
        except UnicodeDecodeError:
            asides.append(Aside(place, "The line is not in UTF-8, so it was left out. Save the file in UTF-8."))


def json_of(data: bytes, origin: str) -> dict[str, object]:
    """The object that a JSON file holds; IdentityFault with line and column if there is none."""
    mend = "Mend the file, or take an earlier version of it that can be read."
    try:
        value = json.loads(whole_text(data, origin))
    except json.JSONDecodeError as fault:
        raise IdentityFault(f"{origin}:{fault.lineno}:{fault.colno}", f"This is no JSON: {fault.msg}.", mend) from None
    except (RecursionError, ValueError):
        raise IdentityFault(origin, "The JSON is nested too deeply or holds a number too long to read.", mend) from None
    if not isinstance(value, dict):
        raise IdentityFault(origin, "The file must hold a JSON object, { … }.", mend)
    return value


def head_of(head: bytes) -> str:
    """The beginning of a file as text, to recognise its format by; whatever cannot be read is replaced."""
    body, encoding = _encoding(head)
    return body.decode(encoding, errors="replace")


def items(value: object, place: str, asides: list[Aside], what: str) -> list[object]:
    """A list that a file should hold at some place; anything else is set aside. None is an empty list."""
    if value is None:
        return []
    if isinstance(value, list):
        return value
    asides.append(Aside(place, f"There should be a list of {what} here, so this was left out."))
    return []


def object_of(value: object) -> dict[str, object]:
    """An entry that must be a JSON object; Unfit if it is none."""
    if not isinstance(value, dict):
        raise Unfit("There should be a JSON object here.")
    return value


def cleaned(values: Iterable[object], clean: Callable[[object], str], place: str, asides: list[Aside]) -> list[str]:
    """Each value once, in the order of the file, as `clean` makes it; what is unfit is set aside with its reason."""
    found: dict[str, None] = {}
    for value in values:
        try:
            found[clean(value)] = None
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} It was left out."))
    return list(found)


def _encoding(data: bytes) -> tuple[bytes, str]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :], encoding
    return data, "utf-8"
