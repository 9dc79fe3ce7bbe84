"""Near misses: what a slightly wider selector would catch, and why somebody may have meant it.

Wider selectors are made of those that are there and of what their changes name: the same goal elsewhere, a blueprint
whose name is like one of theirs, the words of a blueprint's name in a message that does not link it, a bug that some
caught change names too. Each carries the sentence that explains it; the nearest come first.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from muster.domain.roadmap.items import Selector, SelectorKind
from muster.domain.roadmap.selectors import is_pattern

GOALS = (SelectorKind.BLUEPRINT, SelectorKind.BUG, SelectorKind.STORY, SelectorKind.TASK, SelectorKind.JIRA)
FEWEST_WORDS = 2
MOST_PATTERNS = 4
MOST_NAMES = 40
ALIKE = (2, 3)
"""Two names are alike if they share at least so many of so many words."""


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider selector, and why what it catches is near."""

    selector: Selector
    why: str


def wider(
    selectors: Iterable[Selector], blueprints: Collection[str], named: Iterable[tuple[str, str, str]]
) -> tuple[Wider, ...]:
    """Give wider selectors, the nearest first, each once.

    blueprints: the names that the evidence knows. named: (kind, key, repository) of the goals and topics that caught
    changes name.
    """
    given = tuple(selectors)
    found: dict[Selector, Wider] = {}
    for one in (*_elsewhere(given), *_alike(given, blueprints), *_in_words(given), *_named_too(named)):
        if one.selector not in given:
            found.setdefault(one.selector, one)
    return tuple(found.values())


def _elsewhere(given: Iterable[Selector]) -> Iterator[Wider]:
    for one in given:
        if one.repository and one.kind in {*GOALS, SelectorKind.TOPIC, SelectorKind.MESSAGE}:
            said = {SelectorKind.MESSAGE: "fits the same pattern"}.get(one.kind, f"names {one.kind} {one.value}")
            yield Wider(Selector(one.kind, one.value), f"{said}, in another repository")


def _alike(given: Iterable[Selector], blueprints: Collection[str]) -> Iterator[Wider]:
    for one in given:
        if one.kind is not SelectorKind.BLUEPRINT:
            continue
        fixed = one.value.strip("*")
        alike = sorted(name for name in blueprints if name != one.value and _are_alike(fixed, name))
        for name in alike[:MOST_NAMES]:
            selector = Selector(SelectorKind.BLUEPRINT, name, one.repository)
            yield Wider(selector, f"names blueprint {name}, whose name is like {one.value}")


def _are_alike(one: str, other: str) -> bool:
    if other.startswith(one) or one.startswith(other):
        return True
    words, others = set(one.split("-")), set(other.split("-"))
    shared, least, of = len(words & others), *ALIKE
    return shared >= least and shared * of >= max(len(words), len(others)) * least


def _in_words(given: Iterable[Selector]) -> Iterator[Wider]:
    patterns = 0
    for one in given:
        words = [word for word in re.split(r"[^a-z0-9]+", one.value) if word]
        if one.kind is SelectorKind.BLUEPRINT and len(words) >= FEWEST_WORDS and not is_pattern(one):
            patterns += 1
            if patterns <= MOST_PATTERNS:
                pattern = "[-_ ]".join(words)
                selector = Selector(SelectorKind.MESSAGE, pattern, one.repository)
                yield Wider(selector, f"has the words of {one.value} in its first line, and does not link it")


def _named_too(named: Iterable[tuple[str, str, str]]) -> Iterator[Wider]:
    for kind, key, repository in named:
        if kind in {SelectorKind.BLUEPRINT, SelectorKind.TOPIC}:
            selector = Selector(SelectorKind(kind), key, repository)
        elif kind in GOALS:
            selector = Selector(SelectorKind(kind), key)
        else:
            continue
        yield Wider(selector, f"names {kind} {key}, as a change that is caught does")
