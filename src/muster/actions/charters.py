"""Reading a charter from its file: every fault with its line, or the charter with the file's fingerprint."""

import hashlib
import os
import re
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from muster.actions.toml_positions import Position, nearest_position, positions
from muster.domain.charter.charter import Charter, validate
from muster.domain.charter.faults import Fault
from muster.domain.charter.membership import MEASURES
from muster.domain.errors import CharterFault, CharterFaults, LakeFault
from muster.domain.printable import printable
from muster.evidence.identity.registry import FORMATS

BUILT_IN = "lcoo"
LARGEST_CHARTER = 1024 * 1024
"""Bytes. A charter is a few pages; what is larger is another file, or a device without an end."""

_PLACE_IN_ERROR = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class LoadedCharter:
    """A charter, the file that it came from, and the SHA-256 of that file's bytes, in hexadecimal."""

    charter: Charter
    path: Path
    sha256: str


def resolve_charter(
    name_or_path: str, home: Path | None = None, *, say: Callable[[str], None] = lambda _: None
) -> Path:
    """Give the charter file that is meant: `lcoo` is the built-in group's, anything else a path.

    home: where the built-in group is laid out, made now if need be, with the histories that its charter names; without
    it the packaged charter alone is meant. say: told if something has to be made. LakeFault: home cannot be written.
    """
    if name_or_path != BUILT_IN:
        return Path(name_or_path)
    if home is None:
        return Path(str(resources.files("muster.samples.lcoo").joinpath("charter.toml")))
    from muster.samples.lcoo.build import build  # noqa: PLC0415 - only this needs the sample's builder

    try:
        return build(home, say=say) / "charter.toml"
    except OSError as wrong:
        what = f"The built-in group cannot be laid out here: {wrong.strerror or wrong}."
        raise LakeFault(str(home), what, "Free some space, or name another folder in MUSTER_HOME.") from wrong


def load_charter(path: Path, *, measures: Collection[str] = MEASURES) -> LoadedCharter:
    """Read a charter. CharterFaults: every fault of the file, in the order of its lines.

    measures: the names that a criterion may measure.
    """
    raw = _read(path)
    charter = parse_charter(path, _decode(path, raw), measures=measures)
    return LoadedCharter(charter, path, hashlib.sha256(raw).hexdigest())


def read_charter_text(path: Path) -> str:
    """Give the text of a charter file. CharterFaults: it cannot be read, or is not UTF-8."""
    return _decode(path, _read(path))


def parse_charter(path: Path, text: str, *, measures: Collection[str] = MEASURES) -> Charter:
    """Read a charter from its text. path: what faults call it. CharterFaults: every fault, in the order of lines."""
    charter = validate(_parse(path, text), measures=measures, formats=[one.NAME for one in FORMATS])
    if isinstance(charter, Charter):
        return charter
    raise CharterFaults(printable(str(path)), _placed(path, text, charter))


def faults_at(path: Path, text: str, faults: tuple[Fault, ...]) -> CharterFaults:
    """Give faults that were found after a charter was read, each with its line in the text, to be raised."""
    return CharterFaults(printable(str(path)), _placed(path, text, faults))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_CHARTER + 1)
    except IsADirectoryError:
        raise _refusal(path, "this is a folder", "name the charter file in it, such as charter.toml") from None
    except FileNotFoundError:
        raise _refusal(
            path, "there is no such file", f"name a charter file, or {BUILT_IN} for the built-in group"
        ) from None
    except (OSError, ValueError) as wrong:
        reason = os.strerror(wrong.errno) if isinstance(wrong, OSError) and wrong.errno else str(wrong)
        raise _refusal(path, f"the file cannot be read ({reason})", "name a file that you may read") from None
    if len(raw) > LARGEST_CHARTER:
        raise _refusal(path, "the file is larger than 1 MiB", "name a charter, which is a few pages long")
    return raw


def _decode(path: Path, raw: bytes) -> str:
    try:
        # Some editors begin a file with a byte order mark, which TOML does not know.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        before = raw[: wrong.start].rpartition(b"\n")
        position = Position(raw.count(b"\n", 0, wrong.start) + 1, len(before[2].decode(errors="replace")) + 1)
        what = f"byte 0x{raw[wrong.start]:02x} in column {position.column} is not UTF-8"
        raise _refusal(path, what, "save the file as UTF-8", position) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _not_toml(path, text, str(wrong)) from None
    except ValueError:
        # Python refuses to read numbers of thousands of digits, and tomllib passes that on as it is.
        raise _refusal(path, "a number in it has thousands of digits", "write numbers of less than ten") from None
    except RecursionError:
        raise _refusal(path, "its lists or tables lie too deep in each other", "write them side by side") from None


def _not_toml(path: Path, text: str, message: str) -> CharterFaults:
    place = _PLACE_IN_ERROR.search(message)
    end = Position(text.count("\n") + 1, 1)
    position = Position(int(place[1]), int(place[2])) if place and place[1] else end
    reason = _PLACE_IN_ERROR.sub("", message)
    what = f"this is not TOML: {reason[:1].lower()}{reason[1:]}"
    return _refusal(path, what, f"mend it at column {position.column}; then the rest can be checked", position)


def _refusal(path: Path, what: str, mend: str, position: Position | None = None) -> CharterFaults:
    """Make the refusal of a file that cannot be read as a charter at all."""
    return CharterFaults(printable(str(path)), (_fault(path, position or Position(0, 0), Fault((), what, mend)),))


def _placed(path: Path, text: str, faults: tuple[Fault, ...]) -> tuple[CharterFault, ...]:
    found = positions(text)
    places = [(nearest_position(fault.path, found), fault) for fault in faults]
    places.sort(key=lambda placed: (placed[0].line, placed[0].column))
    return tuple(_fault(path, position, fault) for position, fault in places)


def _fault(path: Path, position: Position, fault: Fault) -> CharterFault:
    """Make one fault ready to be shown: nothing from the file can play with the terminal."""
    line = f"{path}:{position.line}" if position.line else str(path)
    key = fault.key if fault.path else ""
    return CharterFault(
        printable(f"{line}: {key}" if key else line),
        printable(fault.what),
        printable(fault.mend),
        line=position.line,
        column=position.column,
        key=printable(key),
    )
