"""Which ways are open to the reader of a proposal's page, each with its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from muster.actions.caller import Acting
from muster.actions.decisions.history import Names
from muster.actions.decisions.mine import NO_SEAT, Mine, mine
from muster.actions.decisions.reading import Followed, roll_for
from muster.domain.charter.words import number_of
from muster.web.decisions.forms import Choices, WayForm
from muster.web.decisions.ways import WAYS, Way

SECRECY: Final = (
    "The record says that your seat has voted, and nobody sees how; so it cannot be changed. Only whoever runs this "
    "installation's database could find out, by watching it while votes come in."
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A way with its form. explain: what the reader should know. refused: the deed was asked for, and was not done."""

    name: str
    way: Way
    form: WayForm
    explain: str
    refused: bool = False


class Desk:
    """What lies before the reader of a proposal: who they are, what there is, and what of it they can do.

    then: they read it as it was at a moment that is over, when nothing can be done any more.
    """

    def __init__(self, who: Acting, followed: Followed, *, then: bool = False) -> None:
        self.who, self.followed = who, followed
        self.my = Mine() if then else mine(who, followed)
        self.names = Names(followed, (f"seat/{slug}" for slug in who.seats))

    def offered(self, refused: Offered | None = None) -> list[Offered]:
        """Give the ways that are open, and the one that was refused, open or not."""
        found = []
        for name, way in WAYS.items():
            if refused and refused.name == name:
                found.append(refused)
            elif self._seats(way) and not (name == "recuse" and "position.take" in self.my.can):
                found.append(Offered(name, way, self.form(way), self.explain(way)))
        return found

    def form(self, way: Way, data: QueryDict | None = None) -> WayForm:
        """Make the form of a way: with what the reader said before, or with what a request says."""
        slugs = self._seats(way)
        seats = () if NO_SEAT in slugs else tuple((slug, self.names.seat(f"seat/{slug}")) for slug in slugs)
        begins = f"{way.title.lower().replace(' ', '-')}-%s"
        return way.form(seats, self._asked(way), data=data, auto_id=begins, initial=self._initial(slugs))

    def explain(self, way: Way) -> str:
        """Say what the reader should know before, from the charter's rules."""
        rules = self.followed.state.rules
        more = ""
        if way.deed == "proposal.call" and rules.consensus:
            more = f"The call is open for {number_of(rules.consensus.days, 'day')}."
        days = rules.vote.days if rules.vote else None
        if way.deed == "vote.call" and rules.vote and days is not None:
            notice = rules.vote.notice_days or 0
            opens = f"after {number_of(notice, 'day')} of notice" if notice else "at once"
            more = f"It opens {opens}, and is open for {number_of(days, 'day')}."
        if way.deed == "vote.cast" and self.followed.is_secret:
            more = SECRECY
        return f"{way.explain} {more}".strip()

    def _seats(self, way: Way) -> tuple[str, ...]:
        return (self.my.writes if way.writes else self.my.can).get(way.deed, ())

    def _asked(self, way: Way) -> Choices:
        """Give the seats of today where a vote is called in a meeting, to say which of them are there."""
        vote = self.followed.state.rules.vote
        if way.deed != "vote.call" or vote is None or vote.days is not None:
            return ()
        electorate = roll_for(self.followed, self.who.on).electorate
        return [(one.seat.removeprefix("seat/"), one.name) for one in electorate]

    def _initial(self, slugs: tuple[str, ...]) -> Mapping[str, Any]:
        """Give what a form begins with: what was seen, and, for a single seat, what it said before."""
        now = self.followed.state
        begun: dict[str, Any] = {"seen": self.followed.seen, "version": now.version}
        if now.rules.consensus:
            begun["days"] = now.rules.consensus.days
        if len(slugs) == 1:
            handle = f"seat/{slugs[0]}"
            position, vote = now.position(handle), next((one for one in now.cast if one.by.seat == handle), None)
            begun |= {"stand": position.stand, "reason": position.reason} if position else {}
            begun |= {"choice": vote.choice} if vote else {}
        return begun
