"""Casting a ballot, and replacing it.

The log says nothing of it before the close: it is public at once, and an entry a ballot would say who voted when. So
this is no deed with an entry of its own; it has the same lock, the same transaction and the same clock, and the entry
of the close holds every ballot and who has voted.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from muster.actions import secrecy
from muster.actions.caller import Acting, Caller, acting
from muster.actions.deed import mend_of
from muster.actions.elections.ballot_box import public_name
from muster.actions.elections.settling import settle
from muster.domain.elections.ballots import BLANK, Ranks, ballot_refused, dense, remark
from muster.domain.elections.flow import vote_refused
from muster.domain.elections.receipts import RANDOM_BYTES, as_made, code_of, words_refused
from muster.domain.elections.receipts import receipt as written
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import who_may
from muster.records import log
from muster.records.models import Ballot, Election, Elector, Group
from muster.records.queries.elections import ElectionShown, calendar_of, election_numbered, election_on

SMALL_BOX: Final = 500
"""Up to so many voters every ballot is laid down by writing the whole box anew (actions/secrecy.py)."""

VOTE: Final = "election.vote"


def new_receipt(own_words: str = "") -> str:
    """Make a receipt, at random. own_words: the voter's own, or "". AgainstTheRules: they cannot be that."""
    if refusal := words_refused(own_words):
        raise refusal.error("own_words")
    return written(secrets.token_bytes(RANDOM_BYTES), own_words)


def remark_on(row: Election, ranks: Ranks) -> str | None:
    """Say, before it is cast, that a ballot will have no effect; None if it may have some."""
    marked = [rank for rank in ranks if rank != BLANK]
    if row.method == "majority" and marked and (firsts := marked.count(min(marked))) > row.seats:
        return f"This ballot votes for {firsts}, and {row.seats} can be elected: it will be counted as spoilt."
    return remark(ranks, row.method, "no-opinion")


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody at the ballot. votes: how many they have, one or one a seat. used: how many of these they have cast."""

    who: Acting
    now: ElectionShown
    votes: int
    used: int


def at_the_ballot(caller: Caller, number: int) -> Voter:
    """Give what a voter needs to fill in a ballot, or to replace theirs. Refused, as by `cast`, to who cannot vote."""
    who = acting(caller)
    now = election_on(who.group, number, who.at)
    votes = [one for one in now.voters if who.person and one.person_id == who.person.pk]
    _refuse(who, now.row, on_the_list=bool(votes), not_held=now.not_held)
    return Voter(who, now, len(votes), sum(one.has_voted for one in votes))


def review(caller: Caller, number: int, ranks: Sequence[object], *, replacing: str = "") -> tuple[Ranks, str | None]:
    """Give a ballot as it would be kept, and what is to be said of it before; nothing is cast. Refused as by `cast`."""
    settle(caller.group, caller.clock())
    row = election_numbered(caller.group, number)
    _votes(acting(caller), row, _replaced(row, replacing), replacing=replacing)
    ballot = _checked(row, ranks)
    return ballot, remark_on(row, ballot)


def cast(
    caller: Caller,
    number: int,
    ranks: Sequence[object],
    *,
    receipt: str,
    replacing: str = "",
    confirmed: bool = False,
) -> str:
    """Cast a ballot, and give its receipt, of which nothing but the code is kept.

    receipt: a new one, made by `new_receipt` for this voter and nobody else. Handed in a second time, as by a double
    click, it finds its ballot in the box, and nothing is written. replacing: the receipt of the ballot that this one is
    to replace; if that fails, it stands. confirmed: whether the voter knows what `remark_on` says.

    AgainstTheRules: it is too early or too late, a ballot was cast, it is none, or has no effect and is not confirmed.
    NotAllowed: they are not on the list.
    """
    settle(caller.group, caller.clock())  # by itself, so that it stays even if the ballot is refused
    with transaction.atomic():
        group = Group.objects.select_for_update(no_key=True).get(pk=caller.group.pk)
        now, last = caller.clock(), log.head(group)
        who = acting(Caller(group, caller.account, caller.clock, caller.muster), at=max(now, last.at) if last else now)
        settle(group, who.at)  # voting may have opened while this waited for the lock
        row = election_numbered(group, number)
        code = code_of(receipt, public_name(row))
        if row.ballots.filter(receipt=code).exists():
            return receipt
        before = _replaced(row, replacing)
        votes = _votes(who, row, before, replacing=replacing)
        ballot = _checked(row, ranks)
        if (said := remark_on(row, ballot)) and not confirmed:
            raise AgainstTheRules(row.handle, said, "Change the ballot, or say that you want to cast it as it is.")
        if before is None:
            unused = next(one for one in votes if not one.has_voted)
            _tick(row, unused)
        else:
            before.delete()
        _lay_down(row, Ballot(id=uuid4(), election=row, ranks=list(ballot), receipt=code))
    return receipt


def _replaced(row: Election, receipt: str) -> Ballot | None:
    """Give the ballot that a receipt leads to."""
    if not receipt:
        return None
    return row.ballots.filter(receipt=code_of(as_made(receipt), public_name(row))).first()


def _votes(who: Acting, row: Election, before: Ballot | None, *, replacing: str) -> list[Elector]:
    """Give the votes that somebody has; refuse them if they cannot cast a ballot now."""
    found = row.electors.filter(person=who.person).order_by("seat") if who.person else row.electors.none()
    votes = list(found)
    used = sum(one.has_voted for one in votes)
    _refuse(
        who,
        row,
        on_the_list=bool(votes),
        not_held=row.called_off,
        has_voted=used > 0 if replacing else 0 < len(votes) == used,
        receipt="none" if not replacing else "known" if before else "unknown",
    )
    return votes


def _refuse(
    who: Acting,
    row: Election,
    *,
    on_the_list: bool,
    not_held: str,
    has_voted: bool = False,
    receipt: Literal["none", "unknown", "known"] = "none",
) -> None:
    if not who.may(VOTE):
        raise NotAllowed(row.handle, f"This is for {who_may(VOTE)}.", mend_of(who))
    if not_held:
        raise AgainstTheRules(row.handle, f"It is not held: {not_held}", "Wait for the next one.")
    calendar = calendar_of(row)
    if refusal := vote_refused(calendar, at=who.at, on_the_list=on_the_list, has_voted=has_voted, receipt=receipt):
        raise refusal.error(row.handle)


def _checked(row: Election, ranks: Sequence[object]) -> Ranks:
    """Give a ballot as it is kept. AgainstTheRules: it is none for these candidates."""
    if refusal := ballot_refused(ranks, len(row.candidates)):
        raise refusal.error(row.handle)
    return dense([rank for rank in ranks if isinstance(rank, int)])


def _tick(row: Election, vote: Elector) -> None:
    if row.electors.count() <= SMALL_BOX:
        secrecy.tick(row.electors.all(), Q(pk=vote.pk), has_voted=True)
    else:
        row.electors.filter(pk=vote.pk).update(has_voted=True)


def _lay_down(row: Election, ballot: Ballot) -> None:
    if row.electors.count() <= SMALL_BOX:
        secrecy.drop_in(row.ballots.all(), ballot)
    else:
        ballot.save(force_insert=True)
