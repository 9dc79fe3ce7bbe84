"""People of a group: who takes part, for whom they work, which seats and offices they have and had."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Caller, acting
from muster.actions.people import (
    add_person,
    affiliate,
    affiliation_of,
    end_affiliation,
    person_numbered,
    rename_person,
)
from muster.domain.contribution.words import day
from muster.records.models import Person
from muster.records.queries.members import organisations_by_name
from muster.records.queries.persons import people_with_places, person_page
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.data import day_asked, show_or_data
from muster.web.door import in_group
from muster.web.membership import as_data
from muster.web.membership.forms import EndForm, NameForm, PersonForm, WorkForm

A_PAGE = 200
FORM = ["GET", "HEAD", "POST"]


@require_safe
@in_group
def people(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Everybody, with what they are on a day."""
    who = acting(caller)
    on = day_asked(request, who.on)
    everybody = people_with_places(who.group, on)
    context = {
        "on": on,
        "page": Paginator(everybody, A_PAGE).get_page(request.GET.get("page")),
        "may_add": who.may("person.add"),
    }
    return show_or_data(
        request, who, "membership/people.html", context, data=lambda: as_data.people(who.group, on, everybody)
    )


@require_safe
@in_group
def person(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One person: whom they worked for, which seats and offices they had, and when."""
    who = acting(caller)
    page = person_page(who.group, number)
    context = {
        "on": who.on,
        "page": page,
        "may_change": who.may("person.change"),
        "may_correct": who.may("record.correct"),
        "may_invite": who.may("person.invite") and not page.person.account_id,
    }
    return show_or_data(request, who, "membership/person.html", context, data=lambda: as_data.person(who.group, page))


@require_http_methods(FORM)
@in_group
def add(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Write down somebody who takes part."""
    who = acting(caller)
    only_for(who, "person.add", "people")
    form = PersonForm(request, who, every=organisations_by_name(who.group))

    def deed(said: Said) -> Done:
        made = add_person(caller, said["name"], organisation=said["organisation"], invented=said["invented"])
        return f"{made} is written down.", f"people/{made.number}/"

    explain = "Somebody can take part without an account. To let them sign in, invite them afterwards."
    return settle(request, who, form, Question("Add a person", ("people/", "People"), "Add them", explain), deed=deed)


@require_http_methods(FORM)
@in_group
def rename(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Correct a person's name."""
    who = acting(caller)
    only_for(who, "person.change", f"person/{number}")
    known = person_numbered(who.group, number)
    form = NameForm(request, who, known.handle, initial={"name": known.name})

    def deed(said: Said) -> Done:
        rename_person(caller, known, said["name"], expected=said["version"])
        return "The name is changed.", f"people/{number}/"

    explain = (
        f"The record knows them as {known.handle}, so every page shows the new name at once. "
        "To take a name off the pages, write another in its place."
    )
    return settle(request, who, form, Question(f"Rename {known}", _above(known), "Change it", explain), deed=deed)


@require_http_methods(FORM)
@in_group
def work(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say whom a person works for from a day on."""
    who = acting(caller)
    only_for(who, "person.change", f"person/{number}")
    known = person_numbered(who.group, number)
    form = WorkForm(request, who, known.handle, every=organisations_by_name(who.group))

    def deed(said: Said) -> Done:
        affiliate(
            caller,
            known,
            said["organisation"],
            said["since"],
            until=said["until"],
            source=said["source"],
            expected=said["version"],
        )
        return f"It is written down whom {known} works for from {day(said['since'])} on.", f"people/{number}/"

    explain = "Their seats stay with them; if the charter caps the seats of one employer, Seats says where it is over."
    question = Question(f"Whom {known} works for", _above(known), "Write it down", explain)
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def end_work(request: HttpRequest, caller: Caller, number: int, key: int) -> HttpResponse:
    """Say that a person no longer works for an organisation."""
    who = acting(caller)
    only_for(who, "person.change", f"person/{number}")
    known = person_numbered(who.group, number)
    affiliation = affiliation_of(known, key)
    form = EndForm(request, who, known.handle)

    def deed(said: Said) -> Done:
        end_affiliation(caller, affiliation, said["until"], expected=said["version"])
        return f"{known} worked for {affiliation.organisation} until {day(said['until'])}.", f"people/{number}/"

    question = Question(f"{known} leaves {affiliation.organisation}", _above(known), "Write it down")
    return settle(request, who, form, question, deed=deed)


def _above(known: Person) -> tuple[str, str]:
    return f"people/{known.number}/", str(known)
