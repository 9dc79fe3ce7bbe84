"""Boards whose charters decide in other ways than Alpha's, and a proposal taken to where a test begins."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from muster.actions.caller import Caller
from muster.actions.decisions.calling import call_for_consensus, take_position
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.reading import Followed, proposal_at
from muster.actions.decisions.voting import call_vote
from muster.actions.decisions.writing import Written
from muster.actions.founding import found_group
from muster.actions.people import add_person
from muster.actions.seats import appoint, give_office, seat_called
from muster.records.models import Account
from tests.cast import CHARTER, FOUNDED, NOON, Cast, address

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WEEK: Final = 7 * DAY
CLOSE: Final = NOON + WEEK
"""When a call or a vote that begins at NOON closes."""

TEXT: Final = "We test every week.\nOn Mondays."
SEATS: Final = {"aurora": "Ada", "borealis": "Bo", "corona": "Cy"}

SECRET: Final = {"days = 7 }\n\n[[": 'days = 7, ballot = "secret", tie = "chair-decides" }\n\n[['}
MEETS: Final = {'called_by = ["chair"], days = 7 }': 'called_by = ["any-seat"], tie = "chair-decides" }'}


def board(alpha: Cast, changes: Mapping[str, str], *, slug: str = "gamma", seats: Mapping[str, str] = SEATS) -> Cast:
    """Found another group, whose charter is Alpha's with these pieces of text in the place of others.

    The same people sit on it, with the same accounts: Ada chairs it, Di is its secretary, Ed takes part.
    """
    text = CHARTER.replace("NAME", slug.title())
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    group = found_group(slug, text, at=FOUNDED)
    muster = Caller(group, clock=lambda: FOUNDED, muster=True)
    people = {}
    for name in ("Ada", "Bo", "Cy", "Di", "Ed"):
        people[name] = add_person(muster, name, invented=True)
        people[name].account = Account.objects.get(email=address(name))
        people[name].save()
    since = date(2017, 1, 2)
    for seat, name in seats.items():
        appoint(muster, seat_called(group, seat), people[name], since)
    give_office(muster, "chair", people["Ada"], since)
    give_office(muster, "secretary", people["Di"], since)
    return Cast(group, alpha.group, people)


def put(cast: Cast, name: str = "Bo", *, at: datetime = NOON, rule: str = "motion", title: str = "Weekly tests") -> int:
    """Open a proposal, and give its number."""
    return open_proposal(cast.caller(name, at=at), rule, Written(title, TEXT)).number


def called(cast: Cast, *, at: datetime = NOON, title: str = "Weekly tests") -> int:
    """Open a proposal of Bo's and call for consensus on it."""
    number = put(cast, at=at, title=title)
    call_for_consensus(cast.caller("Bo", at=at), number, version=1)
    return number


def failed(cast: Cast, *, at: datetime = NOON - WEEK) -> int:
    """Let consensus on a proposal fail, a week after `at`: Cy objects."""
    number = called(cast, at=at)
    take_position(cast.caller("Cy", at=at), number, "object", version=1, reason="Too often.")
    return number


def voted_on(cast: Cast, *, at: datetime = NOON) -> int:
    """Let the chair call the vote, at NOON."""
    number = failed(cast, at=at - WEEK)
    call_vote(cast.caller("Ada", at=at), number, version=1)
    return number


def seen(cast: Cast, number: int, *, at: datetime = NOON) -> Followed:
    """Follow a proposal to a moment."""
    return proposal_at(cast.group, number, at)
