"""What is asked of somebody: the shape of it, and of the functions that find it out, one an area.

A provider is handed everybody it is about at once, so that a page about one person in ten groups, and a round of
reminders to a hundred people in one, cost the same number of queries.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from muster.records.models import Person
from muster.records.queries.me import Standpoint


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is asked of one person.

    kind: a key of NEAR in domain/letters/reminders.py, if reminders are to be sent. about: the subject as the log calls
    it. what: what is to be done, from the verb on: "Approve the minutes of “Board”". where: the path of the page on
    which it is done. by: the deadline, aware; None: none. on_behalf: the names of the seats for which it is asked.
    """

    whose: Person
    kind: str
    about: str
    what: str
    where: str
    by: datetime | None = None
    on_behalf: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, float, str, str]:
        """Sort by it: the nearest deadline first, those without one last, and then in an order that stays."""
        return (self.by is None, self.by.timestamp() if self.by else 0.0, self.whose.group.name, self.about)


Provider = Callable[[Sequence[Standpoint], datetime], Iterable[Need]]
"""Who asks, and when; what is asked of them."""


def end_of(day: date) -> datetime:
    """Give the last minute of a UTC day: the deadline of what is due on that day."""
    return datetime.combine(day, time(23, 59), tzinfo=UTC)
