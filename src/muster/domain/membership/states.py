"""What an organisation is to the group: prospect, applicant, member, suspended, former; and how one becomes another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from muster.domain.charter.membership import Member
from muster.domain.refusal import Refusal

PROSPECT: Final = "prospect"
APPLICANT: Final = "applicant"
MEMBER: Final = "member"
SUSPENDED: Final = "suspended"
FORMER: Final = "former"
NOTHING: Final = ""
"""No state: before the first word, or after a prospect or an applicant has gone away."""

STATES: Final = (PROSPECT, APPLICANT, MEMBER, SUSPENDED, FORMER)
MEANINGS: Final[Mapping[str, str]] = {
    PROSPECT: "has shown interest, or was invited",
    APPLICANT: "has applied, and waits for the board",
    MEMBER: "was admitted by the board",
    SUSPENDED: "is a member whose seat does not count for now",
    FORMER: "was a member once",
    NOTHING: "is neither: it has lost interest, withdrawn or was not admitted",
}
SAID: Final[Mapping[str, str]] = {
    PROSPECT: "a prospect",
    APPLICANT: "an applicant",
    MEMBER: "a member",
    SUSPENDED: "suspended",
    FORMER: "a former member",
    NOTHING: "nothing",
}
"""What a sentence says that an organisation is."""
SEATED: Final = frozenset({MEMBER, SUSPENDED})
"""States that come with a seat."""

_NEXT: Final[Mapping[str, frozenset[str]]] = {
    NOTHING: frozenset({PROSPECT, APPLICANT}),
    PROSPECT: frozenset({APPLICANT, MEMBER, NOTHING}),
    APPLICANT: frozenset({MEMBER, PROSPECT, NOTHING}),
    MEMBER: frozenset({MEMBER, SUSPENDED, FORMER}),  # to be a member again: of another class
    SUSPENDED: frozenset({MEMBER, FORMER}),
    FORMER: frozenset({PROSPECT, APPLICANT}),
}


@dataclass(frozen=True, slots=True)
class Stay:
    """An organisation in one state and class, [since, until)."""

    state: str
    membership: str
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)


def next_states(state: str) -> tuple[str, ...]:
    """Give the states that can follow, in their order; NOTHING last."""
    return tuple(one for one in (*STATES, NOTHING) if one in _NEXT[state])


def needs_a_decision(state: str) -> bool:
    """Whether the board has to decide it: who becomes a member, is suspended, or is a member again."""
    return state in SEATED


def refusal_of_a_change(now: Stay | None, state: str, membership: str) -> Refusal | None:
    """Say why an organisation cannot become that, or None. now: what it is; None: nothing."""
    before = now.state if now else NOTHING
    if state not in _NEXT[before]:
        can, wanted = " or ".join(SAID[one] for one in next_states(before)), SAID.get(state, f"“{state[:60]}”")
        what = f"It is {SAID[before]}, and cannot be {wanted} next." if before else f"It cannot be {wanted} at once."
        return Refusal(what, f"It can be {can}; what is written wrongly about the past is corrected there.")
    if now and state == now.state and membership == now.membership:
        return Refusal(f"It is {SAID[state]} already, in that class.", "Choose another class, or another state.")
    return None


def stays_of(entries: Iterable[Member], founded: date) -> tuple[Stay, ...]:
    """Give the states that a charter's entries for one organisation come to, from the founding day on.

    A member whose time ended is former until its next entry begins. What was over before the founding is left out.
    """
    stays = [
        Stay(entry.state, entry.membership, max(entry.since or founded, founded), entry.until)
        for entry in entries
        if entry.until is None or entry.until > founded
    ]
    stays.sort(key=lambda stay: stay.since)
    found: list[Stay] = []
    for number, stay in enumerate(stays, start=1):
        found.append(stay)
        until = stays[number].since if number < len(stays) else None
        if stay.state == MEMBER and stay.until and stay.until != until:
            found.append(replace(stay, state=FORMER, since=stay.until, until=until))
    return tuple(found)


def runs(stays: Iterable[Stay]) -> tuple[tuple[date, date | None], ...]:
    """Give the times without a gap in which an organisation has a seat: as a member, suspended or not."""
    found: list[tuple[date, date | None]] = []
    for stay in sorted((one for one in stays if one.state in SEATED), key=lambda one: one.since):
        if found and found[-1][1] == stay.since:
            found[-1] = (found[-1][0], stay.until)
        else:
            found.append((stay.since, stay.until))
    return tuple(found)
