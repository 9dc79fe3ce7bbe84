"""Reminders: a letter to whoever something is still asked of, when its deadline is near, and after it where that helps.

They come of the same list that the start page shows. No job has to run for a deadline to pass: `muster mail send`
writes what is due when it runs, and each reminder once, however often that is.
"""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from muster.actions.letter_kinds import Facts
from muster.actions.letters import Reader, write_letters
from muster.actions.needs.registry import needs_from
from muster.actions.needs.shape import Need
from muster.domain.letters.reminders import Stage, once, stage
from muster.records.models import Group
from muster.records.queries.me import standpoints_in


@transaction.atomic
def remind(group: Group, at: datetime) -> int:
    """Write the reminders that are due in the group, and say how many were written."""
    due: dict[tuple[Stage, str, str, str, datetime], list[Need]] = defaultdict(list)
    for need in needs_from(standpoints_in(group, at.date()), at):
        if need.by and (reminder := stage(need.kind, need.by, at)):
            due[reminder, need.kind, need.about, need.what, need.by].append(need)
    return sum(_write(group, needs, reminder, at) for (reminder, *_), needs in due.items())


def _write(group: Group, needs: list[Need], reminder: Stage, at: datetime) -> int:
    """Write one reminder to everybody of whom the same thing is asked."""
    need = needs[0]
    if need.by is None:
        return 0
    return write_letters(
        group,
        [Reader(one.whose, one.on_behalf) for one in needs],
        f"deadline.{reminder}",
        Facts(about=need.about, title=need.what, where=need.where, by=need.by),
        at=at,
        once=once(reminder, need.kind, need.about, need.by),
    )


def remind_everybody(at: datetime) -> int:
    """Write the reminders that are due in every group, and say how many were written."""
    return sum(remind(group, at) for group in Group.objects.order_by("pk"))
