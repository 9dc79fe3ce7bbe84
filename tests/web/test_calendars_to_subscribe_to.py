"""Calendars that people subscribe to: the meetings that Muster has, the same bytes each time, and nothing private."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from muster.actions.meetings import agenda, minutes, tasks
from muster.actions.meetings.series import Planned, call_meeting, cancel_meeting, move_meeting, plan_series
from muster.domain.contribution.windows import Window
from muster.records.models import Account, Series
from muster.records.queries.meetings import meetings_in, slug_of
from muster.records.queries.series import local
from tests.cast import Cast, address
from tests.exchange.meetings.expander import meetings
from tests.web.access.shape import asking

FIRST = local("2026-01-07T14:00")
YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def series(alpha: Cast) -> Series:
    di = asking(alpha, "Di")
    made = plan_series(di, Planned(title="Team", starts=FIRST, zone="Europe/Paris", rule="FREQ=WEEKLY;BYDAY=WE"))
    plan_series(di, Planned(title="Board", starts=FIRST, zone="America/New_York", rule="FREQ=MONTHLY;BYDAY=1WE"))
    cancel_meeting(di, made, local("2026-03-11T14:00"), reason="A holiday.")
    move_meeting(di, made, local("2026-03-25T14:00"), local("2026-03-29T02:30"), reason="In the night.")
    call_meeting(di, made, local("2026-04-01T09:00"))
    minutes.save(di, slug_of(made, FIRST), "AGREED: the secret plan\n", base=0)
    return made


def expanded(content: bytes) -> list[datetime]:
    """Every beginning in the year, in UTC, as another program expands the calendar."""
    return sorted(start.astimezone(UTC) for start, _, takes_place in meetings(content, YEAR) if takes_place)


def test_a_group_s_calendar_expands_to_the_meetings_that_the_group_has(alpha: Cast, series: Series) -> None:
    answer = Client().get("/alpha/meetings.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    ours = [one.occurrence for one in meetings_in(alpha.group, YEAR)]
    assert expanded(answer.content) == [one.start for one in ours if one.takes_place]
    assert len(ours) == 52 + 12 + 1
    one = Client().get(f"/alpha/meetings/series/{series.slug}.ics")
    theirs = [meeting.start for meeting in ours if meeting.title == "Team" and meeting.takes_place]
    assert expanded(one.content) == theirs


def test_a_calendar_is_sent_once_and_the_same_until_something_changes(alpha: Cast, series: Series) -> None:
    client = Client()
    for path in ("/alpha/meetings.ics", f"/alpha/meetings/series/{series.slug}.ics"):
        first, again = client.get(path), client.get(path)
        assert first.content == again.content
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        cancel_meeting(asking(alpha, "Di"), series, FIRST + timedelta(days=7 if "series" in path else 14))
        changed = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert changed.status_code == 200
        assert changed["ETag"] != first["ETag"]
        uids = [{str(event["UID"]) for event in Calendar.from_ical(one.content).events} for one in (first, changed)]
        assert uids[0] == uids[1]


def test_one_s_own_calendar_has_all_groups_and_deadlines_at_an_address_that_can_be_ended(
    alpha: Cast, series: Series
) -> None:
    agenda.propose_item(asking(alpha, "Di"), slug_of(series, local("2099-01-07T14:00")), "Far away")
    tasks.take_action(asking(alpha, "Di"), "Sing aloud", owner=alpha.people["Bo"], due=date(2026, 12, 24))
    tasks.take_action(asking(alpha, "Di"), "Dance", owner=alpha.people["Cy"], due=date(2026, 12, 25))
    browser = Client()
    browser.force_login(Account.objects.get(email=address("Bo")))
    page = browser.post("/me/calendar/").content.decode()
    path = "/calendar/" + page.partition("/calendar/")[2].partition("<")[0]
    answer = Client().get(path)
    said = answer.content.decode()
    assert "Sing aloud" in said
    assert "Dance" not in said
    assert "secret" not in said
    due = datetime(2026, 12, 24, 23, 29, tzinfo=UTC)
    assert set(expanded(answer.content)) == {*expanded(Client().get("/alpha/meetings.ics").content), due}
    assert Client().get(path).content == answer.content
    assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert "private" in answer["Cache-Control"]
    browser.post("/me/calendar/")
    assert Client().get(path).status_code == 404
    assert browser.post("/me/calendar/end/").status_code == 302
    assert browser.post("/me/calendar/end/").status_code == 404
    page = browser.post("/me/calendar/").content.decode()
    path = "/calendar/" + page.partition("/calendar/")[2].partition("<")[0]
    assert Client().get(path).status_code == 200
    Account.objects.filter(email=address("Bo")).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_nothing_private_is_in_a_public_calendar(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - its minutes are a draft
    said = Client().get("/alpha/meetings.ics").content.decode()
    assert "A holiday." in said
    assert "secret" not in said
    assert "@" not in said
