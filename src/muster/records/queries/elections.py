"""Elections: one or all, who stands, who may vote, and the ballot file that the log holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from muster.domain.charter.board import Board
from muster.domain.elections.calendar import Calendar, Phase
from muster.domain.elections.flow import opening_refused
from muster.domain.elections.rule import Rule
from muster.domain.errors import NotThere
from muster.domain.membership.sitting import Sitting
from muster.domain.record.chain import read
from muster.records.models import Candidacy, Election, Elector, Entry, Group, Person, Seat
from muster.records.models.elections import Electorate
from muster.records.queries.people import lasting_after, seats_on
from muster.records.queries.seats import bench_of

SEAT = "seat"
"""What an election fills if it is no office."""

CLOSED = "election.closed"
"""The kind of the entry that holds the ballot file."""


@dataclass(frozen=True, slots=True)
class ElectionShown:
    """An election at a moment. standing: who is on the ballots; until voting opens, who has accepted by now.

    voters: the list as it was written down; until voting opens, as it would be now. not_held: why there is no vote, ""
    if there is or may be one.
    """

    row: Election
    at: datetime
    candidacies: Sequence[Candidacy]
    standing: Sequence[Candidacy]
    voters: Sequence[Elector]
    not_held: str
    calendar: Calendar = field(init=False)

    def __post_init__(self) -> None:
        """Read the row's days once."""
        object.__setattr__(self, "calendar", calendar_of(self.row))

    @property
    def phase(self) -> Phase:
        """Where it is by the clock."""
        return self.calendar.phase(self.at)

    @property
    def closed(self) -> bool:
        """Whether it came to a vote, and that is over."""
        return self.phase is Phase.CLOSED and not self.not_held

    @property
    def voted(self) -> int:
        """How many have voted; to be told after the close alone."""
        return sum(one.has_voted for one in self.voters)

    @property
    def withdrawn(self) -> frozenset[str]:
        """Who is on the ballots and does not stand any more."""
        return frozenset(one.person.handle for one in self.standing if one.state == Candidacy.State.WITHDRAWN)

    @property
    def names(self) -> Mapping[str, str]:
        """What people call whom the log calls `person/3`."""
        return {one.person.handle: called(one.person) for one in self.candidacies}


def called(person: Person) -> str:
    """Give what people call somebody, and that they are invented where they are."""
    return f"{person.name} (invented)" if person.invented else person.name


def calendar_of(row: Election) -> Calendar:
    """Give the days of an election as the domain knows them."""
    return Calendar(row.nominations_open, row.nominations_close, row.voting_opens, row.voting_closes, row.eligible_on)


def rule_of(row: Election) -> Rule:
    """Give what an election is counted by. ElectionFault: nobody could count by that."""
    return Rule(
        row.method,  # type: ignore[arg-type]  # Rule refuses any other
        row.seats,
        row.seed or None,
        row.cap,
        {name: row.employers[name] for name in row.candidates if name in row.employers},
        row.held,
    )


def elections_of(group: Group) -> QuerySet[Election]:
    """Give the group's elections, the newest first."""
    return Election.objects.filter(group=group).order_by("-number")


def election_numbered(group: Group, number: int) -> Election:
    """Give one election. NotThere: the group has none of that number."""
    found = Election.objects.filter(group=group, number=number).first()
    if found is None:
        raise NotThere(f"election/{number}", "The group has no such election.", "Follow a link from Elections.")
    return found


def election_on(group: Group, number: int, at: datetime) -> ElectionShown:
    """Give one election as it is at a moment. Five queries at most, whatever the rows."""
    return shown(election_numbered(group, number), at)


def shown(row: Election, at: datetime) -> ElectionShown:
    """Show an election as it is at a moment."""
    candidacies = list(
        Candidacy.objects.filter(election=row)
        .select_related("person", "organisation", "nominated_by")
        .order_by("person__number")
    )
    if row.frozen_at:
        standing = [one for one in candidacies if one.person.handle in row.candidates]
    else:
        standing = [one for one in candidacies if one.state == Candidacy.State.ACCEPTED]
    voters = electors_of(row)
    return ElectionShown(row, at, candidacies, standing, voters, row.called_off or _not_open(row, standing, voters, at))


def _not_open(row: Election, standing: Sequence[Candidacy], voters: Sequence[Elector], at: datetime) -> str:
    """Say why voting did not open though its day has come, if nobody has written that down yet."""
    if row.frozen_at or at < row.voting_opens:
        return ""
    # A seed that is missing is drawn as voting opens.
    rule = Rule("approval", seed=row.seed or "drawn")
    refusal = opening_refused(rule, candidates=len(standing), voters=len(voters))
    return refusal.what if refusal else ""


def electors_of(row: Election) -> list[Elector]:
    """Give the votes that there are, by the names of those who have them: as written down, or as they would be now."""
    if row.frozen_at or row.electorate == Electorate.PEOPLE:
        found = Elector.objects.filter(election=row).select_related("person").order_by("person__name", "person__number")
        return sorted(found, key=lambda one: (one.person.name, one.person.number, one.seat))
    return sorted(entitled(row), key=lambda one: (one.person.name, one.person.number, one.seat))


def entitled(row: Election) -> list[Elector]:
    """Give a vote for each seat (or member) on the day that decides it, unsaved: its representative's, or alternate's.

    A seat that nobody speaks for on that day has no vote. Two queries.
    """
    votes, members = [], set()
    for one in seats_on(row.group, row.eligible_on):
        speaker, member = one.representative or one.alternate, one.seat.organisation_id
        if speaker is None or (row.electorate == Electorate.MEMBERS and (member is None or member in members)):
            continue
        members.add(member)
        votes.append(Elector(election=row, person=speaker, seat=one.seat.slug))
    return votes


def elected_seats(group: Group, day: date) -> list[Seat]:
    """Give the seats that no member fills, for forms that choose some. One query."""
    return list(Seat.objects.filter(lasting_after(day), group=group, organisation=None).order_by("pk"))


def capping(row: Election, board: Board, people: Iterable[Person]) -> tuple[dict[str, str], dict[str, int]]:
    """Give for the cap whom each of these counts with, and how many seats each has that are not up. Four queries."""
    day, people = row.voting_opens.date(), list(people)
    bench = bench_of(row.group, board, day, *people)
    employers, held = {}, dict[str, int]()
    for person in people:
        if any(one.person == person.handle and _on(one.since, one.until, day) for one in bench.work):
            sitting = Sitting("", "", person.handle, day, None)
            employers[person.handle] = bench.family_of(bench.organisation_of(sitting, day))
    for one in bench.sittings:
        if one.seat not in row.up and _on(one.since, one.until, day):
            name = bench.family_of(bench.organisation_of(one, day))
            held[name] = held.get(name, 0) + 1
    return employers, held


def ballot_file_in_the_log(row: Election) -> str:
    """Give the text of the ballot file that was written down at the close; "" before."""
    found = Entry.objects.filter(group=row.group_id, subject=row.handle, kind=CLOSED).order_by("-number").first()
    return str(read(found.body)[0].data["file"]) if found else ""


def unsettled(group: Group, at: datetime) -> list[Election]:
    """Give the elections of which something has come about by the clock that nobody has written down. One query."""
    by_the_clock = Q(frozen_at=None, voting_opens__lte=at) | Q(result__isnull=True, voting_closes__lte=at)
    return list(Election.objects.filter(by_the_clock, group=group, called_off="").order_by("number"))


def _on(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)
