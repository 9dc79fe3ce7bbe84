"""What the tests of membership share: what the log says, a proposal that was adopted, a charter with more in it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest

from muster.actions.caller import Caller
from muster.domain.errors import DeedRefused
from muster.records import log
from muster.records.models import Entry, Group, Person, Proposal
from tests.cast import CHARTER, FOUNDED, NOON, Cast

START: Final = date(2017, 1, 2)
TODAY: Final = date(2017, 5, 9)
WITH_CLASSES: Final = CHARTER.replace(
    'classes = [{ id = "member", name = "Member" }]',
    """classes = [
    { id = "member", name = "Member", criteria = [
        { id = "dedicated-fte", kind = "measured", text = "at least 4 people", measure = "fte", minimum = 4 },
        { id = "operator", kind = "attested", text = "is a large operator" },
    ] },
    { id = "friend", name = "Friend" },
]""",
).replace('"1"', '"2"', 1)
"""Alpha's charter with a second class of members, and something that the first must attest."""

NEXT_CHARTER: Final = CHARTER.replace("NAME", "Alpha").replace('"1"', '"2"', 1)
"""Alpha's charter once more, as its second version."""

ELECTED: Final = CHARTER.replace(
    """filled_by = "members"
seats_per_member = 1
""",
    """filled_by = "election"
seats = 5
cap = { seats = 2 }
related_organisations = "as-one"
election = { method = "schulze", electorate = "everybody", every_months = 12, term_months = 24 }
""",
)
"""A charter whose five seats are elected, of which one organisation may hold two."""


def muster(alpha: Cast, *, at: datetime = NOON, group: Group | None = None) -> Caller:
    """Give Muster itself as it asks something."""
    return Caller(group or alpha.group, clock=lambda: at, muster=True)


def said(group: Group, subject: str, *, kind: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Give what the log says about something, in order: kind and data."""
    return [(one.kind, dict(one.data)) for one in log.entries(group, subject=subject) if one.kind == (kind or one.kind)]


def last_said(group: Group, subject: str) -> tuple[str, dict[str, Any]]:
    """Give the last thing that the log says about something."""
    return said(group, subject)[-1]


def adopted(group: Group, number: int = 1, *, resolution: int | None = 1) -> str:
    """Give a proposal that the board has adopted (or, without a resolution, has not), as the log calls it."""
    somebody = Person.objects.filter(group=group).order_by("number")[0]
    Proposal.objects.create(
        group=group,
        number=number,
        title="A motion",
        rule="motion",
        opened_at=FOUNDED,
        opened_by=somebody,
        phase="adopted" if resolution else "open",
        resolution=resolution,
    )
    return f"proposal/{number}"


def refused(kind: type[DeedRefused], deed: Callable[[], object]) -> tuple[str, str]:
    """Do what must be refused, and give the two sentences of the refusal. Nothing is written."""
    before = Entry.objects.count()
    with pytest.raises(kind) as found:
        deed()
    assert Entry.objects.count() == before
    return found.value.what, found.value.mend


def on(year: int, month: int, day: int) -> datetime:
    """Give noon of a day."""
    return datetime(year, month, day, 12, tzinfo=UTC)
