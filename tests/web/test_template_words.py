"""What templates say of people and moments: who is invented, and when something is, in the reader's own zone."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template.context import Context

from muster.records.models import Account, Person
from muster.web.tags import called, day, due, how_far, moment, named

NOON = datetime(2017, 5, 9, 12, tzinfo=UTC)


def reading(zone: str = "") -> Context:
    user = Account(time_zone=zone) if zone else None
    return Context({"request": SimpleNamespace(user=user)})


def test_invented_people_are_said_to_be() -> None:
    assert named(Person(name="Ada", invented=True)) == "Ada (invented)"
    assert named(Person(name="Ada", invented=False)) == "Ada"


def test_a_seat_is_called_by_its_name_where_that_is_known() -> None:
    names = {"att": "AT&T"}
    assert [called(names, slug) for slug in ("att", "gone", "")] == ["AT&T", "gone", ""]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("", "9 May 2017, 12:00 UTC"),
        ("UTC", "9 May 2017, 12:00 UTC"),
        ("Europe/Paris", "9 May 2017, 14:00 CEST"),
        ("Asia/Tokyo", "9 May 2017, 21:00 JST"),
        ("Pacific/Kiritimati", "10 May 2017, 02:00 +14"),
    ],
)
def test_a_moment_is_in_the_readers_zone_with_utc_beside_it(zone: str, shown: str) -> None:
    assert moment(reading(zone), NOON) == (
        f'<time datetime="2017-05-09T12:00:00+00:00" title="9 May 2017, 12:00 UTC">{shown}</time>'
    )


def test_a_page_without_a_reader_says_utc() -> None:
    assert "12:00 UTC</time>" in moment(Context({}), NOON)


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(days=3), "in 3 days"),
        (timedelta(days=2), "in 2 days"),
        (timedelta(days=2) - timedelta(seconds=1), "in 47 hours"),
        (timedelta(hours=2), "in 2 hours"),
        (timedelta(minutes=119), "in 119 minutes"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(seconds=59), "now"),
        (timedelta(0), "now"),
        (-timedelta(minutes=1), "1 minute ago"),
        (-timedelta(days=10, hours=23), "10 days ago"),
        (timedelta(days=99), "in 99 days"),
        (timedelta(days=100), "in 3 months"),
        (-timedelta(days=730), "23 months ago"),
        (-timedelta(days=3330), "9 years ago"),
    ],
)
def test_how_far_off_something_is_is_never_rounded_up(gap: timedelta, said: str) -> None:
    assert how_far(NOON + gap, NOON) == said


def test_a_deadline_has_its_date_beside_it() -> None:
    shown = due(reading(), NOON + timedelta(days=3), NOON)
    assert shown.startswith("in 3 days (<time ")
    assert "12 May 2017, 12:00 UTC</time>)" in shown


def test_a_day_can_be_read_in_one_way_only() -> None:
    assert day(date(2017, 5, 9)) == '<time datetime="2017-05-09">9 May 2017</time>'
