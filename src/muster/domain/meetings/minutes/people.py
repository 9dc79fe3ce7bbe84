"""Whom an action belongs to, read from its words."""

import re
from collections.abc import Iterable

_BREAKS = re.compile(r"[\s/,:;()!?\"<>]+")
_PROMISE = re.compile(r"\s(?:will|shall|to)\s|:\s")
_WORD_OF_PROMISE = re.compile(r"\s(?:will|shall)\s")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|&|\+|/|\band\b)\s*")
_NOBODY = frozenset({"", "it", "this", "that", "there"})
_MOST_WORDS = 4
_LONGEST_PROMISER = 200


class People:
    """The names that an action may belong to, ready to be found in many texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first_word: dict[str, list[tuple[list[str], str]]] = {}
        for name in dict.fromkeys(names):
            if words := _words(name):
                self._by_first_word.setdefault(words[0], []).append((words, name))
        for first, known in self._by_first_word.items():
            # "Ada Example" is meant by "Ada Example", though there may be an "Ada" too; by "Ada", if there is no other.
            known.sort(key=lambda entry: -len(entry[0]))
            if len(known) == 1 and len(known[0][0]) > 1:
                known.append(([first], known[0][1]))

    def in_text(self, text: str) -> tuple[str, ...]:
        """Give the names that occur in a text, in the order in which they do, each once."""
        if not self._by_first_word:
            return ()
        words, found, place = _words(text), {}, 0
        while place < len(words):
            fitting = self._by_first_word.get(words[place], ())
            whole = next((entry for entry in fitting if words[place : place + len(entry[0])] == entry[0]), None)
            if whole is not None:
                found[whole[1]] = True
            place += len(whole[0]) if whole is not None else 1
        return tuple(found)

    def owners_of(self, text: str) -> tuple[str, ...]:
        """Give those whom an action belongs to: who promises it at its beginning, else everyone who is named in it.

        "ada to ask bo about the list" is Ada's alone; "the list goes to ada and bo" is both's, as in MeetBot. Names
        that nobody is known by count where they promise ("cy will ...") or are marked ("@cy").
        """
        promise = _PROMISE.search(text, 0, _LONGEST_PROMISER)
        before = text[: promise.start()] if promise else ""
        parts = [part for part in _BETWEEN_NAMES.split(before) if part]
        known = [self.in_text(part) for part in parts]
        if parts and all(
            len(names) == 1 and _is_only(part, names[0]) for part, names in zip(parts, known, strict=True)
        ):
            return tuple(dict.fromkeys(name for (name,) in known))
        if named := self.in_text(text):
            return named
        if marked := [word[1:].rstrip(".") for word in _BREAKS.split(text) if word.startswith("@") and len(word) > 1]:
            return tuple(dict.fromkeys(marked))
        promised = _WORD_OF_PROMISE.search(text, 0, _LONGEST_PROMISER)
        promiser = text[: promised.start()].strip() if promised else ""
        if len(promiser.split()) <= _MOST_WORDS and promiser.casefold() not in _NOBODY:
            return tuple(dict.fromkeys(part for part in _BETWEEN_NAMES.split(promiser) if part))
        return ()


def _is_only(text: str, name: str) -> bool:
    """Whether a text is nothing but a name, or the first word of it."""
    words = _words(name)
    return _words(text) in (words, words[:1])


def _words(text: str) -> list[str]:
    """The words of a text as names are compared: without case, marks and the s of what is somebody's."""
    words = (word.lstrip("@").rstrip(".").casefold() for word in _BREAKS.split(text))
    return [word.removesuffix("'s").removesuffix("’s") for word in words if word]
