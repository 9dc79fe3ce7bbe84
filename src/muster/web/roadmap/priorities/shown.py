"""What the page of a round shows, and its data: what became of every item, where the share of every seat went."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from muster.domain.roadmap.priorities.ballots import in_words
from muster.domain.roadmap.priorities.outcome import Outcome, as_data
from muster.domain.roadmap.priorities.rounds import Choice
from muster.domain.roadmap.priorities.words import amount, missed_sentence, selected_sentence, tied_sentence
from muster.records.queries.roadmap.rounds import RoundShown

UNIT = "FTE"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a round. place: among the selected, or None. backers: the seats that want it. why: in sentences."""

    choice: Choice
    place: int | None
    backers: tuple[str, ...]
    left_over: bool
    why: tuple[str, ...]

    @property
    def cost(self) -> str:
        """What it costs."""
        return amount(self.choice.cost)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat in a round. said: its ballot in sentences; empty: it said nothing. paid: by item, what it took."""

    slug: str
    name: str
    said: tuple[str, ...]
    entered: str
    paid: tuple[tuple[str, str], ...]
    left: str
    spent: Fraction
    share: Fraction


def item_lines(now: RoundShown, found: Outcome | None) -> list[ItemLine]:
    """Give every item: those selected in order, then those that somebody wants, then the others."""
    wants = {one.slug: [slug for slug, said in now.ballots.items() if one.slug in said] for one in now.choices}
    choices = {one.slug: one for one in now.choices}

    def line(slug: str, *why: str, place: int | None = None, left_over: bool = False) -> ItemLine:
        names = tuple(now.seats[one] for one in wants[slug])
        return ItemLine(choices[slug], place, names, left_over, tuple(filter(None, why)))

    if found is None:
        return [line(slug) for slug in sorted(choices, key=lambda slug: (-len(wants[slug]), slug))]
    names = {**now.seats, **now.titles}
    lines = [
        line(
            one.name,
            selected_sentence(one, names, UNIT),
            tied_sentence(one, now.titles),
            place=place,
            left_over=one.left_over,
        )
        for place, one in enumerate(found.selected, 1)
    ]
    lines += [line(one.name, missed_sentence(one, names, UNIT)) for one in found.missed]
    known = {one.choice.slug for one in lines}
    return lines + [line(slug, "No seat wants it.") for slug in choices if slug not in known]


def seat_lines(now: RoundShown, found: Outcome | None) -> list[SeatLine]:
    """Give every seat with what it said and, once the round is counted, where its share went."""
    lines = []
    for slug, name in now.seats.items():
        ballot, account = now.said.get(slug), found.accounts.get(slug) if found else None
        lines.append(
            SeatLine(
                slug,
                name,
                tuple(in_words(now.kind, ballot.data, now.titles)) if ballot else (),
                str(ballot.person) if ballot and ballot.person else "",
                tuple((now.titles.get(item, item), amount(paid)) for item, paid in account.paid.items())
                if account
                else (),
                amount(account.left) if account else "",
                sum(account.paid.values(), Fraction(0)) if account else Fraction(0),
                account.share if account else now.share,
            )
        )
    return lines


def round_data(now: RoundShown, found: Outcome | None) -> dict[str, Any]:
    """Give a round as data: the question, what each seat said, and what came of it, exact."""
    return {
        **listed_data(now.row, now.phase.value),
        "ballot": now.kind,
        "completion": now.row.completion,
        "share": str(now.share),
        "rule": {"satisfaction": now.rule.satisfaction, "step": str(now.rule.step), "seed": now.rule.seed},
        "items": list(now.row.items),
        "seats": [
            {
                "seat": slug,
                "name": name,
                "wants": dict(now.said[slug].data) if slug in now.said else None,
                "at": now.said[slug].at.isoformat() if slug in now.said else None,
            }
            for slug, name in now.seats.items()
        ],
        "outcome": as_data(found) if found else None,
    }


def listed_data(row: Any, phase: str) -> dict[str, Any]:  # noqa: ANN401 - the row, which this file gives on
    """Give a round in a list, as data."""
    return {
        "round": row.number,
        "quarter": row.quarter,
        "cycle": row.cycle,
        "phase": phase,
        "opens_at": row.opens_at.isoformat(),
        "closes_at": row.closes_at.isoformat(),
        "budget": f"{row.budget:.2f}",
        "proposal": row.proposal or None,
        "called_off": row.called_off or None,
        "invented": row.invented,
    }


def shares_drawn(lines: list[SeatLine]) -> list[Mapping[str, Any]]:
    """Give each seat's share as a bar: how much of it was spent, in hundredths of the bar."""
    return [
        {"name": one.name, "spent": round(float(100 * one.spent / one.share)) if one.share else 0, "line": one}
        for one in lines
    ]
