"""On which day of its week something falls, by what the text beside it says."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muster.domain.contribution.words import day as day_words
from muster.exchange.calendars.days_in_text import Mention, mentions_in
from muster.exchange.calendars.values import Week

SUNDAY: Final = timedelta(days=6)
THURSDAY: Final = timedelta(days=3)
MOST_OFF: Final = timedelta(days=21)
"""How far from its week the day in a text may lie and still be believed."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The days on which something falls. told: the text tells them. why: what is wrong with the text or the week."""

    first: date
    last: date
    told: bool
    why: str = ""


def placed_in(week: Week, text: str, *, thursday: bool) -> Placed:
    """Give the days. thursday: without a day in the text it is the Thursday of the week; else its Friday."""
    mentions = mentions_in(text)
    for mention in mentions:
        if (days := mention.near(week.first)) and _inside(days, week):
            return Placed(*days, told=True)
    for mention in mentions:
        if mention.year and (days := _in_another_year(mention, week)) and _inside(days, week):
            why = f'Its text says "{mention.said}", and its week is that of {_words(week)}; the year is a slip.'
            return Placed(*days, told=True, why=why)
    # Two days that both miss the week speak of something else, or of nobody knows which.
    days = mentions[0].near(week.first) if len(mentions) == 1 else None
    if days is not None and abs(days[1] - week.first) <= MOST_OFF:
        why = f'It stands in the week of {_words(week)}, and its text says "{mentions[0].said}"; the text has the day.'
        return Placed(*days, told=True, why=why)
    day = min(week.first + THURSDAY, week.last) if thursday else week.last
    if not mentions:
        return Placed(day, day, told=False)
    said = ", ".join(f'"{mention.said}"' for mention in mentions[:3])
    why = f"Its text speaks of {said}, and none lies in the week of {_words(week)}; {day_words(day)} is taken."
    return Placed(day, day, told=False, why=why)


def _words(week: Week) -> str:
    return day_words(week.first)


def _inside(days: tuple[date, date], week: Week) -> bool:
    return week.first <= days[1] <= week.first + SUNDAY


def _in_another_year(mention: Mention, week: Week) -> tuple[date, date] | None:
    found = [days for year in (week.first.year, week.last.year) if (days := mention.near(week.first, year=year))]
    return min(found, key=lambda days: abs(days[1] - week.first)) if found else None
