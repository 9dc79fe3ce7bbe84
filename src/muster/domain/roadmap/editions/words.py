"""What changed between two editions, in words: sentences in sections, each with its reason."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from pydantic import JsonValue

from muster.domain.contribution.words import counted, listed, number, rounded
from muster.domain.roadmap.editions.changes import AT_WORK, LIFE
from muster.domain.roadmap.editions.edition import Change, Edition, Three
from muster.domain.roadmap.items import ItemState

NEW, AGREED, DELIVERED, DROPPED, GONE = "New on the roadmap", "Agreed", "Delivered", "Dropped", "No longer listed"
PRIORITIES, PLEDGES, ALIVE, STILL, HANDS = "Priorities", "Pledges", "Came alive", "Fell still", "Who is at work"
OTHERWISE: Final = "Changed otherwise"

SECTIONS: Final = (
    NEW,
    AGREED,
    DELIVERED,
    DROPPED,
    GONE,
    PRIORITIES,
    PLEDGES,
    ALIVE,
    STILL,
    HANDS,
    OTHERWISE,
)
"""What kinds of change there are, in the order in which a reader is told of them."""

_OF_STATE: Final[Mapping[str, str]] = MappingProxyType(
    {ItemState.AGREED: AGREED, ItemState.DELIVERED: DELIVERED, ItemState.DROPPED: DROPPED}
)
_LIVELY: Final = "active"


@dataclass(frozen=True, slots=True)
class Line:
    """One change. because: what the record has about it, such as `proposal/3`."""

    sentence: str
    why: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one kind; there is at least one."""

    title: str
    lines: tuple[Line, ...]


def told(changes: Iterable[Change], edition: Edition) -> tuple[Section, ...]:
    """Tell changes in sections. edition: the later one, which knows what items and members are called."""
    titles = {one.slug: one.title for one in edition.items}
    titles |= {f"organisation/{one.organisation.slug}": one.organisation.name for one in edition.pledges}
    found: dict[str, list[Line]] = {title: [] for title in SECTIONS}
    made = list(changes)
    decided = {one.about for one in made if one.field == "state"}
    for one in made:
        if is_said_already(one, decided):
            continue
        title, sentence = _TOLD[one.about.partition("/")[0]](one, titles)
        found[title].append(Line(sentence, one.why, one.because))
    return tuple(Section(title, tuple(lines)) for title, lines in found.items() if lines)


def is_said_already(change: Change, decided: Collection[str]) -> bool:
    """Whether another change says the same: that an item is over its state says, and with it, what came of it.

    decided: that of which the state changed.
    """
    return (change.field == LIFE and change.after in _OF_STATE) or (
        change.field == "outcome" and change.about in decided
    )


def summary(edition: Edition) -> str:
    """Say in one sentence what an edition holds."""
    states = [one.state for one in edition.items]
    said = [f"{states.count(state.value)} {state.value}" for state in ItemState if state.value in states]
    items = f"{counted(len(states), 'item')} ({', '.join(said)})" if said else "No items"
    promised: dict[str, Fraction] = {}
    for one in edition.pledges:
        promised[one.cycle] = promised.get(one.cycle, Fraction(0)) + one.fte
    fte = listed([f"{number(promised[cycle])} FTE for {cycle}" for cycle in sorted(promised)])
    return f"{items}{f'; promised: {fte}' if fte else ''}."


def three_in_words(three: Three) -> str:
    """Write a quantity under three θ: the likely figure, and the range if it can be seen."""
    likely, low, high = (_shown(value) for value in (three.likely, *sorted((three.strict, three.lenient))))
    return likely if low == high else f"{likely} ({low} to {high})"


def _shown(value: Fraction) -> str:
    text = rounded(value)
    return "under 0.1" if value and Fraction(text) == 0 else text


def named(slug: str, titles: Mapping[str, str]) -> str:
    """Name an item: by its title, and what addresses call it."""
    return f"{titles[slug]} ({slug})" if slug in titles else slug


def _of_item(one: Change, titles: Mapping[str, str]) -> tuple[str, str]:
    slug = one.about.partition("/")[2]
    name = named(slug, titles)
    if not one.field:
        if isinstance(one.after, dict):
            return NEW, f"{name}: {_introduced(one.after)}."
        return GONE, f"{one.before['title'] if isinstance(one.before, dict) else slug} ({slug})."
    if one.field == "state":
        return _OF_STATE.get(str(one.after), OTHERWISE), f"{name} is {one.after}; it was {one.before}."
    if one.field == LIFE:
        return _alive(one, name)
    if one.field == AT_WORK:
        return HANDS, f"{name}: {_hands(_texts(one.before), _texts(one.after))}."
    return OTHERWISE, f"{name}: {_FIELDS[one.field](one.before, one.after)}."


def _alive(one: Change, name: str) -> tuple[str, str]:
    was = f"; it was {one.before}" if one.before else ""
    if not one.after:
        return STILL, f"{name}: nothing was read that shows whether it is alive{was}."
    return (ALIVE if one.after == _LIVELY else STILL), f"{name} is {one.after}{was}."


def _of_priority(one: Change, titles: Mapping[str, str]) -> tuple[str, str]:
    name = named(one.about.partition("/")[2], titles)
    if one.before is None and isinstance(one.after, dict):
        return PRIORITIES, f"{name} was chosen, in place {one.after['place']}."
    if one.after is None:
        return PRIORITIES, f"{name} is no longer among the chosen."
    up = int(str(one.after)) < int(str(one.before))
    return PRIORITIES, f"{name} moved {'up' if up else 'down'} from place {one.before} to {one.after}."


def _of_pledge(one: Change, titles: Mapping[str, str]) -> tuple[str, str]:
    organisation, slug, cycle = one.about.partition("/")[2].split("/", 2)
    member, name = titles.get(f"organisation/{organisation}", organisation), named(slug, titles)
    whole = one.after if one.before is None else one.before
    if isinstance(whole, dict):
        member, fte = str(whole["member"]), number(Fraction(str(whole["fte"])))
        if one.before is None:
            return PLEDGES, f"{member} promises {fte} FTE to {name} for {cycle}."
        return PLEDGES, f"{member} no longer promises {fte} FTE to {name} for {cycle}."
    if one.field != "fte":
        return PLEDGES, f"{one.before} is called {one.after} now; its promise to {name} for {cycle} stands."
    was, now = Fraction(str(one.before)), Fraction(str(one.after))
    verb = "raised" if now > was else "lowered"
    return PLEDGES, f"{member} {verb} its promise to {name} for {cycle} from {number(was)} to {number(now)} FTE."


_TOLD: Final[Mapping[str, Callable[[Change, Mapping[str, str]], tuple[str, str]]]] = MappingProxyType(
    {"item": _of_item, "priority": _of_priority, "pledge": _of_pledge}
)


def _introduced(item: Mapping[str, JsonValue]) -> str:
    cost = number(Fraction(str(item["cost"])))
    cycle = f", for {item['cycle']}" if item["cycle"] else ""
    owners = _texts(item["owners"])
    carried = f", carried by {listed(owners)}" if owners else ""
    return f"in {item['focus_area'] or 'no focus area'}, {cost} FTE{cycle}{carried}; {item['state']}"


def _hands(before: Sequence[str], after: Sequence[str]) -> str:
    came, left = sorted({*after} - {*before}), sorted({*before} - {*after})
    if not came:
        return f"{listed(left)} {_do(left)} no longer at work on it"
    gone = f", and {listed(left)} {_do(left)} no longer" if left else ""
    return f"{listed(came)} {_do(came)} at work on it now{gone}"


def _do(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _texts(value: JsonValue) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _was(what: str) -> Callable[[JsonValue, JsonValue], str]:
    return lambda before, after: f"{what} {after or 'nothing'}; before: {before or 'nothing'}"


def _were(what: str, nothing: str) -> Callable[[JsonValue, JsonValue], str]:
    def say(before: JsonValue, after: JsonValue) -> str:
        now, then = listed(_texts(after)), listed(_texts(before))
        return f"{what} {now or nothing}; before: {then or nothing}"

    return say


def _cost(before: JsonValue, after: JsonValue) -> str:
    return f"it costs {number(Fraction(str(after)))} FTE; before: {number(Fraction(str(before)))}"


def _selectors(before: JsonValue, after: JsonValue) -> str:
    came = [one for one in _texts(after) if one not in _texts(before)]
    left = [one for one in _texts(before) if one not in _texts(after)]
    said = [f"its work is also known by “{'”, “'.join(came)}”"] if came else []
    said += [f"no longer by “{'”, “'.join(left)}”"] if left else []
    return ", ".join(said) or "its selectors stand in another order"


_FIELDS: Final[Mapping[str, Callable[[JsonValue, JsonValue], str]]] = MappingProxyType(
    {
        "title": lambda before, _: f"this is its new title; it was “{before}”",
        "need": lambda *_: "its need was written anew",
        "focus_area": _was("it is in"),
        "vectors": _were("it is for", "no vector"),
        "cost": _cost,
        "cycle": _was("it is meant for"),
        "use_cases": _were("it serves the use cases", "none"),
        "depends_on": _were("it waits for", "nothing"),
        "owners": _were("it is carried by", "nobody"),
        "selectors": _selectors,
        "outcome": lambda _, after: f"what came of it: {str(after).rstrip('.') or 'nothing is said any more'}",
    }
)
