"""Outside bodies, who speaks with them, and the statements that go both ways."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.text import slugify

from muster.actions.caller import Caller
from muster.actions.deed import deed
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.liaisons.statements import refusal_of_a_statement
from muster.records.models import Group, Liaison, OutsideBody, Person, Statement
from muster.records.queries.people import holds_on


@dataclass(frozen=True, slots=True)
class Written:
    """A statement as it is handed in. direction: "in" or "out". purpose: action, comment or information."""

    direction: str
    purpose: str
    title: str
    text: str
    dated: date
    deadline: date | None = None


def know_body(caller: Caller, name: str, *, purpose: str = "", contact: str = "") -> OutsideBody:
    """Write down a body that the group speaks with. AgainstTheRules: the group knows one of that name."""
    slug = slugify(name)[:80]
    if not slug:
        raise AgainstTheRules("name", "A name needs a letter or a digit.", "Write the body's name.")
    with deed(caller, "liaison.change", f"liaison/{slug}") as doing:
        if OutsideBody.objects.filter(group=doing.group, slug=slug).exists():
            raise AgainstTheRules(f"liaison/{slug}", "The group knows a body of that name.", "Use that one.")
        body = OutsideBody.objects.create(group=doing.group, slug=slug, name=name, purpose=purpose, contact=contact)
        doing.log("body.known", {"name": name, "purpose": purpose})
    return body


def change_body(
    caller: Caller, body: OutsideBody, *, purpose: str, contact: str, expected: int | None = None
) -> OutsideBody:
    """Change what the group wants of a body, and whom to write to there."""
    with deed(caller, "liaison.change", body.handle, expected=expected) as doing:
        body.purpose, body.contact = purpose, contact
        body.save(update_fields=["purpose", "contact"])
        doing.log("body.changed", {"purpose": purpose})
    return body


def name_liaison(
    caller: Caller, body: OutsideBody, person: Person, since: date, *, expected: int | None = None
) -> Liaison:
    """Name somebody to speak with a body from a day on, beside whoever does already."""
    with deed(caller, "liaison.change", body.handle, expected=expected) as doing:
        if body.liaisons.filter(holds_on(since), person=person).exists():
            raise AgainstTheRules(body.handle, f"{person} speaks with {body} already.", "Choose somebody else.")
        liaison = Liaison.objects.create(body=body, person=person, since=since)
        doing.log("liaison.named", {"person": person.handle, "since": since.isoformat()})
    return liaison


def end_liaison(caller: Caller, body: OutsideBody, person: Person, until: date, *, expected: int | None = None) -> None:
    """Let somebody speak with a body no longer, from a day on. NotThere: they do not now."""
    with deed(caller, "liaison.change", body.handle, expected=expected) as doing:
        liaison = body.liaisons.filter(person=person, until__isnull=True).first()
        if liaison is None:
            raise NotThere(body.handle, f"{person} does not speak with {body}.", "Choose one of those who do.")
        if until <= liaison.since:
            what = f"{person} has spoken with {body} since {liaison.since}."
            raise AgainstTheRules(body.handle, what, "Choose a later day.")
        liaison.until = until
        liaison.save(update_fields=["until"])
        doing.log("liaison.ended", {"person": person.handle, "until": until.isoformat()})


def write_statement(caller: Caller, body: OutsideBody, written: Written, *, answers: int | None = None) -> Statement:
    """Write down a statement of the group to a body, or of the body to the group. answers: the number of another."""
    what = "statement.answer" if answers else "statement.send"
    with deed(caller, what, body.handle) as doing:
        if doing.who.person is None:
            raise AgainstTheRules(body.handle, "Somebody has to answer for a statement.", "Sign in as a person.")
        refused = refusal_of_a_statement(written.purpose, written.dated, written.deadline, on=doing.who.on)
        if refused:
            raise refused.error(body.handle)
        earlier = _answered(body, written, answers)
        last = Statement.objects.filter(group=doing.group).aggregate(last=Max("number"))["last"] or 0
        statement = Statement.objects.create(
            group=doing.group,
            number=last + 1,
            body=body,
            direction=written.direction,
            purpose=written.purpose,
            title=written.title,
            text=written.text,
            deadline=written.deadline,
            dated=written.dated,
            answers=earlier,
            entered_at=doing.at,
            entered_by=doing.who.person,
        )
        doing.log(
            "statement.written",
            {
                "body": body.slug,
                "direction": written.direction,
                "purpose": written.purpose,
                "title": written.title,
                "text": written.text,
                "dated": written.dated.isoformat(),
                "deadline": written.deadline.isoformat() if written.deadline else "",
                "answers": earlier.handle if earlier else "",
            },
            subject=statement.handle,
        )
    return statement


def _answered(body: OutsideBody, written: Written, answers: int | None) -> Statement | None:
    """Find the statement that this one answers: one of the same body, and of the other side."""
    if answers is None:
        return None
    earlier = body.statements.filter(number=answers).first()
    if earlier is None:
        raise NotThere(f"statement/{answers}", f"{body} and the group have no such statement.", "Choose one of theirs.")
    if earlier.direction == written.direction:
        raise AgainstTheRules(earlier.handle, "A side does not answer itself.", "Choose a statement of the other side.")
    return earlier


def body_called(group: Group, slug: str) -> OutsideBody:
    """Give the outside body of that name. NotThere: the group speaks with none such."""
    body = OutsideBody.objects.filter(group=group, slug=slug).first()
    if body is None:
        raise NotThere(f"liaison/{slug}", "The group speaks with no such body.", "Follow a link from Liaisons.")
    return body
