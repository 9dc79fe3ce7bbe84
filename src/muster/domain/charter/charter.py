"""The charter: everything that a group has agreed on about itself, as data."""

from collections.abc import Collection, Mapping

from pydantic import Field, ValidationError

from muster.domain.charter.board import Board
from muster.domain.charter.calendar import Calendar
from muster.domain.charter.counting import Counting
from muster.domain.charter.decisions import Decisions
from muster.domain.charter.evidence import Evidence
from muster.domain.charter.faults import Fault, faults_of
from muster.domain.charter.focus import FocusArea
from muster.domain.charter.group import Group
from muster.domain.charter.liaisons import Liaison
from muster.domain.charter.meetings import MeetingSeries
from muster.domain.charter.membership import MEASURES, Member, MembershipClass
from muster.domain.charter.roadmap import Roadmap
from muster.domain.charter.rules import broken_rules
from muster.domain.charter.values import Line, Listed, Part


class Charter(Part):
    """A group's charter."""

    version: Line = Field(description="The version of the charter; whatever rests on it names it.", examples=["1"])
    group: Group = Field(description="Who the group is.")
    classes: Listed[MembershipClass] = Field(default=(), description="The kinds of member, with what each promises.")
    members: Listed[Member] = Field(default=(), description="The organisations, each in a state over an interval.")
    board: Board | None = Field(default=None, description="The body that decides; left out, there is none.")
    decisions: Decisions | None = Field(default=None, description="How it decides; left out, it does not.")
    meetings: Listed[MeetingSeries] = Field(default=(), description="When the group meets.")
    focus_areas: Listed[FocusArea] = Field(default=(), description="Where the group works.")
    vectors: Listed[Line] = Field(
        default=(), description="What the work is for, across all areas.", examples=[["Resiliency/Scale", "Operations"]]
    )
    evidence: Evidence = Field(default=Evidence(), description="Where the proof of the members' work is found.")
    counting: Counting = Field(default=Counting(), description="How work is counted.")
    liaisons: Listed[Liaison] = Field(default=(), description="The outside bodies that the group keeps in touch with.")
    calendar: Calendar = Field(default=Calendar(), description="The dates that the group plans by.")
    roadmap: Roadmap = Field(default=Roadmap(), description="What the group has agreed to work on.")


def validate(
    data: Mapping[str, object], *, measures: Collection[str] = MEASURES, formats: Collection[str] | None = None
) -> Charter | tuple[Fault, ...]:
    """The charter that the data make, or all of their faults at once.

    data: the tables of a charter.toml as tomllib gives them. measures: the names that a criterion may measure.
    formats: the names of formats of affiliation files; None if any may be.
    Never raises: data of any shape are either a charter or have faults.
    """
    faults: tuple[Fault, ...] = ()
    charter = None
    try:
        charter = Charter.model_validate(data)
    except ValidationError as error:
        faults = faults_of(error, Charter)
    if isinstance(data, Mapping):
        faults = (*faults, *_new(broken_rules(data, measures=measures, formats=formats), faults))
    return charter if charter is not None and not faults else faults


def dump(charter: Charter) -> dict[str, object]:
    """The data that make this charter again: dates as dates, numbers as integers or strings, defaults left out."""
    return charter.model_dump(exclude_defaults=True)


def _new(faults: tuple[Fault, ...], known: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Those faults whose key has none yet: one mistake, one message."""
    taken = {fault.path for fault in known}
    return tuple(fault for fault in faults if fault.path not in taken)
