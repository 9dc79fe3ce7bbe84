"""MeetBot's HTML, turned into the text that MeetBot writes of the same meeting. In one pass, whatever the file."""

import html
import re
from collections.abc import Iterator
from typing import Final

_NAME = re.compile(r"(/?[A-Za-z][A-Za-z0-9]{0,9})")
_CLASS = re.compile(r"""\bclass=["']?(\w{1,20})""")
_UNSEEN: Final = frozenset({"style", "script", "title"})
_SECTION: Final = "-" * 15
_DEEPEST: Final = 4
"""Lists in lists, further than MeetBot goes."""


def is_log(text: str) -> bool:
    """Whether the HTML is a log: MeetBot marks the time of every line."""
    return '<span class="tm">' in text


def log_text(text: str) -> str:
    """Give the lines of a log, without marks."""
    return "".join(html.unescape(words) for tag, _, words in _pieces(text) if not tag)


def minutes_text(text: str) -> str:
    """Give minutes as the text that MeetBot writes beside the HTML: headings underlined, items behind asterisks."""
    lines: list[list[str]] = [[]]
    depth, details = 0, False
    for tag, attributes, words in _pieces(text):
        kind = (_CLASS.search(attributes) or ("", ""))[1] if attributes else ""
        if not tag:
            lines[-1].append(html.unescape(words))
        elif tag in {"h1", "h3", "br", "/li", "ol"}:
            lines.append([])
        elif tag in {"/h1", "/h3"}:
            lines += [[_SECTION], []]
        elif tag == "li":
            lines.append(["  " * min(depth - 1, _DEEPEST), "* "])
        elif tag == "a" and "href" in attributes and not details and len(lines[-1]) > 1:
            # The link of an item; MeetBot leaves out the word here that it writes in text.
            lines[-1].insert(2, "LINK: ")
        elif tag == "span":
            details = kind == "details"
        elif tag == "/span":
            details = False
        depth += {"ol": 1, "/ol": -1}.get(tag, 0)
    joined = ((parts[0] if parts and not parts[0].strip() else "", " ".join("".join(parts).split())) for parts in lines)
    return "\n".join(f"{indent}{words}" for indent, words in joined)


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield tags with their attributes, and the text between them; what browsers do not show is left out."""
    place, unseen = 0, ""
    while place < len(text):
        opening = text.find("<", place)
        if opening < 0:
            opening = len(text)
        if opening > place and not unseen:
            yield "", "", text[place:opening]
        closing = text.find(">", opening)
        if closing < 0:
            return
        inside = text[opening + 1 : closing]
        place = closing + 1
        found = _NAME.match(inside)
        tag = found[1].lower() if found else ""
        if unseen:
            unseen = "" if tag == f"/{unseen}" else unseen
        elif tag in _UNSEEN:
            unseen = tag
        elif found:
            yield tag, inside[found.end() :], ""
