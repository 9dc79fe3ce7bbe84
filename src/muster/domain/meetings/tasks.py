"""Actions that meetings gave people, carried from meeting to meeting until they are done.

Nobody has to carry them: what is not done or dropped is on the list of every later meeting by itself.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.domain.meetings.minutes.items import Item, actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do. taken_on: the day of the meeting that gave it. ended_on: when it was done, or dropped (why)."""

    id: str
    text: str
    owners: tuple[str, ...]
    taken_on: date
    due: date | None = None
    ended_on: date | None = None
    dropped_because: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """An open task on the list of a meeting. meetings: over how many it was carried. overdue: by how many days."""

    task: Task
    meetings: int
    overdue: int


def is_open(task: Task, *, on: date) -> bool:
    """Whether the task was given by a day and neither done nor dropped by then."""
    return task.taken_on <= on and (task.ended_on is None or task.ended_on > on)


def carried_over(tasks: Iterable[Task], *, on: date, held: Iterable[date] = ()) -> tuple[Carried, ...]:
    """Give what a meeting on a day finds open from those before it: what is overdue most first, then the oldest.

    held: the days of the meetings that took place, by which it is counted how often a task was carried.
    """
    before = sorted(day for day in held if day < on)
    found = [
        Carried(
            task,
            meetings=len(before) - bisect_right(before, task.taken_on) + 1,
            overdue=max(0, (on - task.due).days) if task.due else 0,
        )
        for task in tasks
        if task.taken_on < on and is_open(task, on=on)
    ]
    return tuple(sorted(found, key=lambda one: (-one.overdue, one.task.taken_on, one.task.id)))


def new_actions(items: Iterable[Item], known: Iterable[Task], *, on: date) -> tuple[Item, ...]:
    """Give the actions of minutes that are not open already, each once: minutes list what is carried over, too."""
    seen = {_sense(task.text) for task in known if is_open(task, on=on)}
    found = []
    for item in actions(items):
        if not item.done and _sense(item.text) not in seen:
            seen.add(_sense(item.text))
            found.append(item)
    return tuple(found)


def _sense(text: str) -> str:
    """The words of a text, without case and marks."""
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())
