r"""The receipt that a voter alone holds, and the code of it that is kept and published.

A receipt is 128 random bits, written so that they can be typed, and words of the voter's own if they like. Its code is
the SHA-256 of the election and the receipt: `printf 'muster receipt\nELECTION\nRECEIPT' | sha256sum`. The code leads to
the ballot, and only the receipt leads to the code; nothing leads from a voter to either.

The voter's own words are what makes one receipt for two voters show: a server that hands the same receipt to two who
vote alike, to put a ballot of its own in the place of the second, would have to know beforehand which words both will
choose. Since the election is part of what is hashed, a receipt means nothing in another election.
"""

import hashlib
import unicodedata
from typing import Final

from muster.domain.printable import is_hidden
from muster.domain.refusal import Refusal

RANDOM_BYTES: Final = 16
"""How many random bytes a receipt is made of; whoever makes one hands them in."""

LONGEST_WORDS: Final = 60

_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_LIKE_OTHERS: Final = str.maketrans("ILO", "110")
_BITS: Final = 5
_ALL_BITS: Final = 2**_BITS - 1
_DIGITS_IN_ALL: Final = -(-RANDOM_BYTES * 8 // _BITS)
_IN_A_GROUP: Final = 4


def receipt(random: bytes, own_words: str = "") -> str:
    """Make a receipt: `4GQ7-91BX-…-2M`, and behind a space the voter's own words. ValueError: not 16 bytes."""
    if len(random) != RANDOM_BYTES:
        message = f"a receipt is made of {RANDOM_BYTES} random bytes"
        raise ValueError(message)
    number = int.from_bytes(random, "big")
    digits = "".join(_DIGITS[number >> _BITS * place & _ALL_BITS] for place in reversed(range(_DIGITS_IN_ALL)))
    return _written(digits, _plain(own_words))


def words_refused(own_words: str) -> Refusal | None:
    """Say why these cannot be a voter's own words; None if they can."""
    if len(own_words) > LONGEST_WORDS or any(map(is_hidden, own_words)):
        what = f"Your own words are longer than {LONGEST_WORDS} characters, or have hidden characters in them."
        return Refusal(what, "Choose a few words that you can type again, or none.")
    return None


def as_made(typed: str) -> str:
    """Give a receipt as it was made from one that a person typed: other capitals, no hyphens, an O for a 0."""
    plain = _plain(typed)
    digits, end = "", 0
    while len(digits) < _DIGITS_IN_ALL and end < len(plain):
        digits += plain[end].strip(" \t-").upper().translate(_LIKE_OTHERS)
        end += 1
    return _written(digits, plain[end:])


def code_of(made: str, election: str) -> str:
    """Give the code of a receipt: 64 hexadecimal digits. election: as the public ballot file names it."""
    return hashlib.sha256(f"muster receipt\n{election}\n{made}".encode()).hexdigest()


def _written(digits: str, words: str) -> str:
    groups = [digits[place : place + _IN_A_GROUP] for place in range(0, len(digits), _IN_A_GROUP)]
    return " ".join(["-".join(groups), *words.split()])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
