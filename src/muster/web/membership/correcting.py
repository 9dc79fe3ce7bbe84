"""Putting right what was written down wrongly: other days for it, or the word that it never was."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Caller, acting
from muster.actions.corrections import correct, interval, strike, subject_of
from muster.actions.intervals import AnyDated, called
from muster.domain.contribution.words import day
from muster.domain.membership.states import SAID
from muster.records.models import Affiliation, Holding, Membership
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.door import in_group
from muster.web.membership.forms import CorrectionForm

STRIKE = "It never was: strike it out"


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def correction(request: HttpRequest, caller: Caller, kind: str, key: int) -> HttpResponse:
    """Correct the days of a state, a holding, an office or an affiliation; or strike it out."""
    who = acting(caller)
    only_for(who, "record.correct", "corrections")
    row = interval(who.group, kind, key)
    form = CorrectionForm(
        request, who, subject_of(kind, row), initial={"since": row.since, "until": row.until, "along": True}
    )

    def deed(said: Said) -> Done:
        reason, expected = said["reason"], said["version"]
        if "other" in request.POST:
            strike(caller, kind, key, reason=reason, expected=expected)
            return "It is struck out. The log keeps what was written before.", _place(row)[0]
        correct(
            caller,
            kind,
            key,
            since=said["since"],
            until=said["until"],
            along=said["along"],
            reason=reason,
            expected=expected,
        )
        return "It is corrected. The log keeps what was written before.", _place(row)[0]

    until = f"until {day(row.until)}" if row.until else "with no end"
    explain = (
        f"{_said(row)} is written down from {day(row.since)} {until}. A correction is a new entry of the log, with who "
        "made it and why; what is struck out gives its place to what came before it."
    )
    question = Question("Correct what is written", _place(row), "Correct it", explain, other=STRIKE)
    return settle(request, who, form, question, deed=deed)


def _said(row: AnyDated) -> str:
    if isinstance(row, Membership):
        return f"That {row.organisation} is {SAID[row.state]}"
    if isinstance(row, Holding):
        return f"That {called(row)} is the {row.part} of {row.seat}"
    if isinstance(row, Affiliation):
        return f"That {row.person} works for {row.organisation}"
    return f"That {row.person} is {row.role}"


def _place(row: AnyDated) -> tuple[str, str]:
    """Give the page on which it stands: its address below the group's, and its name."""
    if isinstance(row, Membership):
        return f"members/{row.organisation.slug}/", row.organisation.name
    if isinstance(row, Holding):
        return f"seats/{row.seat.slug}/", row.seat.name
    if isinstance(row, Affiliation):
        return f"people/{row.person.number}/", str(row.person)
    return "offices/", "Offices"
