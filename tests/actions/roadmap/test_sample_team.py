"""The built-in group's team: invented people who agreed, matched, and one who took it back."""

from datetime import UTC, date, datetime

from muster.actions.sample.making import make_sample
from muster.domain.roadmap.team import matches, unmet
from muster.records.models import TeamMember
from muster.records.queries.roadmap.team import team_on


def test_the_samples_team_is_invented_and_shows_a_match_a_gap_and_whoever_stayed(database: str) -> None:  # noqa: ARG001 - the group lies in it
    lcoo = make_sample(today=datetime(2026, 11, 1, 12, tzinfo=UTC))
    team = [one.teammate for one in team_on(lcoo, date(2018, 1, 1))]
    assert [one.name.removesuffix(" Example") for one in team] == ["Alder", "Maple", "Nutmeg", "Rowan", "Spruce"]
    assert all("Invented" in one.words for one in team)
    assert not TeamMember.objects.exclude(upstream="").exists()
    found = {(one.newcomer.name.split()[0], one.area, one.mentor.name.split()[0]) for one in matches(team)}
    assert ("Nutmeg", "Containers", "Spruce") in found
    assert ("Rowan", "Testing", "Alder") in found
    assert [area for area, _ in unmet(team)] == ["Multi-site federation"]
