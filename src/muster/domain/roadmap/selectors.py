"""Selectors: which upstream work is an item's, a line each, read and written.

    blueprint fluent-formatter              a goal that a message names, by its key
    blueprint centralize-config-options*    every blueprint whose name fits; * stands for any letters
    blueprint name in openstack/nova        only where that repository's commits name it
    bug 1747511 · story 2001545 · task 4711 · jira functest-12
    repository openstack/patrole            everything in it
    path nova/scheduler in openstack/nova   a file, or a folder and what is below it
    topic bp/live-migration                 what its authors called it in Gerrit
    change I0123…                           one change, by its Change-Id or the hash of a commit, whole
    message l3 cache|perf event in openstack/ceilometer   an RE2 pattern in the first line, whatever the case

Empty lines, and lines that begin with #, say nothing. Every fault of the text is told at once.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from muster.domain.printable import is_hidden
from muster.domain.roadmap.items import Selector, SelectorKind

LONGEST = 300
"""Characters of a line."""

MOST = 200
"""Lines of one item."""

FEWEST_LETTERS = 3
"""Letters or digits side by side that a pattern must hold: with less it would catch nearly everything."""

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*(?:/[A-Za-z0-9._+-]+){0,4}")
_IN = re.compile(r"(.*\S)\s+in\s+(\S+)")
_BLUEPRINT = re.compile(r"[a-z0-9*][a-z0-9*.+~-]{0,199}")
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")
_JIRA = re.compile(r"[a-z][a-z0-9_]{1,20}-[1-9][0-9]{0,6}")
_CHANGE = re.compile(r"i[0-9a-f]{40}|(?:commit:)?[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LETTERS = re.compile(rf"[A-Za-z0-9]{{{FEWEST_LETTERS}}}")
_NOT_LETTERS = re.compile(r"\\.|\[[^\]]*\]|\{[0-9,]*\}|\(\?[a-zA-Z-]*[:)]")
_BEYOND_RE2 = re.compile(r"\(\?(?:[=!>(#]|<[=!]|P=)|\\[1-9]|\\[gkGK]|[*+?}][+]")


@dataclass(frozen=True, slots=True)
class SelectorFault:
    """What is wrong with one line, and how to mend it. line: counted from 1."""

    line: int
    text: str
    what: str
    mend: str

    def __str__(self) -> str:
        """The fault as one line for people."""
        return f"line {self.line}: {self.what} {self.mend}"


@dataclass(frozen=True, slots=True)
class Selectors:
    """What lines say: the selectors in their order, and every fault; a line is one or the other."""

    selectors: tuple[Selector, ...]
    faults: tuple[SelectorFault, ...]


class _Unfit(ValueError):
    """Why a line cannot be taken: what, mend."""


def read_selectors(lines: str | Iterable[str]) -> Selectors:
    """Read selectors from lines, or from a text of them. Never raises: what cannot be taken is among the faults."""
    found: dict[Selector, int] = {}
    faults: list[SelectorFault] = []
    texts = lines.splitlines() if isinstance(lines, str) else [str(line) for line in lines]
    for number, text in enumerate(texts, start=1):
        line = " ".join(text.split())
        if not line or line.startswith("#"):
            continue
        try:
            selector = _read(line)
            _check_place(selector, found)
        except _Unfit as unfit:
            faults.append(SelectorFault(number, line[:LONGEST], *unfit.args))
        else:
            found[selector] = number
    return Selectors(tuple(found), tuple(faults))


def written(selector: Selector) -> str:
    """Write a selector as it is read."""
    if selector.kind is SelectorKind.REPOSITORY:
        return f"repository {selector.repository}"
    return f"{selector.kind} {selector.value}" + (f" in {selector.repository}" if selector.repository else "")


def is_pattern(selector: Selector) -> bool:
    """Whether a blueprint's name stands for several."""
    return selector.kind is SelectorKind.BLUEPRINT and "*" in selector.value


def _check_place(selector: Selector, before: Mapping[Selector, int]) -> None:
    if selector in before:
        raise _Unfit(f"Line {before[selector]} says the same.", "Leave one of them out.")
    if len(before) == MOST:
        raise _Unfit(f"An item has at most {MOST} selectors.", "Take a pattern, or make two items of it.")


def _read(line: str) -> Selector:
    if len(line) > LONGEST:
        raise _Unfit(f"It has more than {LONGEST} characters.", "Say it in several shorter lines.")
    if any(map(is_hidden, line)):
        raise _Unfit("It has a character that cannot be seen.", "Write the line anew.")
    word, _, rest = line.partition(" ")
    try:
        kind = SelectorKind(word.lower().rstrip(":"))
    except ValueError:
        kinds = ", ".join(SelectorKind)
        raise _Unfit(f"{word[:40]!r} is no kind of selector.", f"Begin the line with one of: {kinds}.") from None
    if not rest:
        raise _Unfit(f"Nothing follows the word {kind}.", f"Write for instance: {EXAMPLES[kind]}.")
    if kind is SelectorKind.REPOSITORY:
        return Selector(kind, "", _repository(rest))
    value, repository = rest, ""
    if (cut := _IN.fullmatch(rest)) and _REPOSITORY.fullmatch(cut[2]):
        value, repository = cut[1], cut[2]
    return Selector(kind, _READERS[kind](value), _checked(kind, repository))


def _checked(kind: SelectorKind, repository: str) -> str:
    if kind is SelectorKind.PATH and not repository:
        raise _Unfit("A path lies in a repository.", f"Say in which: {EXAMPLES[kind]}.")
    if kind is SelectorKind.CHANGE and repository:
        raise _Unfit("A change is one wherever it lies.", "Leave out the repository.")
    return repository


def _repository(text: str) -> str:
    if not _REPOSITORY.fullmatch(text):
        raise _Unfit(f"{text[:60]!r} is no repository.", f"Write for instance: {EXAMPLES[SelectorKind.REPOSITORY]}.")
    return text


def _blueprint(text: str) -> str:
    name = text.lower().replace("_", "-")
    if not _BLUEPRINT.fullmatch(name):
        mend = f"A name has no spaces; write for instance: {EXAMPLES[SelectorKind.BLUEPRINT]}."
        raise _Unfit(f"{text[:60]!r} is no blueprint.", mend)
    if "*" in name and not _LETTERS.search(name):
        raise _Unfit(
            f"{text[:60]!r} would catch nearly every blueprint.",
            f"Give at least {FEWEST_LETTERS} letters of the names that you mean.",
        )
    return re.sub(r"\*+", "*", name)


def _number(kind: SelectorKind) -> Callable[[str], str]:
    def read(text: str) -> str:
        number = text.lstrip("#0")
        if not _NUMBER.fullmatch(number):
            raise _Unfit(f"{text[:60]!r} is no number of a {kind}.", f"Write for instance: {EXAMPLES[kind]}.")
        return number

    return read


def _jira(text: str) -> str:
    if not _JIRA.fullmatch(text.lower()):
        raise _Unfit(f"{text[:60]!r} is no Jira key.", f"Write for instance: {EXAMPLES[SelectorKind.JIRA]}.")
    return text.lower()


def _path(text: str) -> str:
    parts = text.strip("/").split("/")
    if any(part in {"", ".", ".."} for part in parts) or "*" in text:
        raise _Unfit(
            f"{text[:60]!r} is no path in a repository.",
            f"Name a file or a folder, from the top and without *: {EXAMPLES[SelectorKind.PATH]}.",
        )
    return "/".join(parts)


def _change(text: str) -> str:
    key = text.lower()
    if not _CHANGE.fullmatch(key):
        raise _Unfit(
            f"{text[:60]!r} is no whole Change-Id and no whole hash of a commit.",
            "Copy all of it: I and 40 digits, or the 40 digits of a commit.",
        )
    return key.removeprefix("commit:")


def _message(text: str) -> str:
    """Take a pattern that RE2 may know. Nothing is matched here: Python's own engine can take for ever."""
    if beyond := _BEYOND_RE2.search(text):
        raise _Unfit(
            f"{beyond[0]!r} is no part of RE2, which never takes for ever.",
            "Do without looking ahead, looking back and back-references; write two patterns instead.",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a later Python will read otherwise; RE2 will not
            re.compile(text)
    except (re.error, RecursionError, OverflowError) as wrong:
        raise _Unfit(f"The pattern cannot be read: {wrong}.", "Mend it, or put a \\ before a sign.") from None
    if not all(map(_LETTERS.search, _alternatives(_NOT_LETTERS.sub(" ", text)))):
        raise _Unfit(
            "The pattern would catch nearly everything.",
            f"Let each side of a | hold at least {FEWEST_LETTERS} letters that stand side by side in the message.",
        )
    return text


def _alternatives(text: str) -> list[str]:
    """Cut a pattern at each | that stands in no parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


EXAMPLES: Mapping[SelectorKind, str] = {
    SelectorKind.BLUEPRINT: "blueprint centralize-config-options* in openstack/nova",
    SelectorKind.BUG: "bug 1747511",
    SelectorKind.STORY: "story 2001545",
    SelectorKind.TASK: "task 4711",
    SelectorKind.JIRA: "jira FUNCTEST-12",
    SelectorKind.REPOSITORY: "repository openstack/patrole",
    SelectorKind.PATH: "path nova/scheduler in openstack/nova",
    SelectorKind.TOPIC: "topic bp/live-migration",
    SelectorKind.CHANGE: "change I2a3b8c0d1e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b",
    SelectorKind.MESSAGE: "message l3 cache|perf event in openstack/ceilometer",
}
"""A line of each kind, to copy."""

_READERS: Mapping[SelectorKind, Callable[[str], str]] = {
    SelectorKind.BLUEPRINT: _blueprint,
    SelectorKind.BUG: _number(SelectorKind.BUG),
    SelectorKind.STORY: _number(SelectorKind.STORY),
    SelectorKind.TASK: _number(SelectorKind.TASK),
    SelectorKind.JIRA: _jira,
    SelectorKind.PATH: _path,
    SelectorKind.TOPIC: str,
    SelectorKind.CHANGE: _change,
    SelectorKind.MESSAGE: _message,
}
