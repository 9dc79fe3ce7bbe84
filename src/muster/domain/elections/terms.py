"""How long an office is held, and when somebody has to be elected to it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.domain.contribution.windows import months_before
from muster.domain.contribution.words import day as day_words
from muster.domain.contribution.words import listed


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time in an office. ended: the first day on which they held it no more, if they left before its end."""

    holder: str
    began: date
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An election that the charter wants. by: the first day on which the office would be empty without it."""

    by: date
    seats: int
    why: str

    def is_late(self, on: date) -> bool:
        """Whether that day has come."""
        return self.by <= on


def last_day_after(term: Term, months: int | None) -> date | None:
    """Give the first day on which somebody holds the office no more; None if they hold it until another is chosen."""
    whole = None if months is None else months_before(term.began, -months)
    return min((day for day in (term.ended, whole) if day is not None), default=None)


def election_due(
    office: str, *, holders: int, months: int | None, terms: Sequence[Term], founded: date, on: date
) -> Due | None:
    """Say when the next election to an office is due; None if nobody's time is limited and no place is empty.

    holders: how many hold it at once. months: for how long, None until another is chosen. terms: all there ever were.
    founded: since when the office exists. A place that is empty is due since the day on which it became so.
    """
    ends = {term: last_day_after(term, months) for term in terms if term.began <= on}
    sitting = {term: end for term, end in ends.items() if end is None or end > on}
    empty = holders - len(sitting)
    if empty > 0:
        left = sorted((end for end in ends.values() if end is not None and end <= on), reverse=True)[:empty]
        since = min(left, default=founded) if len(left) == empty else founded
        staying = [term.holder for term, end in ends.items() if end == since and term.ended is None]
        if staying:  # nobody has ended it, so the office is theirs until another is elected
            terms_word, ended = "term" if len(staying) == 1 else "terms", f"ended as {day_words(since)} began"
            return Due(
                since, empty, f"{office}: the {terms_word} of {listed(staying)} {ended}, and nobody follows yet."
            )
        return Due(since, empty, f"{office} has been without {_people(empty)} since {day_words(since)}.")
    over = [end for end in sitting.values() if end is not None]
    if not over:
        return None
    by = min(over)
    leaving = [term.holder for term, end in sitting.items() if end == by]
    verb = "ends" if len(leaving) == 1 else "end"
    terms_word = "term" if len(leaving) == 1 else "terms"
    return Due(by, len(leaving), f"{office}: the {terms_word} of {listed(leaving)} {verb} as {day_words(by)} begins.")


def _people(number: int) -> str:
    return "a holder" if number == 1 else f"{number} of its holders"
