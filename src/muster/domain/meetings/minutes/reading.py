"""Minutes as people type or paste them, read into items: Markdown, etherpad bullets, #commands, AGREED: and ACTION:.

Every line is looked at once and nothing is ever refused: a line that means nothing in particular is what was said.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from muster.domain.meetings.minutes.items import Attendee, Item, Kind, Notes
from muster.domain.meetings.minutes.people import People
from muster.domain.meetings.minutes.votes import votes_in

KEYWORDS: dict[str, Kind] = {
    **{word: Kind(word) for word in Kind},
    **dict.fromkeys(("note", "notes"), Kind.INFO),
    **dict.fromkeys(("agree", "agreement"), Kind.AGREED),
    **dict.fromkeys(("decided", "resolved", "resolution"), Kind.DECISION),
    "accept": Kind.ACCEPTED,
    "reject": Kind.REJECTED,
    **dict.fromkeys(("actions", "action item", "action items", "ai", "task", "to do"), Kind.ACTION),
    "halp": Kind.HELP,
}
"""Words that say what follows them: before a colon, in capitals, or as a #command."""

_PRESENT = frozenset({"present", "attendees", "attendance", "participants", "people present"})
_ABSENT = frozenset({"absent", "apologies", "regrets"})
_CHAIR = frozenset({"chair", "chairs", "chaired by"})
_HEAD = _PRESENT | _ABSENT | _CHAIR | {"date", "title"}
_COMMANDS = KEYWORDS.keys() | _CHAIR
_LABELS = KEYWORDS.keys() | _HEAD

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r"(={3,}|-{3,})[ \t]*")
_COMMAND = re.compile(r"#([A-Za-z]{2,12})(?:[ \t]+|$)")
_BULLET = re.compile(r"(?:[*+•-]|\d{1,3}[.)])[ \t]+")
_NUMBER = re.compile(r"^\d{1,4}\.[ \t]+")
_BOX = re.compile(r"\[([ xX])\][ \t]*")
_LABEL = re.compile(
    r"(?:\d{1,4}\.\d{1,4} )?[*_]{0,3}([A-Za-z][A-Za-z ]{0,14}?)[*_]{0,3}[ \t]?"  # 2.1 **ACTION**
    r"(?:[(\[]([^()\[\]]{1,60})[)\]])?[*_]{0,3}:[*_]{0,3}[ \t]*"  # (ada):
)
_CAPITALS = re.compile(r"([A-Z]{4,8}) +(?=\S)")
_DUE = re.compile(r"\b(?:by|until|due:?) (\d{4}-\d\d-\d\d)\b")
_LINK = re.compile(r"(?:https?|ftp|irc|ssh)://\S+")


@dataclass(slots=True)
class _Line:
    """A line, taken apart: how deep it stands, what marks it, and what it says without the marks."""

    number: int
    depth: int
    text: str
    level: int = 0
    bullet: bool = False
    done: bool | None = None
    label: str = ""
    note: str = ""
    more: list[str] = field(default_factory=list)


def notes_of(text: str, *, people: Iterable[str] = ()) -> Notes:
    """Read pasted or typed minutes. people: names that actions may belong to, besides those the minutes list."""
    lines = [_taken_apart(line) for line in _logical(text)]
    title, lines = _title(lines)
    found = _Found(title, list(people))
    topics = _bullets_are_topics(lines)
    for line in lines:
        found.take(line, topic=topics and line.bullet and line.depth == 0 and not line.label and line.done is None)
    return found.notes()


def items_of(text: str, *, people: Iterable[str] = ()) -> tuple[Item, ...]:
    """Give the items of typed minutes, each with its line; what is agreed, decided and promised is among them."""
    return notes_of(text, people=people).items


def _logical(text: str) -> Iterator[_Line]:
    """Yield lines with their depth. What follows further in and unmarked goes on; a line of dashes makes a heading."""
    before: _Line | None = None
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        stripped = raw.strip()
        depth = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip()) if stripped and raw[0].isspace() else 0
        if before and _UNDERLINE.fullmatch(stripped) and not before.level and not before.more:
            before.level = 1 if stripped[0] == "=" else 2
            continue
        if before and depth > before.depth and not before.level and not _is_marked(stripped):
            before.more.append(stripped)
            continue
        if before:
            yield before
        before = _Line(number, depth, stripped) if stripped else None
    if before:
        yield before


def _is_marked(text: str) -> bool:
    marks = _HEADING.match(text) or _COMMAND.match(text) or _BULLET.match(text) or _CAPITALS.match(text)
    return bool(marks or _LABEL.match(text) or _LINK.match(text))


def _taken_apart(line: _Line) -> _Line:
    text = " ".join([line.text, *line.more])
    if heading := _HEADING.fullmatch(text):
        line.level, text = len(heading[1]), _NUMBER.sub("", heading[2].rstrip("# \t")) or heading[2]
    elif not line.level:
        if bullet := _BULLET.match(text):
            line.bullet, text = True, text[bullet.end() :]
        if box := _BOX.match(text):
            line.done, text = box[1] != " ", text[box.end() :]
    command = _COMMAND.match(text)
    label = _LABEL.match(text)
    capitals = _CAPITALS.match(text)
    if command and command[1].lower() in _COMMANDS:
        line.label, text = command[1].lower(), text[command.end() :]
    elif label and label[1].lower() in _LABELS:
        line.label, line.note, text = label[1].lower(), label[2] or "", text[label.end() :]
    elif capitals and capitals[1].lower() in KEYWORDS:
        line.label, text = capitals[1].lower(), text[capitals.end() :]
    line.text = text.strip()
    return line


def _title(lines: list[_Line]) -> tuple[str, list[_Line]]:
    """The heading that names the meeting, if one does: the only one of the first level, with the topics below it.

    What stands below it then is headings, bullets that are topics, or who was there; otherwise it is a topic itself.
    """
    if lines and lines[0].level == 1 and not lines[0].label and sum(line.level == 1 for line in lines) == 1:
        rest = lines[1:]
        if any(line.level for line in rest) or _bullets_are_topics(rest) or (rest and rest[0].label in _HEAD):
            return lines[0].text, rest
    return "", lines


def _bullets_are_topics(lines: list[_Line]) -> bool:
    """Whether the outermost bullets are topics: where there are no headings, and something stands below one of them."""
    if any(line.level or KEYWORDS.get(line.label) is Kind.TOPIC for line in lines):
        return False
    plain = [line.bullet and line.depth == 0 and not line.label and line.done is None for line in lines]
    return any(topic and below.depth > 0 for topic, below in zip(plain, lines[1:], strict=False))


class _Found:
    """What was read so far."""

    def __init__(self, title: str, people: list[str]) -> None:
        self.title, self.people = title, people
        self.on: date | None = None
        self.items: list[Item] = []
        self.lists: dict[str, list[Attendee]] = {"present": [], "absent": []}
        self.chairs: list[str] = []
        self.list_below: list[Attendee] | None = None
        self.below_heading = False

    def take(self, line: _Line, *, topic: bool) -> None:
        if line.level or line.label:
            self.below_heading = bool(line.level)
            self.list_below = self._list_named(line.text if line.level else line.label)
            if self.list_below is not None:
                if not line.level and line.text:
                    # The names stand behind the word, so none are listed below it.
                    self.list_below += _attendees(line.text)
                    self.list_below = None
                return
        elif self.list_below is not None and (line.bullet or self.below_heading):
            self.list_below += _attendees(line.text)
            return
        else:
            self.list_below = None
        if line.label in _CHAIR:
            self.chairs += [one.name for one in _attendees(line.text)]
        elif line.label == "date":
            self.on = self.on or _day(line.text)
        elif line.label == "title":
            self.title = self.title or line.text
        elif item := _item(line, topic=topic):
            self.items.append(item)

    def _list_named(self, text: str) -> list[Attendee] | None:
        name = text.lower().rstrip(":")
        return self.lists["present"] if name in _PRESENT else self.lists["absent"] if name in _ABSENT else None

    def notes(self) -> Notes:
        present, absent = tuple(self.lists["present"]), tuple(self.lists["absent"])
        people = People([*self.people, *self.chairs, *(one.name for one in (*present, *absent))])
        return Notes(
            title=self.title,
            on=self.on,
            chairs=tuple(self.chairs),
            items=tuple(with_owners(item, people) for item in self.items),
            present=present,
            absent=absent,
        )


def with_owners(item: Item, people: People) -> Item:
    """Give an action with those whom it belongs to, unless it says so already; any other item as it is."""
    if item.kind is not Kind.ACTION or item.owners:
        return item
    return replace(item, owners=people.owners_of(item.text))


def _item(line: _Line, *, topic: bool) -> Item | None:
    kind = KEYWORDS.get(line.label)
    if kind is None:
        kind = Kind.TOPIC if line.level or topic else Kind.ACTION if line.done is not None else Kind.INFO
    if kind is Kind.INFO and not line.label and _LINK.match(line.text):
        kind = Kind.LINK
    if not any(map(str.isalnum, line.text)):
        # "Actions:" alone is a heading of what follows, not an action; a line of dashes says nothing.
        return None
    url = _LINK.search(line.text) if kind is Kind.LINK else None
    due = _DUE.search(line.text) if kind is Kind.ACTION else None
    return Item(
        kind=kind,
        text=line.text,
        line=line.number,
        owners=tuple(one.name for one in _attendees(line.note)) if kind is Kind.ACTION else (),
        due=_day(due[1]) if due else None,
        done=bool(line.done) and kind is Kind.ACTION,
        url=url[0].rstrip(".,)>") if url else "",
        votes=votes_in(line.text) if kind is Kind.VOTE else (),
    )


def _attendees(text: str) -> list[Attendee]:
    """People in a list of names, each perhaps with whom they came for in brackets: ``Ada Example (Alpha), bo``."""
    found = []
    for part in _split_names(text):
        name, _, of = part.partition("(")
        if name := name.strip().lstrip("@"):
            found.append(Attendee(name, of=of.rstrip(")").strip()))
    return found


def _split_names(text: str) -> list[str]:
    """Split at commas and *and*, but not within brackets."""
    parts, start, inside = [], 0, 0
    for found in re.finditer(r"[()]|[,;]|\band\b", text):
        mark = found[0]
        if mark in "()":
            inside = max(0, inside + (1 if mark == "(" else -1))
        elif not inside:
            parts.append(text[start : found.start()])
            start = found.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
