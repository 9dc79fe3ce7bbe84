"""What comes about in elections by the clock alone, written down: voting opens, and the ballots are counted.

No job has to run for either: every deed in an election settles the group's first, in a transaction of its own. Until
then pages say what anybody can work out from the clock and the rows. What does run regularly may `settle_everywhere`,
so that letters go out as voting opens.
"""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from muster.actions import secrecy
from muster.actions.addresses import page_of
from muster.actions.caller import Caller, acting
from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import Deed, deed, mend_of
from muster.actions.elections.ballot_box import ballot_file
from muster.actions.letter_kinds import Facts
from muster.actions.letters import Reader, taking_part, write_letters
from muster.domain.elections.flow import opening_refused
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import who_may
from muster.exchange.elections.ballot_file import write
from muster.records.models import Election, Elector, Group
from muster.records.models.elections import Electorate
from muster.records.queries.elections import (
    CLOSED,
    SEAT,
    ElectionShown,
    capping,
    entitled,
    rule_of,
    shown,
    unsettled,
)

SEED_BYTES = 16


def settle(group: Group, at: datetime) -> int:
    """Write down what the clock has brought about by a moment, and say how many entries that took.

    One query if there is nothing. Whoever comes second finds nothing left to write.
    """
    if not unsettled(group, at):
        return 0
    with transaction.atomic():
        group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
        return sum(_settle(Caller(group, clock=lambda: at, muster=True), row, at) for row in unsettled(group, at))


def settle_now(caller: Caller) -> None:
    """Write down what the clock has brought about, since somebody who runs the group asks. AgainstTheRules: nothing."""
    who = acting(caller)
    if not who.may("election.close"):
        raise NotAllowed("elections", f"This is for {who_may('election.close')}.", mend_of(who))
    if not settle(caller.group, who.at):
        raise AgainstTheRules("elections", "There is nothing to write down now.", "Come back when voting has closed.")


def settle_everywhere(at: datetime) -> int:
    """Write down what the clock has brought about in every group."""
    return sum(settle(group, at) for group in Group.objects.order_by("pk"))


def _settle(muster: Caller, row: Election, at: datetime) -> int:
    with deed(muster, "election.close", row.handle) as doing:
        if row.frozen_at is None:
            _open(doing, row)
        if row.frozen_at is not None and row.voting_closes <= at:
            _close(doing, shown(row, at))
    return len(doing.written)


def _open(doing: Deed, row: Election) -> None:
    """Freeze who stands and who votes, and publish the seed; or say why nobody can vote."""
    now = shown(row, doing.at)
    row.candidates = [one.person.handle for one in now.standing]
    if row.electorate != Electorate.PEOPLE:
        Elector.objects.bulk_create(entitled(row))
    # Drawn after everybody's label is known and before the first ballot: nobody can choose the one to suit the other.
    row.seed = row.seed or secrets.token_hex(SEED_BYTES)
    charter = charter_in_force(doing.group, doing.who.on)
    if row.cap and charter.board and row.office == SEAT:
        row.employers, row.held = capping(row, charter.board, [one.person for one in now.standing])
    if refusal := opening_refused(rule_of(row), candidates=len(row.candidates), voters=len(now.voters)):
        row.called_off = refusal.what
        row.save()
        doing.log("election.not held", {"reason": refusal.what})
        return
    row.frozen_at = doing.at
    row.save()
    doing.log(
        "election.opened",
        {
            "candidates": row.candidates,
            "voters": [{"person": one.person.handle, "seat": one.seat} for one in now.voters],
            "seed": row.seed,
            "employers": row.employers,
            "held": row.held,
        },
    )
    if row.voting_closes > doing.at:
        _write_to_voters(doing, row)


def _write_to_voters(doing: Deed, row: Election) -> None:
    votes: dict[int, list[Elector]] = {}
    for vote in row.electors.filter(person__account__is_active=True).select_related("person__account"):
        votes.setdefault(vote.person_id, []).append(vote)
    names = dict(doing.group.seats.values_list("slug", "name"))
    readers = [
        Reader(own[0].person, tuple(sorted(names.get(one.seat, one.seat) for one in own if one.seat)))
        for own in votes.values()
    ]
    facts = Facts(row.handle, row.title, page_of(doing.group.slug, row.handle), by=row.voting_closes)
    write_letters(doing.group, readers, "ballot.open", facts, at=doing.at, once=f"{row.handle}/ballot")


def _close(doing: Deed, now: ElectionShown) -> None:
    """Count the ballots, and write ballots, rule and result into the log; then lay the tables out in random order."""
    row, file = now.row, ballot_file(now)
    text = write(file)
    row.result, row.fingerprint = dict(file.result), sha256(text.encode()).hexdigest()
    row.save(update_fields=["result", "fingerprint"])
    secrecy.shuffle(row.ballots.all())
    secrecy.shuffle(row.electors.all())
    used = [one for one in now.voters if one.has_voted]
    doing.log(
        CLOSED,
        {
            "winners": list(file.result["winners"]),
            "ranking": [list(rank) for rank in file.result["ranking"]],
            "ballots": len(file.ballots),
            "voted": sorted(f"{one.person.handle} {one.seat}".strip() for one in used),
            "sha256": row.fingerprint,
            "file": text,
        },
    )
    facts = Facts(row.handle, row.title, page_of(doing.group.slug, row.handle), outcome="the ballots are counted")
    write_letters(doing.group, taking_part(doing.group), "verdict", facts, at=doing.at, once=f"{row.handle}/result")
