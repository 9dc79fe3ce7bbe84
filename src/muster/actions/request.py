"""What a person asks for when asking for a standing, and how it overrides the charter."""

from dataclasses import dataclass
from datetime import date

from muster.domain.contribution.standing import Theta
from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault

THREE = 3
LONGEST_THETA = 184


@dataclass(frozen=True, slots=True)
class StandingRequest:
    """The question. What is None or empty stays as the charter has it.

    repositories: each a NAME of the charter, a NAME=LOCATION, or a LOCATION. affiliations: each a FILE or FORMAT:FILE.
    engine: duckdb or spark; master: the Spark master, if not this machine. workers: processes that read repositories.
    """

    on: date
    window: Window | None = None
    theta: Theta | None = None
    repositories: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    engine: str = "duckdb"
    master: str | None = None
    workers: int | None = None


def parse_theta(text: str) -> Theta:
    """Read one θ for all three, or three of them: lenient,likely,strict, in active days in six months.

    RequestFault: not whole numbers from 1 to 184, or not in rising order.
    """
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 1:
        numbers *= THREE
    if len(numbers) != THREE or numbers != sorted(numbers) or not 1 <= numbers[0] <= numbers[-1] <= LONGEST_THETA:
        raise RequestFault(
            f"theta {text!r}",
            "This is no θ.",
            "Write active days in six months, one number (12) or lenient,likely,strict (9,12,15), from 1 to 184.",
        )
    return Theta(*numbers)


def parse_day(text: str) -> date:
    """Read an ISO date; RequestFault if it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise RequestFault(f"day {text!r}", "This is no day.", "Write an ISO date: 2016-10-26.") from None
