"""The charter as a person reads it: the one of a day, every version, what changed between two, and how it changes."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_changes import SUBJECT, adopt_charter, check_charter
from muster.actions.charter_in_force import charter_of
from muster.actions.kept_charters import with_plain_ends
from muster.domain.charter.changes import changes
from muster.domain.charter.reading import reading
from muster.domain.contribution.words import day
from muster.domain.errors import AgainstTheRules, CharterFaults, RequestFault
from muster.records.models import CharterVersion, Group
from muster.records.queries.charters import Version, charter_numbered, charter_versions
from muster.records.queries.groups import charter_on
from muster.web.asking import AGAIN, Done, Question, Said, day_field, only_for, settle
from muster.web.data import day_asked, show_or_data, written
from muster.web.door import in_group, show
from muster.web.membership.choosing import Choosing, choice

TOML = "application/toml; charset=utf-8"


@require_safe
@in_group
def charter(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The charter in force on a day, and every version that the group has had."""
    who = acting(caller)
    on = day_asked(request, who.on)
    return _show(request, who, charter_on(who.group, on), on)


@require_safe
@in_group
def version(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One version, whenever it was in force."""
    who = acting(caller)
    return _show(request, who, charter_numbered(who.group, number), None)


@require_safe
@in_group
def file(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:  # noqa: ARG001 - a view gets the request
    """One version as the file that was handed in."""
    kept = charter_numbered(caller.group, number)
    name = f"{caller.group.slug}-charter-{number}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "ETag": f'"{kept.sha256}"'}
    return HttpResponse(kept.text.encode(), content_type=TOML, headers=headers)


@require_safe
@in_group
def compared(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What changed from one version to another: `?from=1&to=2`; the last two, if none are named."""
    who = acting(caller)
    versions = charter_versions(who.group)
    last = len(versions)
    old, new = _number(request, "from", max(1, last - 1)), _number(request, "to", last)
    before, after = charter_numbered(who.group, old), charter_numbered(who.group, new)
    context = {
        "versions": versions,
        "old": old,
        "new": new,
        "before": before,
        "after": after,
        "lines": changes(before.text, after.text),
    }
    return show(request, who, "membership/charter_changes.html", context)


class CharterForm(Choosing):
    """Another charter, typed or as a file."""

    text = forms.CharField(
        label="The charter",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "text", "spellcheck": "false"}),
        help_text="As TOML. It begins as the one in force; change what is decided, and count the version on.",
    )
    file = forms.FileField(label="Or its file", required=False, help_text="If there is one, it is taken instead.")
    since = day_field("In force from", help_text="Today or later: what was decided until then was decided by the last.")
    decided_by = choice("Decided by", required=False)

    def __init__(self, request: HttpRequest, who: Acting, *, last: CharterVersion) -> None:
        super().__init__(request, who, SUBJECT, initial={"text": last.text})
        self.choose_decision("nothing: the charter asks for no decision")

    def clean(self) -> dict[str, Any]:
        """Take the text from the file, if there is one."""
        said: dict[str, Any] = super().clean() or {}
        if handed := said.get("file"):
            try:
                said["text"] = handed.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "This is not UTF-8. Save the file as UTF-8.")
        said["text"] = with_plain_ends(said.get("text") or "")
        if not said["text"].strip():
            self.add_error("text", "There is no charter here. Write it, or choose its file.")
        return said


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def change(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Adopt another charter; or look first at what it changes."""
    who = acting(caller)
    only_for(who, "charter.change", SUBJECT)
    last = charter_numbered(who.group, len(charter_versions(who.group)))
    form = CharterForm(request, who, last=last)
    if "other" in request.POST and form.is_valid():
        return _look(request, who, form, last)

    def deed(said: Said) -> Done:
        kept = adopt_charter(
            caller, said["text"], said["since"], decided_by=said["decided_by"], expected=said["version"]
        )
        return f"Version {kept.version} is adopted, in force from {day(kept.since)} on.", "charter/"

    return settle(request, who, form, QUESTION, deed=deed)


QUESTION = Question(
    "Change the charter",
    ("charter/", "Charter"),
    "Adopt it",
    "Every fault is said with its line, and nothing that has one is adopted. The board's seats follow the charter.",
    other="Look first",
)


def _look(request: HttpRequest, who: Acting, form: CharterForm, last: CharterVersion) -> HttpResponse:
    """Show what a charter would change, before it is adopted."""
    said, status = form.cleaned_data, 200
    looked: dict[str, Any] = {}
    try:
        looked = {
            "remarks": check_charter(who.group, said["text"], said["since"]),
            "lines": changes(last.text, said["text"]),
            "looked": True,
        }
    except (AgainstTheRules, CharterFaults) as refused:
        form.refuse(refused)
        status = AGAIN
    context = {"form": form, "question": QUESTION, **looked}
    return show(request, who, "membership/charter_looked.html", context, status=status)


def _show(request: HttpRequest, who: Acting, kept: CharterVersion | None, on: date | None) -> HttpResponse:
    versions = charter_versions(who.group)
    number = next((one.number for one in versions if kept and one.kept.pk == kept.pk), 0)
    context = {
        "on": on,
        "today": who.on,
        "founded": versions[0].kept.since,
        "kept": kept,
        "number": number,
        "versions": versions,
        "reading": reading(charter_of(kept)) if kept else None,
        "may_change": who.may("charter.change"),
    }
    return show_or_data(
        request, who, "membership/charter.html", context, data=lambda: _data(who.group, on, kept, versions)
    )


def _data(group: Group, on: date | None, kept: CharterVersion | None, versions: list[Version]) -> dict[str, Any]:
    return {
        "group": group.slug,
        "on": written(on),
        "version": kept.version if kept else None,
        "sha256": kept.sha256 if kept else None,
        "charter": charter_of(kept).model_dump(mode="json", exclude_defaults=True) if kept else None,
        "versions": [
            {
                "number": one.number,
                "version": one.kept.version,
                "since": written(one.kept.since),
                "until": written(one.until),
                "sha256": one.kept.sha256,
                "decided_by": one.kept.decided_by,
            }
            for one in versions
        ],
    }


def _number(request: HttpRequest, name: str, default: int) -> int:
    asked = request.GET.get(name, "")
    if not asked:
        return default
    if not asked.isascii() or not asked.isdigit() or len(asked) > len("999999"):
        raise RequestFault(
            f"{name}={asked[:40]}", "This is no number of a version.", "Write it like this: from=1&to=2."
        )
    return int(asked)
