"""What is done with an organisation: written down, invited, its application, its word, its states."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.admission import apply_for_membership, attest, change_state, check_speaks_for
from muster.actions.caller import Caller, acting
from muster.actions.charter_in_force import charter_in_force
from muster.actions.corrections import add_state
from muster.actions.organisations import add_organisation, change_organisation
from muster.actions.people import organisation_called, person_numbered
from muster.domain.contribution.words import day
from muster.domain.membership.states import APPLICANT, NOTHING, SAID, Stay
from muster.records.models import Organisation
from muster.records.queries.members import organisations_by_name, state_on
from muster.records.queries.people import people_of
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.door import in_group
from muster.web.membership.forms import (
    ApplyForm,
    NewOrganisationForm,
    OrganisationForm,
    PastStateForm,
    StateForm,
    WordForm,
    wanted_words,
)

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@in_group
def add(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Write down an organisation, and whether it is invited."""
    who = acting(caller)
    only_for(who, "organisation.add", "organisations")
    charter = charter_in_force(who.group, who.on)
    form = NewOrganisationForm(request, who, others=organisations_by_name(who.group), charter=charter)

    def deed(said: Said) -> Done:
        made = add_organisation(
            caller,
            said["name"],
            aliases=said["aliases"],
            domains=said["domains"],
            part_of=said["part_of"],
            invited_as=said["invited_as"] or None,
        )
        return f"{made} is written down.", f"members/{made.slug}/"

    question = Question("Add an organisation", ("members/", "Members"), "Add it")
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def change(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Change what an organisation is known by."""
    who = acting(caller)
    only_for(who, "organisation.change", f"organisation/{slug}")
    known = organisation_called(who.group, slug)
    form = OrganisationForm(request, who, known.handle, others=organisations_by_name(who.group), known=known)

    def deed(said: Said) -> Done:
        names = {key: said[key] for key in ("name", "aliases", "domains", "part_of")}
        changed = change_organisation(caller, known, **names, expected=said["version"])
        return f"{changed} is changed.", _address(known)

    return settle(request, who, form, Question(f"Change {known}", _above(known), "Change it"), deed=deed)


@require_http_methods(FORM)
@in_group
def state(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Say what an organisation is from a day on: admit it, suspend it, let it leave."""
    who = acting(caller)
    only_for(who, "membership.change", f"organisation/{slug}")
    known = organisation_called(who.group, slug)
    now = state_on(known, who.on)
    form = StateForm(
        request,
        who,
        known.handle,
        now=now.state if now else NOTHING,
        charter=charter_in_force(who.group, who.on),
        membership=now.membership if now else "",
    )

    def deed(said: Said) -> Done:
        change_state(
            caller,
            known,
            said["state"],
            said["since"],
            membership=said["membership"],
            decided_by=said["decided_by"],
            expected=said["version"],
        )
        return f"{known} is {SAID[said['state']]} from {day(said['since'])} on.", _address(known)

    explain = (
        f"{known} is {SAID[now.state]}, since {day(now.since)}." if now else f"{known} is neither prospect nor member."
    ) + " A new member gets its seats on that day; whoever holds the seats of one that leaves, leaves with it."
    question = Question(f"What {known} is from a day on", _above(known), "Write it down", explain)
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def past_state(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Write down what an organisation was in the past, and nobody wrote down then."""
    who = acting(caller)
    only_for(who, "record.correct", f"organisation/{slug}")
    known = organisation_called(who.group, slug)
    form = PastStateForm(
        request,
        who,
        known.handle,
        charter=charter_in_force(who.group, who.on),
    )

    def deed(said: Said) -> Done:
        stay = Stay(said["state"], said["membership"], said["since"], said["until"])
        decided, reason = said["decided_by"], said["reason"]
        add_state(caller, known, stay, decided_by=decided, reason=reason, expected=said["version"])
        return f"It is written down that {known} was {SAID[stay.state]} from {day(stay.since)} on.", _address(known)

    explain = "For what was so and nobody wrote down. The log says that it was written down today, by you, and why."
    question = Question(f"What {known} was", _above(known), "Write it down", explain)
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def apply(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """File an organisation's application."""
    who = acting(caller)
    only_for(who, "membership.apply", f"organisation/{slug}")
    known = organisation_called(who.group, slug)
    check_speaks_for(who, known)
    charter = charter_in_force(who.group, who.on)
    form = ApplyForm(request, who, known.handle, charter=charter)

    def deed(said: Said) -> Done:
        apply_for_membership(caller, known, membership=said["membership"], words=form.words(), expected=said["version"])
        return f"{known} has applied. The board decides; its standing is below.", _address(known)

    explain = "The board decides, and sees what was measured of its work, and your word for what no figure proves."
    question = Question(f"Apply for {known}", _above(known), f"Make {known} an {APPLICANT}", explain)
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def word(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Give one's word, or write down another's, that an organisation meets a criterion that no figure proves."""
    who = acting(caller)
    only_for(who, "attestation.give", f"organisation/{slug}")
    known = organisation_called(who.group, slug)
    check_speaks_for(who, known)
    charter = charter_in_force(who.group, who.on)
    others = people_of(who.group) if who.may("membership.change") else ()
    form = WordForm(request, who, known.handle, charter=charter, others=others)

    def deed(said: Said) -> Done:
        whose = person_numbered(who.group, int(said["said_by"])) if said["said_by"] else None
        attest(caller, known, said["criterion"], said["words"], said_by=whose, expected=said["version"])
        return "Your word is on the record." if whose is None else f"{whose}'s word is on the record.", _address(known)

    wanted = wanted_words(charter.classes)
    explain = f"What you give it for: {known} {wanted[0][1]}." if len(wanted) == 1 else ""
    question = Question(f"Give your word for {known}", _above(known), "Put it on the record", explain)
    return settle(request, who, form, question, deed=deed)


def _address(known: Organisation) -> str:
    return f"members/{known.slug}/"


def _above(known: Organisation) -> tuple[str, str]:
    return _address(known), known.name
