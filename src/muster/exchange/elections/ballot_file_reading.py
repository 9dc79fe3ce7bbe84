"""Reading Muster's public ballot file: nothing in it is believed before it was looked at."""

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeVar

from muster.domain.elections.ballots import BLANK, Blanks, Ranks
from muster.domain.elections.rule import Rule
from muster.domain.errors import ElectionFault
from muster.exchange.elections.ballot_file import FORMAT, BallotFile
from muster.exchange.elections.reading import Faults, shown

_DIGITS_OF_A_CODE: Final = 64
_HEX: Final = b"0123456789abcdef"
_MEND: Final = "Take the file as it was published."
_KINDS: Final[Mapping[type, str]] = {str: "text", int: "a whole number", list: "a list", dict: "a table"}
_LARGEST: Final = 10**9

Kind = TypeVar("Kind", str, int, list[Any], dict[str, Any])


class _Table:
    """A table of the file. path: where it stands, as messages show it."""

    def __init__(self, data: Mapping[str, Any], path: str, faults: Faults) -> None:
        self._data, self._path, self._faults = data, path, faults
        self._known: set[str] = set()

    def take(self, key: str, instead: Kind) -> Kind:
        """Give the value of a key; if it is of another kind than `instead`, that, and a fault is noted."""
        self._known.add(key)
        value = self._data.get(key)
        if type(value) is type(instead) and _is_in_range(value):
            return value
        self._faults.add(0, f"{self._path}{key} is not {_KINDS[type(instead)]}.", _MEND)
        return instead

    def take_if(self, key: str, instead: Kind) -> Kind | None:
        """Give the value of a key that may be missing or null."""
        self._known.add(key)
        return None if self._data.get(key) is None else self.take(key, instead)

    def no_more(self) -> None:
        """Note every key that nobody asked for: it may say something that would be passed over."""
        for key in sorted(set(self._data) - self._known):
            self._faults.add(0, f"{self._path}{shown(key)} is no key of this format.", _MEND)


def _is_in_range(value: object) -> bool:
    return not isinstance(value, int) or 0 <= value < _LARGEST


def read(text: str, origin: str) -> BallotFile:
    """Read a ballot file; BallotFaults names everything in it that cannot be."""
    faults = Faults(origin)
    top = _Table(_object(text, faults), "", faults)
    if top.take("format", "") != FORMAT:
        faults.add(0, f"The format is not {FORMAT}.", "Take a Muster that knows the format of this file.")
    top.take_if("about", "")
    election, title = top.take("election", ""), top.take("title", "")
    candidates = faults.names((0, name) for name in _texts(top.take("candidates", []), "candidates", faults))
    withdrawn = frozenset(_texts(top.take("withdrawn", []), "withdrawn", faults))
    if not withdrawn <= set(candidates):
        faults.add(0, "Somebody withdrew who is no candidate.", _MEND)
    voters, result = top.take_if("voters", 0), top.take("result", {})
    rule, blanks = _rule(_Table(top.take("rule", {}), "rule.", faults), faults)
    apart = top.take_if("receipts", [])
    ballots, codes = _ballots(top.take("ballots", []), len(candidates), faults, with_codes=apart is None)
    codes = codes if apart is None else tuple(_texts(apart, "receipts", faults))
    if len(codes) != len(ballots) or len(set(codes)) < len(codes) or not _are_codes(codes):
        faults.add(0, "There is not one receipt for each ballot, each another.", "Ask whoever published the file.")
    if voters is not None and voters < len(ballots):
        faults.add(0, f"There are {len(ballots)} ballots of {voters} voters.", "Ask whoever published the file.")
    top.no_more()
    faults.stop()
    return BallotFile(
        election, candidates, rule, ballots, codes, apart is not None, blanks, title, voters, withdrawn, result
    )


def _are_codes(codes: Sequence[str]) -> bool:
    digits = "".join(codes)
    return (
        set(map(len, codes)) <= {_DIGITS_OF_A_CODE} and digits.isascii() and not digits.encode().translate(None, _HEX)
    )


def _object(text: str, faults: Faults) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as fault:
        faults.add(fault.lineno, f"This is no JSON: {fault.msg}.", _MEND)
        raise faults.all() from None
    except (RecursionError, ValueError):
        faults.add(0, "The JSON is nested too deeply, or holds a number too long to read.", _MEND)
        raise faults.all() from None
    if not isinstance(data, dict):
        faults.add(0, "There is no table in the file.", _MEND)
        raise faults.all()
    return data


def _texts(values: Sequence[Any], path: str, faults: Faults) -> list[str]:
    if not all(type(value) is str for value in values):
        faults.add(0, f"Something in {path} is not text.", _MEND)
    return [value for value in values if type(value) is str]


def _rule(table: _Table, faults: Faults) -> tuple[Rule, Blanks]:
    blanks = table.take("blanks", "")
    if blanks not in {"no-opinion", "last"}:
        faults.add(0, f"rule.blanks is {shown(blanks)}.", 'Write "no-opinion" or "last".')
    parts: dict[str, Any] = {
        "method": table.take("method", ""),
        "seats": table.take("seats", 1),
        "seed": table.take_if("seed", ""),
        "cap": table.take_if("cap", 0),
        "employers": table.take("employers", {}),
        "held": table.take("held", {}),
    }
    table.no_more()
    _texts(list(parts["employers"].values()), "rule.employers", faults)
    if not all(type(seats) is int for seats in parts["held"].values()):
        faults.add(0, "Something in rule.held is not a whole number.", _MEND)
    try:
        return Rule(**parts), "last" if blanks == "last" else "no-opinion"
    except ElectionFault as fault:
        faults.add(0, f"rule.{fault.where}: {fault.what}", fault.mend)
        raise faults.all() from None


def _ballots(
    rows: Sequence[Any], candidates: int, faults: Faults, *, with_codes: bool
) -> tuple[tuple[Ranks, ...], tuple[str, ...]]:
    """Read the ballots all at once; where that fails, say which of them are wrong."""
    keys = {"ranks", "receipt"} if with_codes else {"ranks"}
    try:
        ballots = tuple([tuple(row["ranks"]) for row in rows])
        codes = tuple([row["receipt"] for row in rows]) if with_codes else ()
        sound = (
            set(map(len, rows)) <= {len(keys)}
            and set(map(len, ballots)) <= {candidates}
            and set(map(type, chain.from_iterable(ballots))) <= {int}
            and set(chain.from_iterable(ballots)) <= set(range(BLANK, candidates + 1))
            and set(map(type, codes)) <= {str}
        )
    except (KeyError, TypeError):
        ballots, codes, sound = (), (), False
    if sound:
        return ballots, codes
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or set(row) != keys or not _is_ballot(row, candidates):
            mend = f"A ballot has {' and '.join(sorted(keys))}: {candidates} numbers from 0 to {candidates}."
            faults.add(0, f"Ballot {number} is none.", mend)
    raise faults.all()


def _is_ballot(row: Mapping[str, Any], candidates: int) -> bool:
    ranks = row["ranks"]
    return (
        isinstance(ranks, list)
        and len(ranks) == candidates
        and all(type(rank) is int and BLANK <= rank <= candidates for rank in ranks)
        and type(row.get("receipt", "")) is str
    )
