"""A whole charter as a person reads it: sections of paragraphs, lists and small tables, whatever shows them.

The command line makes plain text of it, the group's pages HTML; both leave out nothing that the charter says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from muster.domain.charter import words
from muster.domain.charter.calendar import Cycle, Event
from muster.domain.charter.charter import Charter
from muster.domain.charter.counting import Counting
from muster.domain.charter.membership import Member


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences. inset: they belong to the paragraph before."""

    kind: ClassVar[str] = "paragraph"
    text: str
    inset: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, each of which stands for itself. title: what they are about, or "". points: wishes, listed first."""

    kind: ClassVar[str] = "lines"
    lines: tuple[str, ...]
    title: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; a cell may have several lines. lead: what stands above it, or "".

    obvious: the columns speak for themselves, and plain text does without their names.
    """

    kind: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""
    obvious: bool = True


Block = Paragraph | Lines | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the charter."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The charter: who the group is, then section by section."""

    title: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]


def reading(charter: Charter) -> Reading:
    """Give everything that the charter says, in the order in which it is read."""
    group = charter.group
    parent = f"Part of: {group.parent}. " if group.parent else ""
    founded = f"Founded on {group.founded}. " if group.founded else ""
    sections = {
        "Membership": _membership(charter),
        "Board": _board(charter),
        "Decisions": _decisions(charter),
        "Meetings": (Paragraph(words.meeting_in_words(series)) for series in charter.meetings),
        "Focus": _focus(charter),
        "Roadmap": _roadmap(charter),
        "Evidence": _evidence(charter),
        "Counting": _counting(charter),
        "Liaisons": _liaisons(charter),
        "Calendar": _calendar(charter),
    }
    filled = ((title, tuple(blocks)) for title, blocks in sections.items())
    return Reading(
        title=f"{group.name}: {group.full_name}" if group.full_name else group.name,
        opening=(
            *(Paragraph(part) for part in group.mission.split("\n\n")),
            Paragraph(f"{parent}{founded}Charter version {charter.version}."),
        ),
        sections=tuple(Section(title, blocks) for title, blocks in filled if blocks),
    )


def _membership(charter: Charter) -> Iterator[Block]:
    if not charter.classes and not charter.members:
        yield Paragraph("The charter names no members.")
    for membership in charter.classes:
        if not membership.criteria:
            yield Paragraph(f"{membership.name} ({membership.id}): no promise is asked for.")
            continue
        yield Paragraph(f"{membership.name} ({membership.id}), who promises:")
        yield Table(
            ("criterion", "promise"),
            tuple(
                (criterion.id, f"{criterion.text}\n({words.criterion_in_words(criterion, charter.counting)})")
                for criterion in membership.criteria
            ),
        )
    for state, title in (("member", "Members"), ("prospect", "Prospects")):
        rows = tuple(_member(member) for member in charter.members if member.state == state)
        if rows:
            yield Table(("name", "class", "since", "until", ""), rows, lead=f"{title}:", obvious=False)


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


def _board(charter: Charter) -> Iterator[Block]:
    if charter.board is None:
        yield Paragraph("There is no board.")
        return
    yield Paragraph(words.seats_in_words(charter.board))
    if charter.board.election is not None:
        yield Paragraph(words.election_in_words(charter.board.election))
    if charter.board.roles:
        yield Lines(tuple(words.role_in_words(role) for role in charter.board.roles))


def _decisions(charter: Charter) -> Iterator[Block]:
    decisions = charter.decisions
    if decisions is None:
        yield Paragraph("The charter lays down no rules for decisions.")
        return
    yield from (Paragraph(words.rule_in_words(rule)) for rule in decisions.rules)
    yield Paragraph(words.quorum_in_words(decisions.quorum))
    if decisions.discussion is not None:
        yield Paragraph(words.discussion_in_words(decisions.discussion))
    if decisions.consensus is not None:
        yield Paragraph(words.consensus_in_words(decisions.consensus))
    if decisions.vote is not None:
        yield Paragraph(words.vote_in_words(decisions.vote))


def _focus(charter: Charter) -> Iterator[Block]:
    if charter.vectors:
        yield Paragraph(f"Vectors: {'; '.join(charter.vectors)}.")
    for area in charter.focus_areas:
        repositories = [f"Repositories: {', '.join(area.repositories)}"] if area.repositories else []
        paths = (f"In {name}: {', '.join(paths)}" for name, paths in area.paths.items())
        yield Lines((*repositories, *paths), title=area.name, points=tuple(area.needs))


def _roadmap(charter: Charter) -> Iterator[Block]:
    if charter.roadmap.items:
        yield Paragraph(f"Work on the roadmap is counted by the agreed items in {charter.roadmap.items}.")


def _evidence(charter: Charter) -> Iterator[Block]:
    evidence = charter.evidence
    if not evidence.repositories:
        yield Paragraph("The charter names no repositories.")
        return
    number = {1: "1 repository"}.get(len(evidence.repositories), f"{len(evidence.repositories)} repositories")
    yield Paragraph(f"{number}, each at {evidence.location} unless it says otherwise:")
    named = (f"{one.name} (at {one.location})" if one.location else one.name for one in evidence.repositories)
    yield Paragraph(", ".join(named), inset=True)
    if evidence.affiliations:
        yield Paragraph("Who works for whom, the first that knows a person decides:")
        yield Table(
            ("file", "format"),
            tuple(
                (source.file, f"{source.format or 'format told by its content'}{_lying_in(source.repository)}")
                for source in evidence.affiliations
            ),
        )


def _lying_in(repository: str | None) -> str:
    return f", in the repository {repository}" if repository else ""


def _counting(charter: Charter) -> Iterator[Block]:
    if not charter.evidence.repositories and charter.counting == Counting():
        return
    yield Paragraph(words.counting_in_words(charter.counting))
    if charter.counting.bots:
        yield Paragraph(f"Bots, listed and never counted: {', '.join(charter.counting.bots)}.")


def _liaisons(charter: Charter) -> Iterator[Block]:
    if charter.liaisons:
        yield Table(
            ("body", "what for, and who speaks"),
            tuple(
                (one.body, " ".join(part for part in (one.purpose, f"({one.held_by})" if one.held_by else "") if part))
                for one in charter.liaisons
            ),
        )


def _calendar(charter: Charter) -> Iterator[Block]:
    calendar = charter.calendar
    if calendar.cycles:
        yield Table(("cycle", "days"), tuple((cycle.name, _cycle(cycle)) for cycle in calendar.cycles), lead="Cycles:")
    if calendar.events:
        yield Table(
            ("days", "event"), tuple((_days(event), _event(event)) for event in calendar.events), lead="Events:"
        )


def _cycle(cycle: Cycle) -> str:
    dates = (
        f"from {cycle.start}",
        f"released {cycle.release}" if cycle.release else "not released",
        f"planned for {cycle.planned_release}" if cycle.planned_release else "",
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
        _planned(event),
        f"known to the {event.precision}" if event.precision != "day" else "",
        "" if event.verified else "days not verified",
    )
    source = f"source: {event.source}" if event.source else ""
    return "\n".join(line for line in ("; ".join(fact for fact in facts if fact), source) if line)


def _planned(event: Event) -> str:
    first, last = event.planned_first or event.first, event.planned_last or event.last
    if event.planned_first is None and event.planned_last is None:
        return ""
    return f"planned for {first}" if last is None or last == first else f"planned for {first} to {last}"
