"""Use cases as deeds: opened, discussed, supported by members, answered by the group."""

import pytest

from muster.actions.roadmap.use_cases import (
    UseCaseWritten,
    answer_use_case,
    change_use_case,
    comment,
    open_use_case,
    support,
    withdraw_support,
)
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.domain.roadmap.use_cases import UseCaseState
from muster.records import log
from muster.records.queries.roadmap.use_cases import use_case_numbered, use_cases_of
from tests.cast import Cast

QUIET = UseCaseWritten("Quiet nights", "operators of many sites", "Upgrades without a call at night.", "People sleep.")


def test_a_use_case_says_who_needs_what_and_is_changed_by_whoever_opened_it(alpha: Cast) -> None:
    row = open_use_case(alpha.caller("Ed"), QUIET)
    assert log.entries(alpha.group, subject=row.handle)[0].data == {
        "title": "Quiet nights",
        "who": "operators of many sites",
        "need": "Upgrades without a call at night.",
        "why": "People sleep.",
        "invented": False,
    }
    seen = log.version(alpha.group, row.handle)
    quieter = UseCaseWritten("Quieter nights", QUIET.who, QUIET.need)
    with pytest.raises(AgainstTheRules, match="whoever opened it"):
        change_use_case(alpha.caller("Bo"), 1, quieter)
    change_use_case(alpha.caller("Ed"), 1, quieter, expected=seen)
    assert log.entries(alpha.group, subject=row.handle)[-1].data == {
        "changes": {
            "title": {"from": "Quiet nights", "to": "Quieter nights"},
            "why": {"from": "People sleep.", "to": ""},
        }
    }
    with pytest.raises(Stale):
        change_use_case(alpha.caller("Ed"), 1, QUIET, expected=seen)
    with pytest.raises(AgainstTheRules, match="Nothing in it is new"):
        change_use_case(alpha.caller("Ed"), 1, quieter)
    assert open_use_case(alpha.caller("Bo"), QUIET).number == 2


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (UseCaseWritten("", "w", "n"), "nothing written"),
        (UseCaseWritten("t", " ", "n"), "who needs it"),
        (UseCaseWritten("t", "w" * 301, "n"), "301 characters"),
        (UseCaseWritten("t", "w", ""), "nothing written"),
    ],
)
def test_a_use_case_without_a_title_a_who_or_a_need_is_none(alpha: Cast, written: UseCaseWritten, what: str) -> None:
    with pytest.raises(AgainstTheRules, match=what):
        open_use_case(alpha.caller("Ed"), written)
    assert use_cases_of(alpha.group) == []


def test_members_say_that_they_need_it_each_for_itself(alpha: Cast) -> None:
    open_use_case(alpha.caller("Ed"), QUIET)
    support(alpha.caller("Bo"), 1, reason="Ours ring too.")
    with pytest.raises(AgainstTheRules, match="Borealis supports it already"):
        support(alpha.caller("Bo"), 1, reason="Ours ring too.")
    support(alpha.caller("Bo"), 1, organisation="borealis", reason="Every night.")
    with pytest.raises(NotAllowed, match="no seat of it"):
        support(alpha.caller("Bo"), 1, organisation="corona")
    with pytest.raises(NotThere, match="no such organisation"):
        support(alpha.caller("Bo"), 1, organisation="nobody")
    with pytest.raises(NotAllowed, match="whoever holds a seat, the chair or the secretary"):
        support(alpha.caller("Ed"), 1)
    support(alpha.caller("Di"), 1, organisation="corona")  # the secretary writes down what Corona has said
    with pytest.raises(AgainstTheRules, match="not clear which member"):
        support(alpha.caller("Di"), 1)
    shown = use_case_numbered(alpha.group, 1)
    assert [(one.organisation.name, one.reason) for one in shown.supports] == [
        ("Borealis", "Every night."),
        ("Corona", ""),
    ]
    said = [(one.kind, one.on_behalf) for one in log.entries(alpha.group, subject="use-case/1")][1:]
    supported = "use-case.supported"
    assert said == [(supported, "seat/borealis"), (supported, "seat/borealis"), (supported, "")]
    withdraw_support(alpha.caller("Bo"), 1)
    with pytest.raises(AgainstTheRules, match="does not support it"):
        withdraw_support(alpha.caller("Bo"), 1)
    assert [one.organisation.name for one in use_case_numbered(alpha.group, 1).supports] == ["Corona"]


def test_the_group_answers_a_use_case_that_a_member_supports(alpha: Cast) -> None:
    open_use_case(alpha.caller("Ed"), QUIET)
    with pytest.raises(NotAllowed, match="the chair or the secretary"):
        answer_use_case(alpha.caller("Bo"), 1, UseCaseState.ACCEPTED)
    with pytest.raises(AgainstTheRules, match="No member has said"):
        answer_use_case(alpha.caller("Ada"), 1, UseCaseState.ACCEPTED)
    support(alpha.caller("Bo"), 1)
    answer_use_case(alpha.caller("Ada"), 1, UseCaseState.ACCEPTED)
    with pytest.raises(AgainstTheRules, match="accepted already"):
        answer_use_case(alpha.caller("Ada"), 1, UseCaseState.ACCEPTED)
    answer_use_case(alpha.caller("Ada"), 1, UseCaseState.SERVED, "The nights are quiet.")
    with pytest.raises(AgainstTheRules, match="does not become declined"):
        answer_use_case(alpha.caller("Ada"), 1, UseCaseState.DECLINED, "No.")
    with pytest.raises(AgainstTheRules, match="asked no more"):
        support(alpha.caller("Cy"), 1)
    with pytest.raises(AgainstTheRules, match="opened again first"):
        change_use_case(alpha.caller("Ada"), 1, UseCaseWritten("A", "B", "C"))
    answer_use_case(alpha.caller("Ada"), 1, UseCaseState.OPEN)
    with pytest.raises(AgainstTheRules, match="nothing written"):
        answer_use_case(alpha.caller("Ada"), 1, UseCaseState.DECLINED)
    comment(alpha.caller("Ed"), 1, "A pity.")
    assert [one.data["text"] for one in log.entries(alpha.group, subject="use-case/1") if "text" in one.data] == [
        "A pity."
    ]
    with pytest.raises(NotThere, match="no such use case"):
        comment(alpha.caller("Ed"), 2, "A pity.")
    assert log.verify(alpha.group)[1] == []
