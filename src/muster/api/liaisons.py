"""Outside bodies, who speaks with them, and the statements that go both ways. Whom to write to there is not shown."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions import liaisons as deeds
from muster.actions.caller import Acting, acting
from muster.actions.people import person_numbered
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import NAMES, Asked, Day, Number, PersonNamed, PersonNumber, Shown, Slug
from muster.records.models import Liaison, Statement
from muster.records.queries.liaisons import (
    BodyShown,
    StatementShown,
    bodies_on,
    body_on,
    statement_on,
    statements_on,
)

area = Area("Liaisons")

Direction = Literal["in", "out"]
Purpose = Literal["action", "comment", "information"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(max_length=10_000)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=100_000)]
Contact = Annotated[str, StringConstraints(max_length=500)]


class SpeakerShown(Shown):
    """Who speaks with a body, from a day on until another (null: still)."""

    person: PersonNamed
    since: date
    until: date | None

    @classmethod
    def of(cls, one: Liaison) -> "SpeakerShown":
        """Show them."""
        return cls(person=PersonNamed.of(one.person), since=one.since, until=one.until)


class OutsideBodyShown(Shown):
    """A body outside the group. now: who speaks with it today. others: who did before, or will."""

    slug: str
    name: str
    purpose: str
    now: list[SpeakerShown]
    others: list[SpeakerShown]

    @classmethod
    def of(cls, one: BodyShown) -> "OutsideBodyShown":
        """Show it."""
        return cls(
            slug=one.body.slug,
            name=one.body.name,
            purpose=one.body.purpose,
            now=[SpeakerShown.of(liaison) for liaison in one.now],
            others=[SpeakerShown.of(liaison) for liaison in one.others],
        )


class StatementListed(Shown):
    """A statement to a body or from it. waiting: what it waits for. answers: the number of the one that it answers."""

    number: int
    body: str
    direction: Direction
    purpose: Purpose
    title: str
    dated: date
    deadline: date | None
    waiting: str
    answers: int | None

    @classmethod
    def of(cls, one: StatementShown) -> "StatementListed":
        """List it."""
        row = one.statement
        return cls(
            number=row.number,
            body=row.body.slug,
            direction=row.direction,  # type: ignore[arg-type]  # one of Statement.Direction
            purpose=row.purpose,  # type: ignore[arg-type]  # one of Statement.Purpose
            title=row.title,
            dated=row.dated,
            deadline=row.deadline,
            waiting=one.waiting.value,
            answers=row.answers.number if row.answers else None,
        )


class StatementWhole(StatementListed):
    """A statement with its text. answered_by: the numbers of its answers."""

    text: str
    entered_at: datetime
    entered_by: PersonNamed
    answered_by: list[int]

    @classmethod
    def whole(cls, one: StatementShown, answers: list[Statement]) -> "StatementWhole":
        """Show it."""
        row = one.statement
        return cls(
            **StatementListed.of(one).model_dump(),
            text=row.text,
            entered_at=row.entered_at,
            entered_by=PersonNamed.of(row.entered_by),
            answered_by=[answer.number for answer in answers],
        )


class PurposeAsked(Asked):
    """What the group wants of a body, and whom to write to there, which only the group's own people are shown."""

    purpose: Words = ""
    contact: Contact = ""


class OutsideBodyAsked(PurposeAsked):
    """A body that the group is to speak with."""

    name: Name


class SpeakerAsked(Asked):
    """Who is to speak with a body from a day on, beside whoever does already."""

    person: PersonNumber
    since: Day


class SpeakerLeaves(Asked):
    """The day on which somebody speaks with a body no longer."""

    person: PersonNumber
    until: Day


class StatementAsked(Asked):
    """A statement. dated: the day that it bears."""

    direction: Direction
    purpose: Purpose
    title: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    text: Text
    dated: Day
    deadline: Day | None = None
    answers: Annotated[Number, Field(json_schema_extra={NAMES: "statement"})] | None = None


@area.read("/groups/{group}/liaisons", Page[OutsideBodyShown])
def list_outside_bodies(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every body that the group speaks with."""
    who = acting(caller_of(request, group))
    return listed(request, bodies_on(who.group, who.on), OutsideBodyShown.of, key=Key("body__slug", str), turn=turn)


@area.read("/groups/{group}/liaisons/{body}", OutsideBodyShown)
def show_outside_body(request: HttpRequest, group: Slug, body: Slug) -> HttpResponse:
    """One body, and who speaks with it."""
    return _body(request, acting(caller_of(request, group)), body)


@area.write("POST", "/groups/{group}/liaisons", OutsideBodyShown, made=True)
def know_outside_body(request: HttpRequest, group: Slug, asked: OutsideBodyAsked) -> HttpResponse:
    """Write down a body that the group speaks with."""
    caller = caller_of(request, group)
    made = deeds.know_body(caller, asked.name, purpose=asked.purpose, contact=asked.contact)
    return _body(request, acting(caller), made.slug, made_at=f"{request.path}/{made.slug}")


@area.write("POST", "/groups/{group}/liaisons/{body}/purpose", OutsideBodyShown)
def change_outside_body(
    request: HttpRequest, group: Slug, body: Slug, *, asked: PurposeAsked, if_match: IfMatch
) -> HttpResponse:
    """Change what the group wants of it, and whom to write to there."""
    caller = caller_of(request, group)
    found = deeds.body_called(caller.group, body)
    seen = expected(caller.group, found.handle, if_match)
    deeds.change_body(caller, found, purpose=asked.purpose, contact=asked.contact, expected=seen)
    return _body(request, acting(caller), body)


@area.write("POST", "/groups/{group}/liaisons/{body}/speakers", OutsideBodyShown)
def name_speaker(
    request: HttpRequest, group: Slug, body: Slug, *, asked: SpeakerAsked, if_match: IfMatch
) -> HttpResponse:
    """Name somebody to speak with it from a day on."""
    caller = caller_of(request, group)
    found, person = deeds.body_called(caller.group, body), person_numbered(caller.group, asked.person)
    deeds.name_liaison(caller, found, person, asked.since, expected=expected(caller.group, found.handle, if_match))
    return _body(request, acting(caller), body)


@area.write("POST", "/groups/{group}/liaisons/{body}/speakers/leave", OutsideBodyShown)
def end_speaking(
    request: HttpRequest, group: Slug, body: Slug, *, asked: SpeakerLeaves, if_match: IfMatch
) -> HttpResponse:
    """Let somebody speak with it no longer, from a day on."""
    caller = caller_of(request, group)
    found, person = deeds.body_called(caller.group, body), person_numbered(caller.group, asked.person)
    deeds.end_liaison(caller, found, person, asked.until, expected=expected(caller.group, found.handle, if_match))
    return _body(request, acting(caller), body)


@area.read("/groups/{group}/statements", Page[StatementListed])
def list_statements(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every statement, to and from outside bodies."""
    who = acting(caller_of(request, group))
    rows = statements_on(who.group, who.on)
    return listed(request, rows, StatementListed.of, key=Key("statement__number", int), turn=turn)


@area.read("/groups/{group}/statements/{number}", StatementWhole)
def show_statement(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One statement."""
    return _statement(request, acting(caller_of(request, group)), number)


@area.write("POST", "/groups/{group}/liaisons/{body}/statements", StatementWhole, made=True)
def write_statement(request: HttpRequest, group: Slug, body: Slug, *, asked: StatementAsked) -> HttpResponse:
    """Write down a statement, of the group to the body or of the body to the group."""
    caller = caller_of(request, group)
    written = deeds.Written(asked.direction, asked.purpose, asked.title, asked.text, asked.dated, asked.deadline)
    made = deeds.write_statement(caller, deeds.body_called(caller.group, body), written, answers=asked.answers)
    made_at = f"/api/v1/groups/{caller.group.slug}/statements/{made.number}"
    return _statement(request, acting(caller), made.number, made_at=made_at)


def _body(request: HttpRequest, who: Acting, slug: str, *, made_at: str = "") -> HttpResponse:
    found = body_on(who.group, slug, who.on)
    return shown(request, OutsideBodyShown.of(found), about=(who.group, found.body.handle), made_at=made_at)


def _statement(request: HttpRequest, who: Acting, number: int, *, made_at: str = "") -> HttpResponse:
    found, answers = statement_on(who.group, number, who.on)
    about = (who.group, found.statement.handle)
    return shown(request, StatementWhole.whole(found, answers), about=about, made_at=made_at)
