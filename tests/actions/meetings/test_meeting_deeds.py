"""A series is planned, its meetings are prepared and held, and what they leave is carried on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from muster.actions.charter_in_force import charter_in_force
from muster.actions.meetings import agenda, attendance, minutes, tasks
from muster.actions.meetings.series import (
    Planned,
    call_meeting,
    cancel_meeting,
    change_series,
    end_series,
    move_meeting,
    plan_series,
    restore_meeting,
    rule_for,
)
from muster.domain.contribution.windows import Window
from muster.domain.errors import AgainstTheRules, MeetingFault, NotAllowed, NotThere, Stale
from muster.records import log
from muster.records.models import Series
from muster.records.queries.meetings import meeting_called, meetings_in, promises
from muster.records.queries.series import local
from tests.cast import Cast

FIRST = local("2017-05-11T14:00")
"""In Paris: 12:00 UTC."""
DURING = datetime(2017, 5, 11, 12, 10, tzinfo=UTC)
SLUG = "2017-05-11-1400-team-meeting"
NEXT = "2017-05-18-1400-team-meeting"
MAY = Window(date(2017, 5, 1), date(2017, 6, 1))
PLANNED = Planned(
    title="Team meeting", starts=FIRST, zone="Europe/Paris", rule="FREQ=WEEKLY;BYDAY=TH", kind="weekly-team"
)


@pytest.fixture
def series(alpha: Cast) -> Series:
    return plan_series(alpha.caller("Di"), PLANNED)


def test_a_series_gives_meetings_that_keep_their_names_when_they_are_moved(alpha: Cast, series: Series) -> None:
    assert [one.slug for one in meetings_in(alpha.group, MAY)] == [
        SLUG,
        NEXT,
        "2017-05-25-1400-team-meeting",
    ]
    move_meeting(alpha.caller("Di"), series, FIRST, FIRST + timedelta(days=1), reason="A holiday.")
    moved = meeting_called(alpha.group, SLUG)
    assert moved.occurrence.start == datetime(2017, 5, 12, 12, tzinfo=UTC)
    cancel_meeting(alpha.caller("Di"), series, FIRST, reason="Nobody is there.")
    assert not meeting_called(alpha.group, SLUG).occurrence.takes_place
    restore_meeting(alpha.caller("Di"), series, FIRST)
    assert meeting_called(alpha.group, SLUG).occurrence.start == datetime(2017, 5, 11, 12, tzinfo=UTC)
    call_meeting(alpha.caller("Ada"), series, local("2017-05-15T09:00"), reason="It is urgent.")
    assert len(meetings_in(alpha.group, MAY)) == 4
    end_series(alpha.caller("Ada"), series, date(2017, 5, 20))
    assert len(meetings_in(alpha.group, MAY)) == 3
    assert Series.objects.get().revision == 5
    assert log.verify(alpha.group)[1] == []


def test_a_series_is_changed_only_as_it_was_seen_and_loses_no_meeting_that_holds_something(
    alpha: Cast, series: Series
) -> None:
    seen = log.version(alpha.group, series.handle)
    agenda.propose_item(alpha.caller("Ed"), SLUG, "Say hello")
    later = Planned(title="Team meeting", starts=FIRST + timedelta(hours=1), zone="Europe/Paris", rule=PLANNED.rule)
    with pytest.raises(AgainstTheRules, match="would be gone"):
        change_series(alpha.caller("Di"), series, later, expected=seen)
    renamed = Planned(title="Whole team", starts=FIRST, zone="Europe/Paris", rule=PLANNED.rule)
    change_series(alpha.caller("Di"), series, renamed, expected=seen)
    with pytest.raises(Stale):
        end_series(alpha.caller("Di"), series, date(2017, 5, 20), expected=seen)


def test_a_series_is_planned_by_those_who_run_the_group_under_a_name_of_its_own(alpha: Cast, series: Series) -> None:
    with pytest.raises(NotAllowed):
        plan_series(alpha.caller("Bo"), PLANNED)
    for wrong in (PLANNED, Planned(title="…", starts=FIRST)):
        with pytest.raises(AgainstTheRules):
            plan_series(alpha.caller("Di"), wrong)
    with pytest.raises(MeetingFault):
        plan_series(alpha.caller("Di"), Planned(title="Hasty", starts=FIRST, rule="FREQ=SECONDLY"))
    assert rule_for("monthly", date(2017, 5, 11)) == "FREQ=MONTHLY;BYDAY=2TH"
    assert rule_for("as-called", date(2017, 5, 11)) == ""
    assert series.slug == "team-meeting"


@pytest.mark.parametrize(
    "slug", ["nonsense", "2017-05-12-1400-team-meeting", "2017-13-01-1400-team-meeting", "2017-05-11-1400-x"]
)
def test_a_meeting_that_is_not_there_is_said_to_be_missing(alpha: Cast, series: Series, slug: str) -> None:  # noqa: ARG001 - another one is there
    with pytest.raises(NotThere):
        meeting_called(alpha.group, slug)


def test_an_agenda_that_is_out_too_late_is_late_for_ever(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - it is prepared
    with pytest.raises(AgainstTheRules, match="nothing on the agenda"):
        agenda.publish_agenda(alpha.caller("Di"), SLUG)
    for title in ("First", "Second", "Third"):
        agenda.propose_item(alpha.caller("Ed"), SLUG, title, owner=alpha.people["Bo"], minutes=10)
    agenda.move_item(alpha.caller("Di"), SLUG, 3, up=True)
    agenda.drop_item(alpha.caller("Di"), SLUG, 1)
    late = datetime(2017, 5, 10, 13, tzinfo=UTC)
    agenda.publish_agenda(alpha.caller("Di", at=late), SLUG)
    assert log.entries(alpha.group, subject=f"meeting/{SLUG}")[-1].data == {
        "items": [{"title": "Third", "owner": "person/2"}, {"title": "Second", "owner": "person/2"}],
        "minutes_late": 60,
    }
    charter = charter_in_force(alpha.group, late.date())
    promise = promises(meeting_called(alpha.group, SLUG), charter, at=DURING).agenda
    assert promise
    assert promise.late == timedelta(hours=1)
    with pytest.raises(NotAllowed):
        agenda.publish_agenda(alpha.caller("Bo"), SLUG)


def test_the_agenda_has_an_order_with_a_first_and_a_last_point(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - it is prepared
    agenda.propose_item(alpha.caller("Ed"), SLUG, "Only")
    for up in (True, False):
        with pytest.raises(AgainstTheRules, match="It is the"):
            agenda.move_item(alpha.caller("Di"), SLUG, 1, up=up)
    with pytest.raises(NotThere):
        agenda.drop_item(alpha.caller("Di"), SLUG, 7)
    with pytest.raises(AgainstTheRules, match="has a title"):
        agenda.propose_item(alpha.caller("Ed"), SLUG, "  ")
    over = datetime(2017, 5, 11, 13, tzinfo=UTC)
    with pytest.raises(AgainstTheRules, match="over"):
        agenda.propose_item(alpha.caller("Ed", at=over), SLUG, "Too late")


def test_attendance_is_ticked_in_time_or_entered_later_with_who_says_so(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - it is held
    early = datetime(2017, 5, 11, 11, tzinfo=UTC)
    with pytest.raises(AgainstTheRules, match="11:30 to 13:00 UTC"):
        attendance.tick(alpha.caller("Bo", at=early), SLUG)
    with pytest.raises(AgainstTheRules, match="not begun"):
        attendance.record(alpha.caller("Di", at=early), SLUG, [alpha.people["Cy"]])
    ticked = attendance.tick(alpha.caller("Bo", at=DURING), SLUG)
    assert (ticked.seat, ticked.how) == ("borealis", "ticked")
    attendance.tick(alpha.caller("Bo", at=DURING), SLUG)
    later = datetime(2017, 5, 13, tzinfo=UTC)
    everybody = [alpha.people[name] for name in ("Bo", "Cy")]
    assert attendance.record(alpha.caller("Di", at=later), SLUG, everybody) == 1
    row = meeting_called(alpha.group, SLUG).row
    assert row
    assert [(one.person.name, one.how, one.by and one.by.name) for one in row.attendance.order_by("pk")] == [
        ("Bo", "ticked", "Bo"),
        ("Cy", "entered", "Di"),
    ]
    attendance.strike(alpha.caller("Di", at=later), SLUG, alpha.people["Cy"])
    assert row.attendance.count() == 1


def test_two_people_type_into_the_minutes_and_neither_loses_a_word(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - it is held
    first = minutes.save(alpha.caller("Di", at=DURING), SLUG, "* Hello\n* Goodbye\n", base=0)
    minutes.save(alpha.caller("Di", at=DURING), SLUG, "* Hello, all\n* Goodbye\n", base=first.version)
    mine = minutes.save(
        alpha.caller("Bo", at=DURING), SLUG, "* Hello\n* Goodbye\nACTION: Bo will sing\n", base=first.version
    )
    assert mine.merged.conflicts == ()
    row = meeting_called(alpha.group, SLUG).row
    assert row
    assert row.text == "* Hello, all\n* Goodbye\nACTION: Bo will sing\n"
    with pytest.raises(Stale):
        minutes.save(alpha.caller("Bo", at=DURING), SLUG, "x", base=99)
    with pytest.raises(AgainstTheRules, match="characters long"):
        minutes.save(alpha.caller("Bo", at=DURING), SLUG, "x" * 1_000_001, base=0)


def test_actions_are_taken_from_the_minutes_once_and_carried_until_they_are_done(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - it is held
    minutes.save(alpha.caller("Di", at=DURING), SLUG, "ACTION: Bo will sing\nACTION: somebody will dance\n", base=0)
    taken = tasks.take_actions_from_minutes(alpha.caller("Di", at=DURING), SLUG)
    assert [one.owner and one.owner.name for one in taken] == ["Bo", None]
    assert tasks.take_actions_from_minutes(alpha.caller("Di", at=DURING), SLUG) == []
    more = tasks.take_action(alpha.caller("Ed", at=DURING), "Write it down", due=date(2017, 6, 1), meeting=SLUG)
    tasks.close_action(alpha.caller("Bo", at=DURING), 1)
    tasks.close_action(alpha.caller("Bo", at=DURING), 2, dropped_because="Nobody dances.")
    with pytest.raises(AgainstTheRules, match="dropped already"):
        tasks.close_action(alpha.caller("Bo", at=DURING), 2)
    tasks.reopen_action(alpha.caller("Bo", at=DURING), 2)
    with pytest.raises(AgainstTheRules, match="open"):
        tasks.reopen_action(alpha.caller("Bo", at=DURING), more.number)
    assert [one.ended_on for one in tasks.tasks_of(alpha.group)] == [DURING.date(), None, None]
    with pytest.raises(NotThere):
        tasks.close_action(alpha.caller("Bo", at=DURING), 9)
    with pytest.raises(AgainstTheRules, match="what is to be done"):
        tasks.take_action(alpha.caller("Bo", at=DURING), " ")


def test_minutes_are_approved_by_a_later_meeting_then_public_then_corrected_beside(alpha: Cast, series: Series) -> None:  # noqa: ARG001 - it is held
    week_later = DURING + timedelta(days=7)
    minutes.save(alpha.caller("Di", at=DURING), SLUG, "* Hello\n", base=0)
    with pytest.raises(AgainstTheRules, match="has not begun"):
        minutes.approve(alpha.caller("Di", at=DURING), SLUG, NEXT)
    with pytest.raises(AgainstTheRules, match="draft"):
        minutes.publish(alpha.caller("Di", at=week_later), SLUG)
    minutes.approve(alpha.caller("Di", at=week_later), SLUG, NEXT)
    with pytest.raises(AgainstTheRules, match="approved"):
        minutes.save(alpha.caller("Di", at=week_later), SLUG, "* Bye\n", base=1)
    minutes.publish(alpha.caller("Di", at=week_later), SLUG)
    minutes.correct(alpha.caller("Di", at=week_later), SLUG, "Bo was there, too.")
    row = meeting_called(alpha.group, SLUG).row
    assert row
    assert (row.stage, row.approved_in, row.corrections[0]["text"]) == ("public", NEXT, "Bo was there, too.")
    assert log.entries(alpha.group, subject=f"meeting/{SLUG}")[-2].data == {"text": "* Hello\n"}


def test_nothing_is_put_into_a_meeting_that_does_not_take_place(alpha: Cast, series: Series) -> None:
    cancel_meeting(alpha.caller("Di"), series, FIRST, reason="Nobody is there.")
    with pytest.raises(AgainstTheRules, match="Nobody is there"):
        agenda.propose_item(alpha.caller("Ed"), SLUG, "Say hello")
