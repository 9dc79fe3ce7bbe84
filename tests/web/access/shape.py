"""The shape of an access table: who gets what at which address. One module an area, each with a function `rows`.

    def rows(alpha: Cast) -> tuple[Row, ...]:
        open_proposal(asking(alpha, "Ed"), "A motion", ...)                        # what the rows need to be there
        open_proposal(asking(alpha, "Oz", there=True), "Omegan motion", ...)       # and a thing that only Omega has
        ids = {"given": {"number": 1}, "foreign": {"number": 2}}                   # Alpha's, and Omega's alone
        return (
            Row("GET", "decisions:proposal", everybody(200), **ids),
            Row("POST", "decisions:call", only("chair", "secretary", gets=302), data={"days": 7}, **ids),
        )

tests/web/test_access.py asks every row as everybody, each time as if for the first time: what a row changes is taken
back. It fails if a route, or a method that a route allows, is in no row. Every name that things of Omega have contains
OMEGAN, which no page of Alpha's may show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from muster.actions.caller import Caller, server_clock
from muster.records.models import Account, Entry, Organisation, Person, Seat
from tests.cast import FOUNDED, Cast, address

ASKERS: Final[Mapping[str, str]] = {
    "public": "",
    "stranger": "Pat",
    "participant": "Ed",
    "representative": "Bo",
    "chair": "Ada",
    "secretary": "Di",
    "chair of another group": "Oz",
}
"""Who asks: as what, and who in tests/cast.py that is. The chair holds a seat too; the secretary does not."""

PARTICIPANTS: Final = ("participant", "representative", "chair", "secretary")
"""Whoever takes part in the group."""

SIGN_IN: Final = "sign in"
"""An expectation: sent to the sign-in page, as the public is from a page (GET) that is not for it."""

NO_ID: Final = object()
"""For `foreign`: this parameter of the address is no id of anything (a day, a word to look for)."""

OMEGAN: Final = "Omegan"
"""What every name of a thing that is Omega's alone contains."""

ONLY_THERE: Final = "only-there"
"""The slug of an organisation, and of a seat, that Omega alone has."""

PERSON_THERE: Final = 90
"""The number of a person whom Omega alone has."""

ENTRY_THERE: Final = 5000
"""The number of an entry that Omega's log alone has."""

Expected = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Row:
    """What everybody gets when they ask one thing.

    route: the URL's name ("record:entry"). expected: by asker, the status, or SIGN_IN. given: the address's parameters
    beside the group. data: the form's fields (POST), or the query (GET). foreign: for every parameter of the address,
    and every field that takes an id, an id that Omega has and Alpha has not, or NO_ID. Whoever is let in with Alpha's
    own id gets 404 with that one (422 too for a field).
    """

    method: str
    route: str
    expected: Expected
    given: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    foreign: Mapping[str, Any] = field(default_factory=dict)


def everybody(status: int) -> Expected:
    """Expect the same for everybody."""
    return dict.fromkeys(ASKERS, status)


def only(*who: str, gets: int = 200, others: int = 403, public: int | str = 403) -> Expected:
    """Expect that only some get it. public: SIGN_IN for a page (GET)."""
    return {asker: gets if asker in who else public if asker == "public" else others for asker in ASKERS}


def asking(alpha: Cast, name: str, *, there: bool = False) -> Caller:
    """Give somebody as they ask something of Alpha, or of Omega, now: the pages go by the server's clock too."""
    account = Account.objects.get(email=address(name)) if name else None
    return Caller(alpha.other if there else alpha.group, account, server_clock)


def furnish(alpha: Cast) -> None:
    """Give Omega what Alpha has not: the constants above say what. Written past the deeds, which number as they go."""
    omega, since = alpha.other, date(2017, 1, 2)
    organisation = Organisation.objects.create(group=omega, slug=ONLY_THERE, name=f"{OMEGAN} Works")
    Person.objects.create(group=omega, number=PERSON_THERE, name=f"Una {OMEGAN}", invented=True)
    Seat.objects.create(group=omega, slug=ONLY_THERE, name=f"{OMEGAN} seat", organisation=organisation, since=since)
    said = '{"data":{"of":"' + OMEGAN + '"},"previous":""}'
    Entry.objects.create(
        group=omega, number=ENTRY_THERE, at=FOUNDED, kind="omega.said", subject=OMEGAN, body=said, hash="0" * 64
    )
