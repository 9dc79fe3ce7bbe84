"""Text that came from outside, made fit to publish."""

import re

from muster.domain.printable import printable

ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']{1,64}@[^\s<>()\[\],;:\"']{1,255}")
HIDDEN_ADDRESS = "(address hidden)"


def neutral(text: str) -> str:
    """Give `text` with hidden characters as escapes, and without addresses: none is ever published (DESIGN 4.10)."""
    shown = printable(text)
    return ADDRESS.sub(HIDDEN_ADDRESS, shown) if "@" in shown else shown
