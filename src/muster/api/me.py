"""Who you are on this installation."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from muster.api.credentials import Asking, somebody
from muster.api.door import Area, shown
from muster.api.shapes import PersonNamed, Shown
from muster.records.queries.me import standpoints_of

area = Area("You")


class Place(Shown):
    """A group, and who you are in it today. seats: those that you speak for, by slug."""

    group: str
    person: PersonNamed
    offices: list[str]
    seats: list[str]


class Me(Shown):
    """Your account: the name that it goes by, and the groups that it belongs to."""

    name: str
    places: list[Place]


@area.get("/me", response={200: Me}, auth=somebody)
def show_me(request: HttpRequest) -> HttpResponse:
    """Who you are: your account's name, and who you are in each group that you belong to."""
    asking: Asking = request.auth  # type: ignore[attr-defined]  # ninja puts there what `somebody` gave
    found = standpoints_of(asking.account, datetime.now(UTC).date()) if asking.account else []
    places = [
        Place(
            group=one.group.slug,
            person=PersonNamed.of(one.person),
            offices=sorted(one.offices),
            seats=sorted(one.seats),
        )
        for one in found
    ]
    return shown(request, Me(name=str(asking.account), places=places))
