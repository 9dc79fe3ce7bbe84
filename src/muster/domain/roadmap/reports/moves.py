"""What moved on the roadmap in a month, told from the log's entries: a sentence each, or none."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

from muster.domain.contribution.words import counted, listed, number
from muster.domain.record.chain import Said
from muster.domain.roadmap.editions.words import named
from muster.domain.roadmap.reports.report import Happened

Names: TypeAlias = Mapping[str, str]
"""What things are called, by what the log calls them: `item/t1`, `organisation/aurora`."""

ABOUT: Final = ("item/", "use-case/", "edition/", "round/", "pledges/", "plan/", "calendar")
"""What the log calls the things whose entries are told of, by how that begins."""

_NAMED: Final = ("item/", "edition/", "pledges/")
"""Things that the sentence names already."""


def moved(said: Said, names: Names) -> Happened | None:
    """Tell of an entry; None: it is no movement, such as a comment."""
    tell = _TOLD.get(said.kind)
    if tell is None:
        return None
    about = "" if said.subject.startswith(_NAMED) else said.subject
    return Happened(said.at.date(), tell(said, names), about)


def _item(handle: str, names: Names) -> str:
    slug = handle.removeprefix("item/")
    return named(slug, {slug: names[handle]} if handle in names else {})


def _was(what: str, reason: str = "") -> Callable[[Said, Names], str]:
    """Tell of an item, with the reason that stands under a key."""

    def tell(said: Said, names: Names) -> str:
        why = " ".join(str(said.data.get(reason) or "").split()).rstrip(".")
        return f"{_item(said.subject, names)} {what}{f': {why}' if why else ''}."

    return tell


def _changed(said: Said, names: Names) -> str:
    fields = [str(field).replace("_", " ") for field in sorted(said.data.get("changes") or {})]
    return f"{_item(said.subject, names)} was changed{f' in its {listed(fields)}' if fields else ''}."


def _needed(said: Said, _: Names) -> str:
    return f"Somebody said what they need: “{said.data['title']}”."


def _published(said: Said, _: Names) -> str:
    return f"Edition {said.data['number']}, of {said.data['quarter']}, was published."


def _opened(said: Said, _: Names) -> str:
    return f"A round of priorities opened, with {counted(len(said.data['items']), 'item')} to choose among."


def _closed(said: Said, names: Names) -> str:
    chosen = listed([_item(f"item/{slug}", names) for slug in said.data["selected"]])
    return f"A round of priorities closed and chose {chosen or 'nothing'}."


def _called_off(said: Said, _: Names) -> str:
    return f"A round of priorities was called off: {str(said.data['reason']).rstrip('.')}."


def _planned(said: Said, _: Names) -> str:
    return f"A plan was made for {said.data['cycle']}."


def _promised(said: Said, names: Names) -> str:
    member = names.get(f"organisation/{said.subject.removeprefix('pledges/')}", said.subject.removeprefix("pledges/"))
    item, cycle = _item(str(said.data["item"]), names), said.data["cycle"]
    before = str(said.data.get("before") or "")
    was = f" (before: {_fte(before)})" if before and Fraction(before.replace(",", "")) else ""
    if said.kind == "pledge.taken-back":
        return f"{member} took back what it promised to {item} for {cycle}{was}."
    return f"{member} promised {_fte(str(said.data['fte']))} to {item} for {cycle}{was}."


def _fte(text: str) -> str:
    return f"{number(Fraction(text.replace(',', '')))} FTE"


_TOLD: Final[Mapping[str, Callable[[Said, Names], str]]] = MappingProxyType(
    {
        "item.proposed": _was("was proposed"),
        "item.changed": _changed,
        "item.agreed": _was("was agreed", "reason"),
        "item.delivered": _was("was delivered", "outcome"),
        "item.dropped": _was("was dropped", "reason"),
        "item.taken-up": _was("was taken up again", "reason"),
        "use-case.opened": _needed,
        "edition.published": _published,
        "round.opened": _opened,
        "round.closed": _closed,
        "round.called off": _called_off,
        "plan.made": _planned,
        "pledge.given": _promised,
        "pledge.taken-back": _promised,
    }
)
