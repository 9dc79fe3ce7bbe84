"""A quarter's meetings of all series together, and what gets in their way."""

from datetime import date

import pytest

from muster.domain.charter.calendar import Event
from muster.domain.contribution.windows import Window
from muster.domain.meetings.planning import MOST_CLASHES, Clash, Kind, plan, quarter_of
from muster.domain.meetings.series import Cancelled
from tests.domain.meetings.samples import local, weekly, window

SUMMIT = Event(name="Summit", kind="summit", first=date(2017, 11, 6), last=date(2017, 11, 8), precision="day")
MAYBE = Event(name="Some week", kind="meetup", first=date(2017, 11, 1), last=date(2017, 11, 30), precision="month")


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2017-01-01", "2017-01-01..2017-04-01"),
        ("2017-12-31", "2017-10-01..2018-01-01"),
        ("2016-05-09", "2016-04-01..2016-07-01"),
    ],
)
def test_a_day_lies_in_one_of_the_years_four_quarters(day: str, quarter: str) -> None:
    assert quarter_of(date.fromisoformat(day)) == window(quarter)


def test_a_quarters_meetings_stand_in_order_with_what_gets_in_their_way() -> None:
    board = weekly("FREQ=MONTHLY;BYDAY=1TH", "2017-10-05 14:30", uid="board@alpha.example", title="Board", place="here")
    team = weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2017-10-05 14:00", place="here", minutes_long=30)
    talk = weekly("FREQ=MONTHLY;BYDAY=1MO", "2017-10-02 14:00", uid="talk@alpha.example")
    late = weekly("FREQ=MONTHLY;BYDAY=1TH", "2017-10-05 15:00", uid="late@alpha.example", minutes_long=600)
    quarter = quarter_of(date(2017, 11, 1))
    planned = plan([board, team, talk, late], quarter, events=[SUMMIT, MAYBE])
    assert [one.key for one in planned.meetings[:5]] == [
        "talk@alpha.example/20171002T1400",
        "weekly@alpha.example/20171005T1400",
        "board@alpha.example/20171005T1430",
        "late@alpha.example/20171005T1500",
        "weekly@alpha.example/20171019T1400",
    ]
    by_key = {one.key: one for one in planned.meetings}

    def met(kind: Kind, one: str, other: str) -> Clash:
        return Clash(kind, by_key[one], by_key[other])

    assert planned.clashes == (
        met(Kind.TIME, "late@alpha.example/20171005T1500", "board@alpha.example/20171005T1430"),
        met(Kind.TIME, "late@alpha.example/20171102T1500", "board@alpha.example/20171102T1430"),
        Clash(Kind.EVENT, by_key["talk@alpha.example/20171106T1400"], SUMMIT),
        met(Kind.TIME, "late@alpha.example/20171207T1500", "board@alpha.example/20171207T1430"),
    )


def test_meetings_at_one_time_in_one_place_are_worse_and_cancelled_ones_harmless() -> None:
    one = weekly(place="here")
    other = weekly(uid="other@alpha.example", place="here", changes=(Cancelled(local("2017-08-24 14:00")),))
    planned = plan([one, other], window("2017-08-17..2017-08-31"))
    first, second = planned.meetings[1], planned.meetings[0]
    assert planned.clashes == (Clash(Kind.PLACE, first, second),)


def test_more_clashes_than_anyone_reads_are_not_listed() -> None:
    crowd = [weekly("FREQ=DAILY", uid=str(number)) for number in range(12)]
    planned = plan(crowd, Window(date(2017, 8, 17), date(2017, 11, 17)))
    assert (len(planned.clashes), planned.more_clashes) == (MOST_CLASHES, True)
