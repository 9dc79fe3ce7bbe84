"""A page taken apart, so that a test can ask what stands in it."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from muster.publication.standing import render
from tests.publication.extremes import BUILT

VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})


@dataclass
class Element:
    """One element: its attributes, what it stands in, and all text inside it."""

    tag: str
    attributes: dict[str, str]
    inside: "Element | None" = None
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def words(self) -> str:
        """Give the text, with spaces as one reads them."""
        return " ".join(self.text.split())


class Page(HTMLParser):
    """All elements of a page in order; fails on one that is closed out of turn."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None)
        assert len(element.attributes) == len(attrs), f"an attribute of <{tag}> stands twice"
        if element.inside:
            element.inside.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().tag == tag, f"</{tag}> is out of turn"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Give the elements with one of these tags."""
        return [element for element in self.elements if element.tag in tags]

    def by_id(self, ident: str) -> Element:
        """Give the one element with this id."""
        (found,) = [element for element in self.elements if element.attributes.get("id") == ident]
        return found

    def section(self, ident: str) -> Element:
        """Give the section that the heading with this id begins."""
        section = self.by_id(ident).inside
        assert section is not None
        return section


def rows(table: Element) -> list[list[str]]:
    """Give a table's rows as the texts of their cells."""
    found: list[list[str]] = []
    for part in table.children:
        found += [[cell.words() for cell in row.children] for row in part.children if row.tag == "tr"]
    return found


def lines_with_address(text: str) -> list[str]:
    """Give whatever in `text` looks like an e-mail address."""
    return re.findall(r"\S+\s?[@\uff20]\s?\S+\.\S+", text)


@cache
def source_of(name: str) -> str:
    """Give the report on one of the standings that were built for tests."""
    return render(BUILT[name](), charter="lcoo")


@cache
def page_of(name: str) -> Page:
    """Give the same, taken apart."""
    return Page(source_of(name))
