"""Text that may stand on one line of a letter's head: what people wrote, without what would begin another line."""

import unicodedata

FULL = 200


def one_line(text: str, *, at_most: int = FULL) -> str:
    """Give the text on one line: every run of white space and control characters is one space. "…" where it was cut.

    at_most: characters, the "…" among them. What is left cannot end a header (RFC 5322, section 2.2), nor turn the
    direction of what follows it.
    """
    shown = "".join(" " if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else one for one in text)
    line = " ".join(shown.split())
    return line if len(line) <= at_most else f"{line[: at_most - 1].rstrip()}…"
