"""Promise against proof, put together from the record and the index: a cycle, a member's five answers, a year."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from muster.actions.accounts import vouch_for
from muster.actions.caller import acting
from muster.actions.roadmap.behind import Behind, changes_behind
from muster.actions.roadmap.keeping import Known, known_of
from muster.actions.roadmap.reach import oneself_upstream, reach_of
from muster.actions.roadmap.representing import Answers, answers_of
from muster.actions.roadmap.team import join_team
from muster.actions.roadmap.years import told_year, years_of
from muster.domain.contribution.verdict import Verdict
from muster.domain.errors import AgainstTheRules, NotThere, RequestFault
from muster.domain.roadmap.proof.year import Sharing
from muster.domain.roadmap.team import Known as SeenThere
from muster.records.models import Account, Group, Organisation, Pledge, RoadmapItem
from muster.records.queries.roadmap.team import team_on
from tests.cast import NOON, Cast, address
from tests.roadmap_index import Landed, Voted, index_of
from tests.roadmaps import with_a_roadmap

MARCH = date(2018, 3, 1)
"""After Queens."""
SPIN, GRIP, WAIT = "spin", "grip", "wait"


def an_item(group: Group, slug: str, *selectors: str, state: str = "agreed", cycle: str = "Queens") -> RoadmapItem:
    return RoadmapItem.objects.create(
        group=group, slug=slug, title=slug.title(), focus_area="Engines", selectors=selectors, state=state, cycle=cycle
    )


def promise(group: Group, company: str, item: RoadmapItem, fte: str, cycle: str = "Pike") -> None:
    organisation = Organisation.objects.get(group=group, slug=company)
    Pledge.objects.create(organisation=organisation, item=item, cycle=cycle, fte=fte, at=NOON)


def days(company: str, person: str, number: int, goal: str, *, month: int = 4) -> list[Landed]:
    """Land one change a day for a blueprint."""
    return [
        Landed(f"{goal}-{person}-{month}-{at}", date(2017, month, at), company, person, goals=(f"blueprint {goal}",))
        for at in range(1, number + 1)
    ]


@pytest.fixture
def group(alpha: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    """Alpha with three items, promises for Pike and Queens, and half a year of work."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    alpha_group = with_a_roadmap(alpha).group
    spin, grip = (an_item(alpha_group, slug, f"blueprint {slug}") for slug in (SPIN, GRIP))
    wait = an_item(alpha_group, WAIT, "blueprint wait")
    grip.depends_on.add(spin)
    grip.owners.add(Organisation.objects.get(group=alpha_group, slug="aurora"))
    an_item(alpha_group, "idea", "blueprint idea", state="proposed")
    promise(alpha_group, "aurora", spin, "1")
    promise(alpha_group, "aurora", wait, "0.5")
    promise(alpha_group, "borealis", spin, "1")
    promise(alpha_group, "aurora", grip, "2", cycle="Queens")
    Organisation.objects.filter(group=alpha_group, slug="borealis").update(aliases=["Boreal"])
    index_of(
        alpha_group,
        home=tmp_path,
        landed=[
            *days("Aurora", "ann", 16, SPIN),
            *days("Borealis", "bob", 8, SPIN, month=5),
            *days("Aurora", "ann", 3, GRIP, month=6),
            *days("Stranger", "sam", 5, GRIP, month=6),
            *days("", "who", 1, GRIP, month=7),
            *days("Corona", "cat", 2, "idea", month=5),
        ],
        voted=[Voted("ann", "Aurora", 7, date(2017, 7, 1)), Voted("old", "Corona", 9, date(2016, 1, 1))],
        addresses={"ed@alpha.example": "bob"},
    )
    return alpha_group


def answers(known: Known, slug: str, cycle: str) -> Answers:
    chosen = known.chosen(cycle)
    return answers_of(known, known.organisation(slug), known.season(chosen), chosen, rounds=[])


def test_a_cycle_holds_every_promise_against_what_came_of_it(group: Group) -> None:
    season = known_of(group, MARCH).season(known_of(group, MARCH).chosen("pike"))
    told = [(row.company, row.item, row.promised, row.delivered.likely, row.verdict) for row in season.ledger.rows]
    month = season.window.months
    # Ann is active on 19 days in about six months: a full-timer, of whom 16/19 went to spin. Bob's 8 days are a part.
    assert told == [
        ("Aurora", GRIP, Fraction(0), Fraction(3, 19), None),
        ("Aurora", SPIN, Fraction(1), Fraction(16, 19), Verdict.SHORT),
        ("Borealis", SPIN, Fraction(1), Fraction(8) / (12 * month / 6), Verdict.SHORT),
        ("Aurora", WAIT, Fraction(1, 2), Fraction(0), Verdict.SHORT),
    ]
    assert (season.name, season.running, str(season.window)) == ("Pike", False, "2017-02-27..2017-08-30")
    assert season.proof is not None
    assert [item.slug for item in season.proof.items] == [GRIP, SPIN, WAIT]


def test_a_cycle_under_way_counts_up_to_the_day_and_one_to_come_counts_nothing(group: Group) -> None:
    known = known_of(group, date(2017, 4, 9))
    season = known.season(known.chosen(""))
    assert (season.name, season.running, str(season.window)) == ("Pike", True, "2017-02-27..2017-04-10")
    assert season.ledger.of_company("Aurora")[0].changes == 9
    ahead = known.season(known.chosen("Queens"))
    assert (ahead.proof, [row.verdict for row in ahead.ledger.rows]) == (None, [Verdict.UNPROVEN])
    with pytest.raises(RequestFault, match="no such cycle"):
        known.chosen("Zed")


def test_without_an_index_every_promise_is_unproven(
    group: Group, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path / "elsewhere")
    known = known_of(group, MARCH)
    season = known.season(known.chosen("Pike"))
    assert {row.verdict for row in season.ledger.rows} == {Verdict.UNPROVEN}
    assert (known.lives(season.proof, MARCH), years_of(known), reach_of(group, on=MARCH)) == ({}, [], None)
    assert told_year(known, 2017).year is None
    assert changes_behind(group, Behind(item=SPIN), on=MARCH).read is False
    assert answers(known, "aurora", "Pike").sentences[1] == "Nothing was read that could prove it."


def test_a_group_without_cycles_is_shown_its_last_months(alpha: Cast) -> None:
    known = known_of(alpha.group, MARCH)
    season = known.season(known.chosen(""))
    assert (known.chosen(""), season.name, str(season.window)) == (None, "", "2017-09-02..2018-03-02")
    assert (season.ledger.rows, season.running) == ((), True)


def test_the_five_questions_are_answered_for_a_member(group: Group) -> None:
    found = answers(known_of(group, MARCH), "aurora", "Pike")
    assert found.sentences == (
        "1.5 FTE for Pike, to 2 items.",
        "0 of 2 promises kept; 1.0 FTE on the roadmap in all.",
        "Borealis, and 1 company outside the group.",
        "Queens: 2 FTE promised, 3 items meant for it.",
        "Ask yourselves about Spin and Wait.",
    )
    assert [(one.item, one.why) for one in found.doubts] == [
        (SPIN, ("No activity for 114 days.",)),
        (WAIT, ("A promise of 0.5 FTE for Pike brought nothing.",)),
    ]
    assert next((one.item.slug, one.item.owners) for one in found.next.items) == (GRIP, ("aurora",))
    assert found.next.waits_for == {GRIP: (SPIN,)}
    assert [item.slug for item in found.alone] == [GRIP]


def test_whoever_promised_and_did_nothing_is_answered_too(group: Group) -> None:
    corona = answers(known_of(group, MARCH), "corona", "Pike")
    assert corona.sentences == (
        "Nothing for Pike.",
        "0.0 FTE on the roadmap in all.",
        "Nobody.",
        "Queens: nothing promised yet, 3 items meant for it.",
        "Nothing that was promised.",
    )
    with pytest.raises(NotThere, match="no such organisation"):
        answers(known_of(group, MARCH), "only-there", "Pike")


def test_a_year_is_told_with_its_baseline(group: Group) -> None:
    known = known_of(group, MARCH)
    told = told_year(known, 2017)
    assert years_of(known) == [2017]
    assert told.year is not None
    assert [(one.slug, one.sharing, one.stalled) for one in told.year.items] == [
        (GRIP, Sharing.ALONE, True),
        (SPIN, Sharing.SHARED, True),
        (WAIT, Sharing.NOBODY, False),
    ]
    # Three blueprints with two changes or more: spin is shared by members, grip by Aurora and a stranger.
    blueprints = told.year.baseline[0]
    assert (blueprints.shared, blueprints.member_comparable) == (1, 3)
    assert (blueprints.upstream_shared, blueprints.upstream_comparable) == (2, 3)
    assert told_year(known, 2016).year is None
    for number in (0, 2019, 10_000):
        with pytest.raises(NotThere, match="not begun"):
            told_year(known, number)


def test_the_changes_behind_a_figure_are_as_many_as_the_figure_says(group: Group) -> None:
    known = known_of(group, MARCH)
    season = known.season(known.chosen("Pike"))
    for row in season.ledger.rows:
        asked = Behind(row.item, "", row.company, season.window)
        assert len(changes_behind(group, asked, on=MARCH).changes) == row.changes
    assert season.proof is not None
    for item in season.proof.items:
        assert (
            len(changes_behind(group, Behind(item=item.slug, window=season.window), on=MARCH).changes) == item.changes
        )
    for area in season.proof.areas:
        assert (
            len(changes_behind(group, Behind(area=area.name, window=season.window), on=MARCH).changes) == area.changes
        )


def test_changes_are_shown_in_order_without_an_address_and_by_every_name_of_their_company(
    group: Group, tmp_path: Path
) -> None:
    index_of(
        group,
        home=tmp_path,
        landed=[
            Landed("b", date(2017, 5, 2), "Borealis", "bob", subject="Thank ed@alpha.example <b>"),
            Landed("a", date(2017, 5, 1), "", "who"),
            Landed("c", date(2018, 5, 2), "Borealis", "bob"),
        ],
    )
    found = changes_behind(group, Behind(), on=MARCH).changes
    assert [(one.number, one.key, one.company, one.subject) for one in found] == [
        (1, "a", "company not known", "Turn faster"),
        (2, "b", "Borealis", "Thank (address hidden) <b>"),
    ]
    for name, keys in (("boreal", ["b"]), ("Borealis", ["b"]), ("Company not known", ["a"]), ("Aurora", [])):
        assert [one.key for one in changes_behind(group, Behind(company=name), on=MARCH).changes] == keys
    assert (found[1], found[-1].key, found[5:]) == (found[:2][1], "b", [])
    with pytest.raises(NotThere, match="no such item"):
        changes_behind(group, Behind(item="only-there"), on=MARCH)
    with pytest.raises(RequestFault, match="one of them"):
        Behind.read("spin", "Engines", "", "")
    with pytest.raises(RequestFault, match="no window"):
        Behind.read("", "", "", "yesterday")


def test_who_can_be_reached_is_counted_by_area_and_whoever_agreed_is_seen_by_name(group: Group, alpha: Cast) -> None:
    vouch_for(Account.objects.get(email=address("Ed")))
    ed = acting(alpha.caller("Ed"))
    join_team(alpha.caller("Ed"), helps_with=["Engines"], upstream=oneself_upstream(ed))
    reach = reach_of(group, on=date(2017, 8, 1))
    assert reach is not None
    assert str(reach.window) == "2017-01-02..2017-07-02"
    assert [(area.name, [(one.company, one.people, one.days) for one in area.members]) for area in reach.areas] == [
        ("Engines", [("Aurora", 1, 19), ("Borealis", 1, 8), ("Corona", 1, 2)]),
        ("Wheels", []),
    ]
    assert [(one.area, one.company, one.people, one.votes) for one in reach.reviewers] == [("Engines", "Aurora", 1, 7)]
    assert reach.quiet == ("Wheels",)
    seen = team_on(group, NOON.date(), reach.known)[0].teammate
    assert seen.known == (SeenThere("Engines", 8, 8, date(2017, 5, 8)),)
    with pytest.raises(AgainstTheRules, match="None of the addresses"):
        oneself_upstream(acting(alpha.caller("Bo")))
