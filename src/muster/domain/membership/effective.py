"""The charter as the record has made it: its rules, with the members that the group has today.

A charter names the members that the group had when it was adopted. Who came and went since, the record knows; whoever
measures the members (`muster standing`) wants both in one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import Member
from muster.domain.membership.naming import Names
from muster.domain.membership.states import FORMER, SEATED, Stay


@dataclass(frozen=True, slots=True)
class OnTheRoll:
    """An organisation of the record, with all of its states. part_of: the name of the one it belongs to, or ""."""

    names: Names
    part_of: str
    stays: tuple[Stay, ...]


def effective(charter: Charter, roll: Iterable[OnTheRoll]) -> Charter:
    """Give the charter with the record's organisations as its members.

    They come in the charter's order, those that it does not name after them by name. Suspended members are members:
    what they promised still counts. Applicants are prospects, which is the charter's word for both.
    """
    order = {name: place for place, name in enumerate(dict.fromkeys(member.name for member in charter.members))}
    known = sorted(roll, key=lambda one: (order.get(one.names.name, len(order)), one.names.name.casefold()))
    return charter.model_copy(update={"members": tuple(member for one in known for member in _entries(one))})


def _entries(organisation: OnTheRoll) -> Iterable[Member]:
    """Give a charter's entries for one organisation; what else it is known by stands in the first."""
    names = organisation.names
    for number, stay in enumerate(_in_a_charters_words(organisation.stays)):
        yield Member(
            name=names.name,
            membership=stay.membership,
            state="member" if stay.state in SEATED else "prospect",
            since=stay.since,
            until=stay.until,
            also_known_as=() if number else names.aliases,
            domains=() if number else names.domains,
            part_of=organisation.part_of or None,
        )


def _in_a_charters_words(stays: Sequence[Stay]) -> list[Stay]:
    """Give the stays without those of former members; two that a charter has one word for, and that touch, are one."""
    found: list[Stay] = []
    for stay in sorted(stays, key=lambda one: one.since):
        if stay.state == FORMER:
            continue
        last = found[-1] if found else None
        same = last and last.membership == stay.membership and (last.state in SEATED) == (stay.state in SEATED)
        if last and same and last.until == stay.since:
            found[-1] = replace(last, until=stay.until)
        else:
            found.append(stay)
    return found


def differences(charter: Charter, roll: Iterable[OnTheRoll], *, on: date) -> tuple[str, ...]:
    """Say where a charter's own list of members and the record differ on a day, a sentence each; the record counts."""
    named = {member.name for member in charter.members if member.state == "member" and member.belongs_on(on)}
    members = {one.names.name for one in roll if any(stay.state in SEATED and stay.holds_on(on) for stay in one.stays)}
    return (
        *(f"The charter names {name} as a member, and the record does not." for name in sorted(named - members)),
        *(f"{name} is a member by the record, and the charter does not name it." for name in sorted(members - named)),
    )
