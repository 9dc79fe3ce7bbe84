"""A whole charter as plain text, as a person would read it: prose, and small tables."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from muster.domain.charter import words
from muster.domain.charter.calendar import Cycle, Event
from muster.domain.charter.charter import Charter
from muster.domain.charter.counting import Counting
from muster.domain.charter.membership import Member

WIDTH = 88
GAP = "  "


def charter_text(charter: Charter) -> str:
    """Give everything that the charter says, section by section; ends with a newline."""
    sections = (
        _membership(charter),
        _board(charter),
        _decisions(charter),
        _meetings(charter),
        _focus(charter),
        _evidence(charter),
        _counting(charter),
        _liaisons(charter),
        _calendar(charter),
    )
    blocks = [*_opening(charter), *(block for section in sections for block in section)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _opening(charter: Charter) -> Iterator[str]:
    group = charter.group
    title = f"{group.name}: {group.full_name}" if group.full_name else group.name
    yield f"{title}\n{'=' * len(title)}"
    yield from (_paragraph(part) for part in group.mission.split("\n\n"))
    parent = f"Part of: {group.parent}. " if group.parent else ""
    founded = f"Founded on {group.founded}. " if group.founded else ""
    yield _paragraph(f"{parent}{founded}Charter version {charter.version}.")


def _membership(charter: Charter) -> Iterator[str]:
    yield _heading("Membership")
    if not charter.classes and not charter.members:
        yield "The charter names no members."
    for membership in charter.classes:
        if not membership.criteria:
            yield f"{membership.name} ({membership.id}): no promise is asked for."
            continue
        yield f"{membership.name} ({membership.id}), who promises:"
        yield _table(
            (criterion.id, f"{criterion.text}\n({words.criterion_in_words(criterion, charter.counting)})")
            for criterion in membership.criteria
        )
    for state, title in (("member", "Members"), ("prospect", "Prospects")):
        those = [member for member in charter.members if member.state == state]
        if those:
            header = ("name", "class", "since", "until", "")
            yield f"{title}:\n{_table([header, *(_member(member) for member in those)])}"


def _member(member: Member) -> tuple[str, ...]:
    beginning = "founder" if member.state == "member" else "the start"
    notes = (
        f"also known as {', '.join(member.also_known_as)}" if member.also_known_as else "",
        f"part of {member.part_of}" if member.part_of else "",
        f"mail at {', '.join(member.domains)}" if member.domains else "",
    )
    since = str(member.since or beginning)
    until = str(member.until or "open")
    return (member.name, member.membership, since, until, "; ".join(note for note in notes if note))


def _board(charter: Charter) -> Iterator[str]:
    yield _heading("Board")
    if charter.board is None:
        yield "There is no board."
        return
    yield _paragraph(words.seats_in_words(charter.board))
    if charter.board.election is not None:
        yield _paragraph(words.election_in_words(charter.board.election))
    yield "\n".join(_paragraph(words.role_in_words(role)) for role in charter.board.roles)


def _decisions(charter: Charter) -> Iterator[str]:
    yield _heading("Decisions")
    decisions = charter.decisions
    if decisions is None:
        yield "The charter lays down no rules for decisions."
        return
    yield from (_paragraph(words.rule_in_words(rule)) for rule in decisions.rules)
    yield _paragraph(words.quorum_in_words(decisions.quorum))
    if decisions.discussion is not None:
        yield _paragraph(words.discussion_in_words(decisions.discussion))
    if decisions.consensus is not None:
        yield _paragraph(words.consensus_in_words(decisions.consensus))
    if decisions.vote is not None:
        yield _paragraph(words.vote_in_words(decisions.vote))


def _meetings(charter: Charter) -> Iterator[str]:
    if charter.meetings:
        yield _heading("Meetings")
        yield from (_paragraph(words.meeting_in_words(series)) for series in charter.meetings)


def _focus(charter: Charter) -> Iterator[str]:
    if charter.focus_areas or charter.vectors:
        yield _heading("Focus")
    if charter.vectors:
        yield _paragraph(f"Vectors: {'; '.join(charter.vectors)}.")
    for area in charter.focus_areas:
        lines = [*(f"- {need}" for need in area.needs)]
        if area.repositories:
            lines.append(f"Repositories: {', '.join(area.repositories)}")
        lines.extend(f"In {name}: {', '.join(paths)}" for name, paths in area.paths.items())
        yield "\n".join([area.name, *(_paragraph(line, indent=GAP) for line in lines)])


def _evidence(charter: Charter) -> Iterator[str]:
    yield _heading("Evidence")
    evidence = charter.evidence
    if not evidence.repositories:
        yield "The charter names no repositories."
        return
    number = {1: "1 repository"}.get(len(evidence.repositories), f"{len(evidence.repositories)} repositories")
    yield _paragraph(f"{number}, each at {evidence.location} unless it says otherwise:")
    named = (f"{one.name} (at {one.location})" if one.location else one.name for one in evidence.repositories)
    yield _paragraph(", ".join(named), indent=GAP)
    if evidence.affiliations:
        yield "Who works for whom, the first that knows a person decides:"
        yield _table(
            (source.file, f"{source.format or 'format told by its content'}{_lying_in(source.repository)}")
            for source in evidence.affiliations
        )


def _lying_in(repository: str | None) -> str:
    return f", in the repository {repository}" if repository else ""


def _counting(charter: Charter) -> Iterator[str]:
    if not charter.evidence.repositories and charter.counting == Counting():
        return
    yield _heading("Counting")
    yield _paragraph(words.counting_in_words(charter.counting))
    if charter.counting.bots:
        yield _paragraph(f"Bots, listed and never counted: {', '.join(charter.counting.bots)}.")


def _liaisons(charter: Charter) -> Iterator[str]:
    if charter.liaisons:
        yield _heading("Liaisons")
        yield _table(
            (one.body, " ".join(part for part in (one.purpose, f"({one.held_by})" if one.held_by else "") if part))
            for one in charter.liaisons
        )


def _calendar(charter: Charter) -> Iterator[str]:
    calendar = charter.calendar
    if calendar.cycles or calendar.events:
        yield _heading("Calendar")
    if calendar.cycles:
        yield f"Cycles:\n{_table((cycle.name, _cycle(cycle)) for cycle in calendar.cycles)}"
    if calendar.events:
        yield f"Events:\n{_table((_days(event), _event(event)) for event in calendar.events)}"


def _cycle(cycle: Cycle) -> str:
    dates = (
        f"from {cycle.start}",
        f"released {cycle.release}" if cycle.release else "not released",
        f"end of life {cycle.eol}" if cycle.eol else "",
    )
    milestones = ", ".join(f"{name} {day}" for name, day in cycle.milestones.items())
    source = f"source: {cycle.source}" if cycle.source else ""
    return "\n".join(line for line in (", ".join(date for date in dates if date), milestones, source) if line)


def _days(event: Event) -> str:
    if event.last is None or event.last == event.first:
        return str(event.first)
    return f"{event.first} to {event.last}"


def _event(event: Event) -> str:
    facts = (
        f"{event.name} ({event.kind})",
        event.place or "",
        f"plans {event.cycle}" if event.cycle else "",
        f"known to the {event.precision}" if event.precision != "day" else "",
        "" if event.verified else "days not verified",
    )
    source = f"source: {event.source}" if event.source else ""
    return "\n".join(line for line in ("; ".join(fact for fact in facts if fact), source) if line)


def _heading(title: str) -> str:
    return f"{title}\n{'-' * len(title)}"


def _paragraph(text: str, indent: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(rows: Iterable[Sequence[str]]) -> str:
    """Give rows in columns; the last column is wrapped, and may have several lines of its own."""
    cells = list(rows)
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    lines = []
    for row in cells:
        start = GAP + "".join(cell.ljust(width) + GAP for cell, width in zip(row, widths, strict=False))
        for number, part in enumerate(row[-1].split("\n")):
            wrapped = _paragraph(part, indent=" " * len(start)) or " " * len(start)
            lines.append((start + wrapped[len(start) :] if number == 0 else wrapped).rstrip())
    return "\n".join(lines)
