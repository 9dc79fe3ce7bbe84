"""Links to goals in a commit message: blueprints, bugs, stories, tasks and Jira keys, read tolerantly.

In nova a strict reader of trailers finds that 15.5 % of the commits of 2016 name a blueprint, a tolerant one 39.1 %:
`Implements: blueprint x`, `part of bp:x`, `bp/x` and `related to blueprint x` all say the same.
`docs/reference/goal-links.md` lists every spelling that is read, and what is left alone.

Two rules, because there are two kinds of names:

- A blueprint has a name of its own. Wherever a hyphened name follows the word, the message speaks of that work.
- A bug, story or task is a number, and prose names many that the commit does not work on ("until bug 1747511 is
  fixed"). So a number is a link only in a trailer (`Related-Bug: #1`), after a word that says so ("fixes bug 1"),
  or where it stands alone (a line `Bug: 1`, a subject `Bug 1: …`).

Every commit of a history passes through here. So a search for a few letters comes before any regular expression, each
expression starts with plain letters, and every repetition in it is bounded: a message of any size takes linear time.
"""

import re

Link = tuple[str, str]


def goal_links(lowered: str) -> tuple[Link, ...]:
    """Return the links in a lower-case message: (kind, key), sorted, each once. Kinds as in `canonical_key`.

    A character stands for a byte (ISO 8859-1, whatever the message's own encoding): all that links is ASCII, and
    Python searches texts twice as fast as bytes.
    """
    found: list[Link] = []
    if _B_WORDS.search(lowered):
        if "bug" in lowered:
            _add_numbers("bug", _BUG, lowered, found)
        if "blueprint" in lowered:
            _add_blueprints(lowered, found)
        if "bp" in lowered:
            found += [_blueprint(name) for name in _BP.findall(lowered)]
    if "lp" in lowered:
        _add_numbers("bug", _LP, lowered, found)
    if "jira" in lowered:
        _add_jira_keys(lowered, found)
    if "story" in lowered:
        _add_numbers("story", _STORY, lowered, found)
    if "task:" in lowered:
        _add_numbers("task", _TASK, lowered, found)
    if len(found) > 1:
        found = sorted(set(found))
    return tuple(found)


def canonical_key(kind: str, key: str) -> str:
    """Return the one way to write a goal's key, so that a goal written in two ways is one goal.

    Kinds are blueprint, bug, story, task and jira. Keys are lower case; a blueprint's underscores are hyphens, as
    Launchpad has them; numbers have neither `#` nor zeros in front.
    """
    key = key.strip().lower()
    if kind == "blueprint":
        return key.replace("_", "-").rstrip("-.+")
    return key.lstrip("#0") if kind in {"bug", "story", "task"} else key


_B_WORDS = re.compile(r"b(?:ug|lueprint|p)")  # one search in place of three: many messages have none of them

# Blueprints. A name of one word may be prose ("the blueprint describes"), so it needs a trailer of its own.

_NAME = r"([a-z0-9](?:[a-z0-9.+_-]{0,120}[a-z0-9])?)(?![a-z0-9_:])"
_HYPHENED = r"([a-z0-9][a-z0-9.+]{0,60}[_-][a-z0-9.+_-]{0,120}[a-z0-9])(?![a-z0-9_])"
_BLUEPRINT = re.compile(r"blueprints?[\s:=#\"'`]{0,4}(?:bp[/: ]|blueprint )?" + _NAME, re.ASCII)
_BLUEPRINT_URL = re.compile(r"blueprints\.[^\s?#]{1,120}/\+spec/" + _NAME, re.ASCII)
_BP = re.compile(r"bp(?<![a-z0-9_]bp)[\s/:#]{1,3}" + _HYPHENED, re.ASCII)
_NO_NAME = frozenset({"n.a", "na", "nil", "no", "none", "null", "tbd", "todo"})


def _add_blueprints(lowered: str, links: list[Link]) -> None:
    for found in _BLUEPRINT.finditer(lowered):
        name = found[1]
        if "-" in name or "_" in name or _is_trailer(lowered, found):
            links.append(_blueprint(name))
    if "+spec/" in lowered:
        links += [_blueprint(name) for name in _BLUEPRINT_URL.findall(lowered)]


def _blueprint(name: str) -> Link:
    return "blueprint", name.replace("_", "-")


def _is_trailer(lowered: str, found: re.Match[str]) -> bool:
    """Whether a name of one word ends a line that only says `[Partially-]Implements: blueprint NAME`."""
    start, end = found.span()
    after = lowered[end : end + _LOOK_AROUND].partition("\n")[0]
    before = lowered[max(0, start - _LOOK_AROUND) : start].rpartition("\n")[2]
    return (
        not after.strip(" \t\r.\"'`")
        and "\n" not in found[0]
        and found[1] not in _NO_NAME
        and all(word == "of" or _SAYS_SO.fullmatch(word) for word in _WORD.findall(before))
    )


# Numbers: bugs, stories, tasks. Several bugs may follow each other.

_NUMBER = r"([0-9]{3,9})(?![0-9])"
_NUMBERS = (
    r"([0-9]{3,9}(?![0-9])"
    r"(?:[ \t]{0,2}(?:[,;&]\s{0,4}|[ \t])(?:and )?(?:bug ?)?#?[0-9]{6,8}(?![0-9])){0,30})"
)
_BUG = re.compile(r"bugs?(?:[ -]?ids?)?[ \t:#/.-]{0,5}(?:(?:lp|bug)[ \t:#/]{0,3})?" + _NUMBERS, re.ASCII)
_LP = re.compile(r"lp(?<![a-z0-9_]lp)[ \t:#/-]{0,4}" + _NUMBERS, re.ASCII)
_STORY = re.compile(r"story[ \t:#/]{0,4}" + _NUMBER, re.ASCII)
_TASK = re.compile(r"task:[ \t#]{0,4}" + _NUMBER, re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def _add_numbers(kind: str, pattern: re.Pattern[str], lowered: str, links: list[Link]) -> None:
    for found in pattern.finditer(lowered):
        if _is_work(lowered, found):
            numbers = found[1]
            for number in (numbers,) if numbers.isdigit() else _DIGITS.findall(numbers):
                key = number.lstrip("0")
                if key:
                    links.append((kind, key))


# Jira keys. Bare ones look like prose ("UTF-8", "CVE-2016-1"); the word or the address must say that it is Jira.

_KEYS = r"((?:[a-z][a-z0-9_]{1,20}-[0-9]{1,7}(?![0-9])(?:[\s,;&#]{1,4}(?:and )?)?){1,30})"
_JIRA = re.compile(r"jiras?(?:[ -](?:bug|id|issue|story|task|ticket)s?)?[ \t:=#-]{0,4}(?:jira: ?)?" + _KEYS, re.ASCII)
_BROWSE = re.compile(r"jira[a-z0-9./-]{1,80}/browse/([a-z][a-z0-9_]{1,20}-[0-9]{1,7})(?![0-9])", re.ASCII)
_KEY = re.compile(r"[a-z][a-z0-9_]{1,20}-[0-9]+", re.ASCII)


def _add_jira_keys(lowered: str, links: list[Link]) -> None:
    named = _JIRA.findall(lowered)
    named += [found[1] for found in _BROWSE.finditer(lowered) if _is_work(lowered, found)]
    links += [("jira", key) for keys in named for key in _KEY.findall(keys)]


# Does the text around a reference say that the commit works on it?

_SAYS_SO = re.compile(
    r"(?:address|clos|complet|fix|implement|resolv|solv)(?:e?s?|ing)"
    r"|bugfix|part|partial|partially|references|refs|related|relates|towards"
)
_OPENS_A_LINE = frozenset({"fixed", "addressed", "closed", "resolved", "solved"})  # elsewhere: by another, long ago
_CAPTIONS = frozenset({"bug", "bugs", "issue", "jira", "launchpad", "lp", "story"})
_PASSED_OVER = _CAPTIONS | {"a", "an", "for", "in", "of", "on", "the", "this", "to"}
_WORD = re.compile(r"[a-z]+|[^a-z\s:#*\"'(<-]", re.ASCII)
_JOINS = frozenset("-_")
_ADDRESS = re.compile(r"https?:\S*\Z", re.ASCII)
_TRACKER = re.compile(r"\blaunchpad\.net/|\bstoryboard\b|\bjira\b", re.ASCII)
_LOOK_AROUND = 100


def _is_work(lowered: str, found: re.Match[str]) -> bool:
    """Whether a reference is a trailer, follows a word that says so (`Fixes: bug 1`), or stands alone (`LP #1`)."""
    start, end = found.span()
    if start and lowered[start - 1] in _JOINS:
        return True
    before = lowered[max(0, start - _LOOK_AROUND) : start]
    if address := _ADDRESS.search(before):
        if not _TRACKER.search(address[0] + found[0]):
            return False
        before = before[: address.start()]
    for word in reversed(_WORD.findall(before)):
        if _SAYS_SO.fullmatch(word):
            return True
        if word not in _PASSED_OVER:
            break
    return _stands_alone(lowered, before, start, end)


def _stands_alone(lowered: str, before: str, start: int, end: int) -> bool:
    """Whether it is a line of its own (`Bug: 1`, `Fixed bug 1`), or in a subject (`Bug 1: x`, `x (bug 1)`)."""
    _, newline, line = before.rpartition("\n")
    if not newline and start > _LOOK_AROUND:
        return False
    in_subject = start <= _LOOK_AROUND and "\n" not in lowered[:start].lstrip()
    words = _WORD.findall(line)
    if words and words[0] in _OPENS_A_LINE:
        return all(word in _PASSED_OVER for word in words[1:])
    if not all(word in _CAPTIONS for word in words):
        return line.endswith("(") and in_subject
    after = lowered[end : end + _LOOK_AROUND].partition("\n")[0].strip(" \t\r.,;)]>\"'")
    return in_subject or not after or after.startswith(":") or ":" in lowered[start:end]
