"""One member's roadmap on one page: the five questions of its representative, each with its answer first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from muster.actions.caller import Caller, acting
from muster.actions.roadmap import proof_as_data
from muster.actions.roadmap.keeping import known_of
from muster.actions.roadmap.representing import Answers, answers_of
from muster.domain.contribution.words import number
from muster.domain.roadmap.proof.kept import Kept, total
from muster.records.queries.roadmap.waiting import rounds_that_want
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.proof.pictures import Bar, promised_and_delivered
from muster.web.roadmap.proof.shown import changes_behind, pairs_shown, rows_shown

QUESTIONS = (
    ("promised", "What did we promise?"),
    ("came", "What came of it?"),
    ("with-whom", "With whom did we work?"),
    ("next", "What is next?"),
    ("drop", "What should we drop?"),
)


@dataclass(frozen=True, slots=True)
class AloneShown:
    """An item on which the member worked and no other did."""

    slug: str
    title: str
    changes: int
    query: str


@dataclass(frozen=True, slots=True)
class DoubtShown:
    """An item that the member should drop, or say anew that it wants."""

    slug: str
    title: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextItem:
    """An item of the cycle that comes. waits_for: titles of items that come first and are not done."""

    slug: str
    title: str
    ours: bool
    waits_for: tuple[str, ...]


@require_safe
@in_group
def member(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """The five answers for one member about one cycle. `?cycle=Pike` chooses it."""
    who = acting(caller)
    known = known_of(who.group, who.on)
    organisation = known.organisation(slug)
    cycle = known.chosen(request.GET.get("cycle", "").strip())
    season = known.season(cycle)
    found = answers_of(known, organisation, season, cycle, rounds=rounds_that_want(organisation, who.at))
    titles = found.titles
    context = {
        "known": known,
        "season": season,
        "organisation": organisation,
        "found": found,
        "answers": [
            {"anchor": anchor, "question": question, "answer": answer}
            for (anchor, question), answer in zip(QUESTIONS, found.sentences, strict=True)
        ],
        "kept": rows_shown(found.kept, known, season, found.lives),
        "beside": rows_shown(found.beside, known, season, found.lives),
        "pairs": pairs_shown(found.partners, known),
        "alone": _alone(found),
        "doubts": [DoubtShown(one.item, titles.get(one.item, one.item), one.why) for one in found.doubts],
        "picture": _picture(found, titles),
        "precedes": known.precedes(season.window),
        "silent": known.silent(season.window) if season.proof else None,
        "next_items": [
            NextItem(
                one.item.slug,
                one.item.title,
                ours=organisation.slug in one.item.owners,
                waits_for=tuple(titles.get(name, name) for name in found.next.waits_for.get(one.item.slug, ())),
            )
            for one in found.next.items
        ],
        "next_promises": [(one, number(one.fte)) for one in found.next.promises],
    }
    return show_or_data(
        request, who, "roadmap/proof/member.html", context, data=lambda: proof_as_data.answers(known, found)
    )


def _alone(found: Answers) -> list[AloneShown]:
    titles, company = found.titles, found.organisation.name
    return [
        AloneShown(
            item.slug,
            titles.get(item.slug, item.slug),
            sum(share.changes for share in item.shares if share.company == company),
            changes_behind(found.season.window, item=item.slug, company=company),
        )
        for item in found.alone
    ]


def _picture(found: Answers, titles: dict[str, str]) -> Markup | None:
    rows = (*found.kept, *found.beside)
    if not rows or found.season.proof is None:
        return None
    title = f"FTE of {found.organisation} promised and delivered by item"
    return promised_and_delivered(tuple(_bar(row, titles) for row in rows), title, "kept")


def _bar(row: Kept, titles: dict[str, str]) -> Bar:
    whole = total([row])
    return Bar(titles.get(row.item, row.item), whole.promised or None, row.delivered)
