"""Counting the ballots of a file, whoever made it: read it, settle by which rule, count, compare with what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from muster.domain.elections.ballots import Blanks, Poll
from muster.domain.elections.counting import count
from muster.domain.elections.result import Result, as_data
from muster.domain.elections.rule import METHODS, Method, Rule
from muster.domain.errors import ElectionFault, RequestFault
from muster.exchange.elections import ballot_file, employers, formats
from muster.exchange.elections.ballot_file_reading import read as read_ballot_file
from muster.exchange.elections.reading import text_of

LARGEST_FILE: Final = 512 * 2**20
"""A million ballots of fifty candidates come to a third of this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for; None where the file, or else what is usual, decides.

    form: the format of the ballots. employers: a file of candidates and their employers. held: seats that employers
    have already. blanks: what a blank on a ballot means.
    """

    form: str | None = None
    method: Method | None = None
    seats: int | None = None
    seed: str | None = None
    cap: int | None = None
    employers: Path | None = None
    held: Mapping[str, int] = field(default_factory=dict)
    blanks: Blanks | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A file, counted. agrees: whether the result in the file is this one.

    It is None where there is none to compare: the file has no result, or was counted by another rule than its own.
    """

    poll: Poll
    rule: Rule
    result: Result
    agrees: bool | None = None


def count_file(path: Path, asked: Asked) -> Counted:
    """Count the ballots of a file.

    BallotFaults: the file, or that of employers, cannot be read. ElectionFault: the rule cannot be, or does not fit.
    RequestFault: neither the file nor the person says by which method.
    """
    text = _text(path)
    named: dict[str, Any] = {"method": asked.method, "seats": asked.seats, "seed": asked.seed, "cap": asked.cap}
    changes = {key: value for key, value in named.items() if value is not None}
    if asked.employers is not None:
        changes["employers"] = employers.read(_text(asked.employers), str(asked.employers))
    if asked.held:
        changes["held"] = asked.held
    if asked.form in {None, ballot_file.NAME} and ballot_file.recognises(text):
        file = read_ballot_file(text, str(path))
        poll, rule = _blanks(file.poll(), asked), replace(file.rule, **changes)
        result = count(poll, rule)
        is_its_own = rule == file.rule and poll.blanks == file.blanks
        agrees = ballot_file.as_plain(as_data(result)) == file.result if is_its_own and file.result else None
        return Counted(poll, rule, result, agrees)
    poll = read_poll(path, asked, text=text)
    if asked.method is None:
        raise RequestFault(str(path), "The file does not say how to count it.", f"Give --method: {', '.join(METHODS)}.")
    if (asked.cap is None) != (asked.employers is None):
        raise RequestFault("--cap", "A cap needs employers, and employers a cap.", "Give both, or neither.")
    rule = Rule(**{"seats": poll.seats or 1, **changes})
    return Counted(poll, rule, count(poll, rule))


def read_poll(path: Path, asked: Asked, *, text: str | None = None) -> Poll:
    """Read the ballots of a file, in any format. Faults as for `count_file`."""
    text = _text(path) if text is None else text
    if asked.form in {None, ballot_file.NAME} and ballot_file.recognises(text):
        return _blanks(read_ballot_file(text, str(path)).poll(), asked)
    return _blanks(formats.read(text, str(path), asked.form), asked)


def _blanks(poll: Poll, asked: Asked) -> Poll:
    return poll if asked.blanks is None else replace(poll, blanks=asked.blanks)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            mend = f"Count at most {LARGEST_FILE // 2**20} MiB at once."
            raise ElectionFault(str(path), "The file is too large.", mend)
        return text_of(path.read_bytes(), str(path))
    except OSError as fault:
        raise ElectionFault(
            str(path), f"The file cannot be read: {fault.strerror}.", "Name a file of ballots."
        ) from None
