"""Where the members stand: the last published standing, as a table and in words; and how one is published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Caller, acting
from muster.actions.charter_in_force import charter_of
from muster.actions.published_standing import SUBJECT, publish_standing
from muster.domain.charter.words import counting_in_words
from muster.domain.contribution.published import PublishedMember, PublishedStanding, since_when
from muster.domain.contribution.standing import CriterionStanding
from muster.domain.contribution.verdict import Verdict
from muster.domain.contribution.words import (
    MEANINGS,
    day,
    figure_range,
    flip_sentence,
    number,
    rounded,
    signed,
    steady_sentences,
    verdict_sentence,
)
from muster.domain.record.chain import canonical
from muster.records.queries.groups import charter_on
from muster.records.queries.members import slugs_by_name
from muster.records.queries.standings import data_of, every_standing, history_of
from muster.web.asking import DeedForm, Done, Question, Said, only_for, settle
from muster.web.data import day_asked, show_or_data
from muster.web.door import in_group


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of one member, as the table and the words below it show it. anchor: joins the two."""

    anchor: str
    name: str
    slug: str
    state: str
    criterion: CriterionStanding
    likely: str
    range: str
    minimum: str
    margin: str
    verdict: str
    since: date
    sentence: str
    flips: tuple[str, ...]
    steady: tuple[str, ...]


@require_safe
@in_group
def standing(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Who keeps the promise on a day: by the last standing that was published for it, or before it."""
    who = acting(caller)
    on = day_asked(request, who.on)
    history = history_of(who.group, on)
    published = history[0] if history else None
    kept = charter_on(who.group, published.row.on if published else on)
    rows, everywhere = _said_once(_rows([one.standing for one in history], slugs_by_name(who.group)))
    context = {
        "on": on,
        "published": published,
        "everywhere": everywhere,
        "members": [row for row in rows if row.state == "member"],
        "others": [row for row in rows if row.state != "member"],
        "summary": _summary(published.standing) if published else "",
        "every": every_standing(who.group),
        "counting": counting_in_words(charter_of(kept).counting) if kept else "",
        "meanings": [(verdict.value, meaning) for verdict, meaning in MEANINGS.items()],
        "may_publish": who.may("standing.publish"),
    }
    return show_or_data(
        request,
        who,
        "standing/standing.html",
        context,
        # As canonical JSON, whose SHA-256 the record has.
        data=lambda: canonical(data_of(published.row)) if published else {"group": who.group.name, "on": None},
    )


class StandingForm(DeedForm):
    """A standing, as a file."""

    file = forms.FileField(label="The standing", help_text="What muster standing --format json printed, as a file.")

    def clean_file(self) -> str:
        """Read it as text."""
        try:
            return str(self.cleaned_data["file"].read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("This is not UTF-8. Choose the file that the command wrote.") from None


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def publish(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Publish a standing."""
    who = acting(caller)
    only_for(who, "standing.publish", SUBJECT)
    form = StandingForm(request, who, SUBJECT)

    def deed(said: Said) -> Done:
        kept = publish_standing(caller, said["file"], expected=said["version"])
        return f"The standing of {day(kept.on)} is published.", f"standing/?on={kept.on}"

    explain = (
        "It is shown on the group's pages, and its fingerprint goes into the record. Nothing of it can be changed."
    )
    question = Question("Publish a standing", ("standing/", "Standing"), "Publish it", explain)
    return settle(request, who, form, question, deed=deed)


def _rows(history: Sequence[PublishedStanding], slugs: dict[str, str]) -> list[Row]:
    """Give a row for each criterion of each organisation, in the order of the latest standing, which comes first."""
    return [
        _row(
            member,
            criterion,
            slug=slugs.get(member.name.casefold(), ""),
            since=since_when(history, member.name, criterion.id),
            at=(at, place),
        )
        for at, member in enumerate(history[0].members if history else ())
        for place, criterion in enumerate(member.criteria)
    ]


def _said_once(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Take out of the rows what all that were counted say word for word, such as what could be tried for none."""
    counted = [row.steady for row in rows if row.steady]
    if len(counted) < 2:  # noqa: PLR2004 - with one row nothing is said twice
        return rows, []
    everywhere = [said for said in counted[0] if all(said in steady for steady in counted)]
    shorter = [replace(row, steady=tuple(said for said in row.steady if said not in everywhere)) for row in rows]
    return shorter, everywhere


def _row(member: PublishedMember, criterion: CriterionStanding, *, slug: str, since: date, at: tuple[int, int]) -> Row:
    known, least = criterion.verdict is not Verdict.UNPROVEN, criterion.minimum
    return Row(
        anchor=f"{slug or f'no-{at[0]}'}-{slugify(criterion.id) or at[1]}",
        name=member.name,
        slug=slug,
        state=member.state,
        criterion=criterion,
        likely=rounded(criterion.figures.likely, 1, least) if known else "",
        range=figure_range(criterion.figures, least) if known else "",
        minimum=number(least),
        margin=signed(criterion.margin.likely) if known else "",
        verdict=criterion.verdict.value,
        since=since,
        sentence=verdict_sentence(criterion),
        flips=tuple(flip_sentence(flip, criterion) for flip in criterion.flips if flip.flips),
        steady=tuple(steady_sentences(criterion)) if known else (),
    )


def _summary(found: PublishedStanding) -> str:
    """Say how many members keep the promise whole."""
    members = [one for one in found.members if one.state == "member" and one.overall is not None]
    meets = sum(one.overall is Verdict.MEETS for one in members)
    if not members:
        return "Nothing is measured of any member."
    return f"{meets} of {len(members)} members meet every criterion that is measured."
