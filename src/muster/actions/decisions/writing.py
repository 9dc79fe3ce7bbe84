"""What people write about a proposal: its title and text, reasons, answers, comments; what may be in them."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from muster.domain.errors import AgainstTheRules

TITLE_AT_MOST: Final = 200
TEXT_AT_MOST: Final = 100_000
WORDS_AT_MOST: Final = 10_000
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the text around it, so that it reads otherwise than it is written (CVE-2021-42574)."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is to be done once a proposal is adopted. kind: one of CONSEQUENCES; of: to what, as the log calls it."""

    kind: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A proposal, or a new version of one, as it is handed in."""

    title: str
    text: str
    consequence: Consequence = Consequence()


def line(where: str, text: str) -> str:
    """Give a title as it is kept. AgainstTheRules: it is empty or too long."""
    return _neither_empty_nor_long(where, one_line(where, text), TITLE_AT_MOST)


def one_line(where: str, text: str) -> str:
    """Give what somebody wrote on one line, empty or not."""
    return " ".join(_clean(where, text).split())


def prose(where: str, text: str, *, at_most: int = WORDS_AT_MOST, needed: bool = True) -> str:
    """Give what somebody wrote as it is kept: lines end alike, nothing in it hides. AgainstTheRules: as `line`."""
    said = _clean(where, text).strip()
    return _neither_empty_nor_long(where, said, at_most) if said or needed else ""


def _neither_empty_nor_long(where: str, said: str, at_most: int) -> str:
    if not said:
        raise AgainstTheRules(where, "There is nothing written there.", "Write something.")
    if len(said) > at_most:
        what = f"This is {len(said):,} characters long, and {at_most:,} is the most."
        raise AgainstTheRules(where, what, "Write less, and name a page where the rest can be read.")
    return said


def _clean(where: str, text: str) -> str:
    said = text.replace("\r\n", "\n").replace("\r", "\n")
    # Neither database nor log takes half a surrogate pair, and PostgreSQL no NUL.
    if any(one in _TURNING or (unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\t") for one in said):
        what = "There are control characters in it, or some that turn the direction of the text."
        raise AgainstTheRules(where, what, "Type it again, or paste it as plain text.")
    return said
