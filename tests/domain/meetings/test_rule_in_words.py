"""Rules of recurrence in words, and the rules that a charter's cadences stand for."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given

from muster.domain.charter.meetings import MeetingSeries
from muster.domain.meetings.cadence import Cadence, rule_of
from muster.domain.meetings.days import names
from muster.domain.meetings.rule import Rule, parse_rule
from muster.domain.meetings.rule_words import rule_in_words
from tests.domain.meetings.strategies import days, rules

ODD = ",".join(map(str, range(1, 54, 2)))
FOURTH = ",".join(map(str, range(4, 54, 4)))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=13;COUNT=1", "every 13th day, once"),
        ("FREQ=WEEKLY;BYDAY=TH", "every Thursday"),
        ("FREQ=WEEKLY;BYDAY=TH;INTERVAL=2;UNTIL=20171231", "every second Thursday, until 2017-12-31"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,TH;INTERVAL=4", "every fourth week on Monday, Wednesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every day from Monday to Friday"),
        ("FREQ=MONTHLY;BYDAY=1TH;COUNT=22", "on the first Thursday of every month, 22 times"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "on the last Friday of every third month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2,22,-1", "on the 22nd, the last day and the second last day of every month"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYDAY=2TU", "on the second Tuesday of March and September"),
        (f"FREQ=YEARLY;BYWEEKNO={ODD};BYDAY=TH", "on Thursdays of odd ISO weeks"),
        (f"FREQ=YEARLY;BYWEEKNO={FOURTH};BYDAY=TH", "on Thursdays of ISO weeks 4, 8, 12 and so on"),
        ("FREQ=YEARLY;BYWEEKNO=3,7;BYDAY=TH", "on Thursdays of ISO weeks 3 and 7"),
        ("FREQ=MONTHLY;BYDAY=TH", "by the rule FREQ=MONTHLY;BYDAY=TH"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "by the rule FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2TU", "by the rule FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2TU"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert rule_in_words(parse_rule(rule)) == words


@given(rule=rules())
def test_every_rule_can_be_said_in_one_line_of_words(rule: Rule) -> None:
    words = rule_in_words(rule)
    assert words.split()[0] in {"every", "on", "by"}
    assert words.isprintable()


@pytest.mark.parametrize(
    ("cadence", "first", "rule"),
    [
        ("weekly", "2016-10-27", "FREQ=WEEKLY;BYDAY=TH"),
        ("biweekly", "2016-10-27", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("monthly", "2016-10-13", "FREQ=MONTHLY;BYDAY=2TH"),
        ("monthly", "2016-09-29", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("quarterly", "2016-10-26", "FREQ=MONTHLY;INTERVAL=3;BYDAY=4WE"),
        ("half-yearly", "2016-10-26", "FREQ=MONTHLY;INTERVAL=6;BYDAY=4WE"),
        ("yearly", "2016-10-26", "FREQ=YEARLY;BYMONTH=10;BYDAY=4WE"),
    ],
)
def test_a_cadence_of_a_charter_becomes_a_rule_from_the_first_meeting_on(
    cadence: Cadence, first: str, rule: str
) -> None:
    assert str(rule_of(cadence, first=date.fromisoformat(first))) == rule


def test_every_cadence_that_a_charter_knows_has_a_rule_but_the_one_without() -> None:
    known = get_args(MeetingSeries.model_fields["cadence"].annotation)
    assert known == get_args(Cadence)
    assert [one for one in known if rule_of(one, first=date(2016, 10, 26)) is None] == ["as-called"]


@given(first=days)
def test_the_first_meeting_is_one_of_those_that_its_cadence_gives(first: date) -> None:
    for cadence in get_args(Cadence):
        rule = rule_of(cadence, first=first)
        assert rule is None or names(rule, first, first=first)
