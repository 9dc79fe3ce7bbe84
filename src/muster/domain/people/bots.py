"""What is not a person: addresses and names that the charter's patterns match."""

import re
from collections.abc import Sequence

from muster.domain.people.affiliation import BOT, Affiliation, Voice

CHARTER = "charter: bots"


class BotPatterns:
    """The charter's patterns, compiled once.

    * stands for any text and ? for any character. Everything else is itself, brackets too: "*[bot]" means the names
    that end so, not a character out of b, o and t.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._each = [re.compile(_as_regex(pattern), re.IGNORECASE | re.DOTALL) for pattern in patterns]
        self._any = re.compile("|".join(map(_as_regex, patterns)) or r"(?!)", re.IGNORECASE | re.DOTALL)

    def number_of(self, address: str, names: Sequence[str]) -> int | None:
        """Which pattern, counted from 1, is the first to match the address or one of the names; None if none does."""
        texts = [text for text in (address, *names) if self._any.fullmatch(text)]
        if not texts:
            return None
        return next(n for n, pattern in enumerate(self._each, 1) for text in texts if pattern.fullmatch(text))

    @staticmethod
    def voices(number: int | None) -> list[Voice]:
        """What a match says, for all time."""
        if number is None:
            return []
        rule = f"The address or its name matches bot pattern {number} of the charter."
        return [Voice("bot", (Affiliation(BOT, None, None, CHARTER, rule),))]


def _as_regex(pattern: str) -> str:
    return "(?:" + "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern.strip()) + ")"
