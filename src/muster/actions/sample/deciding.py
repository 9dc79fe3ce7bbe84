"""The sample's proposals: one for each way of ending, and one that is being decided."""

from datetime import timedelta
from typing import Any

from muster.actions.decisions.calling import answer_objection, call_for_consensus, take_position
from muster.actions.decisions.putting import comment, open_proposal, revise_proposal, withdraw_proposal
from muster.actions.decisions.voting import call_vote, cast_vote
from muster.actions.decisions.writing import Written
from muster.actions.sample.shape import Sample, Step, Steps, bind
from muster.records.models import Proposal

RULE = "motion"
"""The one rule of its charter by which it decides."""


def steps(sample: Sample) -> Steps:
    """Yield the deeds about proposals."""
    for one in sample.data["proposals"]:
        for place, step in enumerate(one["steps"]):
            ago = timedelta(days=step.get("days_ago", 0), minutes=-place)
            yield step.get("at") or sample.today - ago, bind(_decide, sample, one, step)


def _decide(sample: Sample, one: dict[str, Any], step: dict[str, Any]) -> None:
    """Do one deed about a proposal, of which a sample revises the text once at most."""
    caller = sample.caller(step["by"])
    row = Proposal.objects.filter(group=sample.group, title=one["title"]).first()
    number = row.number if row else 0
    version = 2 if any(other["do"] == "revise" and other["at"] < sample.now for other in one["steps"]) else 1
    reason = step.get("reason", "")
    deeds: dict[str, Step] = {
        "open": lambda: open_proposal(caller, RULE, Written(one["title"], one["text"]), invented=True),
        "revise": lambda: revise_proposal(caller, number, Written(one["title"], step["text"]), version=1),
        "call": lambda: call_for_consensus(caller, number, version=version),
        "position": lambda: take_position(caller, number, step["stand"], version=version, reason=reason),
        "answer": lambda: answer_objection(caller, number, sample.seat_of(step["of"]), step["answer"]),
        "comment": lambda: comment(caller, number, step["text"]),
        "withdraw": lambda: withdraw_proposal(caller, number, reason=reason),
        "vote": lambda: call_vote(caller, number, version=version),
        "cast": lambda: cast_vote(caller, number, step["choice"]),
    }
    deeds[step["do"]]()
