"""The values that every answer holds, as plain data: days, windows, θ, exact figures."""

from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import Theta
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window


def day(value: date | None) -> str | None:
    """Give a day in ISO 8601, or None."""
    return value.isoformat() if value else None


def fraction(value: Fraction | None) -> str | None:
    """Give an exact figure, such as "13/4" or "4", or None."""
    return None if value is None else str(value)


def figures(value: Figures) -> dict[str, str]:
    """Give one quantity under the three θ."""
    return {"lenient": str(value.lenient), "likely": str(value.likely), "strict": str(value.strict)}


def theta(value: Theta) -> dict[str, int]:
    """Give the charter's three θ."""
    return {"lenient": value.lenient, "likely": value.likely, "strict": value.strict}


def window(value: Window) -> dict[str, str]:
    """Give a window with its length in months."""
    return {"start": value.first_day.isoformat(), "end": value.end_day.isoformat(), "months": str(value.months)}
