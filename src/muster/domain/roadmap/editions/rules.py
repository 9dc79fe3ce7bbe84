"""When an edition can be published: one a quarter, in the order of the quarters, never of one that is still to come."""

from datetime import date
from typing import Final

from muster.domain.refusal import Refusal
from muster.domain.roadmap.quarters import Quarter

A_YEAR: Final = 4


def refusal_of_an_edition(quarter: Quarter, last: Quarter | None, *, on: date) -> Refusal | None:
    """Say why there can be no edition of a quarter now, or None. last: of which there is one."""
    if quarter > Quarter.of(on):
        return Refusal(f"{quarter} has not begun on {on}.", f"Publish the edition of {Quarter.of(on)}.")
    if last is None or quarter > last:
        return None
    what = f"There is an edition of {last}, and nothing of what is published is changed."
    if last >= Quarter.of(on):
        return Refusal(what, f"What changed since goes into the edition of {last.next}.")
    return Refusal(what, "Choose a later quarter.")


def quarters_open(last: Quarter | None, *, on: date) -> tuple[Quarter, ...]:
    """Give the quarters of which an edition can be published on a day, the latest first; at most the last year's."""
    found: list[Quarter] = []
    quarter = Quarter.of(on)
    while len(found) < A_YEAR and refusal_of_an_edition(quarter, last, on=on) is None:
        found.append(quarter)
        quarter = quarter.previous
    return tuple(found)
