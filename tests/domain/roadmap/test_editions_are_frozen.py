"""An edition as plain data: one way to write it, nothing lost, every difference between two of them told with why."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.errors import RecordFault
from muster.domain.record.chain import canonical
from muster.domain.roadmap.editions.changes import applied, changes, facts_of, frozen
from muster.domain.roadmap.editions.edition import Alive, Edition, Entered, data_of, edition_of, text_of
from muster.domain.roadmap.editions.order import in_order
from tests.domain.roadmap.drawn_editions import AT, COMPANIES, edition, editions, item, pledge, priorities


@given(one=editions())
def test_an_edition_does_not_differ_from_itself_in_anything(one: Edition) -> None:
    assert changes(one, one) == ()


@given(before=editions(), after=editions(), chance=st.randoms(use_true_random=False))
def test_the_changes_lead_from_one_edition_to_the_other_in_whatever_order_they_are_made(
    before: Edition, after: Edition, chance: Random
) -> None:
    made = list(changes(before, after))
    chance.shuffle(made)
    assert applied(facts_of(before), made) == facts_of(after)


@given(one=editions(), before=st.none() | editions(), chance=st.randoms(use_true_random=False))
def test_an_edition_is_the_same_bytes_in_whatever_order_its_parts_were_found(
    one: Edition, before: Edition | None, chance: Random
) -> None:
    def shuffled(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        found = list(parts)
        chance.shuffle(found)
        return tuple(found)

    items = [
        each.model_copy(
            update={
                "owners": shuffled(each.owners),
                "depends_on": shuffled(each.depends_on),
                "use_cases": shuffled(each.use_cases),
                "entered": shuffled(each.entered),
                "work": each.work and each.work.model_copy(update={"shares": shuffled(each.work.shares)}),
            }
        )
        for each in one.items
    ]
    proof = one.proof and one.proof.model_copy(update={"companies": shuffled(one.proof.companies)})
    other = one.model_copy(
        update={"items": shuffled(tuple(items)), "pledges": shuffled(one.pledges), "proof": proof},
    )
    assert text_of(frozen(one, before)) == text_of(frozen(other, before))


@given(one=editions(), before=st.none() | editions())
def test_an_edition_that_was_kept_is_read_back_whole(one: Edition, before: Edition | None) -> None:
    kept = frozen(one, before)
    assert edition_of(data_of(kept)) == kept
    assert canonical(data_of(kept)) == text_of(kept)


def test_an_edition_of_a_group_that_has_nothing_yet_is_an_edition() -> None:
    empty = frozen(edition(), None)
    assert edition_of(data_of(empty)) == empty
    assert not empty.invented


@pytest.mark.parametrize("wrong", [{"number": "one"}, {"items": [{}]}, {"more": 1}, {"format": None}])
def test_what_is_no_edition_is_refused_with_a_sentence(wrong: dict[str, Any]) -> None:
    with pytest.raises(RecordFault, match="in a form that this Muster cannot read"):
        edition_of({**data_of(edition(item())), **wrong})


def test_a_figure_is_exact_or_it_is_refused() -> None:
    data = data_of(edition(item(cost=Fraction(1, 3))))
    assert data["items"][0]["cost"] == "1/3"
    for wrong in ("0.3", "1/0", "1e9", "", "nan"):
        data["items"][0]["cost"] = wrong
        with pytest.raises(RecordFault):
            edition_of(data)


def test_items_stand_agreed_first_and_among_these_in_the_order_in_which_they_were_chosen() -> None:
    items = [
        item("a1", state="proposed"),
        item("b1", state="dropped"),
        item("c1"),
        item("c2"),
        item("d1", focus_area="Logging"),
        item("e1", state="delivered"),
    ]
    found = in_order(items, priorities("c2", "c1"))
    assert [one.slug for one in found] == ["c2", "c1", "d1", "e1", "b1", "a1"]


def test_every_kind_of_change_has_its_reason_and_what_the_record_has_about_it() -> None:
    before = edition(
        item("t1", life=Alive(word="active", days=2, sentence="active 2 days ago")),
        item("t2"),
        pledges=(pledge("t1"), pledge("t2")),
        priorities=priorities("t1"),
    )
    said = Entered(entry=213, kind="item.changed", at=AT, why="Nobody carries it.", decided_by="proposal/7")
    after = edition(
        item("t1", life=Alive(word="stalled", days=97, sentence="no activity for 97 days")),
        item("t2", state="dropped", entered=(said,)),
        item("l1", owners=COMPANIES),
        pledges=(pledge("t1", "5/2"),),
        priorities=priorities("l1", "t1", number=2),
        number=2,
    )
    found = {(one.about, one.field): (one.before, one.after, one.why, one.because) for one in changes(before, after)}
    round_2 = "Round 2 of priorities, for 2017Q1, was closed on 2017-03-21."
    assert found.pop(("item/l1", ""))[2:] == ("Decided by proposal 1.", ("proposal/1",))
    assert found == {
        ("item/t1", "life"): ("active", "stalled", "No activity for 97 days.", ()),
        ("item/t2", "state"): (
            "agreed",
            "dropped",
            "Nobody carries it.",
            ("proposal/7", "entry/213"),
        ),
        ("pledge/aurora/t1/Pike", "fte"): ("2", "5/2", "Aurora said so on 2017-03-21.", ()),
        ("pledge/aurora/t2/Pike", ""): ({"fte": "2", "member": "Aurora"}, None, "Aurora took it back.", ()),
        ("priority/l1", ""): (None, {"place": 1}, round_2, ("round/2", "proposal/3")),
        ("priority/t1", "place"): (1, 2, round_2, ("round/2", "proposal/3")),
    }
