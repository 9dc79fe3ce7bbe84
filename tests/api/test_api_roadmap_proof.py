"""Promise against proof by the API, over something that was read: exact figures, and every change behind them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from muster.actions.roadmap.team import join_team
from muster.records.models import Organisation, Pledge, RoadmapItem
from tests.cast import NOON, Cast
from tests.roadmap_index import Landed, index_of
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import asking

LANDED = [
    Landed(f"{company}-{at}", date(2017, 4, at), company, company.lower(), goals=("blueprint spin",))
    for company in ("Aurora", "Borealis")
    for at in (1, 2, 3)
]


@pytest.fixture
def ask(alpha: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a function, and JSON
    monkeypatch.setattr(settings, "HOME", tmp_path)
    group = with_a_roadmap(alpha).group
    item = RoadmapItem.objects.create(
        group=group, slug="spin", title="Spin", focus_area="Engines", selectors=["blueprint spin"], state="agreed"
    )
    aurora = Organisation.objects.get(group=group, slug="aurora")
    Pledge.objects.create(organisation=aurora, item=item, cycle="Pike", fte="0.25", at=NOON)
    index_of(group, home=tmp_path, landed=LANDED)
    join_team(asking(alpha, "Ed"), helps_with=["Engines"], upstream="borealis")

    def get(path: str, **query: str) -> Any:  # noqa: ANN401 - it is JSON
        answer = Client().get(f"/api/v1/groups/alpha/roadmap/{path}", query_params=query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return get


def test_a_cycle_is_given_with_exact_figures_and_what_they_rest_on(ask: Any) -> None:  # noqa: ANN401 - as above
    found = ask("proof", cycle="pike")
    assert (found["cycle"], found["window"], found["running"]) == ("Pike", "2017-02-27..2017-08-30", False)
    assert found["evidence"] == {
        "fingerprint": "f" * 64,
        "read_at": "2018-03-01T09:00:00+00:00",
        "theta": {"lenient": 9, "likely": 12, "strict": 15},
    }
    # Three days of the 350/29 that make one FTE in the 6 months and a day (of 29) until the release.
    assert [(row["member"], row["promised"], row["delivered"]["likely"], row["verdict"]) for row in found["rows"]] == [
        ("Aurora", "1/4", "87/350", "borderline"),
        ("Borealis", None, "87/350", None),
    ]
    assert [(item["item"], item["changes"], item["last_seen"]) for item in found["items"]] == [
        ("spin", 6, "2017-04-03")
    ]


def test_a_member_and_a_year_are_given_in_sentences_and_as_data(ask: Any) -> None:  # noqa: ANN401 - as above
    found = ask("members/aurora", cycle="Pike")
    assert (found["promised"]["answer"], found["with_whom"]["answer"]) == ("0.25 FTE for Pike, to 1 item.", "Borealis.")
    assert found["with_whom"]["partners"] == [
        {"item": "spin", "company": "Borealis", "member": True, "ours": 3, "theirs": 3}
    ]
    year = ask("years/2017")
    assert (year["member_share"], year["items"][0]["sharing"]) == ("1", "shared")
    assert year["sentences"][0] == "Members worked on 1 of 1 item."


def test_every_change_behind_a_figure_is_given_once_page_by_page(ask: Any) -> None:  # noqa: ANN401 - as above
    first = ask("changes", item="spin", company="Aurora", limit="2")
    assert [one["change"] for one in first["items"]] == ["Aurora-1", "Aurora-2"]
    second = Client().get(first["next"]).json()
    assert ([one["change"] for one in second["items"]], second["next"]) == (["Aurora-3"], None)


def test_the_team_is_given_with_what_was_seen_of_those_who_agreed(ask: Any) -> None:  # noqa: ANN401 - as above
    (ed,) = ask("team")["items"]
    assert (ed["person"]["name"], ed["known"]) == (
        "Ed",
        [{"area": "Engines", "changes": 3, "days": 3, "last_day": "2017-04-03"}],
    )
    assert ask("team/matches")["items"] == []
