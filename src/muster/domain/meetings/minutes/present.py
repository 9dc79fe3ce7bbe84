"""Who of those that minutes name is whom: MeetBot knows nicknames, people write first names."""

import re
from collections.abc import Iterable, Mapping

from muster.domain.meetings.minutes.items import Attendee

# What people hang on their nickname while they are away, and what a server does when it is taken.
_HUNG_ON = re.compile(r"(?:[|\[`-](?:away|afk|lunch|mtg|meeting|out|gone|travel\w*|ooo)\]?|[_`^]+|\d+)$")


def people_meant(attendees: Iterable[Attendee], names: Iterable[str]) -> Mapping[str, str | None]:
    """Give whom each attendee is, by the name in the minutes; None where nobody is meant for sure.

    A name is somebody's if it is theirs but for case and marks, or if it is the first word of theirs alone.
    """
    known = list(dict.fromkeys(names))
    whole: dict[str, set[str]] = {}
    first: dict[str, set[str]] = {}
    for name in known:
        whole.setdefault(_sense(name), set()).add(name)
        first.setdefault(_sense(name.split()[0]) if name.split() else "", set()).add(name)
    return {one.name: _only(one.name, whole, first) for one in attendees}


def _only(said: str, whole: Mapping[str, set[str]], first: Mapping[str, set[str]]) -> str | None:
    for form in (said, _HUNG_ON.sub("", said)):
        for table in (whole, first):
            meant = table.get(_sense(form), set())
            if len(meant) == 1 and _sense(form):
                return next(iter(meant))
    return None


def _sense(name: str) -> str:
    return "".join(one for one in name.casefold() if one.isalnum())
