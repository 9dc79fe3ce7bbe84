"""How an organisation becomes a member, and ceases to be one: it applies, attests, the board decides, seats follow."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from muster.actions.caller import Acting, Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.decided import check_decision
from muster.actions.deed import Deed, deed
from muster.actions.fitting_seats import fit_seats, stays
from muster.actions.intervals import check_ours, day, end, make_room, refuse_before
from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import MembershipClass
from muster.domain.contribution.published import PublishedStanding, read_published
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import who_may
from muster.domain.membership.states import (
    APPLICANT,
    MEMBER,
    NOTHING,
    PROSPECT,
    SUSPENDED,
    needs_a_decision,
    refusal_of_a_change,
    runs,
)
from muster.records.models import Attestation, Membership, Organisation, Person
from muster.records.queries.groups import founded_on, last_standing
from muster.records.queries.people import holds_on

WORDS_AT_MOST = 10_000


def apply_for_membership(
    caller: Caller,
    organisation: Organisation,
    *,
    membership: str = "",
    words: Mapping[str, str] | None = None,
    expected: int | None = None,
) -> Membership:
    """File an organisation's application, from today on. Somebody who works for it does so, or the group's officers.

    membership: the charter's class that it asks for; "" where there is only one. words: what it attests, by criterion.
    AgainstTheRules: it is a member, or has applied; there is no such class or criterion. NotAllowed: the caller works
    elsewhere.
    """
    with deed(caller, "membership.apply", organisation.handle, expected=expected) as doing:
        check_ours(doing, organisation)
        check_speaks_for(doing.who, organisation)
        state = _change(doing, organisation, APPLICANT, doing.who.on, membership=membership, decided_by="")
        for criterion, said in (words or {}).items():
            if said.strip():
                _attest(doing, organisation, criterion, words=said, person=doing.who.person)
    if state is None:
        message = "an applicant has a state"
        raise AssertionError(message)
    return state


def attest(
    caller: Caller,
    organisation: Organisation,
    criterion: str,
    words: str,
    *,
    said_by: Person | None = None,
    expected: int | None = None,
) -> Attestation:
    """Write down somebody's word that an organisation meets a criterion that no figure proves.

    said_by: whose word it is; left out, the caller's. Another's word is written down by the group's officers.
    AgainstTheRules: the charter wants no word for it; nothing is said. NotAllowed: the caller works elsewhere.
    """
    with deed(caller, "attestation.give", organisation.handle, expected=expected) as doing:
        check_ours(doing, organisation, said_by)
        check_speaks_for(doing.who, organisation)
        if said_by and said_by != doing.who.person and not doing.who.may("membership.change"):
            raise NotAllowed(organisation.handle, "Your word is your own.", "Let them say it, or ask the secretary.")
        return _attest(doing, organisation, criterion, words=words, person=said_by or doing.who.person)


def change_state(
    caller: Caller,
    organisation: Organisation,
    state: str,
    since: date,
    *,
    membership: str = "",
    decided_by: str = "",
    expected: int | None = None,
) -> Membership | None:
    """Make an organisation a prospect, an applicant, a member, suspended, former or nothing, from a day on.

    membership: its class; "" is the one it has, or the charter's only one. decided_by: what caused it; the board
    decides who is a member and who is suspended. A new member gets its seats; whoever holds them leaves as it does.
    AgainstTheRules: the states do not follow each other like that; no decision, or none that was adopted; an
    attestation is missing; another state begins later.
    """
    with deed(caller, "membership.change", organisation.handle, expected=expected) as doing:
        check_ours(doing, organisation)
        return _change(doing, organisation, state, since, membership=membership, decided_by=decided_by)


def speaks_for(who: Acting, organisation: Organisation) -> bool:
    """Whether somebody works for the organisation that day, or keeps the group's membership."""
    if who.may("membership.change"):
        return True
    return bool(who.person) and organisation.affiliations.filter(holds_on(who.on), person=who.person).exists()


def check_speaks_for(who: Acting, organisation: Organisation) -> None:
    """Refuse whoever does not speak for the organisation."""
    if speaks_for(who, organisation):
        return
    what = f"This is for somebody of {organisation}, {who_may('membership.change')}."
    raise NotAllowed(organisation.handle, what, "Ask the secretary, or let it be noted that you work there.")


def class_asked(charter: Charter, membership: str, where: str) -> MembershipClass:
    """Give a class of members. AgainstTheRules: the charter has none such, or several and none is named."""
    if not membership and len(charter.classes) == 1:
        return charter.classes[0]
    found = next((one for one in charter.classes if one.id == membership), None)
    if found is None:
        known = ", ".join(one.id for one in charter.classes) or "none"
        what = f"The charter has no class “{membership[:60]}”." if membership else "The charter has several classes."
        raise AgainstTheRules(where, what, f"Name one of its classes: {known}.")
    return found


def missing_words(organisation: Organisation, kind: MembershipClass) -> list[str]:
    """Give what the charter wants attested, in its own words, and nobody has since the organisation last came."""
    states = Membership.objects.filter(organisation=organisation, state__in=(PROSPECT, APPLICANT)).order_by("-since")
    came = None
    for state in states:
        if came is None or state.until == came:
            came = state.since
    found = Attestation.objects.filter(organisation=organisation)
    if came:
        found = found.filter(at__date__gte=came)
    said = set(found.values_list("criterion", flat=True))
    return [one.text for one in kind.criteria if one.kind != "measured" and one.id not in said]


def _change(
    doing: Deed, organisation: Organisation, state: str, since: date, *, membership: str, decided_by: str
) -> Membership | None:
    refuse_before(doing, since, founded_on(doing.group), "That")
    charter = charter_in_force(doing.group, since)
    before = stays(organisation)
    now = next((one for one in before if one.holds_on(since)), None)
    kind = class_asked(charter, membership or (now.membership if now else ""), doing.subject) if state else None
    if refusal := refusal_of_a_change(now, state, kind.id if kind else ""):
        raise refusal.error(doing.subject)
    said = any(
        one.name == organisation.name and one.belongs_on(since) and one.state == state for one in charter.members
    )
    check_decision(doing, decided_by, charter, needed=needs_a_decision(state), by_charter=said)
    if kind and state == MEMBER and (now is None or now.state != SUSPENDED):
        _refuse_without_words(organisation, kind)
    made = _write(doing, organisation, state, since, membership=kind.id if kind else "", decided_by=decided_by)
    data = {"state": state, "was": now.state if now else NOTHING, "since": day(since), "decided_by": decided_by}
    measured = _measured(doing, organisation) if state in {APPLICANT, MEMBER} else {}
    doing.log("membership.changed", {**data, "class": kind.id if kind else "", **measured})
    fit_seats(doing, organisation, runs(before))
    return made


def _refuse_without_words(organisation: Organisation, kind: MembershipClass) -> None:
    if missing := missing_words(organisation, kind):
        what = f"The charter wants {organisation} to attest: {'; '.join(missing)}."
        raise AgainstTheRules(organisation.handle, what, "Let somebody of it say so first.")


def _write(
    doing: Deed, organisation: Organisation, state: str, since: date, *, membership: str, decided_by: str
) -> Membership | None:
    rows = Membership.objects.filter(organisation=organisation)
    if state == NOTHING:
        end(doing, rows.get(holds_on(since)), since)
        return None
    make_room(doing, rows, since, None)
    return Membership.objects.create(
        organisation=organisation, state=state, membership=membership, since=since, decided_by=decided_by
    )


def _attest(
    doing: Deed, organisation: Organisation, criterion: str, *, words: str, person: Person | None
) -> Attestation:
    words = words.strip()
    if not words or len(words) > WORDS_AT_MOST:
        what = "Nothing is said." if not words else f"That has {len(words)} characters."
        raise AgainstTheRules(criterion, what, f"Say it in one to {WORDS_AT_MOST} characters.")
    if "\x00" in words:
        raise AgainstTheRules(criterion, "There is a character in it that no text has.", "Leave it out.")
    if person is None:
        raise AgainstTheRules(doing.subject, "It is nobody's word.", "Say whose it is.")
    charter = charter_in_force(doing.group, doing.who.on)
    wanted = {one.id for kind in charter.classes for one in kind.criteria if one.kind != "measured"}
    if criterion not in wanted:
        known = ", ".join(sorted(wanted)) or "none"
        what = f"The charter wants nobody's word for “{criterion[:60]}”."
        raise AgainstTheRules(doing.subject, what, f"What it wants attested: {known}.")
    made = Attestation.objects.create(
        organisation=organisation, criterion=criterion, words=words, person=person, at=doing.at
    )
    doing.log("attestation.given", {"criterion": criterion, "words": words, "person": person.handle})
    return made


def _measured(doing: Deed, organisation: Organisation) -> dict[str, Any]:
    """Give what the last published standing said of it, so that the log shows what the board had before it."""
    kept = last_standing(doing.group, doing.who.on)
    found = read_published(kept.data) if kept else None
    if kept is None or not isinstance(found, PublishedStanding):
        return {}
    member = found.member([organisation.name, *organisation.aliases])
    verdicts = {one.id: one.verdict.value for one in member.criteria} if member else {}
    return {"standing": {"on": day(kept.on), "sha256": kept.sha256, "verdicts": verdicts}}
