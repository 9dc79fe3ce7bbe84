"""Text from outside, made safe to show: nothing in it can move the cursor, turn the line round or hide.

Terminals obey control characters and reorder what bidirectional marks tell them to, so a name in a file could make a
message say something else than it does (CVE-2021-42574). Whatever came from a file passes through here on its way to a
terminal.
"""

import unicodedata

# Cc control, Cf format (bidirectional marks, zero-width joiners), Cs surrogates, Co private use, Cn unassigned,
# Zl and Zp line and paragraph separators: none of them shows as a character of its own.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_hidden(character: str) -> bool:
    """Whether the character does something other than show itself."""
    return unicodedata.category(character) in _HIDDEN


def printable(text: str) -> str:
    r"""The text with every hidden character written as its escape: ``\n``, ``\u202e``."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(character) if is_hidden(character) else character for character in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
