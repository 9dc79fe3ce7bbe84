"""Minutes that several people type into at once: two changes of one text become one text, and nobody loses a word.

Whoever saves hands in the text they began with (the base) and what they made of it; what stands by then is the other
change. Changes of different lines are both made. What both added at the same place stands one after the other. Where
both changed the same lines, both versions are kept between marks, for people to settle; a line that one side removed
and the other changed stands there too. The only thing that goes is what one side removed and the other left alone.
"""

from dataclasses import dataclass

from muster.domain.meetings.minutes.differences import Hunk, hunks

FIRST_MARK = "⟦ Two people changed these lines. Keep what is right, and remove the three marks."
SECOND_MARK = "⟦ or"
LAST_MARK = "⟧ end of the two versions"
_MARKS = frozenset({FIRST_MARK, SECOND_MARK, LAST_MARK})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines that both sides changed. line: where the first mark stands in the merged text, from 1."""

    line: int
    base: tuple[str, ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """One text out of two changes, and what people have to settle in it."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, theirs: str, mine: str) -> Merged:
    """Give the text with both changes of `base` in it: what stands by now (theirs), and what is being saved (mine).

    Lines end in LF afterwards, whatever a browser made of that.
    """
    old, left, right = (_lines(text) for text in (base, theirs, mine))
    merged: list[str] = []
    conflicts: list[Conflict] = []
    place = 0
    for group in _groups(hunks(old, left), hunks(old, right)):
        start, end = group.start, group.end
        merged += old[place:start]
        place = end
        before = tuple(old[start:end])
        ours, others = _applied(old, start, end, group.theirs), _applied(old, start, end, group.mine)
        if (both := _reconciled(before, ours, others)) is not None:
            merged += both
            continue
        conflicts.append(Conflict(len(merged) + 1, before, ours, others))
        merged += [FIRST_MARK, *ours, SECOND_MARK, *others, LAST_MARK]
    merged += old[place:]
    return Merged("\n".join(merged), tuple(conflicts))


def unsettled(text: str) -> tuple[int, ...]:
    """Give the lines, from 1, on which marks of two versions still stand."""
    return tuple(number for number, line in enumerate(_lines(text), start=1) if line.strip() in _MARKS)


def standing_beside(text: str) -> tuple[Conflict, ...]:
    """Give what two people have made of the same lines, as it stands in a text whose marks nobody has removed yet.

    Only marks that belong together are read; what the lines were before is no longer known.
    """
    lines = _lines(text)
    found: list[Conflict] = []
    opened = between = None
    for number, line in enumerate(lines):
        match line.strip():
            case mark if mark == FIRST_MARK:
                opened, between = number, None
            case mark if mark == SECOND_MARK and opened is not None and between is None:
                between = number
            case mark if mark == LAST_MARK and opened is not None and between is not None:
                theirs, mine = tuple(lines[opened + 1 : between]), tuple(lines[between + 1 : number])
                found.append(Conflict(opened + 1, (), theirs, mine))
                opened = between = None
    return tuple(found)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(slots=True)
class _Group:
    """Changes that meet, on lines `start` up to `end` of the base; of one side or of both."""

    start: int
    end: int
    theirs: list[Hunk]
    mine: list[Hunk]


def _groups(theirs: list[Hunk], mine: list[Hunk]) -> list[_Group]:
    sided = [(hunk.start, hunk.end, 0, hunk) for hunk in theirs] + [(hunk.start, hunk.end, 1, hunk) for hunk in mine]
    groups: list[_Group] = []
    for start, end, side, hunk in sorted(sided, key=lambda one: one[:3]):
        if not groups or not _meets(groups[-1], start, end):
            groups.append(_Group(start, end, [], []))
        group = groups[-1]
        group.end = max(group.end, end)
        (group.mine if side else group.theirs).append(hunk)
    return groups


def _meets(group: _Group, start: int, end: int) -> bool:
    """Whether a change that begins no sooner than a group's shares a line with it, or adds at the very same place."""
    return start < group.end or (group.start == group.end == start == end)


def _applied(old: list[str], start: int, end: int, changes: list[Hunk]) -> tuple[str, ...]:
    """What one side made of lines `start` up to `end`."""
    made: list[str] = []
    place = start
    for hunk in changes:
        made += [*old[place : hunk.start], *hunk.lines]
        place = hunk.end
    return (*made, *old[place:end])


def _reconciled(before: tuple[str, ...], theirs: tuple[str, ...], mine: tuple[str, ...]) -> tuple[str, ...] | None:
    """One version that has all of both in it; None: people must choose."""
    if theirs in {before, mine}:
        return mine
    if before == mine:
        return theirs
    if any(line.strip() for line in before):
        return None
    # Both only added here. What their additions have alike at the beginning or the end is wanted once.
    head = _alike(theirs, mine)
    rest, others = theirs[head:], mine[head:]
    tail = _alike(rest[::-1], others[::-1])
    return (*theirs[:head], *rest[: len(rest) - tail], *others)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """With how many equal lines both begin."""
    return next(
        (at for at, (line, partner) in enumerate(zip(one, other, strict=False)) if line != partner),
        min(len(one), len(other)),
    )
