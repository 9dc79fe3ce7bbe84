"""Who was at meetings, and who held which seat then: for many meetings at once, in a number of queries that stays."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q

from muster.records.models import Attendance, Group, Holding, Meeting, Membership, Person, Seat


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat on a day, and who speaks for it."""

    seat: Seat
    representative: Person | None
    alternate: Person | None


class SeatsThroughTime:
    """Every seat of a group with everybody who held it; each day of it can be asked for. Three queries."""

    def __init__(self, group: Group) -> None:
        """Read them."""
        held = Prefetch("holdings", Holding.objects.select_related("person").order_by("-since"), to_attr="ever_held")
        self._seats = list(Seat.objects.filter(group=group).prefetch_related(held))
        suspended = Membership.objects.filter(organisation__group=group, state=Membership.State.SUSPENDED)
        self._suspended = list(suspended)

    def on(self, day: date) -> list[SeatHeld]:
        """Give the seats that count on a day, by name, and who held them."""
        away = {one.organisation_id for one in self._suspended if _lasts(one.since, one.until, day)}
        seats = [one for one in self._seats if _lasts(one.since, one.until, day) and one.organisation_id not in away]
        return [SeatHeld(one, _holder(one, "representative", day), _holder(one, "alternate", day)) for one in seats]


def _holder(seat: Seat, part: str, day: date) -> Person | None:
    held: list[Holding] = seat.ever_held  # type: ignore[attr-defined]  # prefetched under that name
    return next((one.person for one in held if one.part == part and _lasts(one.since, one.until, day)), None)


def _lasts(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)


class SeatsThatCame:
    """How many seats came to each meeting of a group of which it is known who was there. One query."""

    def __init__(self, group: Group) -> None:
        """Read it."""
        seats = Count("attendance__seat", filter=~Q(attendance__seat=""), distinct=True)
        held = Meeting.objects.filter(group=group, cancelled="").annotate(people=Count("attendance"), seats=seats)
        rows = held.filter(people__gt=0).order_by("starts", "pk").values_list("starts", "seats")
        self._starts: list[datetime] = []
        self._seats: list[int] = []
        for starts, number in rows:
            self._starts.append(starts)
            self._seats.append(number)

    def before(self, at: datetime) -> Sequence[int]:
        """Give the numbers of the meetings that began before a moment, the latest last."""
        return self._seats[: bisect_left(self._starts, at)]


def attendance_of(meetings: Iterable[Meeting]) -> Mapping[int, list[Attendance]]:
    """Give who was at each of the meetings, by name, with who wrote it down. One query."""
    found: dict[int, list[Attendance]] = {}
    rows = Attendance.objects.filter(meeting__in=list(meetings)).select_related("person", "by")
    for one in rows.order_by("person__name", "person__number"):
        found.setdefault(one.meeting_id, []).append(one)
    return found
