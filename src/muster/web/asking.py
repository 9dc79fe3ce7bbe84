"""Forms that ask for a deed: who may open one, what it is shown as, and what becomes of it when the deed is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from muster.actions.caller import Acting
from muster.actions.deed import mend_of
from muster.domain.errors import AgainstTheRules, CharterFaults, MusterError, NotAllowed, Stale
from muster.domain.membership.roles import who_may
from muster.records import log
from muster.web.door import done, show

AGAIN: Final = 422
CHANGED: Final = 409
DAY: Final = "%Y-%m-%d"

Said = dict[str, Any]
Done = tuple[str, str]
"""What is said when a deed is done, and the address below the group's where it can be seen."""


class DeedForm(forms.Form):
    """A form about one thing of a group; it carries the version of the thing that its reader has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, who: Acting, subject: str, *, initial: Said | None = None) -> None:
        """Begin with today, with what is known, and with what the address says: `?decided_by=proposal/3`."""
        fields = self.base_fields
        asked: Said = {name: request.GET[name] for name in fields if name in request.GET}
        today: Said = {name: who.on for name in ("since", "until") if name in fields and fields[name].required}
        begun: Said = {**today, **(initial or {}), **asked, "version": log.version(who.group, subject)}
        posted = request.method == "POST"
        super().__init__(request.POST if posted else None, request.FILES if posted else None, initial=begun)
        self.group, self.subject, self.at = who.group, subject, who.at

    def refuse(self, refused: MusterError) -> int:
        """Take a refusal as a fault of the form. Give the status to show it again with.

        A form that was stale takes the version of now: whoever sends it again has seen the reason.
        """
        self.add_error(None, f"{refused.what} {refused.mend}")
        for fault in getattr(refused, "faults", ()):
            self.add_error(None, str(fault))
        if not isinstance(refused, Stale):
            return AGAIN
        self.data = MultiValueDict({**dict(self.data), "version": [str(log.version(self.group, self.subject))]})
        return CHANGED


@dataclass(frozen=True, slots=True)
class Question:
    """How a form is shown. above: the page above it, its address below the group's and its name. button: the deed."""

    title: str
    above: tuple[str, str]
    button: str
    explain: str = ""
    other: str = ""
    """A second button, sent as `other`."""


def settle(
    request: HttpRequest, who: Acting, form: DeedForm, question: Question, *, deed: Callable[[Said], Done]
) -> HttpResponse:
    """Show a form; or do the deed with what it says, and say that it is done; or show the form with its faults."""
    status = 200
    if form.is_bound:
        status = AGAIN
        if form.is_valid():
            try:
                words, address = deed(form.cleaned_data)
            except (AgainstTheRules, CharterFaults, Stale) as refused:
                status = form.refuse(refused)
            else:
                return done(request, words, f"/{who.group.slug}/{address}")
    return show(request, who, "deed.html", {"form": form, "question": question}, status=status)


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """Make a field for a day, which is written in one way alone: 2017-05-09."""
    picker = forms.DateInput(attrs={"type": "date"}, format=DAY)
    return forms.DateField(label=label, required=required, widget=picker, help_text=help_text, input_formats=[DAY])


def only_for(who: Acting, deed: str, about: str) -> None:
    """Refuse to open a form to whoever may not do its deed. NotAllowed: they may not."""
    if not who.may(deed):
        raise NotAllowed(about, f"This is for {who_may(deed)}.", mend_of(who))
