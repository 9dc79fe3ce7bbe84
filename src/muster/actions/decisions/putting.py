"""Putting a proposal to the board, and what its proposer and others do about it before it is decided."""

from django.db.models import Max

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_of
from muster.actions.decisions.consequences import checked
from muster.actions.decisions.deciding import Deciding, deciding
from muster.actions.decisions.reading import COMMENT, Followed, Version
from muster.actions.decisions.settling import write_due
from muster.actions.decisions.writing import TEXT_AT_MOST, Consequence, Written, line, prose
from muster.actions.deed import Deed, deed
from muster.domain.charter.charter import Charter
from muster.domain.decisions import events as e
from muster.domain.decisions.rules import Rules, rules_of
from muster.domain.decisions.state import Phase, State
from muster.domain.errors import AgainstTheRules, RequestFault
from muster.records.models import CharterVersion, Person, Proposal
from muster.records.queries.groups import charter_on


def open_proposal(caller: Caller, rule: str, written: Written, *, seat: str = "", invented: bool = False) -> Proposal:
    """Put a proposal to the board, under a rule of the charter that is in force today.

    rule: its id in decisions.rules. seat: the slug of the seat that puts it, for somebody who speaks for several.
    AgainstTheRules: the charter has no such rule; there is no title or no text.
    """
    with deed(caller, "proposal.open", "proposals") as doing:
        write_due(doing.group, doing.at)
        person = doing.who.person
        if person is None:
            raise AgainstTheRules("proposals", "Somebody has to answer for a proposal.", "Sign in as a person.")
        kept, charter, rules = _in_force(doing, rule)
        said = _checked(doing, written)
        proposal = _numbered(doing, person, said, rule, invented=invented)
        draft = Version(1, said.title, said.text, doing.at, person.handle)
        followed = Followed(proposal, charter, State(rules=rules, at=doing.at), (), (draft,))
        putting = Deciding(doing, followed, followed.state)
        by = {"rule": rule, "charter": {"version": kept.version, "sha256": kept.sha256}}
        putting.happens(e.ProposalOpened(at=doing.at, by=putting.speaker(seat)), {**by, **_data_of(said)})
    return proposal


def second_proposal(caller: Caller, number: int, *, seat: str = "", written_for: str = "") -> State:
    """Say that another seat wants a proposal decided, where the charter asks for that."""
    with deciding(caller, "proposal.second", number) as step:
        return step.happens(e.ProposalSeconded(at=step.doing.at, by=step.speaker(seat, written_for=written_for)))


def revise_proposal(caller: Caller, number: int, written: Written, *, version: int, seat: str = "") -> State:
    """Put a new version of the text in the place of another. version: the one that is replaced.

    Stale: it is not the one before the group. AgainstTheRules: nothing in it is new.
    """
    with deciding(caller, "proposal.revise", number) as step:
        said = _checked(step.doing, written)
        before, proposal = step.followed.now, step.proposal
        consequence = Consequence(proposal.consequence, proposal.consequence_of)
        if version == before.number and (said.title, said.text, said.consequence) == (
            before.title,
            before.text,
            consequence,
        ):
            raise AgainstTheRules(proposal.handle, "This is the version that is before the group.", "Change something.")
        event = e.ProposalRevised(at=step.doing.at, by=step.actor(seat), version=version)
        reached = step.happens(event, _data_of(said))
        proposal.title = said.title
        proposal.consequence, proposal.consequence_of = said.consequence.kind, said.consequence.of
        proposal.save(update_fields=["title", "consequence", "consequence_of"])
    return reached


def withdraw_proposal(
    caller: Caller, number: int, *, reason: str = "", seat: str = "", expected: int | None = None
) -> State:
    """Put a proposal no longer."""
    with deciding(caller, "proposal.withdraw", number, expected=expected) as step:
        why = prose("reason", reason, needed=False)
        return step.happens(e.ProposalWithdrawn(at=step.doing.at, by=step.actor(seat), reason=why))


def comment(caller: Caller, number: int, text: str) -> None:
    """Say something about a proposal that is no position: anybody who takes part can, after its end too."""
    with deciding(caller, "proposal.comment", number) as step:
        step.doing.log(COMMENT, {"text": prose("comment", text)})


def _in_force(doing: Deed, rule: str) -> tuple[CharterVersion, Charter, Rules]:
    kept = charter_on(doing.group, doing.who.on)
    if kept is None:
        raise AgainstTheRules("proposals", "The group has no charter yet.", "Give it one first.")
    charter = charter_of(kept)
    try:
        return kept, charter, rules_of(charter, rule)
    except RequestFault as wrong:
        raise AgainstTheRules(wrong.where, wrong.what, wrong.mend) from None


def _checked(doing: Deed, written: Written) -> Written:
    return Written(
        line("title", written.title),
        prose("text", written.text, at_most=TEXT_AT_MOST),
        checked(doing.group, written.consequence),
    )


def _numbered(doing: Deed, person: Person, said: Written, rule: str, *, invented: bool) -> Proposal:
    last = Proposal.objects.filter(group=doing.group).aggregate(last=Max("number"))["last"] or 0
    return Proposal.objects.create(
        group=doing.group,
        number=last + 1,
        title=said.title,
        rule=rule,
        opened_at=doing.at,
        opened_by=person,
        phase=Phase.DRAFT,
        consequence=said.consequence.kind,
        consequence_of=said.consequence.of,
        invented=invented,
    )


def _data_of(said: Written) -> dict[str, object]:
    """Give what the log keeps of a version."""
    follows = {"consequence": {"kind": said.consequence.kind, "of": said.consequence.of}}
    return {"title": said.title, "text": said.text, **(follows if said.consequence.kind else {})}
