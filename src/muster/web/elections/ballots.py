"""The ballot in three steps: fill it in, hear it read back, cast it and keep the receipt."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from muster.actions.caller import Caller, acting
from muster.actions.elections import voting
from muster.actions.elections.ballot_box import find_ballot, in_words, public_name, published
from muster.domain.errors import RequestFault
from muster.records.queries.elections import called, election_on
from muster.web.door import in_group, show
from muster.web.elections.ballot_forms import BallotForm
from muster.web.elections.forms import ReceiptForm
from muster.web.elections.page import page

SALT = "muster.elections.ballot"
A_DAY = 24 * 60 * 60
"""How long, in seconds, a ballot that was read back can be cast as it is."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def ballot(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Fill in a ballot; sent, it is read back before anything is cast. `edit` shows it again as it was filled in."""
    voter = voting.at_the_ballot(caller, number)
    now = voter.now
    replacing = voter.used == voter.votes
    form = BallotForm(now.standing, now.row.method, request.POST or None, replacing=replacing)
    if request.method != "POST" or "edit" in request.POST or not form.is_valid():
        status = 422 if request.method == "POST" and "edit" not in request.POST else 200
        context = {"now": now, "row": now.row, "form": form, "voter": voter, "left": voter.votes - voter.used}
        return _private(show(request, voter.who, "elections/ballot.html", context, status=status))
    said = form.cleaned_data
    ranks, remark = voting.review(caller, number, form.ranks(), replacing=said.get("replacing", ""))
    sealed = {
        "election": public_name(now.row),
        "voter": voter.who.handle,
        "ranks": list(ranks),
        "receipt": voting.new_receipt(said["own_words"]),
        "replacing": said.get("replacing", ""),
    }
    filled_in = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    return _review(request, voter, sealed, {"remark": remark, "filled_in": filled_in})


@require_POST
@in_group
def cast(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Cast the ballot that was read back, and show its receipt. Sent twice, it shows the same receipt again."""
    who = acting(caller)
    row = election_on(who.group, number, who.at).row
    try:
        sealed = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        voting.at_the_ballot(caller, number)
        what = "This is not a ballot as it was read back to you, or that was more than a day ago."
        raise RequestFault(row.handle, what, "Fill it in again.") from None
    if (sealed["election"], sealed["voter"]) != (public_name(row), who.handle):
        voting.at_the_ballot(caller, number)
        what = "This ballot was filled in for another election, or by somebody else."
        raise RequestFault(row.handle, what, "Fill one in here.")
    confirmed = request.POST.get("confirmed") == "yes"
    if not confirmed and (remark := voting.remark_on(row, tuple(sealed["ranks"]))):
        voter = voting.at_the_ballot(caller, number)
        return _review(request, voter, sealed, {"remark": remark, "unconfirmed": True}, status=422)
    receipt = voting.cast(
        caller,
        number,
        sealed["ranks"],
        receipt=sealed["receipt"],
        replacing=sealed["replacing"],
        confirmed=confirmed,
    )
    context = {"row": row, "receipt": receipt, "replaced": bool(sealed["replacing"])}
    return _private(show(request, who, "elections/receipt.html", context))


@require_POST
@in_group
def find(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Show the ballot that a receipt leads to, once voting has closed."""
    who = acting(caller)
    now = election_on(who.group, number, who.at)
    found = published(now)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return page(request, caller, number, status=422, receipt=form)
    ranks = find_ballot(found, form.cleaned_data["receipt"])
    if ranks is None:
        form.add_error("receipt", "No ballot of this election has this receipt. Every character counts.")
        return page(request, caller, number, status=422, receipt=form)
    names = [now.names.get(label, label) for label in found.file.candidates]
    context = {"row": now.row, "sentences": in_words(ranks, names, now.row.method)}
    return _private(show(request, who, "elections/found.html", context))


def _review(
    request: HttpRequest,
    voter: voting.Voter,
    sealed: dict[str, Any],
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    names = [called(one.person) for one in voter.now.standing]
    context = {
        "row": voter.now.row,
        "sentences": in_words(tuple(sealed["ranks"]), names, voter.now.row.method),
        "sealed": signing.dumps(sealed, salt=SALT),
        "replacing": bool(sealed["replacing"]),
        **more,
    }
    return _private(show(request, voter.who, "elections/review.html", context, status=status))


def _private(answer: HttpResponse) -> HttpResponse:
    """Keep a page out of every cache: it shows how somebody votes."""
    answer["Cache-Control"] = "no-store"
    return answer
