"""Each mistake that a charter can make, with the whole message that it earns."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from muster.domain.charter.charter import validate
from muster.domain.charter.faults import Fault
from tests.domain.charter.whole import changed, whole

MISTAKES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("mistakes.toml").read_text("utf-8"))


def said_of(data: dict[str, Any]) -> list[str]:
    faults = validate(data)
    assert isinstance(faults, tuple)
    return sorted(f"{fault.key}: {fault.what}; {fault.mend}" for fault in faults)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_earns_its_messages_and_no_other(mistake: str) -> None:
    case = MISTAKES[mistake]
    assert said_of(changed(tuple(case["at"]), case.get("value"))) == sorted(case["faults"])


def test_a_member_may_leave_and_come_back_and_have_been_a_prospect_before() -> None:
    data = whole()
    data["members"] = [
        {"name": "Alpha", "membership": "maker", "state": "prospect", "until": date(2020, 2, 1)},
        {"name": "Alpha", "membership": "maker", "since": date(2020, 2, 1), "until": date(2020, 3, 1)},
        {"name": "Alpha", "membership": "user", "since": date(2020, 5, 1)},
    ]
    assert not isinstance(validate(data), tuple)


def test_the_quorum_of_a_board_of_members_is_held_against_their_number() -> None:
    data = whole()
    data["board"] = {"filled_by": "members", "seats_per_member": 1}
    data["decisions"] = {"quorum": {"at_least": 2}}
    assert said_of(data) == [
        "decisions.quorum.at_least: at least 2 can never be reached: 1 member with 1 seat each; write 1 or less"
    ]


def test_rules_between_keys_speak_while_other_sections_are_broken() -> None:
    data = whole()
    data["group"] = "Alpha"
    data["classes"] = 7
    data["counting"]["theta"]["strict"] = 11
    data["meetings"][0]["cadence"] = "sometimes"
    data["decisions"]["rules"][0]["quorum"]["at_least"] = 10
    assert [line.partition(":")[0] for line in said_of(data)] == [
        "classes",
        "counting.theta.strict",
        "decisions.rules[0].quorum.at_least",
        "group",
        "meetings[0].cadence",
    ]


def test_a_key_is_written_as_toml_would_quote_it() -> None:
    assert Fault(("a", 0, "b c", "d-e", 'f"g'), "", "").key == 'a[0]."b c".d-e."f\\"g"'
    assert Fault((), "", "").key == "charter"
