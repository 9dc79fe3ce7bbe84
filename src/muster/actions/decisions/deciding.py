"""A deed about a proposal: found and followed under the group's lock, refused by its rules or written into its log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from muster.actions.caller import Caller
from muster.actions.decisions.reading import Followed, proposal_at, roll_for
from muster.actions.decisions.settling import conclude, settle, write_due, write_event
from muster.actions.deed import Deed, deed
from muster.domain.decisions.events import Actor, AnyEvent
from muster.domain.decisions.fold import after, refusal_of
from muster.domain.decisions.state import State
from muster.domain.errors import AgainstTheRules, DeedRefused, NotAllowed, NotThere
from muster.domain.membership.roles import CHAIR, OFFICES, SECRETARY
from muster.domain.refusal import Refusal
from muster.records.models import Proposal, Seat
from muster.records.queries.electorate import RollOn


@dataclass(slots=True)
class Deciding:
    """What a deed about a proposal knows: the deed, and the proposal as it is at the deed's moment."""

    doing: Deed
    followed: Followed
    state: State

    @property
    def proposal(self) -> Proposal:
        """What it is about."""
        return self.followed.proposal

    def happens(self, event: AnyEvent, more: Mapping[str, Any] | None = None) -> State:
        """Let an event happen, and give the state after it. more: what its entry says beside it.

        DeedRefused: the rules forbid it. If it ends the proposal, what came of it is written down with it.
        """
        if refusal := refusal_of(event, self.state):
            raise refusal.error(self.proposal.handle)
        self.doing.written.append(write_event(self.proposal, event, more))
        self.state = conclude(self.followed, after(event, self.state), self.doing.at)
        return self.state

    def roll(self) -> RollOn:
        """Give the seats of the day, and who speaks for each."""
        return roll_for(self.followed, self.doing.who.on)

    def actor(self, seat: str = "") -> Actor:
        """Give whoever acts, in what concerns the whole proposal. seat: its slug, if they speak for several.

        Without one, the proposal's own seat if they speak for it, else the first of theirs.
        """
        mine, proposer = self.doing.who.seats, self.state.proposer
        own = (proposer.seat or "").removeprefix("seat/") if proposer else ""
        return self._speaking_for(seat or (own if own in mine else next(iter(mine), "")))

    def speaker(self, seat: str = "", *, written_for: str = "") -> Actor:
        """Give whoever speaks for a seat that is asked. seat: its slug, if they speak for several.

        written_for: the slug of a seat whose word an officer writes down. AgainstTheRules: it is not clear which seat.
        """
        if written_for:
            return self._written_down(written_for)
        if seat:
            return self._speaking_for(seat)
        mine = list(self.doing.who.seats)
        asked = [one for one in mine if self.state.elector(f"seat/{one}")] or mine
        if len(asked) > 1:
            what = f"You speak for several seats: {', '.join(asked)}."
            raise AgainstTheRules(self.proposal.handle, what, "Say for which of them this is.")
        return self._speaking_for(asked[0] if asked else "")

    def _speaking_for(self, slug: str) -> Actor:
        who = self.doing.who
        offices = tuple(sorted(who.roles & set(OFFICES)))
        if not slug:
            return Actor(who.handle, None, offices=offices)
        if slug in who.seats:
            return Actor(who.handle, f"seat/{slug}", who.seats[slug] == "alternate", offices)
        return self._on_the_roll(slug, who.handle)

    def _written_down(self, slug: str) -> Actor:
        """Give the one who speaks for a seat as the one who acts, by the hand of an officer."""
        who = self.doing.who
        if not {CHAIR, SECRETARY} & who.roles or who.person is None:
            what = "Only the chair or the secretary writes down what others say."
            raise NotAllowed(self.proposal.handle, what, "Let them speak for themselves.")
        if self.followed.is_secret and self.state.voting:
            what = "The vote is secret: nobody casts it for another."
            raise NotAllowed(self.proposal.handle, what, "Let them vote themselves.")
        return self._on_the_roll(slug, None)

    def _on_the_roll(self, slug: str, person: str | None) -> Actor:
        """Give a person, or (None) whoever speaks for the seat and is written down by who acts, as they act for it."""
        handle, where = f"seat/{slug}", self.proposal.handle
        if not Seat.objects.filter(group=self.doing.group, slug=slug).exists():
            raise NotThere(handle, "The group has no such seat.", "Choose one of its seats.")
        roll = self.roll()
        if handle in roll.suspended:
            what = "The member of this seat is suspended, and its seat does not count for now."
            raise NotAllowed(where, what, "Ask the board to lift the suspension.")
        entered_by = None if person else self.doing.who.handle
        speaking = person or roll.speaker(handle)
        if speaking is None:
            raise AgainstTheRules(where, "Nobody speaks for that seat today.", "Let its organisation name somebody.")
        actor = roll.roll.actor(speaking, handle, self.doing.at, entered_by=entered_by)
        if isinstance(actor, Refusal):
            raise actor.error(where)
        return actor


@contextmanager
def deciding(caller: Caller, what: str, number: int, *, expected: int | None = None) -> Iterator[Deciding]:
    """Do something about a proposal: as `deed` does, with whatever the clock decided until then written down first.

    NotThere: the group has no such proposal.
    """
    try:
        with deed(caller, what, f"proposal/{number}", expected=expected) as doing:
            write_due(doing.group, doing.at)
            followed = proposal_at(doing.group, number, doing.at)
            yield Deciding(doing, followed, followed.state)
    except DeedRefused:
        # Nothing of a refused deed stays. That a deadline has passed, which is often why, does.
        settle(caller.group, caller.clock())
        raise
