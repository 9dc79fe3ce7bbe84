"""A charter that the record is to keep: read from the text that was handed in, with every reason why it cannot be."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from muster.actions.charter_in_force import decision_rules
from muster.actions.charters import LARGEST_CHARTER, faults_at, parse_charter
from muster.domain.charter.charter import Charter
from muster.domain.charter.faults import Fault
from muster.domain.errors import AgainstTheRules

FILE: Final = Path("charter.toml")


def read_charter(text: str) -> tuple[Charter, str]:
    """Give the charter of a text, and the text's SHA-256.

    CharterFaults: every fault of it. AgainstTheRules: it is too large, or no text.
    """
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raise AgainstTheRules("charter", "The charter is not UTF-8.", "Save the file as UTF-8.") from None
    if len(raw) > LARGEST_CHARTER:
        raise AgainstTheRules("charter", "The charter is larger than 1 MiB.", "A charter is a few pages long.")
    charter = parse_charter(FILE, text)
    faults = tuple(_too_long(charter))
    if faults:
        raise faults_at(FILE, text, faults)
    return charter, hashlib.sha256(raw).hexdigest()


def with_plain_ends(text: str) -> str:
    """Give a text with its lines ended as in the file that it was; browsers send every line end as two characters."""
    return text.replace("\r\n", "\n")


def _too_long(charter: Charter) -> Iterator[Fault]:
    """Find the names that are longer than the record keeps."""
    names: list[tuple[tuple[str | int, ...], str, int]] = [
        (("version",), charter.version, 50),
        (("group", "name"), charter.group.name, 200),
        (("group", "full_name"), charter.group.full_name or "", 300),
    ]
    for number, kind in enumerate(charter.classes):
        names.append((("classes", number, "id"), kind.id, 80))
        names += [(("classes", number, "criteria", at, "id"), one.id, 80) for at, one in enumerate(kind.criteria)]
    for number, member in enumerate(charter.members):
        names.append((("members", number, "name"), member.name, 200))
        names.append((("members", number, "part_of"), member.part_of or "", 200))
    for number, rule in enumerate(decision_rules(charter)):
        names.append((("decisions", "rules", number, "id"), rule.id, 80))
    for path, name, at_most in names:
        if len(name) > at_most:
            yield Fault(path, f"has {len(name)} characters", f"write at most {at_most}")
