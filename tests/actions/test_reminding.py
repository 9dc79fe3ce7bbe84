"""Reminders: to whoever something is still asked of, once for each deadline, however often the round is made."""

from datetime import date, timedelta

from muster.actions.reminders import remind, remind_everybody
from muster.records.models import Account, Action, Elector, Letter
from tests.actions.test_needs import an_action, an_election
from tests.cast import NOON, Cast, address

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_whoever_has_not_voted_is_reminded_once_when_the_deadline_is_near(alpha: Cast) -> None:
    election = an_election(alpha.group, voting_closes=NOON + 3 * DAY)
    for name, voted in (("Ada", True), ("Bo", False), ("Cy", False)):
        Elector.objects.create(election=election, person=alpha.people[name], seat="", has_voted=voted)
    rounds = [remind(alpha.group, NOON + number * HOUR) for number in range(80)]
    assert sum(rounds) == 2
    assert rounds[24] == 2, "two days before the end"
    letters = Letter.objects.order_by("to")
    assert [letter.to for letter in letters] == [address("Bo"), address("Cy")]
    assert letters[0].title == "[Alpha] Cast your ballot in “Chair 1”: by 12 May 2017"
    assert (letters[0].about, letters[0].kind) == ("election/1", "deadline.near")


def test_a_deadline_that_was_moved_is_reminded_of_again(alpha: Cast) -> None:
    election = an_election(alpha.group, voting_closes=NOON + DAY)
    Elector.objects.create(election=election, person=alpha.people["Bo"])
    assert [remind(alpha.group, NOON), remind(alpha.group, NOON)] == [1, 0]
    election.voting_closes = NOON + 5 * DAY
    election.save()
    assert remind(alpha.group, NOON) == 0
    assert [remind(alpha.group, NOON + 4 * DAY), remind(alpha.group, NOON + 4 * DAY)] == [1, 0]


def test_a_late_action_is_reminded_of_before_and_after_and_no_more_once_it_is_done(alpha: Cast) -> None:
    action = an_action(alpha.people["Ed"], "Write it up", date(2017, 5, 10))
    assert [remind(alpha.group, NOON + number * DAY) for number in range(9)] == [1, 0, 1, 0, 0, 0, 0, 0, 0]
    assert [letter.title for letter in Letter.objects.all()] == [
        "[Alpha] Write it up: by 10 May 2017",
        "[Alpha] Write it up: it was due on 10 May 2017",
    ]
    an_action(alpha.people["Ed"], "Something else", date(2017, 5, 10))
    Action.objects.update(state="done")
    assert remind(alpha.group, NOON) == 0
    assert action.pk


def test_an_old_record_does_not_send_years_of_reminders(alpha: Cast) -> None:
    for year in range(2017, 2026):
        an_action(alpha.people["Ed"], "Long ago", date(year, 5, 1))
    assert remind(alpha.group, NOON + 365 * DAY * 10) == 0


def test_what_has_no_deadline_is_not_reminded_of_nor_whoever_has_no_account(alpha: Cast) -> None:
    an_action(alpha.people["Ed"], "Some day")
    an_action(alpha.people["Bo"], "Soon", date(2017, 5, 10))
    Account.objects.filter(email=address("Bo")).update(is_active=False)
    assert remind(alpha.group, NOON) == 0


def test_every_group_has_its_own_reminders(alpha: Cast) -> None:
    an_action(alpha.people["Ed"], "Here", date(2017, 5, 10))
    an_action(alpha.people["Oz"], "There", date(2017, 5, 10))
    assert remind_everybody(NOON) == 2
    assert {(letter.to, letter.title) for letter in Letter.objects.all()} == {
        (address("Ed"), "[Alpha] Here: by 10 May 2017"),
        (address("Oz"), "[Omega] There: by 10 May 2017"),
    }
    assert remind_everybody(NOON) == 0
