"""Drafts: what somebody means to put to the board. Theirs alone, in no log, gone once it is put or thrown away."""

from django.db import transaction

from muster.actions.caller import Caller, acting
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.writing import TEXT_AT_MOST, TITLE_AT_MOST, Written, one_line, prose
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import who_may
from muster.records.models import Draft, Person, Proposal
from muster.records.queries.decisions import draft_of

AT_MOST = 100
"""Drafts that one person may keep."""


def save_draft(caller: Caller, rule: str, written: Written, *, key: int | None = None) -> Draft:
    """Keep a draft as it is: nothing of it has to be finished. key: of the one to change; None: a new one.

    NotThere: the caller has no such draft. NotAllowed: they take no part in the group.
    """
    person = drafting(caller)
    with transaction.atomic():
        if key is None and person.drafts.count() >= AT_MOST:
            raise AgainstTheRules("drafts", f"You have {AT_MOST} drafts.", "Put one of them, or throw one away.")
        draft = Draft(owner=person) if key is None else draft_of(person, key)
        draft.title = one_line("title", written.title)[:TITLE_AT_MOST]
        draft.text = prose("text", written.text, at_most=TEXT_AT_MOST, needed=False)
        draft.rule = rule[:80]
        draft.consequence, draft.consequence_of = written.consequence.kind[:40], written.consequence.of[:120]
        draft.changed_at = caller.clock()
        draft.save()
    return draft


def open_draft(caller: Caller, key: int, rule: str, written: Written, *, seat: str = "") -> Proposal:
    """Put a draft to the board, as it is handed in; it is a draft no longer. Errors: as `open_proposal`."""
    draft = draft_of(drafting(caller), key)
    with transaction.atomic():
        proposal = open_proposal(caller, rule, written, seat=seat)
        draft.delete()
    return proposal


def throw_away(caller: Caller, key: int) -> None:
    """Throw a draft away. NotThere: the caller has no such draft."""
    draft_of(drafting(caller), key).delete()


def drafting(caller: Caller) -> Person:
    """Give who the caller is in the group. NotAllowed: they take no part in it."""
    who = acting(caller)
    if who.person is None or not who.may("proposal.open"):
        raise NotAllowed("drafts", f"This is for {who_may('proposal.open')}.", "Sign in as somebody who does.")
    return who.person
