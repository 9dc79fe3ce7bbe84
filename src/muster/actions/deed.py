"""A deed: one thing that somebody does in a group, in one transaction, with its entry in the log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from muster.actions.caller import Acting, Caller, acting
from muster.domain.errors import NotAllowed, Stale
from muster.domain.membership.roles import who_may
from muster.records import log
from muster.records.models import Entry, Group


@dataclass(slots=True)
class Deed:
    """What a deed in progress knows: who acts, as what, at which moment. Every change it makes has an entry."""

    who: Acting
    subject: str
    written: list[Entry] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """The moment of the deed, by the server's clock; never before the last entry of the log."""
        return self.who.at

    @property
    def group(self) -> Group:
        """The group, whose log nobody else writes to until the deed is done."""
        return self.who.group

    def log(self, kind: str, data: Mapping[str, Any], *, subject: str = "", on_behalf: str = "") -> Entry:
        """Write an entry: about the deed's subject, or another; by whoever acts; for a seat, if it is a seat's deed."""
        entry = log.append(
            self.group, kind, subject or self.subject, data, at=self.at, by=self.who.handle, on_behalf=on_behalf
        )
        self.written.append(entry)
        return entry


@contextmanager
def deed(caller: Caller, what: str, subject: str, *, expected: int | None = None) -> Iterator[Deed]:
    """Do something, or nothing at all: one transaction, the group's log locked from the start to the end.

    what: the deed's name in domain/membership/roles.py. subject: what it is about, as the log calls it (`proposal/3`).
    expected: the log's version of the subject that the caller has seen. NotAllowed: the caller's roles do not reach;
    Stale: the subject has changed since.
    """
    with transaction.atomic():
        group = Group.objects.select_for_update(no_key=True).get(pk=caller.group.pk)
        last = log.head(group)
        now = caller.clock()
        who = acting(Caller(group, caller.account, caller.clock, caller.muster), at=max(now, last.at) if last else now)
        if not who.may(what):
            raise NotAllowed(subject, f"This is for {who_may(what)}.", mend_of(who))
        seen = log.version(group, subject) if expected is not None else None
        if expected is not None and seen != expected:
            raise Stale(
                subject,
                "Somebody has changed this since you saw it.",
                "Look at it again as it is now, then repeat what you wanted.",
            )
        doing = Deed(who, subject)
        yield doing
        if not doing.written:
            message = f"{what} on {subject} changed something without an entry in the log"
            raise AssertionError(message)


def mend_of(who: Acting) -> str:
    """Say what somebody whose roles do not reach can do."""
    if who.person is None:
        return "Sign in as somebody who takes part in this group."
    return "Ask one of them to do it, or to give you the role."
