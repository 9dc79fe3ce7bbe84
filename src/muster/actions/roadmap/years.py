"""The truth of a year, put together: the proof of its days, what lived at its end, and the baseline upstream."""

from dataclasses import dataclass
from datetime import date

from muster.actions.roadmap.keeping import Known
from muster.actions.roadmap.upstream import common_work_in
from muster.domain.contribution.windows import Window
from muster.domain.errors import NotThere
from muster.domain.roadmap.proof.proof import Proof
from muster.domain.roadmap.proof.year import Year, year_of


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year as it is told. window: its days, up to the day asked about. proof: None if nothing was read of it.

    whole: whether the year was over by then. as_of: the day as of which the states of items are told.
    """

    number: int
    window: Window
    proof: Proof | None
    year: Year | None
    whole: bool
    as_of: date


def years_of(known: Known) -> list[int]:
    """Give the years of which something was read, the earliest first; none from before there was the group."""
    index = known.index
    if index is None or index.first_day is None or index.last_day is None:
        return []
    first = max(index.first_day, known.founded).year
    return list(range(first, min(index.last_day, known.on).year + 1))


def told_year(known: Known, number: int) -> ToldYear:
    """Tell a year. NotThere: it is no year of the calendar, or has not begun."""
    if not date.min.year < number < date.max.year or date(number, 1, 1) > known.on:
        raise NotThere(f"year {number}", "That year has not begun.", "Choose an earlier one.")
    end = date(number + 1, 1, 1)
    whole = end <= known.on
    window = Window(date(number, 1, 1), end if whole else max(known.on, date(number, 1, 2)))
    proof, as_of = known.proof(window), known.as_of(window)
    if proof is None:
        return ToldYear(number, window, None, None, whole, as_of)
    lives = known.lives(proof, as_of)
    slugs = [one.item.slug for one in known.items]
    baseline = common_work_in(known.group, window, on=as_of)
    return ToldYear(number, window, proof, year_of(proof, lives, items=slugs, baseline=baseline), whole, as_of)
