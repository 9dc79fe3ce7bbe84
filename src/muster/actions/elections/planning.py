"""An election is planned, and changed until voting opens: what is filled, by what rule, on which days, who votes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import Deed, deed
from muster.actions.elections.settling import settle
from muster.actions.seats import holders_at_most
from muster.domain.elections.calendar import Calendar, calendar_refused
from muster.domain.elections.flow import change_refused
from muster.domain.elections.rule import Method, Rule
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.membership.roles import OFFICES
from muster.domain.printable import is_hidden
from muster.records.models import Election, Elector, Person, Seat
from muster.records.models.elections import Electorate
from muster.records.queries.elections import SEAT, calendar_of, election_numbered
from muster.records.queries.groups import founded_on
from muster.records.queries.people import lasting_after

LONGEST_TITLE = 200
LONGEST_SEED = 200
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An election as it is handed in.

    office: a role such as `chair`; or `seat`, and then `up` names the seats that are filled, and `seats` is how many
    they are. seed: what ties are broken with; left out, one is drawn at random as voting opens. voters: the numbers of
    those who may vote, if the electorate is a list of people; None for everybody whom the group knows.
    """

    title: str
    office: str
    method: Method
    electorate: Electorate
    calendar: Calendar
    seats: int = 1
    up: tuple[str, ...] = ()
    cap: int | None = None
    seed: str = ""
    voters: tuple[int, ...] | None = None


def plan_election(caller: Caller, planned: Planned, *, invented: bool = False) -> Election:
    """Plan an election. AgainstTheRules, ElectionFault: it cannot be held so. NotThere: a seat or a person is not."""
    with deed(caller, "election.plan", "elections") as doing:
        planned, voters = _checked(doing, planned)
        number = (Election.objects.filter(group=doing.group).aggregate(last=Max("number"))["last"] or 0) + 1
        row = Election(group=doing.group, number=number, invented=invented)
        _write(row, planned, voters)
        doing.log("election.planned", _said(planned, voters), subject=row.handle)
    return row


def change_election(caller: Caller, number: int, planned: Planned, *, expected: int | None = None) -> Election:
    """Change what was planned, until voting opens; who was nominated stays so."""
    settle(caller.group, caller.clock())
    with deed(caller, "election.plan", f"election/{number}", expected=expected) as doing:
        row = _open_to_change(doing, number)
        planned, voters = _checked(doing, planned)
        _write(row, planned, voters)
        doing.log("election.changed", _said(planned, voters))
    return row


def call_off(caller: Caller, number: int, reason: str, *, expected: int | None = None) -> None:
    """Call an election off, until voting opens; it says why."""
    settle(caller.group, caller.clock())
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON or any(map(is_hidden, reason)):
        what = "An election that is called off says why, in one to 500 characters."
        raise AgainstTheRules(f"election/{number}", what, "Write a sentence, without hidden characters.")
    with deed(caller, "election.plan", f"election/{number}", expected=expected) as doing:
        row = _open_to_change(doing, number)
        row.called_off = reason
        row.save(update_fields=["called_off"])
        doing.log("election.called off", {"reason": reason})


def _open_to_change(doing: Deed, number: int) -> Election:
    row = election_numbered(doing.group, number)
    if row.called_off:
        raise AgainstTheRules(row.handle, f"It is not held: {row.called_off}", "Plan another.")
    if refusal := change_refused(calendar_of(row), at=doing.at):
        raise refusal.error(row.handle)
    return row


def _checked(doing: Deed, planned: Planned) -> tuple[Planned, list[Person]]:
    """Give the plan with the number of seats that it comes to, and who is on its list; refuse what cannot be."""
    title, seed = " ".join(planned.title.split()), planned.seed.strip()
    if not title or len(title) > LONGEST_TITLE or any(map(is_hidden, title)):
        raise AgainstTheRules("title", "An election has a title of one to 200 characters.", "Write what is filled.")
    if len(seed) > LONGEST_SEED or any(map(is_hidden, seed)):
        raise AgainstTheRules("seed", "A seed is one line of at most 200 characters.", "Write it shorter.")
    if refusal := calendar_refused(planned.calendar, at=doing.at):
        raise refusal.error("days")
    if planned.calendar.eligible_on < (founded := founded_on(doing.group)):
        raise AgainstTheRules("eligible_on", f"The group began on {founded}.", "Choose that day or a later one.")
    planned = replace(planned, title=title, seed=seed, seats=_seats(doing, planned))
    Rule(planned.method, planned.seats, seed or None, planned.cap)
    if planned.electorate not in Electorate.values:
        raise AgainstTheRules("electorate", "Nobody votes like that.", f"Choose one of {', '.join(Electorate.values)}.")
    return planned, _voters(doing, planned)


def _seats(doing: Deed, planned: Planned) -> int:
    """Say how many are elected; refuse what cannot be filled by election."""
    if planned.office == SEAT:
        lasting = Seat.objects.filter(lasting_after(planned.calendar.voting_closes.date()), group=doing.group)
        found = {one.slug: one for one in lasting.filter(slug__in=planned.up)}
        for slug in planned.up:
            if slug not in found:
                raise NotThere(f"seat/{slug}", "The group has no such seat then.", "Choose seats from the list.")
            if found[slug].organisation_id:
                raise AgainstTheRules(f"seat/{slug}", "Its member fills this seat.", "Choose seats that are elected.")
        if not planned.up or len(set(planned.up)) < len(planned.up):
            raise AgainstTheRules("up", "It does not say which seats are filled.", "Name each of them once.")
        return len(planned.up)
    if planned.office not in OFFICES:
        raise AgainstTheRules(planned.office, "There is no such office.", f"Choose one of {', '.join(OFFICES)}.")
    if planned.up:
        raise AgainstTheRules("up", "An office is no seat.", "Fill the office, or seats.")
    most = holders_at_most(charter_in_force(doing.group, doing.who.on), planned.office)
    if planned.seats > most:
        what = f"{planned.seats} would be elected, and {most} can be {planned.office} at once."
        raise AgainstTheRules("seats", what, "Elect fewer.")
    return planned.seats


def _voters(doing: Deed, planned: Planned) -> list[Person]:
    """Give the people on the list, if there is one."""
    if planned.electorate != Electorate.PEOPLE:
        return []
    people = Person.objects.filter(group=doing.group).order_by("number")
    if planned.voters is None:
        return list(people)
    found = list(people.filter(number__in=planned.voters))
    missing = sorted(set(planned.voters) - {one.number for one in found})
    if missing:
        raise NotThere(f"person/{missing[0]}", "The group knows no such person.", "Choose people from the list.")
    if not found:
        raise AgainstTheRules("voters", "Nobody would be on the list of voters.", "Choose who may vote.")
    return found


def _write(row: Election, planned: Planned, voters: Sequence[Person]) -> None:
    row.title, row.office, row.up = planned.title, planned.office, sorted(planned.up)
    row.method, row.seats, row.cap, row.seed = planned.method, planned.seats, planned.cap, planned.seed
    row.electorate, row.eligible_on = planned.electorate, planned.calendar.eligible_on
    row.nominations_open, row.nominations_close = planned.calendar.nominations_open, planned.calendar.nominations_close
    row.voting_opens, row.voting_closes = planned.calendar.voting_opens, planned.calendar.voting_closes
    row.save()
    row.electors.all().delete()
    Elector.objects.bulk_create(Elector(election=row, person=person) for person in voters)


def _said(planned: Planned, voters: Sequence[Person]) -> dict[str, Any]:
    calendar = planned.calendar
    return {
        "title": planned.title,
        "office": planned.office,
        "up": sorted(planned.up),
        "method": planned.method,
        "seats": planned.seats,
        "cap": planned.cap or 0,
        "seed": planned.seed,
        "electorate": str(planned.electorate),
        "voters": [person.handle for person in voters],
        "nominations_open": calendar.nominations_open.isoformat(),
        "nominations_close": calendar.nominations_close.isoformat(),
        "voting_opens": calendar.voting_opens.isoformat(),
        "voting_closes": calendar.voting_closes.isoformat(),
        "eligible_on": calendar.eligible_on.isoformat(),
    }
