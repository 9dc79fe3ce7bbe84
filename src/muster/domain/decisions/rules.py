"""The rules of one kind of proposal: what a charter says of it, brought together."""

from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from muster.domain.charter.charter import Charter
from muster.domain.charter.decisions import Consensus, DecisionRule, Discussion, Quorum, Vote
from muster.domain.decisions.events import Elector
from muster.domain.errors import RequestFault

CHAIR, SECRETARY = "chair", "secretary"
ANY_SEAT, PROPOSER = "any-seat", "proposer"
_ONE = Quorum(at_least=Fraction(1))


@dataclass(frozen=True, slots=True)
class Rules:
    """What one kind of proposal needs, by the charter that was in force when the proposal was opened.

    offices: those that the charter knows. class_names: by the class's id.
    """

    rule: DecisionRule
    quorum: Quorum = _ONE
    discussion: Discussion | None = None
    consensus: Consensus | None = None
    vote: Vote | None = None
    offices: tuple[str, ...] = ()
    class_names: dict[str, str] = field(default_factory=dict)

    def voice(self, elector: Elector) -> str:
        """Give the name under which a seat has its one vote: the same for seats that share one."""
        each = self.vote.one_vote_each if self.vote else "seat"
        if each == "organisation":
            return elector.family
        if each == "person" and elector.representative is not None:
            return elector.representative
        return elector.seat

    @property
    def by_class(self) -> bool:
        """Whether votes are counted by classes of members."""
        return any(condition.voters is not None for condition in self.rule.passes)

    @property
    def recused_leave(self) -> bool:
        """Whether a seat that stands back leaves what shares are taken of."""
        return self.vote is None or self.vote.recusal == "leaves-base"

    @property
    def discussion_lasts(self) -> timedelta:
        """How long a version is discussed before anything can be decided."""
        return timedelta(days=self.discussion.days if self.discussion else 0)

    @property
    def lapses_after(self) -> timedelta | None:
        """How long a proposal can wait for a decision."""
        days = self.discussion.lapses_after_days if self.discussion else None
        return None if days is None else timedelta(days=days)


def rules_of(charter: Charter, rule: str) -> Rules:
    """Give the rules of one kind of proposal, by its id in decisions.rules. RequestFault: the charter has none such."""
    decisions = charter.decisions
    known = {one.id: one for one in decisions.rules} if decisions else {}
    if decisions is None or rule not in known:
        mend = f"It has {', '.join(known)}." if known else "It says nothing of how the group decides."
        raise RequestFault("decisions.rules", f"The charter has no rule {rule!r}.", mend)
    return Rules(
        rule=known[rule],
        quorum=known[rule].quorum or decisions.quorum or _ONE,
        discussion=decisions.discussion,
        consensus=decisions.consensus,
        vote=decisions.vote,
        offices=tuple(role.id for role in charter.board.roles) if charter.board else (),
        class_names={one.id: one.name for one in charter.classes},
    )
