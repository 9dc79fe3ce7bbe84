"""Every way in which Muster says no, in one tree.

MusterError
├── CharterFault             a charter says something that cannot be
├── CharterFaults            every fault of one charter, raised together
├── SourceFault              an upstream source cannot be read
│   ├── RepositoryMissing    nothing is there, or it is no repository
│   ├── RepositoryUnsafe     reading it would read or run something outside it
│   ├── RepositoryBroken     it is there, and git cannot read it
│   └── UpstreamUnreachable  the network or the server does not answer
├── IdentityFault            an affiliation file cannot be read at all
├── LakeFault                the store of evidence cannot be written or read
│   ├── LakeFull             the disk is full; nothing was lost
│   └── LakeBusy             another reader holds the repository
├── MeasureFault             a measure or its sheet is wrong, or an engine cannot run
├── ElectionFault            a rule of election or a set of ballots cannot be counted as they are
├── BallotFault              a line of a file of ballots says something that cannot be
├── BallotFaults             every fault of one file of ballots, raised together
├── MeetingFault             a rule, a series or a calendar of meetings says something that cannot be
├── MeetingFileFault         a line of a meeting file says something that cannot be
├── MeetingFileFaults        every fault of one meeting file, raised together
├── PlanFault                a plan's question contradicts itself, or the planner's answer to it does not hold
├── RecordFault              the record cannot be reached, or its tables are out of date
│   └── RecordBroken         a log does not hold: something in it was changed
├── DeedRefused              what somebody wants to do cannot be done
│   ├── NotAllowed           they have not the role for it
│   ├── NotThere             what it is about is not in this group
│   ├── Stale                it has changed since they saw it
│   └── AgainstTheRules      the charter, the clock or the state of things forbids it
│       ├── StandingFaults   what is to be published is no standing
│       ├── CalendarFaults   what is to be the calendar has days that cannot be
│       └── ItemFaults       what an item of the roadmap is to say cannot be so
└── RequestFault             what was asked for makes no sense: a window that ends before it starts, an unknown member

Each error names the place, says what is wrong and how to mend it, and whether the very same call may go through later.
"""

import typing


class MusterError(Exception):
    """A refusal that a person can act on.

    where: file, repository, key or option, as the person knows it. what: one sentence. mend: one sentence.
    again: True if the same call may succeed later without any change (a lock, a network).
    """

    again = False

    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(where, what, mend)
        self.where = where
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}"


class SourceFault(MusterError):
    """An upstream source cannot be read."""


class RepositoryMissing(SourceFault):
    """Nothing is there, or what is there is no repository."""


class RepositoryUnsafe(SourceFault):
    """Reading the repository would read or run something outside it."""


class RepositoryBroken(SourceFault):
    """The repository is there, and git cannot read it."""


class UpstreamUnreachable(SourceFault):
    """The network or the server does not answer, or breaks off; it may later."""

    again = True


class IdentityFault(MusterError):
    """An affiliation file cannot be read at all (single bad entries are counted aside, not raised)."""


class LakeFault(MusterError):
    """The store of evidence cannot be written or read."""


class LakeFull(LakeFault):
    """The disk is full; what was read before still stands."""


class LakeBusy(LakeFault):
    """Another reader holds this repository; it will let go."""

    again = True


class MeasureFault(MusterError):
    """A measure or its sheet is wrong, or an engine cannot run it."""


class ElectionFault(MusterError):
    """A rule of election or a set of ballots cannot be counted as they are."""


class BallotFault(MusterError):
    """One mistake in a file of ballots. where: file:line, or the file alone if the fault is the whole file's."""


class BallotFaults(MusterError):
    """The mistakes of one file of ballots, in the order of its lines. more: how many there are beyond these."""

    def __init__(self, file: str, faults: tuple[BallotFault, ...], more: int = 0) -> None:
        number = "one fault" if len(faults) + more == 1 else f"{len(faults) + more} faults"
        super().__init__(file, f"The file has {number}.", "Mend each of them and count again.")
        # As with CharterFaults: a copy of an exception is made by calling its class with its args.
        self.args = (file, faults, more)
        self.faults = faults
        self.more = more


class MeetingFault(MusterError):
    """A rule of recurrence, a series of meetings, or a calendar or record of them says something that cannot be."""


class MeetingFileFault(MusterError):
    """One mistake in a meeting file. where: file:line: key, as far as there is a line and a key."""


class MeetingFileFaults(MusterError):
    """The mistakes of one meeting file, in the order of its lines."""

    def __init__(self, file: str, faults: tuple[MeetingFileFault, ...]) -> None:
        number = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(file, f"The file has {number}.", "Mend each of them and read it again.")
        # As with CharterFaults: a copy of an exception is made by calling its class with its args.
        self.args = (file, faults)
        self.faults = faults


class PlanFault(MusterError):
    """A plan's question contradicts itself, the planner found no answer, or its answer does not hold."""


class RecordFault(MusterError):
    """The record cannot be reached, or its tables are out of date."""


class RecordBroken(RecordFault):
    """A log does not hold: something in it was changed, left out or added."""


class DeedRefused(MusterError):
    """What somebody wants to do cannot be done; nothing was changed."""


class NotAllowed(DeedRefused):
    """Whoever asks has not the role for it."""


class NotThere(DeedRefused):
    """What it is about is not in this group, or is not for them to see."""


class Stale(DeedRefused):
    """What it is about has changed since the caller saw it."""


class AgainstTheRules(DeedRefused):
    """The charter, the clock or the state of things forbids it."""


class StandingFaults(AgainstTheRules):
    """What is to be published is no standing. faults: what is wrong with it, a sentence each."""

    def __init__(self, where: str, faults: tuple[str, ...]) -> None:
        super().__init__(where, "This is no standing.", "Choose what `muster standing --format json` printed.")
        # As with CharterFaults: a copy of an exception is made by calling its class with its args.
        self.args = (where, faults)
        self.faults = faults


class ItemFaults(AgainstTheRules):
    """What an item of the roadmap is to say cannot be so. faults: every one, as domain/roadmap/checking.py has them."""

    def __init__(self, where: str, faults: tuple[typing.Any, ...]) -> None:
        number = "One thing" if len(faults) == 1 else f"{len(faults)} things"
        super().__init__(where, f"{number} in the item cannot be so.", "Mend what is listed.")
        # As with CharterFaults: a copy of an exception is made by calling its class with its args.
        self.args = (where, faults)
        self.faults = faults


class CalendarFaults(AgainstTheRules):
    """What is to be the calendar has days that cannot be. faults: what is wrong with it, a sentence each."""

    def __init__(self, where: str, faults: tuple[str, ...]) -> None:
        number = "One thing is" if len(faults) == 1 else f"{len(faults)} things are"
        super().__init__(where, f"{number} wrong with the calendar.", "Mend what is named, and try again.")
        # As with CharterFaults: a copy of an exception is made by calling its class with its args.
        self.args = (where, faults)
        self.faults = faults


class RequestFault(MusterError):
    """What was asked for makes no sense."""


class CharterFault(MusterError):
    """One mistake in a charter: what is wrong and what would be right, as clauses without a full stop.

    where: file:line: key, as far as there is a line and a key. line and column count from 1, the column in characters;
    both are 0 if the fault is the whole file's. key: its path in the charter, entries counted from 0
    (`members[2].until`); empty if the fault is no key's.
    """

    def __init__(self, where: str, what: str, mend: str, *, line: int = 0, column: int = 0, key: str = "") -> None:
        super().__init__(where, what, mend)
        self.line = line
        self.column = column
        self.key = key

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


class CharterFaults(MusterError):
    """All the mistakes of one charter, in the order of its lines."""

    def __init__(self, file: str, faults: tuple[CharterFault, ...]) -> None:
        number = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(file, f"The charter has {number}.", "Mend each of them and check again.")
        # A copy of an exception, for another process, is made by calling its class with its args.
        self.args = (file, faults)
        self.faults = faults
