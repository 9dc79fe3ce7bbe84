"""The phases of an election follow from its calendar and the clock, to the second, in UTC or anywhere on Earth."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from muster.domain.elections.calendar import (
    Calendar,
    Phase,
    calendar_refused,
    day_begins,
    day_ends,
    moment_words,
    planned,
)

CALENDAR = planned(date(2017, 5, 1), nominating=7, voting=7, eligible_on=date(2017, 5, 1), clock="aoe")
NOW = datetime(2017, 4, 20, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def test_an_election_is_laid_out_from_its_first_day_to_the_end_of_its_last_anywhere_on_earth() -> None:
    assert (
        Calendar(
            nominations_open=datetime(2017, 5, 1, tzinfo=UTC),
            nominations_close=datetime(2017, 5, 8, 12, tzinfo=UTC),
            voting_opens=datetime(2017, 5, 9, tzinfo=UTC),
            voting_closes=datetime(2017, 5, 16, 12, tzinfo=UTC),
            eligible_on=date(2017, 5, 1),
        )
        == CALENDAR
    )
    assert calendar_refused(CALENDAR, at=NOW) is None


@pytest.mark.parametrize(
    ("moment", "before", "from_then_on"),
    [
        (CALENDAR.nominations_open, Phase.PLANNED, Phase.NOMINATING),
        (CALENDAR.nominations_close, Phase.NOMINATING, Phase.SETTLED),
        (CALENDAR.voting_opens, Phase.SETTLED, Phase.VOTING),
        (CALENDAR.voting_closes, Phase.VOTING, Phase.CLOSED),
    ],
)
def test_a_phase_ends_at_the_second_at_which_the_next_begins(
    moment: datetime, before: Phase, from_then_on: Phase
) -> None:
    assert (CALENDAR.phase(moment - A_SECOND), CALENDAR.phase(moment)) == (before, from_then_on)
    somewhere_else = moment.astimezone(timezone(timedelta(hours=-9)))
    assert CALENDAR.phase(somewhere_else) is from_then_on


def test_a_day_is_over_anywhere_on_earth_twelve_hours_after_it_is_over_in_utc() -> None:
    day = date(2016, 12, 31)
    assert (day_begins(day), day_ends(day)) == (datetime(2016, 12, 31, tzinfo=UTC), datetime(2017, 1, 1, tzinfo=UTC))
    assert day_ends(day, "aoe") == datetime(2017, 1, 1, 12, tzinfo=UTC)
    assert day_ends(day, "aoe") == datetime(2017, 1, 1, tzinfo=timezone(timedelta(hours=-12)))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"voting_closes": datetime(2017, 5, 8, tzinfo=UTC)}, "Nominations must close before voting opens"),
        ({"nominations_close": datetime(2017, 5, 10, tzinfo=UTC)}, "Nominations must close before voting opens"),
        ({"nominations_close": datetime(2017, 5, 1, tzinfo=UTC)}, "Nominations must close before voting opens"),
        ({"voting_opens": datetime(2017, 5, 9)}, "A moment has no time zone"),  # noqa: DTZ001 - that is the fault
        (
            {"eligible_on": date(2017, 5, 10)},
            "Who may vote would be settled on 10\xa0May 2017, after voting has opened",
        ),
    ],
)
def test_days_on_which_no_election_can_be_held_are_refused(change: dict[str, object], reason: str) -> None:
    parts = {name: getattr(CALENDAR, name) for name in Calendar.__slots__}
    refusal = calendar_refused(Calendar(**{**parts, **change}), at=NOW)
    assert refusal is not None
    assert refusal.what.startswith(reason)


def test_an_election_that_would_be_over_already_is_refused() -> None:
    refusal = calendar_refused(CALENDAR, at=CALENDAR.voting_closes)
    assert refusal is not None
    assert refusal.what == (
        "Voting would have closed already, 16\xa0May 2017, 12:00 UTC (when 15\xa0May 2017 is over anywhere on Earth)."
    )


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2017, 5, 8, tzinfo=UTC), "8\xa0May 2017, 00:00 UTC"),
        (datetime(2017, 5, 8, 12, 0, 1, tzinfo=UTC), "8\xa0May 2017, 12:00:01 UTC"),
        (datetime(2017, 5, 8, 23, 30, tzinfo=timezone(timedelta(hours=-9))), "9\xa0May 2017, 08:30 UTC"),
        (
            datetime(2017, 3, 1, 12, tzinfo=UTC),
            "1\xa0March 2017, 12:00 UTC (when 28\xa0February 2017 is over anywhere on Earth)",
        ),
    ],
)
def test_a_moment_is_written_in_utc_and_says_when_it_is_a_days_end_anywhere_on_earth(
    moment: datetime, words: str
) -> None:
    assert moment_words(moment) == words
