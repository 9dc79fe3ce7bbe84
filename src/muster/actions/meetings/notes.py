"""What notes from elsewhere would become: text for the minutes, and who of the group was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.domain.meetings.minutes.items import Notes
from muster.domain.meetings.minutes.present import people_meant
from muster.domain.meetings.minutes.typing import as_typed
from muster.exchange.meetings.notes import decoded, read_notes
from muster.records.models import Person


@dataclass(frozen=True, slots=True)
class Suggested:
    """text: what the minutes would be. people: those of the group who were there. unknown: names that are nobody's.

    on: the day that the notes say they are of; None: they do not say.
    """

    text: str
    people: tuple[Person, ...]
    unknown: tuple[str, ...]
    on: date | None


def suggestions(data: bytes, file: str, people: Sequence[Person], *, before: str = "") -> Suggested:
    """Read notes. file: their name. before: what the minutes say already, which stays in front."""
    names = [one.name for one in people]
    read = read_notes(data, file=file, people=names)
    meant = people_meant(read.present, names)
    there = {name for name in meant.values() if name is not None}
    # What people typed stays as they typed it; of what a machine wrote, the items are taken.
    text = as_typed(read.items) if _is_a_machines(read) else decoded(data).strip()
    return Suggested(
        "\n\n".join(part for part in (before.rstrip(), text) if part) + "\n",
        tuple(one for one in people if one.name in there),
        tuple(said for said, name in meant.items() if name is None),
        read.on,
    )


def _is_a_machines(notes: Notes) -> bool:
    return notes.started is not None or any(item.at is not None for item in notes.items)
