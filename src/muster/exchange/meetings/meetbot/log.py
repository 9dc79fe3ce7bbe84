"""The log of a meeting in a channel, as MeetBot keeps it: who said what, with MeetBot's #commands in between.

What a command does, and who may give it, is as in MeetBot 0.1.4 (openstack-infra/meetbot, ircmeeting/meeting.py).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from muster.domain.meetings.minutes.items import Attendee, Item, Kind, Notes
from muster.domain.meetings.minutes.people import People
from muster.domain.meetings.minutes.reading import with_owners

BOTS: Final = frozenset({"meetbot", "opendevmeet", "openstack", "zodbot", "collabot"})
"""Robots that are known to keep minutes; they talk in every meeting and are never there. Matrix adds their server."""

_SAID = re.compile(
    r"\s*\[?(?:(?P<day>\d{4}-\d\d-\d\d)[T ])?(?P<time>\d{1,2}:\d\d(?::\d\d)?)[^\]\s<*]{0,6}\]?\s{0,9}"
    r"(?:<\s?[@+%&~]?(?P<nick>[^>\s]{1,64})>|\*\s(?P<doer>[^\s<]{1,64}))\s?(?P<text>.*)"
)
_BEFORE_TEXT: Final = (
    r"[ \t]{0,40}(?:(?P<time>\d{1,2}:\d\d(?::\d\d)?)[ \t]{1,9}(?P<nick>[^\s<>:]{1,64}):"
    r"|<[ ]?[@+%&~]?(?P<other>[^>\s]{1,64})>)[ \t]{1,9}"
)
_PASTED = re.compile(rf"{_BEFORE_TEXT}(?P<text>.*)")
"""A line as people paste it: without its time, or the nick without its brackets."""
_START = re.compile(
    r"^[ \t]{0,40}\[?\d[\dTZ:. -]{3,30}\]?[ \t]{0,9}<[ ]?[^>\s]{1,64}>[ \t]{1,9}#startmeeting\b",
    re.IGNORECASE | re.MULTILINE,
)
_PASTED_START = re.compile(rf"^{_BEFORE_TEXT}#startmeeting\b", re.IGNORECASE | re.MULTILINE)
_COMMAND = re.compile(r"#(\w{1,20})[ \t]*(.*)")
_URL = re.compile(r"(?:https?|irc|ftp|ssh)://\S+|mailto:\S+")
_URL_FIRST = ("http://", "https://", "irc://", "ftp://", "mailto://", "ssh://")
_STARTED = re.compile(r"Meeting started \w{3} (\w{3}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})")
_DUE = re.compile(r"due to finish in (\d{1,4}) minutes")
_CHOICES = re.compile(r"[^\w+-]+")
_SPACES = re.compile(r"[, ]+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTES_LONG = 60


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    day: date | None
    at: time | None
    nick: str
    text: str
    done: bool
    """Whether it says what somebody does (/me), not what they say."""


def is_robot(nick: str) -> bool:
    """Whether a nick is that of a robot that keeps minutes: `zodbot`, or `@zodbot:meetings.example`."""
    return nick.lower().removeprefix("@").partition(":")[0] in BOTS


def is_log_line(text: str) -> bool:
    """Whether a line looks like one of a channel's log."""
    return _SAID.match(text) is not None


def is_log(text: str) -> bool:
    """Whether somebody begins a meeting in a text, whatever else is in it."""
    return _START.search(text) is not None or _PASTED_START.search(text) is not None


def read_log(text: str, *, on: date | None = None) -> Notes:
    """Read the first meeting of a log, from #startmeeting to #endmeeting; without those, the whole log.

    on: the day of the meeting, if the log does not say it.
    """
    lines = list(_lines(text))
    begin = next((place for place, line in enumerate(lines) if line.text.lower().startswith("#startmeeting")), None)
    meeting = _Meeting(owner=None if begin is None else lines[begin].nick, on=on)
    for line in lines[begin or 0 :]:
        meeting.hear(line)
        if meeting.is_over:
            break
    return meeting.notes()


def _lines(text: str) -> Iterator[_Line]:
    # Only a #startmeeting tells them from other text in brackets.
    pasted = _PASTED_START.search(text) is not None
    for number, raw in enumerate(text.split("\n"), start=1):
        found = (_SAID.match(raw) or _PASTED.match(raw)) if pasted else _SAID.match(raw)
        if found is None:
            continue
        parts = {"day": None, "other": None, "doer": None, **found.groupdict()}
        try:
            at = _time(parts["time"]) if parts["time"] else None
            day = date.fromisoformat(parts["day"]) if parts["day"] else None
        except ValueError:
            continue
        nick = parts["nick"] or parts["other"]
        yield _Line(number, day, at, nick or found["doer"], found["text"].strip(), nick is None)


def _time(text: str) -> time:
    return datetime.strptime(text, "%H:%M:%S" if text.count(":") > 1 else "%H:%M").time()  # noqa: DTZ007 - a time alone


class _Meeting:
    """What MeetBot knows of a meeting while it listens."""

    def __init__(self, *, owner: str | None, on: date | None) -> None:
        self.owner, self.on = owner, on
        self.chairs: dict[str, bool] = {owner: True} if owner else {}
        self.title = ""
        self.items: list[Item] = []
        self.said: dict[str, int] = {}
        self.bots: set[str] = set()
        self.started: time | None = None
        self.ended: time | None = None
        self.last: time | None = None
        self.minutes_long = _MINUTES_LONG
        self.is_over = False
        self.question: str | None = None
        self.choices: dict[str, str] = {}
        self.votes: dict[str, str] = {}

    def hear(self, line: _Line) -> None:
        """Take in one line."""
        self.started, self.last = self.started or line.at, line.at or self.last
        self.on = self.on or line.day
        self.said[line.nick] = self.said.get(line.nick, 0) + 1
        command = None if line.done else _COMMAND.match(line.text)
        if command is not None:
            name = command[1].lower()
            if name in _FOR_CHAIRS and not self.is_chair(line.nick):
                late = name == "endmeeting" and self.runs_over(line.at)
                name = name if late else ""
            if deed := _DEEDS.get(name):
                deed(self, line, command[2].strip())
        elif not line.done and line.text.startswith(_URL_FIRST):
            self.add(Kind.LINK, line, line.text)
        elif (begun := _STARTED.match(line.text)) and begun[1] in _MONTHS:
            self.hear_bot(line, begun)

    def hear_bot(self, line: _Line, begun: re.Match[str]) -> None:
        """Learn the day from what the bot says as it begins, and how long the meeting is to be."""
        self.bots.add(line.nick)
        try:
            self.on = self.on or date(int(begun[4]), _MONTHS.index(begun[1]) + 1, int(begun[2]))
            self.started = self.started or _time(begun[3])
        except ValueError:
            return
        if due := _DUE.search(line.text):
            self.minutes_long = int(due[1])

    def is_chair(self, nick: str) -> bool:
        """Whether a nick may do what chairs do; in a log without #startmeeting everyone may."""
        return self.owner is None or nick == self.owner or nick in self.chairs

    def runs_over(self, at: time | None) -> bool:
        """Whether the meeting should have ended by a time; then anyone may end it."""
        if at is None:
            return False
        begun = datetime.combine(date.min, self.started or at)
        now = datetime.combine(date.min, at)
        if now < begun:
            now += timedelta(days=1)
        return now - begun > timedelta(minutes=self.minutes_long)

    def add(self, kind: Kind, line: _Line, text: str, votes: tuple[tuple[str, int], ...] = ()) -> None:
        """Put an item into the minutes."""
        url = _URL.search(text) if kind is Kind.LINK else None
        self.items.append(
            Item(
                kind=kind,
                text=text,
                line=line.number,
                by=line.nick,
                at=line.at,
                url=url[0].rstrip(".)") if url else text.partition(" ")[0] if kind is Kind.LINK else "",
                votes=votes,
            )
        )

    def notes(self) -> Notes:
        """Give what there is to say of the meeting."""
        here = {nick: count for nick, count in self.said.items() if nick not in self.bots and not is_robot(nick)}
        people = People(here)
        present = sorted(here.items(), key=lambda one: -one[1])
        return Notes(
            title=self.title,
            on=self.on,
            started=self.started,
            ended=self.ended or self.last,
            chairs=tuple(self.chairs),
            items=tuple(with_owners(item, people) for item in self.items),
            present=tuple(Attendee(nick, count) for nick, count in present),
        )

    def start(self, _: _Line, text: str) -> None:
        """#startmeeting."""
        self.title = self.title or text

    def rename(self, _: _Line, text: str) -> None:
        """#meetingtopic."""
        self.title = "" if text.lower() in {"", "none", "unset"} else text

    def end(self, line: _Line, _: str) -> None:
        """#endmeeting."""
        self.ended, self.is_over = line.at, True

    def undo(self, _: _Line, __: str) -> None:
        """#undo takes the last item away, whatever it is."""
        if self.items:
            self.items.pop()

    def call(self, _: _Line, text: str) -> None:
        """#chair makes chairs, and lets them be known."""
        for nick in filter(None, _SPACES.split(text)):
            self.chairs[nick] = True
            self.said.setdefault(nick, 0)

    def uncall(self, _: _Line, text: str) -> None:
        """#unchair; whoever began the meeting stays chair."""
        for nick in text.split():
            if nick != self.owner:
                self.chairs.pop(nick, None)

    def know(self, _: _Line, text: str) -> None:
        """#nick lets somebody be known who has not spoken."""
        for nick in filter(None, _SPACES.split(text)):
            self.said.setdefault(nick, 0)

    def ask(self, _: _Line, text: str) -> None:
        """#startvote question? choices."""
        question, mark, choices = text.rpartition("?")
        if self.question is None and mark:
            self.question = question
            named = [choice for choice in _CHOICES.split(choices) if choice] or ["Yes", "No"]
            self.choices = {choice.lower(): choice for choice in named}
            self.votes = {}

    def vote(self, line: _Line, text: str) -> None:
        """#vote; of several by one nick the last counts."""
        if self.question is not None and text.lower() in self.choices:
            self.votes[line.nick] = text.lower()

    def count(self, line: _Line, _: str) -> None:
        """#endvote puts the result into the minutes."""
        if self.question is None:
            return
        cast = Counter(self.votes.values())
        votes = tuple((name, cast[key]) for key, name in self.choices.items() if cast[key])
        results = "".join(f", {name}: {number}" for name, number in votes)
        self.add(Kind.VOTE, line, f'Voted on "{self.question}?" Results are{results}', votes)
        self.question = None


def _item(kind: Kind) -> Callable[[_Meeting, _Line, str], None]:
    return lambda meeting, line, text: meeting.add(kind, line, text)


_DEEDS: Final[dict[str, Callable[[_Meeting, _Line, str], None]]] = {
    "startmeeting": _Meeting.start,
    "endmeeting": _Meeting.end,
    "meetingtopic": _Meeting.rename,
    "undo": _Meeting.undo,
    "chair": _Meeting.call,
    "unchair": _Meeting.uncall,
    "nick": _Meeting.know,
    "startvote": _Meeting.ask,
    "vote": _Meeting.vote,
    "endvote": _Meeting.count,
    "agree": _item(Kind.AGREED),
    "accept": _item(Kind.ACCEPTED),
    "reject": _item(Kind.REJECTED),
    "halp": _item(Kind.HELP),
    **{kind.value: _item(kind) for kind in Kind if kind not in {Kind.VOTE, Kind.DECISION}},
}
_FOR_CHAIRS: Final = frozenset(
    {"endmeeting", "meetingtopic", "topic", "agreed", "agree", "accepted", "accept", "rejected", "reject"}
    | {"chair", "unchair", "undo", "startvote", "endvote"}
)
