"""Actions: what somebody is to do, carried over from meeting to meeting until it is done or dropped."""

from datetime import date
from typing import Final

from django.db.models import Max

from muster.actions.caller import Caller
from muster.actions.deed import Deed, deed
from muster.actions.meetings.room import room
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.meetings.minutes.items import Item
from muster.domain.meetings.minutes.reading import items_of
from muster.domain.meetings.tasks import Task, new_actions
from muster.records.models import Action, Group, Meeting, Person

LONGEST: Final = 500
"""Letters of the longest action, and of the longest reason for dropping one."""


def take_action(
    caller: Caller, title: str, *, owner: Person | None = None, due: date | None = None, meeting: str = ""
) -> Action:
    """Write down something to do. owner: None is "nobody yet". meeting: the slug of the one that gave it, or ""."""
    title = " ".join(title.split())
    if not title:
        raise AgainstTheRules("action", "An action says what is to be done.", "Write it as a sentence.")
    if len(title) > LONGEST:
        raise AgainstTheRules("action", f"An action has at most {LONGEST} letters.", "Say it shorter.")
    with deed(caller, "action.change", f"meeting/{meeting}" if meeting else "actions") as doing:
        row = room(doing, meeting)[1] if meeting else None
        return _open(doing, title, owner=owner, due=due, meeting=row)


def take_actions_from_minutes(caller: Caller, slug: str, *, expected: int | None = None) -> list[Action]:
    """Write down every action that the minutes name and that is not open already; and give them."""
    with deed(caller, "minutes.write", f"meeting/{slug}", expected=expected) as doing:
        shown, meeting = room(doing, slug)
        people = {one.name: one for one in Person.objects.filter(group=doing.group)}
        on = shown.occurrence.start.date()
        items = new_actions(items_of(meeting.text, people=people), tasks_of(doing.group), on=on)
        found = [_open_item(doing, item, people, meeting) for item in items]
        doing.log("minutes.actions-taken", {"actions": [one.handle for one in found]})
    return found


def close_action(caller: Caller, number: int, *, dropped_because: str = "", expected: int | None = None) -> Action:
    """Say that an action is done, or dropped, and why."""
    dropped_because = " ".join(dropped_because.split())
    if len(dropped_because) > LONGEST:
        raise AgainstTheRules(f"action/{number}", f"A reason has at most {LONGEST} letters.", "Say it shorter.")
    with deed(caller, "action.change", f"action/{number}", expected=expected) as doing:
        action = action_numbered(doing.group, number)
        if action.state != Action.State.OPEN:
            raise AgainstTheRules(action.handle, f"It is {action.state} already.", "Write down a new one.")
        action.state = Action.State.DROPPED if dropped_because else Action.State.DONE
        action.closed_at = doing.at
        action.save(update_fields=["state", "closed_at"])
        doing.log(f"action.{action.state}", {"because": dropped_because})
    return action


def give_action(
    caller: Caller, number: int, *, owner: Person | None, due: date | None, expected: int | None = None
) -> Action:
    """Say whose an open action is, and by when it is due; None: nobody's yet, and no day in particular."""
    with deed(caller, "action.change", f"action/{number}", expected=expected) as doing:
        action = action_numbered(doing.group, number)
        if action.state != Action.State.OPEN:
            raise AgainstTheRules(action.handle, f"It is {action.state}.", "Take that back first.")
        if owner is not None:
            action.owner_name = ""
        action.owner, action.due = owner, due
        action.save(update_fields=["owner", "owner_name", "due"])
        said = {"owner": owner.handle if owner else "", "due": due.isoformat() if due else ""}
        doing.log("action.given", said)
    return action


def reopen_action(caller: Caller, number: int, *, expected: int | None = None) -> Action:
    """Take back that an action is done or dropped."""
    with deed(caller, "action.change", f"action/{number}", expected=expected) as doing:
        action = action_numbered(doing.group, number)
        if action.state == Action.State.OPEN:
            raise AgainstTheRules(action.handle, "It is open.", "Nothing is left to do.")
        action.state, action.closed_at = Action.State.OPEN, None
        action.save(update_fields=["state", "closed_at"])
        doing.log("action.reopened", {})
    return action


def action_numbered(group: Group, number: int) -> Action:
    """Give the group's action of that number. NotThere: there is none."""
    action = Action.objects.filter(group=group, number=number).select_related("owner", "meeting").first()
    if action is None:
        raise NotThere(f"action/{number}", "The group has no such action.", "Follow a link from Actions.")
    return action


def tasks_of(group: Group) -> list[Task]:
    """Give every action of the group as the rules know it. One query."""
    return [task_of(one) for one in Action.objects.filter(group=group).select_related("owner")]


def task_of(action: Action) -> Task:
    """Give one action as the rules know it."""
    owner = action.owner.name if action.owner else action.owner_name
    return Task(
        id=action.handle,
        text=action.title,
        owners=(owner,) if owner else (),
        taken_on=action.opened_at.date(),
        due=action.due,
        ended_on=action.closed_at.date() if action.closed_at else None,
    )


def _open_item(doing: Deed, item: Item, people: dict[str, Person], meeting: Meeting) -> Action:
    owners = list(item.owners)
    known = next((people[name] for name in owners if name in people), None)
    said = "" if known else ", ".join(owners)
    return _open(doing, item.text, owner=known, due=item.due, meeting=meeting, said=said)


def _open(
    doing: Deed, title: str, *, owner: Person | None, due: date | None, meeting: Meeting | None, said: str = ""
) -> Action:
    last = Action.objects.filter(group=doing.group).aggregate(last=Max("number"))["last"] or 0
    action = Action.objects.create(
        group=doing.group,
        number=last + 1,
        title=title[:500],
        meeting=meeting,
        owner=owner,
        owner_name=said[:200],
        due=due,
        opened_at=doing.at,
    )
    doing.log(
        "action.taken",
        {
            "title": action.title,
            "owner": owner.handle if owner else "",
            "due": due.isoformat() if due else "",
            "meeting": meeting.handle if meeting else "",
        },
        subject=action.handle,
    )
    return action
