"""Whom rounds of priorities write to: those who speak for a seat, as start pages do; and again before the end."""

from datetime import date, timedelta

import pytest

from muster.actions.needs.roadmap import ballots_of_rounds
from muster.actions.reminders import remind
from muster.actions.roadmap.rounds_settling import settle
from muster.actions.seats import appoint, seat_called
from muster.records.models import Account, Letter, Organisation, RoadmapItem, Round
from muster.records.queries.me import standpoints_in
from tests.cast import NOON, Cast, address
from tests.roadmaps import with_a_roadmap
from tests.rounds import CLOSES, OPENS, WHILE_OPEN, given_round, wants

pytestmark = pytest.mark.usefixtures("database")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def written(kind: str) -> dict[str, Letter]:
    return {letter.to: letter for letter in Letter.objects.filter(kind=kind)}


def asked_on_start_pages(alpha: Cast, row: Round) -> set[str]:
    needs = ballots_of_rounds(standpoints_in(alpha.group, WHILE_OPEN.date()), WHILE_OPEN)
    return {address(one.whose.name) for one in needs if one.about == row.handle}


def test_everybody_who_speaks_for_a_seat_is_asked_once_when_a_round_opens(alpha: Cast) -> None:
    borealis = seat_called(alpha.group, "borealis")
    appoint(alpha.caller("Ada"), borealis, alpha.people["Ed"], NOON.date(), part="alternate")
    row = given_round(alpha)
    assert written("round.open") == {}
    assert [settle(alpha.group, OPENS), settle(alpha.group, WHILE_OPEN)] == [1, 0]
    letters = written("round.open")
    assert set(letters) == {address(name) for name in ("Ada", "Bo", "Cy", "Ed")} == asked_on_start_pages(alpha, row)
    letter = letters[address("Ed")]
    assert letter.title == "[Alpha] Priorities of 2017Q2: what your seat wants until 17 May 2017"
    assert (letter.about, "Wednesday 17 May 2017, 00:00 UTC" in letter.text) == (row.handle, True)
    for form in (" ".join(letter.text.split()), " ".join(letter.html.split())):
        assert f"/alpha/roadmap/priorities/{row.number}/" in form
        assert "A seat that says nothing pays for nothing." in form
        assert "Borealis" in form
    assert "Di" not in {one.split("@")[0].title() for one in letters}, "the secretary has no seat"


def test_a_round_that_opens_at_once_asks_at_once(alpha: Cast) -> None:
    row = given_round(alpha, opens_at=None)
    assert set(written("round.open")) == {address(name) for name in ("Ada", "Bo", "Cy")}
    assert row.seats == ["aurora", "borealis", "corona"]


def test_whoever_asked_for_less_mail_is_asked_and_a_closed_account_is_not(alpha: Cast) -> None:
    Account.objects.filter(email=address("Bo")).update(mail=Account.Mail.NEEDED)
    Account.objects.filter(email=address("Cy")).update(is_active=False)
    given_round(alpha)
    settle(alpha.group, OPENS)
    assert set(written("round.open")) == {address("Ada"), address("Bo")}


def test_a_round_of_which_nobody_heard_before_it_closed_asks_nobody(alpha: Cast) -> None:
    given_round(alpha)
    assert settle(alpha.group, CLOSES) == 2
    assert written("round.open") == {}


def test_only_those_whose_seat_has_said_nothing_are_reminded_once_before_it_closes(alpha: Cast) -> None:
    row = given_round(alpha)
    wants(alpha, row, "Ada", "t1")
    assert remind(alpha.group, CLOSES - 2 * DAY - HOUR) == 0
    assert [remind(alpha.group, CLOSES - 2 * DAY), remind(alpha.group, CLOSES - HOUR)] == [2, 0]
    letters = written("deadline.near")
    assert set(letters) == {address("Bo"), address("Cy")}
    assert letters[address("Bo")].title == "[Alpha] Say what the roadmap should do first in 2017Q2: by 17 May 2017"
    assert remind(alpha.group, CLOSES + HOUR) == 0


def test_members_that_promised_nothing_are_reminded_before_a_cycle_begins_and_after(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    item = RoadmapItem.objects.create(group=alpha.group, slug="t1", title="t1", focus_area="Engines", state="agreed")
    aurora = Organisation.objects.get(group=alpha.group, slug="aurora")
    aurora.pledges.create(item=item, cycle="Queens", fte=1, at=NOON)
    begins = date(2017, 9, 4)
    days = [begins - 15 * DAY, begins - 14 * DAY, begins - DAY, begins, begins + DAY]
    moments = [NOON.replace(year=one.year, month=one.month, day=one.day) for one in days]
    assert [remind(alpha.group, at) for at in moments] == [0, 2, 0, 2, 0]
    assert set(written("deadline.near")) == set(written("deadline.late")) == {address("Bo"), address("Cy")}
    title = "[Alpha] Say what you promise to the roadmap for Queens"
    assert written("deadline.near")[address("Bo")].title == f"{title}: by 4 September 2017"
    assert written("deadline.late")[address("Bo")].title == f"{title}: it was due on 4 September 2017"
