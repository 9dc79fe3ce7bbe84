"""Plans as deeds: what they are asked, what is kept of them, and when there is none."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import Caller
from muster.actions.roadmap import planning
from muster.actions.roadmap.deciding import agree_item, deliver_item, drop_item
from muster.actions.roadmap.highs import solve
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.planning import fingerprint, make_plan, planned_again
from muster.actions.roadmap.pledging import give_pledge
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, RequestFault, Stale
from muster.domain.roadmap.planning.programme import Programme, Solution
from muster.domain.roadmap.planning.question import Member, Promise, Work, Worker
from muster.records import log
from muster.records.models import CharterVersion, Round
from muster.records.queries.roadmap.plans import plan_for, plan_numbered, plans_of
from tests.cast import NOON, Cast
from tests.roadmaps import with_a_roadmap

TWO_FTE = """classes = [{ id = "member", name = "Member", criteria = [
    { id = "r", kind = "measured", text = "two people", measure = "roadmap_fte", minimum = 2 } ] }]"""


@pytest.fixture
def group(alpha: Cast) -> Cast:
    with_a_roadmap(alpha)
    charter = CharterVersion.objects.get(group=alpha.group)
    text = charter.text.replace('classes = [{ id = "member", name = "Member" }]', TWO_FTE)
    assert text != charter.text
    CharterVersion.objects.filter(pk=charter.pk).update(text=text, sha256=sha256(text.encode()).hexdigest())
    ada = alpha.caller("Ada")
    for slug, cost, first in (("gears", "2", ()), ("belts", "1", ("gears",)), ("rims", "3", ()), ("axles", "1", ())):
        written = ItemWritten(
            slug.title(),
            "They grind.",
            "Engines",
            cost=Decimal(cost),
            cycle="Pike",
            owners=("aurora",),
            depends_on=first,
        )
        propose_item(ada, written, slug=slug)
    for slug in ("gears", "belts"):
        agree_item(ada, slug, reason="We need them.")
    return alpha


def promise(group: Cast, name: str, member: str, item: str, fte: str, *people: str, cycle: str = "Pike") -> None:
    numbers = [group.people[one].number for one in people]
    give_pledge(group.caller(name), member, item, cycle, fte=Fraction(fte), people=numbers)


def test_a_plan_keeps_its_question_and_its_answer_and_the_log_their_fingerprints(group: Cast) -> None:
    promise(group, "Bo", "borealis", "gears", "1.5", "Ed")
    promise(group, "Cy", "corona", "belts", "1")
    promise(group, "Cy", "corona", "rims", "0.25", cycle="Queens")
    row = make_plan(group.caller("Di"), "pike")
    shown = plan_numbered(group.group, row.number)
    assert (row.handle, row.cycle) == ("plan/1", "Pike")
    assert shown.question == replace(
        shown.question,
        unit=100,
        members=(Member("aurora", "Aurora", 200), Member("borealis", "Borealis", 200), Member("corona", "Corona", 200)),
        workers=(
            Worker("borealis person/5", "borealis", "person/5", 100, measured=False),
            Worker("word/borealis", "borealis", "People of Borealis, not measured", 50, measured=False),
            Worker("word/corona", "corona", "People of Corona, not measured", 100, measured=False),
        ),
        works=(Work("belts", "Belts", 1, 100, ("gears",)), Work("gears", "Gears", 1, 200)),
        promises=(
            Promise("borealis", "gears", 150, ("borealis person/5",)),
            Promise("corona", "belts", 100),
        ),
        measured_over="",
    )
    assert [(one.worker, one.item, one.amount) for one in shown.answer.placed] == [
        ("borealis person/5", "gears", 100),
        ("word/borealis", "gears", 50),
    ]
    assert log.entries(group.group, subject="plan/1")[0].data == {
        "cycle": "Pike",
        "question": fingerprint(row.question),
        "answer": fingerprint(row.answer),
    }
    assert planned_again(row) == shown.answer
    assert log.verify(group.group)[1] == []


def test_what_is_delivered_holds_nothing_back_and_what_is_dropped_does(group: Cast) -> None:
    promise(group, "Cy", "corona", "belts", "1")
    deliver_item(group.caller("Ada"), "gears", "They mesh.")
    first = make_plan(group.caller("Ada"), "Pike")
    assert [(one.item, one.amount) for one in plan_numbered(group.group, first.number).answer.placed] == [
        ("belts", 100)
    ]
    ada = group.caller("Ada")
    propose_item(ada, ItemWritten("Oil", "Dry.", "Engines", owners=("aurora",)), slug="oil")
    propose_item(ada, ItemWritten("Cans", "Dry.", "Engines", owners=("aurora",), depends_on=("oil",)), slug="cans")
    drop_item(ada, "oil", "Nobody sells it.")
    promise(group, "Bo", "borealis", "cans", "1")
    shown = plan_numbered(group.group, make_plan(ada, "Pike").number)
    (said,) = [shown.words.sentence(one) for one in shown.answer.wishes if one.item == "cans"]
    why = "it waits for oil, which does not get all that is needed."
    assert said == f"Borealis promised 1.00 to Cans, and 0.00 of it is planned: {why}"


def test_the_last_round_that_was_counted_says_what_comes_first(group: Cast) -> None:
    for item in ("gears", "rims", "axles"):
        promise(group, "Bo", "borealis", item, "1")
    for number, names in ((1, ["axles"]), (2, ["rims", "gears"])):
        Round.objects.create(
            group=group.group,
            number=number,
            quarter="2017Q2",
            ballots="approvals",
            completion="none",
            opens_at=NOON,
            closes_at=NOON,
            budget=5,
            outcome={"selected": [{"item": name} for name in names]},
        )
    shown = plan_numbered(group.group, make_plan(group.caller("Ada"), "Pike").number)
    assert shown.question.order_from == "round/2"
    tiers = {one.slug: one.tier for one in shown.question.works}
    assert tiers == {"rims": 1, "gears": 2, "belts": 3, "axles": 4}


def test_a_plan_is_for_those_who_run_the_group_and_for_a_cycle_that_something_is_promised_for(group: Cast) -> None:
    with pytest.raises(AgainstTheRules, match="Nothing is promised for Pike yet"):
        make_plan(group.caller("Ada"), "Pike")
    with pytest.raises(RequestFault, match="no such cycle"):
        make_plan(group.caller("Ada"), "Pyke")
    promise(group, "Bo", "borealis", "gears", "1")
    for name in ("", "Ed", "Bo"):
        with pytest.raises(NotAllowed, match="the chair or the secretary"):
            make_plan(group.caller(name), "Pike")
    assert list(plans_of(group.group)) == []
    with pytest.raises(NotThere, match="no such plan"):
        plan_numbered(group.group, 1)
    assert plan_for(group.group, "Pike") is None


def test_nothing_is_written_if_somebody_promises_more_while_the_plan_is_made(
    group: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(group, "Bo", "borealis", "gears", "1")
    honest = solve

    def slowly(programme: Programme) -> Solution:
        if not log.entries(group.group, subject="pledges/corona"):
            promise(group, "Cy", "corona", "gears", "1")
        return honest(programme)

    monkeypatch.setattr(planning, "solve", slowly)
    with pytest.raises(Stale, match="has changed while it was made"):
        make_plan(group.caller("Ada"), "Pike")
    assert list(plans_of(group.group)) == []


def test_a_group_sees_its_own_plans_alone_and_the_last_one_of_a_cycle(group: Cast) -> None:
    promise(group, "Bo", "borealis", "gears", "1")
    for _ in range(2):
        make_plan(group.caller("Ada"), "Pike")
    found = plan_for(group.group, "Pike")
    assert found is not None
    assert (found.row.number, [one.number for one in plans_of(group.group)]) == (2, [2, 1])
    assert list(plans_of(group.other)) == []


def test_a_plan_is_made_with_as_many_questions_to_the_database_however_much_is_promised(group: Cast) -> None:
    asked: list[int] = []
    ada: Caller = group.caller("Ada")
    for items in (("gears",), ("rims", "belts", "axles")):
        for item in items:
            promise(group, "Bo", "borealis", item, "0.5", "Ed")
        with CaptureQueriesContext(connection) as captured:
            make_plan(ada, "Pike")
        asked.append(len(captured))
    assert asked[0] == asked[1]
