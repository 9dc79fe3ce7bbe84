"""An edition as pages show it: its changes with what the record has about each, and its items, pledges and proof."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from muster.actions.addresses import page_of
from muster.domain.contribution.words import listed, number
from muster.domain.roadmap.editions.changes import changes
from muster.domain.roadmap.editions.edition import Change, Edition, FrozenItem
from muster.domain.roadmap.editions.in_markdown import details
from muster.domain.roadmap.editions.words import named, summary, three_in_words, told


@dataclass(frozen=True, slots=True)
class Link:
    """What the record has about a change: its name in words, and its path."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A change in words."""

    sentence: str
    why: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """Changes of one kind."""

    title: str
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item as a row, and what there is to say of it beyond the row."""

    item: FrozenItem
    path: str
    cost: str
    owners: str
    details: tuple[str, ...]


def content_of(edition: Edition) -> dict[str, Any]:
    """Give what the templates of an edition show."""
    group, titles = edition.group.slug, {one.slug: one.title for one in edition.items}
    priorities, proof = edition.priorities, edition.proof
    return {
        "edition": edition,
        "summary": summary(edition),
        "sections": sections_of(edition.changes, edition),
        "items": [_item(group, one, titles) for one in edition.items],
        "budget": number(priorities.budget) if priorities else "",
        "chosen": [(one, number(one.cost)) for one in priorities.chosen] if priorities else [],
        "others": [(one, number(one.cost)) for one in priorities.others] if priorities else [],
        "pledges": [(one, named(one.item, titles), number(one.fte), listed(one.people)) for one in edition.pledges],
        "companies": [
            (one.name, three_in_words(one.fte), three_in_words(one.roadmap_fte))
            for one in (proof.companies if proof else ())
        ],
    }


def compared(edition: Edition, earlier: Edition) -> list[SectionShown]:
    """Give what is otherwise in an edition than in an earlier one, not only the one before it."""
    return sections_of(changes(earlier, edition), edition)


def sections_of(made: Iterable[Change], edition: Edition) -> list[SectionShown]:
    """Give changes in sections, with links to what the record has about each."""
    group = edition.group.slug
    return [
        SectionShown(
            section.title,
            tuple(
                LineShown(line.sentence, line.why, tuple(link_to(group, about) for about in line.because))
                for line in section.lines
            ),
        )
        for section in told(made, edition)
    ]


def link_to(group: str, about: str) -> Link:
    """Link to what a subject of the record is about, or to one entry of it."""
    kind, _, name = about.partition("/")
    path = f"/{group}/record/{name}/" if kind == "entry" else page_of(group, about)
    return Link(about.replace("/", " "), path)


def _item(group: str, item: FrozenItem, titles: dict[str, str]) -> ItemShown:
    owners = listed([one.name for one in item.owners]) or "nobody"
    path = page_of(group, f"item/{item.slug}")
    return ItemShown(item, path, number(item.cost), owners, tuple(details(item, titles)))
