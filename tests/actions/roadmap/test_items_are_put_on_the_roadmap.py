"""Items as deeds: proposed, changed by whoever carries them, agreed, delivered, dropped, taken up again."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.writing import Written
from muster.actions.roadmap.deciding import agree_item, deliver_item, drop_item, take_up_item
from muster.actions.roadmap.items import ItemWritten, change_item, propose_item
from muster.domain.errors import AgainstTheRules, ItemFaults, NotAllowed, NotThere, Stale
from muster.domain.roadmap.items import ItemState
from muster.records import log
from muster.records.queries.roadmap.items import item_called, items_of
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap

GEARS = ItemWritten(
    "Gears that mesh",
    "Ours grind.",
    focus_area="Engines",
    vectors=("Operations",),
    cost=Decimal("2.5"),
    cycle="Pike",
    owners=("aurora",),
    selectors=("blueprint gears in alpha/engine",),
)
RIMS = ItemWritten("Rims", "They bend.", focus_area="Wheels")


@pytest.fixture
def group(alpha: Cast) -> Cast:
    return with_a_roadmap(alpha)


def test_whoever_takes_part_proposes_an_item_and_the_log_keeps_all_of_it(group: Cast) -> None:
    row = propose_item(group.caller("Ed"), GEARS)
    shown = item_called(group.group, row.slug)
    assert (row.slug, shown.item.state, str(shown.item.cost)) == ("gears-that-mesh", ItemState.PROPOSED, "5/2")
    assert [one.name for one in shown.owners] == ["Aurora"]
    assert log.entries(group.group, subject=row.handle)[0].data == {
        "title": "Gears that mesh",
        "need": "Ours grind.",
        "focus_area": "Engines",
        "vectors": ["Operations"],
        "cost": "2.50",
        "cycle": "Pike",
        "use_cases": [],
        "depends_on": [],
        "owners": ["aurora"],
        "selectors": ["blueprint gears in alpha/engine"],
        "invented": False,
    }
    assert [propose_item(group.caller("Ed"), GEARS).slug for _ in range(2)] == [
        "gears-that-mesh-2",
        "gears-that-mesh-3",
    ]
    with pytest.raises(NotAllowed, match="whoever takes part"):
        propose_item(group.caller(""), GEARS)


def test_every_fault_of_an_item_is_said_at_once_and_nothing_is_kept(group: Cast) -> None:
    wrong = ItemWritten(
        "",
        "x\x00",
        focus_area="Sails",
        vectors=("Speed",),
        cost=Decimal("NaN"),
        cycle="Zebra",
        use_cases=(7,),
        depends_on=("nothing",),
        owners=("omega",),
        selectors=("blueprint *", "bug 7", "message (a+)+\\\\1 in alpha/engine", "repository gone/away"),
    )
    with pytest.raises(ItemFaults) as found:
        propose_item(group.caller("Ed"), wrong, slug="A b")
    assert [one.field for one in found.value.faults] == [
        "title",
        "need",
        "selectors",
        "selectors",
        "slug",
        "focus_area",
        "vectors",
        "cycle",
        "cost",
        "owners",
        "use_cases",
        "depends_on",
        "selectors",
    ]
    assert items_of(group.group) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("blueprint *", "would catch nearly every blueprint"),
        ("message .*", "would catch nearly everything"),
        ("message (?:gears)?", "nearly every message"),
        ("message (?=gears)gears", "never takes for ever"),
        (r"message (gears)+\1", "never takes for ever"),
        ("message gears{1001}", "RE2 cannot read it"),
        ("message [gears", "cannot be read"),
        ("repository", "Nothing follows"),
        ("repository gone/away", "does not name the repository gone/away"),
        ("message gears in gone/away", "does not name the repository gone/away"),
    ],
)
def test_a_selector_that_catches_everything_never_ends_or_finds_nothing_is_refused_in_a_sentence(
    group: Cast, line: str, what: str
) -> None:
    with pytest.raises(ItemFaults) as found:
        propose_item(group.caller("Ed"), replace(GEARS, selectors=(line,)))
    (fault,) = found.value.faults
    assert fault.field == "selectors"
    assert what in fault.what
    assert fault.mend.endswith(".")


def test_a_pattern_that_other_engines_never_finish_is_taken_because_re2_does(group: Cast) -> None:
    row = propose_item(group.caller("Ed"), replace(GEARS, selectors=("message ^(gear|gears)+s*(gear+)*$",)))
    assert row.selectors == ["message ^(gear|gears)+s*(gear+)*$"]


def test_an_item_whose_repository_vanished_from_the_charter_can_still_be_changed(group: Cast) -> None:
    slug = propose_item(group.caller("Ed"), replace(GEARS, selectors=("repository alpha/tools",))).slug
    text = group.group.charters.get().text.replace(', "alpha/tools"', "")
    group.group.charters.update(text=text, sha256=sha256(text.encode()).hexdigest())
    change_item(group.caller("Ed"), slug, replace(GEARS, selectors=("repository alpha/tools",), title="Tools"))
    with pytest.raises(ItemFaults) as found:
        propose_item(group.caller("Ed"), replace(GEARS, selectors=("repository alpha/tools",)))
    assert "does not name the repository alpha/tools" in found.value.faults[0].what


def test_items_that_would_wait_for_each_other_in_a_circle_are_refused_with_the_way_round(group: Cast) -> None:
    first = propose_item(group.caller("Ed"), GEARS, slug="a")
    for name, before in (("b", "a"), ("c", "b")):
        propose_item(group.caller("Ed"), replace(GEARS, depends_on=(before,)), slug=name)
    with pytest.raises(ItemFaults) as found:
        change_item(group.caller("Ed"), first.slug, replace(GEARS, depends_on=("c",)))
    said = "The items would wait in a circle: a waits for c, c waits for b, b waits for a."
    assert [one.what for one in found.value.faults] == [said]
    with pytest.raises(ItemFaults) as alone:
        propose_item(group.caller("Ed"), replace(GEARS, depends_on=("d",)), slug="d")
    assert [one.what for one in alone.value.faults] == ["An item cannot wait for itself."]


def test_a_proposed_item_is_anybodys_to_change_and_an_agreed_one_its_owners(group: Cast) -> None:
    slug = propose_item(group.caller("Ed"), GEARS).slug
    change_item(group.caller("Ed"), slug, replace(GEARS, cycle="Queens"))
    entry = log.entries(group.group, subject=f"item/{slug}")[-1]
    assert entry.data == {"changes": {"cycle": {"from": "Pike", "to": "Queens"}}}
    agree_item(group.caller("Ada"), slug)
    for name in ("Ed", "Bo"):  # Ed has no seat, Bo has that of a member that does not carry it
        with pytest.raises(AgainstTheRules, match="one of its owners"):
            change_item(group.caller(name), slug, GEARS)
    change_item(group.caller("Di"), slug, GEARS)
    with pytest.raises(AgainstTheRules, match="Nothing in it is new"):
        change_item(group.caller("Di"), slug, GEARS)
    seen = log.version(group.group, f"item/{slug}")
    change_item(group.caller("Ada"), slug, replace(GEARS, owners=("borealis",)), expected=seen)
    with pytest.raises(Stale):
        change_item(group.caller("Ada"), slug, GEARS, expected=seen)
    change_item(group.caller("Bo"), slug, replace(GEARS, owners=("borealis",), title="Better gears"))


def test_an_item_goes_from_step_to_step_by_those_who_run_the_group(group: Cast) -> None:
    slug = propose_item(group.caller("Ed"), GEARS).slug
    with pytest.raises(NotAllowed, match="the chair or the secretary"):
        agree_item(group.caller("Bo"), slug)
    with pytest.raises(AgainstTheRules, match="does not become delivered"):
        deliver_item(group.caller("Ada"), slug, "Done.")
    agree_item(group.caller("Ada"), slug)
    with pytest.raises(AgainstTheRules, match="agreed already"):
        agree_item(group.caller("Ada"), slug)
    with pytest.raises(AgainstTheRules, match="nothing written"):
        deliver_item(group.caller("Ada"), slug, " ")
    deliver_item(group.caller("Ada"), slug, "They mesh.")
    with pytest.raises(AgainstTheRules, match="taken up again"):
        change_item(group.caller("Ada"), slug, RIMS)
    take_up_item(group.caller("Di"), slug, "They grind again.")
    drop_item(group.caller("Di"), slug, "Nobody has the time.")
    assert item_called(group.group, slug).row.outcome == "Nobody has the time."
    kinds = [one.kind for one in log.entries(group.group, subject=f"item/{slug}")]
    assert kinds == ["item.proposed", "item.agreed", "item.delivered", "item.taken-up", "item.dropped"]
    assert log.verify(group.group)[1] == []


def test_a_decision_that_puts_an_item_on_the_roadmap_is_one_that_was_adopted(group: Cast) -> None:
    slug = propose_item(group.caller("Ed"), GEARS).slug
    open_proposal(group.caller("Bo"), "motion", Written("Gears", "Let us have gears."))
    with pytest.raises(AgainstTheRules, match="proposal/1 is not adopted"):
        agree_item(group.caller("Ada"), slug, decided_by="proposal/1")
    assert item_called(group.group, slug).item.state is ItemState.PROPOSED


def test_nothing_waits_anew_for_an_item_that_is_dropped(group: Cast) -> None:
    propose_item(group.caller("Ed"), GEARS, slug="gears")
    propose_item(group.caller("Ed"), replace(RIMS, depends_on=("gears",)), slug="rims")
    drop_item(group.caller("Ada"), "gears", "No.")
    change_item(group.caller("Ed"), "rims", replace(RIMS, depends_on=("gears",), title="Stiff rims"))
    with pytest.raises(ItemFaults):
        propose_item(group.caller("Ed"), replace(RIMS, depends_on=("gears",)), slug="tyres")
    with pytest.raises(NotThere, match="no such item"):
        change_item(group.caller("Ed"), "tyres", RIMS)


def test_items_are_read_by_as_many_questions_however_many_there_are(group: Cast) -> None:
    asked = []
    for count in (1, 30):
        for number in range(count):
            propose_item(group.caller("Ed"), replace(GEARS, owners=("aurora", "corona")), slug=f"{count}-{number}")
        with CaptureQueriesContext(connection) as queries:
            assert len(items_of(group.group)) >= count
        asked.append(len(queries))
    assert asked == [5, 5]
