"""Candidacies: somebody is nominated, accepts or declines, says what they stand for, and may withdraw."""

from muster.actions.caller import Acting, Caller, acting
from muster.actions.deed import Deed, deed
from muster.actions.elections.settling import settle
from muster.domain.elections.calendar import Phase
from muster.domain.elections.flow import Candidacy as State
from muster.domain.elections.flow import answer_refused, nominate_refused, withdraw_refused
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.records.models import Affiliation, Candidacy, Election, Person
from muster.records.queries.elections import calendar_of, election_numbered
from muster.records.queries.people import holds_on

LONGEST_STATEMENT = 20_000


def nominate(caller: Caller, number: int, person: Person, *, statement: str = "") -> Candidacy:
    """Nominate somebody, or oneself; who nominates themselves has accepted. statement: the nominee's own, or ""."""
    settle(caller.group, caller.clock())
    with deed(caller, "election.nominate", f"election/{number}") as doing:
        row = _election(doing, number)
        if doing.who.person is None:
            raise AgainstTheRules(row.handle, "Somebody has to nominate.", "Sign in as a person.")
        before = row.candidacies.filter(person=person).first()
        refusal = nominate_refused(
            calendar_of(row), at=doing.at, may_stand=True, candidacy=State(before.state) if before else None
        )
        if refusal:
            raise refusal.error(row.handle)
        self_named = person.pk == doing.who.person.pk
        if statement and not self_named:
            raise AgainstTheRules(row.handle, "A statement is the candidate's own.", "Let them write it.")
        work = Affiliation.objects.filter(holds_on(doing.who.on), person=person).order_by("-since", "-pk").first()
        candidacy = Candidacy.objects.create(
            election=row,
            person=person,
            organisation=work.organisation if work else None,
            nominated_by=doing.who.person,
            state=State.ACCEPTED if self_named else State.NOMINATED,
            statement=_stated(row, statement),
        )
        said = {"person": person.handle, "state": str(candidacy.state), "statement": candidacy.statement}
        doing.log("candidacy.named", {**said, "organisation": work.organisation.slug if work else ""})
    return candidacy


def answer(caller: Caller, number: int, *, accept: bool, statement: str = "") -> Candidacy:
    """Accept or decline one's nomination, or say the other thing after all, until nominations close."""
    settle(caller.group, caller.clock())
    with deed(caller, "election.accept", f"election/{number}") as doing:
        row = _election(doing, number)
        candidacy = _own(doing.who, row)
        before = State(candidacy.state)
        if refusal := answer_refused(calendar_of(row), at=doing.at, candidacy=before, is_nominee=True):
            raise refusal.error(row.handle)
        candidacy.state = State.ACCEPTED if accept else State.DECLINED
        candidacy.statement = _stated(row, statement) if accept else candidacy.statement
        candidacy.save(update_fields=["state", "statement"])
        said = {"person": candidacy.person.handle, "statement": candidacy.statement if accept else ""}
        doing.log("candidacy.accepted" if accept else "candidacy.declined", said)
    return candidacy


def state_case(caller: Caller, number: int, statement: str) -> Candidacy:
    """Write, or write anew, what one stands for, until voting opens."""
    settle(caller.group, caller.clock())
    with deed(caller, "election.accept", f"election/{number}") as doing:
        row = _election(doing, number)
        candidacy = _own(doing.who, row)
        if candidacy.state != State.ACCEPTED:
            raise AgainstTheRules(row.handle, "You do not stand in this election.", "Accept a nomination first.")
        if calendar_of(row).phase(doing.at) in {Phase.VOTING, Phase.CLOSED}:
            what = "Voting has opened, and people vote for what they have read."
            raise AgainstTheRules(row.handle, what, "Say it elsewhere; the statement stays as it is.")
        candidacy.statement = _stated(row, statement)
        candidacy.save(update_fields=["statement"])
        doing.log("candidacy.stated", {"person": candidacy.person.handle, "statement": candidacy.statement})
    return candidacy


def withdraw(caller: Caller, number: int) -> Candidacy:
    """Withdraw, until voting closes. Ballots that were cast stay; what they say of whoever withdrew is passed over."""
    settle(caller.group, caller.clock())
    with deed(caller, "election.accept", f"election/{number}") as doing:
        row = _election(doing, number)
        candidacy = _own(doing.who, row)
        before = State(candidacy.state)
        if refusal := withdraw_refused(calendar_of(row), at=doing.at, candidacy=before, is_nominee=True):
            raise refusal.error(row.handle)
        candidacy.state = State.WITHDRAWN
        candidacy.save(update_fields=["state"])
        doing.log("candidacy.withdrawn", {"person": candidacy.person.handle})
    return candidacy


def own_candidacy(caller: Caller, number: int) -> Candidacy:
    """Give the candidacy of whoever asks. NotAllowed: they have none."""
    who = acting(caller)
    return _own(who, election_numbered(who.group, number))


def _election(doing: Deed, number: int) -> Election:
    row = election_numbered(doing.group, number)
    if row.called_off:
        raise AgainstTheRules(row.handle, f"It is not held: {row.called_off}", "Wait for the next one.")
    return row


def _own(who: Acting, row: Election) -> Candidacy:
    candidacy = row.candidacies.filter(person=who.person).first() if who.person else None
    if candidacy is None:
        raise NotAllowed(row.handle, "You are not nominated in this election.", "Let whoever is nominated do this.")
    return candidacy


def _stated(row: Election, statement: str) -> str:
    statement = statement.strip().replace("\r\n", "\n")
    if len(statement) > LONGEST_STATEMENT:
        what = f"A statement has at most {LONGEST_STATEMENT:,} characters; this one has {len(statement):,}."
        raise AgainstTheRules(row.handle, what, "Say it in fewer.")
    if "\0" in statement:
        raise AgainstTheRules(row.handle, "There is a character in the statement that is no text.", "Type it again.")
    return statement
