"""What comes about in rounds of priorities by the clock alone: a round opens, and is counted when it has closed.

No job has to run for either. Pages work out what anybody can work out from the clock and the rows, and every deed in a
round writes it down first, in a transaction of its own. What does run regularly may `settle_everywhere`, so that
letters go out as a round opens.
"""

from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from typing import Final

from django.db import transaction

from muster.actions.caller import Caller, acting
from muster.actions.deed import Deed, deed, mend_of
from muster.actions.roadmap.rounds_letters import tell_that_it_opened
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import who_may
from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.outcome import Outcome, as_data, from_data
from muster.domain.roadmap.priorities.question import Rule
from muster.domain.roadmap.priorities.rounds import Phase, outcome_refused
from muster.exchange.roadmap.pabulib import read
from muster.exchange.roadmap.pabulib_writing import RoundFile, write
from muster.records import log
from muster.records.models import Group, Round
from muster.records.queries.roadmap.rounds import RoundShown, seats_of, shown, unsettled

BY_THE_CLOCK: Final = ("round.opened", "round.closed")
"""The entries that are written here."""

ONE_MORE: Final = Fraction(1)
"""By how much FTE the budget would be more, in what the outcome says about that."""


def settle(group: Group, at: datetime) -> int:
    """Write down what the clock has brought about by a moment, and say how many entries that took.

    One query if there is nothing. Whoever comes second finds nothing left to write.
    """
    if not unsettled(group, at):
        return 0
    with transaction.atomic():
        group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
        muster = Caller(group, clock=lambda: at, muster=True)
        # A round that opened for nobody has nothing to write down before it closes.
        due = [row for row in unsettled(group, at) if row.closes_at <= at or seats_of(row, at)]
        return sum(_settle(muster, row, at) for row in due)


def settle_first(group: Group, about: str, at: datetime, expected: int | None) -> int | None:
    """Settle before a deed about a round, and give the version of it that the deed is to expect.

    What the clock brought about is nothing that whoever asks should have seen: if they have seen all that was before,
    they are not told that somebody changed it.
    """
    settle(group, at)
    if expected is None:
        return None
    later = group.entries.filter(subject=about, number__gt=expected)
    by_the_clock = later.exists() and not later.exclude(kind__in=BY_THE_CLOCK).exists()
    return log.version(group, about) if by_the_clock else expected


def settle_now(caller: Caller) -> None:
    """Write down what the clock has brought about, since somebody who runs the group asks. AgainstTheRules: nothing."""
    who = acting(caller)
    if not who.may("round.close"):
        raise NotAllowed("rounds", f"This is for {who_may('round.close')}.", mend_of(who))
    if not settle(caller.group, who.at):
        raise AgainstTheRules("rounds", "There is nothing to write down now.", "Come back when a round has closed.")


def settle_everywhere(at: datetime) -> int:
    """Write down what the clock has brought about in every group."""
    return sum(settle(group, at) for group in Group.objects.order_by("pk"))


def outcome_of(now: RoundShown) -> Outcome | None:
    """Give what came of a round: as it was written down, or as it would be; None: it is not closed."""
    if now.phase is not Phase.CLOSED:
        return None
    if now.row.outcome is not None:
        return from_data(now.row.outcome)
    if not now.seats:
        return Outcome(now.budget, Fraction(0), Fraction(0), 0, (), (), {})
    return _counted(round_file(now))


def round_file(now: RoundShown) -> str:
    """Give the round as a file with which anybody can count it again, without its outcome."""
    return write(_file(now))


def round_file_with_outcome(now: RoundShown) -> str:
    """Give the round as a file that says besides what is selected. AgainstTheRules: it is not closed."""
    if refusal := outcome_refused(now.times, at=now.at):
        raise refusal.error(now.row.handle)
    found = outcome_of(now)
    return write(_file(now, found.names if found else ()))


def _file(now: RoundShown, selected: tuple[str, ...] | None = None) -> RoundFile:
    return RoundFile(
        title=f"{now.row.group.name}: priorities of {now.row.quarter}",
        kind=now.kind,
        budget=now.budget,
        rule=now.rule,
        costs={one.slug: one.cost for one in now.choices},
        titles=now.titles,
        ballots=now.ballots,
        selected=selected,
    )


@lru_cache(maxsize=16)
def _counted(text: str) -> Outcome:
    """Count a round from its file, as a stranger would; the same text gives the same outcome."""
    budget = read(text, "the file of the round")
    return count(budget.question, budget.rule or Rule(), more=ONE_MORE)


def _settle(muster: Caller, row: Round, at: datetime) -> int:
    with deed(muster, "round.close", row.handle) as doing:
        if not row.seats:
            _open(doing, row)
        if row.closes_at <= at:
            _close(doing, row)
    return len(doing.written)


def _open(doing: Deed, row: Round) -> None:
    """Write down whose shares there are: those of the seats of the day on which it opened."""
    row.seats = list(seats_of(row, row.opens_at))
    row.save(update_fields=["seats"])
    doing.log("round.opened", {"seats": row.seats, "items": [one["slug"] for one in row.items]})
    tell_that_it_opened(doing, row)


def _close(doing: Deed, row: Round) -> None:
    """Count it, and write the outcome down: what is selected, and the account of every share."""
    now = shown(row, doing.at)
    if (found := outcome_of(now)) is None:
        return
    file = round_file_with_outcome(now)
    row.outcome = as_data(found)
    row.save(update_fields=["outcome"])
    fingerprint = sha256(file.encode()).hexdigest()
    doing.log(
        "round.closed",
        {"selected": list(found.names), "said": sorted(now.said), "sha256": fingerprint, "file": file},
    )
