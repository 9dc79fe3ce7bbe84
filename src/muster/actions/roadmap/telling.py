"""What the record says of an item or a use case, entry by entry, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muster.domain.record.chain import Said
from muster.records import log
from muster.records.models import Group, Person
from muster.records.queries.decisions import people_called, seat_names

COMMENT: Final = "use-case.commented"
_LONG: Final = frozenset({"need", "why", "title", "who"})
"""Of these a change is named and not quoted: the record has them whole."""
_FIELDS: Final = {
    "focus_area": "the focus area",
    "use_cases": "the use cases",
    "depends_on": "what it waits for",
    "who": "who needs it",
    "why": "why it matters",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, told. number: the entry's. person: None for Muster. quote: what was written, in its author's words."""

    number: int
    at: datetime
    person: Person | None
    seat: str
    kind: str
    words: str
    quote: str = ""


def history(group: Group, subject: str) -> list[Told]:
    """Tell every entry about an item or a use case, the first one first. Three queries."""
    said = log.entries(group, subject=subject)
    people = people_called(group, {one.by for one in said})
    seats = seat_names(group, {one.on_behalf for one in said if one.on_behalf})
    return [_told(one, people, seats) for one in said]


def _told(one: Said, people: Mapping[str, Person], seats: Mapping[str, str]) -> Told:
    tell = _WORDS.get(one.kind)
    words, quote = tell(one.data) if tell else (one.kind.replace(".", ": ").replace("-", " "), "")
    seat = seats.get(one.on_behalf, one.on_behalf.removeprefix("seat/"))
    return Told(one.number, one.at, people.get(one.by), seat, one.kind, words, quote)


def _changed(data: Mapping[str, Any]) -> tuple[str, str]:
    said = [_change(name, change["from"], change["to"]) for name, change in data["changes"].items()]
    return f"changed {'; '.join(said)}", ""


def _change(name: str, before: object, after: object) -> str:
    called = _FIELDS.get(name, f"the {name}")
    if name in _LONG:
        return called
    if isinstance(before, list) and isinstance(after, list):
        come, gone = ([str(one) for one in new if one not in old] for new, old in ((after, before), (before, after)))
        parts = [*(f"added {one}" for one in come), *(f"took out {one}" for one in gone)]
        return f"{called} ({', '.join(parts)})" if parts else f"{called} (another order)"
    return f"{called} from {before or 'none'} to {after or 'none'}"


def _agreed(data: Mapping[str, Any]) -> tuple[str, str]:
    decided = f", as {data['decided_by'].replace('/', ' ')} decided" if data["decided_by"] else ""
    return f"put it on the roadmap{decided}", data["reason"]


def _member(data: Mapping[str, Any]) -> str:
    return str(data["organisation"]).removeprefix("organisation/")


_ANSWERS: Final = {
    "accepted": "accepted it for the group",
    "served": "said that it is served",
    "declined": "declined it for the group",
    "open": "opened it again",
}
_Words = Callable[[Mapping[str, Any]], tuple[str, str]]

_WORDS: Final[Mapping[str, _Words]] = {
    "item.proposed": lambda _: ("proposed it", ""),
    "item.changed": _changed,
    "item.agreed": _agreed,
    "item.delivered": lambda data: ("said that it is delivered", data["outcome"]),
    "item.dropped": lambda data: ("dropped it", data["reason"]),
    "item.taken-up": lambda data: ("took it up again", data["reason"]),
    "change.confirmed": lambda data: (f"said that the change {data['change']} belongs to it", data["reason"]),
    "change.refused": lambda data: (f"said that the change {data['change']} does not belong to it", data["reason"]),
    "change.unsaid": lambda data: (f"took back what was said of the change {data['change']}", ""),
    "use-case.opened": lambda _: ("opened it", ""),
    "use-case.changed": _changed,
    COMMENT: lambda data: ("commented", data["text"]),
    "use-case.supported": lambda data: (f"said that {_member(data)} needs it", data["reason"]),
    "use-case.support-withdrawn": lambda data: (f"said that {_member(data)} needs it no longer", ""),
    "use-case.answered": lambda data: (_ANSWERS[data["state"]], data["reason"]),
}
