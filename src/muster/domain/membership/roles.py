"""Who may do what in a group: the roles, and what each of them is for.

One table, read by every door and every deed. A deed that is not in it is nobody's.
"""

from collections.abc import Iterable, Mapping
from typing import Final

PUBLIC: Final = "public"
PARTICIPANT: Final = "participant"
REPRESENTATIVE: Final = "representative"
CHAIR: Final = "chair"
SECRETARY: Final = "secretary"
LIAISON: Final = "liaison"
ADMINISTRATOR: Final = "administrator"

ROLES: Final = (PUBLIC, PARTICIPANT, REPRESENTATIVE, CHAIR, SECRETARY, LIAISON, ADMINISTRATOR)
"""From the outside in. Whoever signs in with an account that belongs to a person of the group is a participant."""

OFFICES: Final = (CHAIR, SECRETARY, LIAISON, ADMINISTRATOR)
"""Roles that a person is given for a time; a representative is one by holding a seat."""

_RUN: Final = frozenset({CHAIR, SECRETARY})
_KEEP: Final = frozenset({CHAIR, SECRETARY, ADMINISTRATOR})
_SPEAKING: Final = frozenset({REPRESENTATIVE, CHAIR, SECRETARY})
"""Whoever speaks for a seat, and those who write down what a seat has said."""
_ANYONE_IN: Final = frozenset({PARTICIPANT})

DEEDS: Final[Mapping[str, frozenset[str]]] = {
    # people and membership
    "person.add": _KEEP,
    "person.change": _KEEP,
    "person.invite": _KEEP,
    "invitation.accept": frozenset({PUBLIC}),
    "organisation.add": _KEEP,
    "organisation.change": _KEEP,
    "membership.apply": _ANYONE_IN,
    "attestation.give": _ANYONE_IN,
    "membership.change": _KEEP,
    "seat.change": _KEEP,
    "office.change": _KEEP,
    "charter.change": frozenset({CHAIR, ADMINISTRATOR}),
    "standing.publish": _KEEP,
    # deciding: who of those who take part, the charter's rules say (domain/decisions/refusals.py)
    "proposal.open": _ANYONE_IN,
    "proposal.second": _SPEAKING,
    "proposal.revise": _ANYONE_IN,
    "proposal.withdraw": _ANYONE_IN,
    "proposal.comment": _ANYONE_IN,
    "proposal.call": _ANYONE_IN,
    "proposal.extend": _ANYONE_IN,
    "proposal.close": _ANYONE_IN,
    "position.take": _SPEAKING,
    "objection.answer": _ANYONE_IN,
    "objection.accept": _SPEAKING,
    "vote.call": _ANYONE_IN,
    "vote.cast": _SPEAKING,
    "vote.break-tie": _ANYONE_IN,
    # electing
    "election.plan": _RUN,
    "election.nominate": _ANYONE_IN,
    "election.accept": _ANYONE_IN,
    "election.vote": _ANYONE_IN,
    "election.close": _RUN,
    # meeting
    "series.change": _RUN,
    "meeting.change": _RUN,
    "agenda.propose": _ANYONE_IN,
    "agenda.publish": _RUN,
    "minutes.write": _ANYONE_IN,
    "minutes.approve": _RUN,
    "attendance.tick": _ANYONE_IN,
    "attendance.record": _RUN,
    "action.change": _ANYONE_IN,
    # speaking with others
    "liaison.change": _RUN,
    "statement.send": frozenset({CHAIR, SECRETARY, LIAISON}),
    "statement.answer": frozenset({CHAIR, SECRETARY, LIAISON}),
    # the roadmap
    "use-case.open": _ANYONE_IN,
    "use-case.comment": _ANYONE_IN,
    "use-case.support": _SPEAKING,
    "use-case.change": _ANYONE_IN,
    "use-case.decide": _RUN,
    "item.propose": _ANYONE_IN,
    "item.change": _ANYONE_IN,
    "item.decide": _RUN,
    "item.confirm": _ANYONE_IN,
    "calendar.change": _RUN,
    "round.plan": _RUN,
    "round.call-off": _ANYONE_IN,
    "round.vote": _SPEAKING,
    "round.close": _RUN,
    "pledge.give": _SPEAKING,
    "plan.make": _RUN,
    "edition.publish": _RUN,
    "report.write": _RUN,
    "team.join": _ANYONE_IN,
    # the record
    "record.correct": _KEEP,
}
"""What people do, and the roles that it takes, any one of them; the deed itself may ask for more (whose seat, when)."""


def may(deed: str, roles: Iterable[str]) -> bool:
    """Whether somebody with these roles may do it. KeyError: there is no such deed."""
    return not DEEDS[deed].isdisjoint(roles)


def who_may(deed: str) -> str:
    """Say who may do it, for a sentence: "the chair or the secretary"."""
    names = {PARTICIPANT: "whoever takes part in the group", REPRESENTATIVE: "whoever holds a seat"}
    said = [names.get(role, f"the {role}") for role in ROLES if role in DEEDS[deed]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
