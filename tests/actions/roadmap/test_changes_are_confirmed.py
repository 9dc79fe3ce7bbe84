"""Somebody's word about a single change: it belongs to an item or it does not, the last word stands, and is told."""

import pytest

from muster.actions.roadmap.confirming import confirm_change, unsay
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.telling import history
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.records import log
from muster.records.queries.roadmap.items import confirmations_of
from tests.cast import Cast

CHANGE = "I" + "0123456789" * 4
COMMIT = "0123456789" * 4
ITEM = ItemWritten("Gears", "Ours grind.")


def test_the_last_word_about_a_change_stands_and_can_be_taken_back(alpha: Cast) -> None:
    row = propose_item(alpha.caller("Ed"), ITEM, slug="gears")
    confirm_change(alpha.caller("Ed"), "gears", CHANGE, belongs=True, reason="It says so in the review.")
    with pytest.raises(AgainstTheRules, match="said so already"):
        confirm_change(alpha.caller("Bo"), "gears", CHANGE, belongs=True, reason="It says so in the review.")
    confirm_change(alpha.caller("Bo"), "gears", CHANGE, belongs=False)
    confirm_change(alpha.caller("Bo"), "gears", COMMIT, belongs=True)
    said = [(one.change, one.belongs, one.person.name) for one in confirmations_of(row)]
    assert said == [(f"commit:{COMMIT}", True, "Bo"), (CHANGE.lower(), False, "Bo")]
    unsay(alpha.caller("Ed"), "gears", CHANGE)
    with pytest.raises(AgainstTheRules, match="Nobody has said anything"):
        unsay(alpha.caller("Ed"), "gears", CHANGE)
    assert [(one.words, one.quote) for one in history(alpha.group, "item/gears")][1:] == [
        (f"said that the change {CHANGE.lower()} belongs to it", "It says so in the review."),
        (f"said that the change {CHANGE.lower()} does not belong to it", ""),
        (f"said that the change commit:{COMMIT} belongs to it", ""),
        (f"took back what was said of the change {CHANGE.lower()}", ""),
    ]
    assert log.verify(alpha.group)[1] == []


def test_only_whole_keys_of_changes_are_taken_and_only_from_those_who_take_part(alpha: Cast) -> None:
    propose_item(alpha.caller("Ed"), ITEM, slug="gears")
    for change in ("", "I0123", "commit:123", f"{CHANGE} x", CHANGE.replace("I", "J")):
        with pytest.raises(AgainstTheRules, match="no whole Change-Id"):
            confirm_change(alpha.caller("Ed"), "gears", change, belongs=True)
    with pytest.raises(AgainstTheRules, match="501 characters"):
        confirm_change(alpha.caller("Ed"), "gears", CHANGE, belongs=True, reason="x" * 501)
    with pytest.raises(NotAllowed, match="whoever takes part"):
        confirm_change(alpha.caller(""), "gears", CHANGE, belongs=True)
    with pytest.raises(NotThere, match="no such item"):
        confirm_change(alpha.caller("Ed"), "rims", CHANGE, belongs=True)


def test_every_kind_of_entry_is_told_in_words(alpha: Cast) -> None:
    propose_item(alpha.caller("Ed"), ITEM, slug="gears")
    told = history(alpha.group, "item/gears")
    assert [(one.person and one.person.name, one.seat, one.words, one.quote) for one in told] == [
        ("Ed", "", "proposed it", "")
    ]
