"""An edition as a Markdown file that says by itself what it is. What people typed is text in it, and nothing else."""

import re
from collections.abc import Iterator

from muster.domain.contribution.words import counted, listed, number
from muster.domain.record.chain import hash_of
from muster.domain.roadmap.editions.edition import Edition, FrozenItem, Priorities, Proven, text_of
from muster.domain.roadmap.editions.words import named, summary, three_in_words, told
from muster.domain.roadmap.markdown import plain, table


def as_markdown(edition: Edition) -> str:
    """Write an edition."""
    return "\n".join(_lines(edition)).strip() + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield f"# {plain(edition.group.name)}: the roadmap of {edition.quarter}"
    yield ""
    charter = f", under charter {plain(edition.charter.version)}" if edition.charter else ""
    frozen = f"frozen on {edition.at[:10]} at {edition.at[11:16]} UTC"
    yield f"Edition {edition.number}, {frozen}{charter}. {summary(edition)}"
    yield ""
    yield f"SHA-256 of its data as canonical JSON: `{hash_of(text_of(edition))}`"
    if edition.invented:
        yield "\nWhat is marked as invented is part of an example."
    for paragraph in re.split(r"\n\s*\n", edition.foreword.strip()):
        yield f"\n{plain(paragraph)}"
    yield from _changed(edition)
    yield from _listed(edition)
    yield from _chosen(edition.priorities)
    yield from _pledged(edition)
    yield from _proven(edition.proof)


def _changed(edition: Edition) -> Iterator[str]:
    if edition.before is None:
        yield "\n## What changed\n\nThis is the first edition: there is nothing to compare it with."
        return
    yield f"\n## What changed since edition {edition.before.number}, {edition.before.quarter}"
    sections = told(edition.changes, edition)
    if not sections:
        yield "\nNothing."
    for section in sections:
        yield f"\n### {section.title}\n"
        for line in section.lines:
            because = f" ({listed([one.replace('/', ' ') for one in line.because])})" if line.because else ""
            yield f"- {plain(line.sentence)} {plain(line.why)}{because}"


def _listed(edition: Edition) -> Iterator[str]:
    yield "\n## Items\n"
    if not edition.items:
        yield "None."
        return
    yield from table(
        ("Item", "Focus area", "FTE", "For", "Carried by", "State", "Alive"),
        (
            (
                f"{one.title} ({one.slug}){_mark(one.invented)}",
                one.focus_area,
                number(one.cost),
                one.cycle or "–",
                listed([owner.name for owner in one.owners]) or "nobody",
                one.state,
                one.life.word if one.life else "not measured",
            )
            for one in edition.items
        ),
    )
    titles = {one.slug: one.title for one in edition.items}
    for item in edition.items:
        yield f"\n### {plain(item.title)} ({item.slug})\n"
        yield from (f"- {plain(line)}" for line in details(item, titles))


def details(item: FrozenItem, titles: dict[str, str]) -> Iterator[str]:
    """Yield what there is to say of one item beyond the table, a sentence a line."""
    if item.need:
        yield f"Needed: {item.need}"
    if item.vectors:
        yield f"For {listed(item.vectors)}."
    if item.use_cases:
        yield f"Serves use case {listed([str(one) for one in item.use_cases])}."
    if item.depends_on:
        yield f"Waits for {listed([named(slug, titles) for slug in item.depends_on])}."
    if item.decided_by:
        yield f"Decided by {item.decided_by.replace('/', ' ')}."
    if item.selectors:
        yield f"Its work upstream is known by: {'; '.join(item.selectors)}."
    yield from _measured(item)
    if item.outcome:
        yield f"What came of it: {item.outcome}"


def _measured(item: FrozenItem) -> Iterator[str]:
    if item.work:
        unknown = f", {item.work.unattributed:,} of them by nobody who is known" if item.work.unattributed else ""
        yield f"Measured: {counted(item.work.changes, 'change')}{unknown}."
        for share in item.work.shares:
            if share.member:
                yield f"{share.company}: {counted(share.changes, 'change')}, {three_in_words(share.fte)} FTE."
    if item.life:
        yield f"{item.life.sentence[:1].upper()}{item.life.sentence[1:].rstrip('.')}."


def _chosen(priorities: Priorities | None) -> Iterator[str]:
    yield "\n## Priorities\n"
    if priorities is None:
        yield "No round of priorities was closed yet."
        return
    proposal = f"; {priorities.proposal.replace('/', ' ')} came of it" if priorities.proposal else ""
    yield (
        f"Round {priorities.round}, for {priorities.quarter}, closed on {priorities.closed[:10]}: "
        f"{number(priorities.budget)} FTE, shared out equally{proposal}.{_mark(priorities.invented)}\n"
    )
    for place, one in enumerate(priorities.chosen, start=1):
        yield f"{place}. {plain(one.title)} ({one.slug}), {number(one.cost)} FTE"
    if priorities.others:
        yield f"\nNot chosen: {plain(listed([f'{one.title} ({one.slug})' for one in priorities.others]))}."


def _pledged(edition: Edition) -> Iterator[str]:
    yield "\n## Pledges\n"
    if not edition.pledges:
        yield "Nothing was promised yet."
        return
    titles = {one.slug: one.title for one in edition.items}
    yield from table(
        ("Cycle", "Item", "Member", "FTE", "People whom it names"),
        (
            (
                one.cycle,
                named(one.item, titles),
                f"{one.organisation.name}{_mark(one.invented)}",
                number(one.fte),
                listed(one.people) or "–",
            )
            for one in edition.pledges
        ),
    )


def _proven(proof: Proven | None) -> Iterator[str]:
    yield "\n## Proof\n"
    if proof is None:
        yield "No evidence was read for this edition."
        return
    lenient, likely, strict = proof.theta
    window = f"from {proof.start} until {proof.end} (that day is not in it)"
    yield f"Measured {window}, θ {lenient}, {likely} and {strict}.\n"
    yield from table(
        ("Member", "FTE", "of it for the roadmap"),
        ((one.name, three_in_words(one.fte), three_in_words(one.roadmap_fte)) for one in proof.companies),
    )
    yield f"\nEvidence: `{plain(proof.fingerprint)}`, read {plain(proof.read_at)}."


def _mark(invented: bool) -> str:  # noqa: FBT001 - a mark, for what is marked
    return " (invented)" if invented else ""
