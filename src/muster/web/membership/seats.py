"""The board: its seats and offices on a day and over time, and how they change hands."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Caller, acting
from muster.actions.charter_in_force import charter_in_force, charter_of
from muster.actions.people import person_numbered
from muster.actions.seats import (
    appoint,
    give_office,
    holding_numbered,
    leave_office,
    leave_seat,
    office_numbered,
    seat_called,
)
from muster.domain.charter.board import Board
from muster.domain.charter.words import role_in_words, seats_in_words
from muster.domain.contribution.windows import months_before
from muster.domain.contribution.words import day
from muster.domain.errors import NotThere
from muster.domain.membership.roles import OFFICES
from muster.records.models import Office
from muster.records.queries.groups import charter_on, founded_on
from muster.records.queries.people import people_of, working_for
from muster.records.queries.seats import board_on, every_office, seat_page
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.data import day_asked, show_or_data
from muster.web.door import in_group
from muster.web.membership import as_data
from muster.web.membership.forms import EndForm, HoldForm, OfficeForm

FORM = ["GET", "HEAD", "POST"]


@require_safe
@in_group
def seats(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Who spoke for whom on a day, by which charter, and where a cap is broken."""
    who = acting(caller)
    on = day_asked(request, who.on)
    kept = charter_on(who.group, on)
    rules = charter_of(kept).board if kept else None
    board = board_on(who.group, on, rules)
    context = {
        "on": on,
        "founded": founded_on(who.group),
        "board": board,
        "rules": seats_in_words(rules) if rules else "",
        "charter": kept,
        "may_change": who.may("seat.change"),
        "may_office": who.may("office.change"),
    }
    return show_or_data(
        request, who, "membership/seats.html", context, data=lambda: as_data.seats(who.group, on, board, kept)
    )


@require_safe
@in_group
def seat(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """One seat, and everybody who held it."""
    who = acting(caller)
    page = seat_page(who.group, slug)
    context = {
        "on": who.on,
        "page": page,
        "may_change": who.may("seat.change"),
        "may_correct": who.may("record.correct"),
    }
    return show_or_data(request, who, "membership/seat.html", context, data=lambda: as_data.seat(who.group, page))


@require_http_methods(FORM)
@in_group
def hold(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Give a seat to somebody from a day on."""
    who = acting(caller)
    only_for(who, "seat.change", f"seat/{slug}")
    found = seat_called(who.group, slug)
    board = charter_in_force(who.group, who.on).board
    form = HoldForm(
        request,
        who,
        found.handle,
        everybody=people_of(who.group),
        its_own=(str(found.organisation or ""), working_for(found.organisation, who.on)),
        alternates=bool(board and board.alternates),
    )

    def deed(said: Said) -> Done:
        person = person_numbered(who.group, int(said["person"]))
        appoint(
            caller,
            found,
            person,
            said["since"],
            until=said["until"],
            part=said["part"],
            decided_by=said["decided_by"],
            expected=said["version"],
        )
        return f"{person} is the {said['part']} of {found} from {day(said['since'])} on.", f"seats/{slug}/"

    question = Question(f"Who holds the seat {found}", (f"seats/{slug}/", found.name), "Write it down")
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def leave(request: HttpRequest, caller: Caller, slug: str, key: int) -> HttpResponse:
    """Let somebody leave a seat on a day."""
    who = acting(caller)
    only_for(who, "seat.change", f"seat/{slug}")
    found = seat_called(who.group, slug)
    holding = holding_numbered(found, key)
    form = EndForm(request, who, found.handle)

    def deed(said: Said) -> Done:
        leave_seat(caller, holding, said["until"], expected=said["version"])
        return f"{holding.person} held the seat until {day(said['until'])}.", f"seats/{slug}/"

    question = Question(f"{holding.person} leaves the seat {found}", (f"seats/{slug}/", found.name), "Write it down")
    return settle(request, who, form, question, deed=deed)


@require_safe
@in_group
def offices(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Who has which office, and who had it before."""
    who = acting(caller)
    every = every_office(who.group)
    kept = charter_on(who.group, who.on)
    board = charter_of(kept).board if kept else None
    context = {
        "on": who.on,
        "roles": [(role, [(one, _term_ends(one, board)) for one in every if one.role == role]) for role in OFFICES],
        "rules": [role_in_words(role) for role in board.roles] if board else (),
        "may_change": who.may("office.change"),
        "may_correct": who.may("record.correct"),
    }
    return show_or_data(
        request, who, "membership/offices.html", context, data=lambda: as_data.offices(who.group, every)
    )


def _term_ends(office: Office, board: Board | None) -> date | None:
    """Give the day on which the charter's term of an office is over; None if it has ended, or has no term."""
    term = next((one.term_months for one in board.roles if one.id == office.role), None) if board else None
    return months_before(office.since, -term) if term and office.until is None else None


@require_http_methods(FORM)
@in_group
def give(request: HttpRequest, caller: Caller, role: str) -> HttpResponse:
    """Give an office to somebody from a day on; whoever has it hands it over in the same deed."""
    who = acting(caller)
    only_for(who, "office.change", f"office/{role}")
    if role not in OFFICES:
        raise NotThere(f"office/{role}", "The group has no such office.", "Offices lists those it has.")
    form = OfficeForm(request, who, role=role, everybody=people_of(who.group))

    def deed(said: Said) -> Done:
        person = person_numbered(who.group, int(said["person"]))
        before = person_numbered(who.group, int(said["instead_of"])) if said["instead_of"] else None
        give_office(
            caller,
            role,
            person,
            said["since"],
            until=said["until"],
            instead_of=before,
            decided_by=said["decided_by"],
            expected=said["version"],
        )
        return f"{person} is {role} from {day(said['since'])} on.", "offices/"

    explain = "Whoever has the office keeps it until that day, and can do nothing in it from then on."
    question = Question(f"Who is {role} from a day on", ("offices/", "Offices"), "Hand it over", explain)
    return settle(request, who, form, question, deed=deed)


@require_http_methods(FORM)
@in_group
def leave_role(request: HttpRequest, caller: Caller, key: int) -> HttpResponse:
    """Let somebody leave an office on a day; nobody follows."""
    who = acting(caller)
    only_for(who, "office.change", "offices")
    office = office_numbered(who.group, key)
    form = EndForm(request, who, f"office/{office.role}")

    def deed(said: Said) -> Done:
        leave_office(caller, office, said["until"], expected=said["version"])
        return f"{office.person} was {office.role} until {day(said['until'])}.", "offices/"

    question = Question(f"{office.person} is {office.role} no longer", ("offices/", "Offices"), "Write it down")
    return settle(request, who, form, question, deed=deed)
