"""The built-in group's rounds of priorities: made by deeds, counted exactly, and said to be invented."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from muster.actions.roadmap.rounds_settling import outcome_of
from muster.actions.sample.making import make_sample
from muster.domain.roadmap.priorities.rounds import Phase
from muster.records import log
from muster.records.models import Group, Proposal
from muster.records.queries.roadmap.rounds import round_at

TODAY = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def lcoo(database: str) -> Group:  # noqa: ARG001 - the group lies in it
    return make_sample(today=TODAY)


def test_one_round_became_a_decision_one_did_not_and_one_is_open(lcoo: Group) -> None:
    # One test, since making the year takes seconds on either database.
    first, second, third = (round_at(lcoo, number, TODAY) for number in (1, 2, 3))
    assert [one.row.invented for one in (first, second, third)] == [True, True, True]
    assert [one.phase for one in (first, second, third)] == [Phase.CLOSED, Phase.CLOSED, Phase.OPEN]

    found = outcome_of(first)
    assert found is not None
    assert (found.budget, found.share, len(found.accounts)) == (Fraction(14), Fraction(2), 7)
    assert found.accounts["reliance-jio"].paid == {}
    assert found.spent <= 14
    proposal = Proposal.objects.get(group=lcoo, title="Priorities of 2016Q4, for Ocata")
    assert (first.row.proposal, proposal.phase, proposal.invented) == (proposal.handle, "adopted", True)

    assert second.row.outcome is not None, "a deed in a later round wrote it down"
    assert second.row.proposal == ""
    assert outcome_of(third) is None
    assert sorted(third.said) == ["ntt", "sk-telecom"]
    assert log.verify(lcoo)[1] == []
