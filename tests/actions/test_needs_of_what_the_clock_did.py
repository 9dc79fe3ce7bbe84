"""What is asked of somebody as soon as the clock has brought it about, whether or not anybody has written that down."""

from datetime import timedelta

from muster.actions.admission import change_state
from muster.actions.decided import decisions_to_name
from muster.actions.decisions.calling import call_for_consensus
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.settling import settle
from muster.actions.decisions.writing import Consequence, Written
from muster.actions.elections.confirming import confirm_result
from muster.actions.elections.settling import settle as settle_elections
from muster.records.models import Organisation
from tests.actions.decisions.boards import CLOSE, TEXT
from tests.actions.test_needs import asked
from tests.cast import Cast
from tests.electing import CLOSES, OPENS, VOTING, plan, stand, vote, voted_on

CAST = ("ballot", "Cast your ballot in “Chair for 2017”")


def test_a_ballot_is_asked_for_from_the_second_on_in_which_voting_opens(alpha: Cast) -> None:
    row = plan(alpha)
    stand(alpha, row, "Bo", "Cy")
    assert asked("Bo", at=OPENS - timedelta(seconds=1)) == []
    assert asked("Bo", at=OPENS) == asked("Cy", at=OPENS) == [CAST]
    assert asked("Ed", at=OPENS) == []
    vote(alpha, row, "Bo", 1, 2)
    assert (asked("Bo", at=VOTING), asked("Cy", at=VOTING)) == ([], [CAST])


def test_nobody_is_asked_to_vote_where_nobody_stands(alpha: Cast) -> None:
    plan(alpha)
    assert asked("Bo", at=OPENS) == []


def test_whoever_runs_the_group_is_asked_for_the_result_and_then_for_the_winners_office(alpha: Cast) -> None:
    row = voted_on(alpha)
    assert [what for kind, what in asked("Di", at=VOTING) if kind == "result"] == []
    assert ("result", "Write the result of “Chair for 2017” into the record") in asked("Di", at=CLOSES)
    settle_elections(alpha.group, CLOSES)
    assert ("result", "Let those who were elected in “Chair for 2017” take their places") in asked("Ada", at=CLOSES)
    assert [kind for kind, _ in asked("Bo", at=CLOSES)] == []
    confirm_result(alpha.caller("Ada", at=CLOSES), row.number, CLOSES.date())
    assert "result" not in {kind for kind, _ in asked("Di", at=CLOSES)}


def test_what_was_adopted_is_asked_to_be_carried_out_and_can_be_named_until_it_is(alpha: Cast) -> None:
    corona = Organisation.objects.get(group=alpha.group, slug="corona")
    proposal = open_proposal(alpha.caller("Bo"), "motion", Written("Pause", TEXT, Consequence("suspend", "corona")))
    call_for_consensus(alpha.caller("Bo"), proposal.number, version=1)
    wanted = ("consequence", "Write down what follows from “Pause”, which is adopted")
    assert (wanted in asked("Di"), decisions_to_name(alpha.group, CLOSE - timedelta(seconds=1))) == (False, [])
    assert wanted in asked("Di", at=CLOSE)
    assert wanted not in asked("Bo", at=CLOSE)
    assert decisions_to_name(alpha.group, CLOSE) == [("proposal/1", "Proposal 1, adopted: Pause")]
    settle(alpha.group, CLOSE)
    assert wanted in asked("Di", at=CLOSE)
    assert decisions_to_name(alpha.group, CLOSE) == [("proposal/1", "Resolution 1: Pause")]
    change_state(alpha.caller("Di", at=CLOSE), corona, "suspended", CLOSE.date(), decided_by=proposal.handle)
    assert wanted not in asked("Di", at=CLOSE)
