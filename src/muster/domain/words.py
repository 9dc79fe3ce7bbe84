"""Text that came from outside, made fit to publish."""

import re

from muster.domain.printable import printable

HIDDEN_ADDRESS = "(address hidden)"
_AT = re.compile("[@\N{FULLWIDTH COMMERCIAL AT}\N{SMALL COMMERCIAL AT}]")
_SPACES = re.compile(r"(\s+)")
_LIKE_A_HOST = re.compile(r"[.\[]")


def neutral(text: str) -> str:
    """Give `text` with hidden characters as escapes, and without addresses: none is ever published (DESIGN 4.10).

    A word with an at sign inside is taken for an address, whatever else it may be; so are words around an at sign that
    stands apart, if what follows looks like a host. A decorator (@staticmethod) is neither.
    """
    shown = printable(text)
    return _without_addresses(shown) if _AT.search(shown) else shown


def _without_addresses(text: str) -> str:
    # Words stand at even places, the spaces between them at odd ones. A regular expression for all of this would have
    # to look ahead from every place in the text, and take minutes for a name of a megabyte.
    parts = _SPACES.split(text)
    for place in range(0, len(parts), 2):
        word = parts[place]
        if _AT.search(word, 1, len(word) - 1):
            parts[place] = HIDDEN_ADDRESS
            continue
        if not (at := _AT.search(word)):
            continue
        before, after = word[: at.start()], word[at.end() :]
        first = place if before else place - 2
        last = place if after else place + 2
        if first >= 0 and last < len(parts) and _LIKE_A_HOST.search(after or parts[last]):
            parts[first : last + 1] = [HIDDEN_ADDRESS, *[""] * (last - first)]
    return "".join(parts)
