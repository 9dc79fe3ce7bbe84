"""The pages of all meetings: the overview, a quarter, planning, series; and files of meetings."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from muster.actions.meetings import attendance, minutes
from muster.actions.meetings.series import Planned, cancel_meeting, plan_series
from muster.records import log
from muster.records.models import Account, Series
from muster.records.queries.meetings import slug_of
from muster.records.queries.series import LOCAL, local
from tests.cast import Cast, address
from tests.web.access.shape import asking
from tests.web.team import MEETINGS, SCRIPT, Meetings, browser_of, read, send, words


def test_the_overview_says_what_comes_what_was_and_how_late_its_papers_are(team: Meetings) -> None:
    said = words(read(browser_of(""), MEETINGS))
    assert "it is running" in said
    assert "late by 24 hours , not out" in said  # the agenda of the one that is running was due a day before it
    assert re.search(r"due in \d days \( .* UTC \)", said)
    assert "nobody is written down" in said
    attendance.record(asking(team.cast, "Di"), team.slug(-1), [team.cast.people[name] for name in ("Ada", "Bo")])
    minutes.save(asking(team.cast, "Ed"), team.slug(-1), "* Hello\n", base=0)
    said = words(read(browser_of(""), MEETINGS))
    assert "2 of 3 seats: a quorum" in said
    assert "draft" in said
    cancel_meeting(asking(team.cast, "Di"), team.series, team.running + timedelta(weeks=1), reason="A holiday.")
    assert "cancelled" in words(read(browser_of(""), MEETINGS))


def test_a_quarter_lists_every_meeting_and_what_is_in_whose_way(team: Meetings) -> None:
    at = team.running + timedelta(weeks=1)
    plan_series(asking(team.cast, "Di"), Planned(title="Board", starts=at, rule="FREQ=WEEKLY;COUNT=1"))
    said = words(read(browser_of(""), f"{MEETINGS}quarter/", on=at.date().isoformat()))
    assert "Same time : " in said
    assert said.count("Board") == 2
    assert "0 meetings, 0 clashes" in words(read(browser_of(""), f"{MEETINGS}quarter/", on="2000-02-29"))


@pytest.mark.parametrize(
    "on", ["yesterday", "2017-02-30", "9999-12-31", "0001-01-01", "2017-05-09T00:00", "1969-12-31"]
)
def test_a_quarter_of_no_day_is_refused_with_a_sentence(alpha: Cast, on: str) -> None:  # noqa: ARG001 - there is a group
    assert "Write one such as 2017-05-09." in read(browser_of(""), f"{MEETINGS}quarter/", 400, on=on)


def test_the_charter_fills_in_what_it_says_of_a_kind_of_meeting(alpha: Cast) -> None:
    page = read(browser_of("Ada"), f"{MEETINGS}plan/", kind="weekly-team")
    assert 'value="Team meeting"' in page
    data: dict[str, Any] = {"title": "Team", "kind": "weekly-team", "cadence": "charter", "minutes": "45"}
    where = send(browser_of("Ada"), f"{MEETINGS}plan/", **data, starts="2030-03-24T02:30", zone="Europe/Paris")
    assert where == f"{MEETINGS}series/team/"
    row = Series.objects.get(group=alpha.group)
    assert (row.rule, row.minutes, row.kind) == ("FREQ=WEEKLY;BYDAY=SU", 45, "weekly-team")


def test_the_night_on_which_clocks_change_is_marked_where_a_meeting_falls_into_it(alpha: Cast) -> None:
    on = Planned(title="Night", starts=local("2030-03-24T02:30"), zone="Europe/Paris", rule="FREQ=WEEKLY")
    series = plan_series(asking(alpha, "Ada"), on)
    leapt = f"{MEETINGS}{slug_of(series, local('2030-03-31T02:30'))}/"
    assert "Clocks there leap over that hour" in read(browser_of(""), leapt)
    assert "03:30" not in read(browser_of(""), f"{MEETINGS}{slug_of(series, local('2030-03-24T02:30'))}/")
    # Half past two does not come on that day: it begins at 01:30 UTC, which clocks there call half past three.
    assert "31 March 2030, 01:30 to 02:30 UTC" in words(read(browser_of(""), leapt))
    twice = f"{MEETINGS}{slug_of(series, local('2030-10-27T02:30'))}/"
    said = words(read(browser_of(""), twice))
    assert "27 October 2030, 00:30 to 01:30 UTC" in said
    assert "Clocks there show that hour twice" in said
    Account.objects.filter(email=address("Di")).update(time_zone="Pacific/Auckland")
    assert "Sunday 27 October 2030, 13:30 to 14:30 NZDT (00:30 to 01:30 UTC)" in words(read(browser_of("Di"), twice))


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("starts", "2017-01-01T14:00", "The group was founded on 2017-01-02"),
        ("starts", "2200-01-01T14:00", "is not a day on which anyone meets"),
        ("starts", "2030-02-30T14:00", "Enter a valid date/time."),
        ("zone", "Europe/Atlantis", "There is no such time zone."),
        ("zone", "../../etc/passwd", "There is no such time zone."),
        ("rule", "FREQ=SECONDLY", "FREQ"),
        ("join", "javascript:alert(1)", "Enter a valid URL."),
        ("minutes", "0", "greater than or equal to 1"),
        ("title", "…", "A title needs a letter or a digit."),
        ("kind", "board-of-omega", "Select a valid choice."),
    ],
)
def test_a_series_that_cannot_be_is_refused_and_the_form_comes_back(
    alpha: Cast, field: str, value: str, fault: str
) -> None:
    fine = {"title": "Team", "starts": "2030-03-24T14:00", "zone": "UTC", "cadence": "rule", "rule": "FREQ=WEEKLY"}
    page = send(browser_of("Ada"), f"{MEETINGS}plan/", 422, **{**fine, "minutes": "60", field: value})
    assert fault in unescape(page)
    assert not Series.objects.filter(group=alpha.group).exists()


def test_a_meeting_is_moved_cancelled_called_and_restored_as_it_was_seen(team: Meetings) -> None:
    chair, place = browser_of("Ada"), f"{MEETINGS}series/team-meeting/"
    version = log.version(team.cast.group, team.series.handle)
    coming = (team.running + timedelta(weeks=1)).strftime(LOCAL)
    send(chair, f"{place}cancel/", original=coming, reason=SCRIPT, version=version)
    said = read(chair, place)
    assert "cancelled" in said
    assert SCRIPT not in said
    # A second tab that has not seen it.
    assert "Somebody has changed this" in unescape(send(chair, f"{place}end/", 409, last="2099-01-01", version=version))
    version = log.version(team.cast.group, team.series.handle)
    send(chair, f"{place}restore/", original=coming, version=version)
    version = log.version(team.cast.group, team.series.handle)
    later = (team.running + timedelta(weeks=1, hours=2)).strftime(LOCAL)
    send(chair, f"{place}move/", original=coming, to=later, version=version)
    assert "moved" in words(read(browser_of(""), place))
    version = log.version(team.cast.group, team.series.handle)
    send(chair, f"{place}call/", at="2099-05-05T09:00", reason="It is urgent.", version=version)
    assert "It is urgent." in read(browser_of(""), place)


def test_a_meeting_file_becomes_series_and_a_series_a_meeting_file(alpha: Cast) -> None:
    chair = browser_of("Ada")
    text = "project: Testers\nschedule:\n  - {time: '1500', day: Monday, irc: testers, frequency: biweekly-odd}\n"
    send(chair, f"{MEETINGS}import/", text=text)
    assert "Mondays of odd ISO weeks" in words(read(chair, f"{MEETINGS}series/testers/"))
    kept = browser_of("").get(f"{MEETINGS}series/testers.yaml")
    assert "frequency: biweekly-odd" in kept.content.decode()
    page = send(chair, f"{MEETINGS}import/", 422, text="project: X\nschedule:\n  - {time: '2500', day: Moonday}\n")
    assert "the text:3: schedule[0].time" in unescape(page)
    assert "Did you mean Monday?" in unescape(page)
    assert Series.objects.filter(group=alpha.group).count() == 1
