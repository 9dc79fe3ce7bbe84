"""A rule of recurrence as text: read, written in one form, and refused with the reason."""

import pytest
from hypothesis import given

from muster.domain.errors import MeetingFault
from muster.domain.meetings.rule import Frequency, OnWeekday, Rule, parse_rule
from tests.domain.meetings.strategies import rules

BY_NUMBER = ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS")


@given(rule=rules())
def test_a_rule_that_is_written_and_read_is_the_same_rule(rule: Rule) -> None:
    assert parse_rule(str(rule)) == rule


def test_a_rule_is_read_whatever_the_order_and_case_of_its_parts() -> None:
    assert parse_rule("RRULE:byday=+1th,-1FR,1TH;freq=monthly;wkst=su;interval=3;") == Rule(
        frequency=Frequency.MONTHLY, interval=3, weekdays=(OnWeekday(3, 1), OnWeekday(4, -1)), week_start=6
    )


def test_a_rule_is_written_in_one_order_with_nothing_that_goes_without_saying() -> None:
    text = "UNTIL=20171231;WKST=MO;INTERVAL=1;BYDAY=FR,MO;FREQ=WEEKLY;BYMONTH=12,1"
    assert str(parse_rule(text)) == "FREQ=WEEKLY;UNTIL=20171231;BYMONTH=1,12;BYDAY=MO,FR"


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("FREQ=SECONDLY", "FREQ cannot be SECONDLY.", "Meetings recur DAILY, WEEKLY, MONTHLY, YEARLY."),
        ("BYDAY=TH", "FREQ is missing.", "Meetings recur DAILY, WEEKLY, MONTHLY, YEARLY."),
        ("", " is no part of a rule.", "Write NAME=VALUE, such as FREQ=WEEKLY."),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ stands in it twice.", "Leave one of them out."),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL cannot be 0.", "Write a number from 1 to 1000000000."),
        ("FREQ=DAILY;COUNT=10000000000", "COUNT cannot be 10000000000.", "Write a number from 1 to 1000000000."),
        ("FREQ=DAILY;COUNT=" + "9" * 99, f"COUNT cannot be {'9' * 39}….", "Write a number from 1 to 1000000000."),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY cannot be 32.", "Write a number from 1 to 31."),
        ("FREQ=MONTHLY;BYMONTH=-1", "BYMONTH cannot be -1.", "Write a number from 1 to 12."),
        (
            "FREQ=DAILY;UNTIL=20170230",
            "UNTIL cannot be 20170230.",
            "Write the last day alone, such as UNTIL=20171231.",
        ),
        ("FREQ=DAILY;COUNT=2;UNTIL=20171231", "COUNT and UNTIL both say when it ends.", "Leave one of them out."),
        (
            "FREQ=MONTHLY;BYWEEKNO=1",
            "BYWEEKNO goes with FREQ=YEARLY alone.",
            "Write FREQ=YEARLY, or leave BYWEEKNO out.",
        ),
        (
            "FREQ=DAILY;BYYEARDAY=1",
            "BYYEARDAY goes with FREQ=YEARLY alone.",
            "Write FREQ=YEARLY, or leave BYYEARDAY out.",
        ),
        (
            "FREQ=WEEKLY;BYMONTHDAY=1",
            "BYMONTHDAY does not go with FREQ=WEEKLY.",
            "Write FREQ=MONTHLY, or leave BYMONTHDAY out.",
        ),
        (
            "FREQ=WEEKLY;BYDAY=1TH",
            "Only a month or a year has a first Thursday.",
            "Write FREQ=MONTHLY, or the day alone.",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=2;BYDAY=1TH",
            "A week has no first Thursday.",
            "Write the day alone, or leave BYWEEKNO out.",
        ),
        (
            "FREQ=MONTHLY;BYSETPOS=1",
            "BYSETPOS chooses among days that no other part names.",
            "Add BYDAY, or leave BYSETPOS out.",
        ),
        ("FREQ=MONTHLY;BYDAY=0TH", "BYDAY cannot be 0TH.", "Write a day such as TH, or with a number 1TH or -1FR."),
        ("FREQ=MONTHLY;BYDAY=X", "BYDAY cannot be X.", "Write a day such as TH, or with a number 1TH or -1FR."),
        ("FREQ=MONTHLY;WKST=XX", "WKST cannot be XX.", "Write one of MO, TU, WE, TH, FR, SA, SU."),
        ("FREQ=" + "X" * 9999, "The rule is longer than any that a meeting needs.", "Write at most 5000 characters."),
        (
            "FREQ=DAILY;BYHOUR=1,2",
            "BYHOUR is not known here.",
            f"A meeting's rule has FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, {', '.join(BY_NUMBER)}.",
        ),
    ],
)
def test_a_rule_that_no_meeting_can_follow_is_refused_with_the_reason(text: str, what: str, mend: str) -> None:
    with pytest.raises(MeetingFault) as refused:
        parse_rule(text)
    assert (refused.value.what, refused.value.mend) == (what, mend)


def test_a_refusal_shows_the_rule_and_nothing_that_a_terminal_would_obey() -> None:
    with pytest.raises(MeetingFault) as refused:
        parse_rule("\x1b]0;x\x07")
    assert str(refused.value) == (
        r"rule \x1b]0;x\x07: \x1b]0 is no part of a rule. Write NAME=VALUE, such as FREQ=WEEKLY."
    )
