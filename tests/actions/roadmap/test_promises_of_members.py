"""Pledges as deeds: given, changed, taken back, each with its entry; and by whom."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.roadmap.deciding import drop_item
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.pledging import exact_fte, give_pledge
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.records import log
from muster.records.queries.roadmap.pledges import pledges_by, pledges_of, pledges_to, total_of
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap


@pytest.fixture
def group(alpha: Cast) -> Cast:
    with_a_roadmap(alpha)
    for title in ("Gears", "Rims"):
        propose_item(alpha.caller("Ada"), ItemWritten(title, "They grind.", focus_area="Engines", owners=("aurora",)))
    return alpha


def said(group: Cast) -> list[tuple[str, str, str, Fraction, list[str]]]:
    return [
        (one.organisation.slug, one.item.slug, one.cycle, one.fte, [person.name for person in one.people])
        for one in pledges_of(group.group)
    ]


def test_a_representative_promises_for_its_member_and_names_its_people(group: Cast) -> None:
    ed = group.people["Ed"].number
    give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction("1.25"), people=[ed])
    assert said(group) == [("borealis", "gears", "Pike", Fraction(5, 4), ["Ed"])]
    entry = log.entries(group.group, subject="pledges/borealis")[0]
    assert (entry.kind, entry.on_behalf, entry.data) == (
        "pledge.given",
        "seat/borealis",
        {"item": "item/gears", "cycle": "Pike", "fte": "1.25", "before": "", "people": [f"person/{ed}"]},
    )
    assert log.verify(group.group)[1] == []


def test_a_promise_is_changed_in_its_place_and_taken_back_and_the_log_knows_what_it_was(group: Cast) -> None:
    give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction(2))
    give_pledge(group.caller("Bo"), "borealis", "gears", "Queens", fte=Fraction(1))
    seen = log.version(group.group, "pledges/borealis")
    give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction("0.5"), expected=seen)
    with pytest.raises(Stale):
        give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction(3), expected=seen)
    assert [(cycle, fte) for _, _, cycle, fte, _ in said(group)] == [("Pike", Fraction(1, 2)), ("Queens", Fraction(1))]
    give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction(0))
    assert [cycle for _, _, cycle, _, _ in said(group)] == ["Queens"]
    last = log.entries(group.group, subject="pledges/borealis")[-1]
    assert (last.kind, last.data["fte"], last.data["before"]) == ("pledge.taken-back", "0.00", "0.50")
    again = give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction(1))
    assert (again.fte, log.entries(group.group, subject="pledges/borealis")[-1].data["before"]) == (Decimal(1), "")


def test_officers_write_down_what_any_member_promised_and_nobody_else_promises_for_another(group: Cast) -> None:
    give_pledge(group.caller("Di"), "corona", "gears", "Pike", fte=Fraction(1))
    assert log.entries(group.group, subject="pledges/corona")[0].on_behalf == ""
    with pytest.raises(NotAllowed, match="You hold no seat of Corona"):
        give_pledge(group.caller("Bo"), "corona", "gears", "Pike", fte=Fraction(2))
    for name in ("", "Ed", "Oz"):
        with pytest.raises(NotAllowed, match="This is for whoever holds a seat, the chair or the secretary"):
            give_pledge(group.caller(name), "borealis", "gears", "Pike", fte=Fraction(2))
    assert [one[0] for one in said(group)] == ["corona"]


def test_what_cannot_be_promised_is_refused_and_leaves_nothing_behind(group: Cast) -> None:
    bo = group.caller("Bo")
    drop_item(group.caller("Ada"), "rims", "Nobody needs them.")
    refused = [
        ("gears", "Pike", "-1", [], "Nobody can promise -1.00 FTE"),
        ("gears", "Pike", "1000000", [], "more full-time people than 500"),
        ("gears", "Pike", "0.001", [], "in hundredths"),
        ("gears", "Pyke", "1", [], "no cycle called 'Pyke'"),
        ("gears", "Ocata", "1", [], "Ocata ended on 2017-02-22"),
        ("rims", "Pike", "1", [], "Rims is dropped"),
        ("gears", "Pike", "0", [], "nothing to take back"),
        ("gears", "Pike", "1", [group.people["Cy"].number], "does not work for Borealis"),
    ]
    for item, cycle, fte, people, why in refused:
        with pytest.raises(AgainstTheRules, match=why):
            give_pledge(bo, "borealis", item, cycle, fte=Fraction(fte), people=people)
    with pytest.raises(NotThere, match="no such item"):
        give_pledge(bo, "borealis", "axles", "Pike", fte=Fraction(1))
    with pytest.raises(NotThere, match="no such organisation"):
        give_pledge(bo, "omega", "gears", "Pike", fte=Fraction(1))
    assert (said(group), log.entries(group.group, subject="pledges/borealis")) == ([], [])


def test_a_promise_stands_once_its_cycle_is_over(group: Cast) -> None:
    give_pledge(group.caller("Bo"), "borealis", "gears", "Pike", fte=Fraction(2))
    late = group.caller("Bo", at=datetime(2017, 8, 30, 9, tzinfo=UTC))
    with pytest.raises(AgainstTheRules, match="what was promised for it stands as it was"):
        give_pledge(late, "borealis", "gears", "Pike", fte=Fraction(0))
    assert [one[3] for one in said(group)] == [Fraction(2)]


def test_promises_are_found_by_member_by_item_and_by_cycle_and_other_groups_have_none_of_them(group: Cast) -> None:
    for name, member, item, cycle in (
        ("Bo", "borealis", "gears", "Pike"),
        ("Cy", "corona", "gears", "Pike"),
        ("Cy", "corona", "rims", "Queens"),
    ):
        give_pledge(group.caller(name), member, item, cycle, fte=Fraction(1, 4))
    found = pledges_of(group.group, cycle="Pike")
    assert ([one.organisation.slug for one in found], total_of(found)) == (["borealis", "corona"], Fraction(1, 2))
    corona = next(one.organisation for one in found if one.organisation.slug == "corona")
    assert {one.item.slug for one in pledges_by(corona)} == {"gears", "rims"}
    assert [one.organisation.slug for one in pledges_to(found[0].item)] == ["borealis", "corona"]
    assert pledges_of(group.other) == []


@pytest.mark.parametrize("many", [1, 3])
def test_reading_promises_takes_two_questions_however_many_there_are(group: Cast, many: int) -> None:
    for name, member in (("Ada", "aurora"), ("Bo", "borealis"), ("Cy", "corona"))[:many]:
        people = [group.people[name].number]
        give_pledge(group.caller(name), member, "gears", "Pike", fte=Fraction(1), people=people)
    with CaptureQueriesContext(connection) as asked:
        assert len(said(group)) == many
    assert len(asked) == 2


def test_infinity_is_no_figure() -> None:
    assert exact_fte(Decimal("1.25")) == Fraction(5, 4)
    for one in ("Infinity", "NaN"):
        with pytest.raises(AgainstTheRules, match="no figure"):
            exact_fte(Decimal(one))
