"""Somebody agrees to be shown on the joint engineering team, changes what it says, and takes it back."""

from datetime import date

import pytest

from muster.actions.roadmap.team import join_team, leave_team
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.records import log
from muster.records.models import TeamMember
from muster.records.queries.roadmap.team import place_of, team_on, teammate_numbered
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap

MAY = date(2017, 5, 9)


def test_whoever_agrees_is_shown_with_whom_they_work_for_and_can_take_it_back(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    join_team(alpha.caller("Ed"), helps_with=["Wheels", "Engines", "Wheels"], words=" Ask <me> at ed@alpha.example. ")
    ed = teammate_numbered(alpha.group, alpha.people["Ed"].number, MAY).teammate
    assert (ed.name, ed.companies, ed.helps_with, ed.learns) == ("Ed", ("Borealis",), ("Engines", "Wheels"), ())
    assert ed.words == "Ask <me> at (address hidden)"
    assert [one.number for one in team_on(alpha.group, MAY)] == [ed.number]
    assert team_on(alpha.other, MAY) == []
    leave_team(alpha.caller("Ed"))
    assert (team_on(alpha.group, MAY), TeamMember.objects.count()) == ([], 0)
    with pytest.raises(NotThere, match="not on the team"):
        leave_team(alpha.caller("Ed"))
    assert [one.kind for one in log.entries(alpha.group, subject=f"team/{ed.number}")] == ["team.joined", "team.left"]
    assert log.verify(alpha.group)[1] == []


def test_the_record_keeps_neither_words_nor_who_somebody_is_upstream(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    join_team(alpha.caller("Ed"), learns=["Wheels"], words="Something private", upstream="p-123")
    assert place_of(alpha.people["Ed"]).upstream == "p-123"  # type: ignore[union-attr]  # it is there
    said = log.entries(alpha.group, subject=f"team/{alpha.people['Ed'].number}")[0]
    assert said.data == {"helps_with": [], "learns": ["Wheels"]}


def test_what_is_not_said_anew_of_ones_work_upstream_stays_until_it_is_taken_back(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    first = join_team(alpha.caller("Ed"), learns=["Wheels"], upstream="p-123")
    seen = log.version(alpha.group, f"team/{alpha.people['Ed'].number}")
    changed = join_team(alpha.caller("Ed"), helps_with=["Wheels"], expected=seen)
    assert (changed.upstream, changed.learns, changed.agreed_at) == ("p-123", [], first.agreed_at)
    assert join_team(alpha.caller("Ed"), upstream="").upstream == ""
    with pytest.raises(Stale):
        join_team(alpha.caller("Ed"), expected=seen)


def test_nobody_is_put_on_the_team_by_another_nor_in_an_area_that_the_charter_does_not_name(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    for name in ("", "Pat"):
        with pytest.raises(NotAllowed, match="takes part"):
            join_team(alpha.caller(name), learns=["Wheels"])
    with pytest.raises(AgainstTheRules, match="no focus area “Brakes”"):
        join_team(alpha.caller("Ed"), learns=["Brakes"])
    with pytest.raises(AgainstTheRules, match="the same area: Wheels"):
        join_team(alpha.caller("Ed"), learns=["Wheels"], helps_with=["Wheels"])
    assert TeamMember.objects.count() == 0
