"""Use cases: who needs what and why, which members need it too, and what the group says of it."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import StringConstraints

from muster.actions.caller import Acting, Caller, acting
from muster.actions.decisions.writing import TITLE_AT_MOST, WORDS_AT_MOST
from muster.actions.roadmap import use_cases as deeds
from muster.actions.roadmap.telling import COMMENT, Told, history
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Asked, Number, OrganisationNamed, OrganisationSlug, PersonNamed, Shown, Slug
from muster.domain.roadmap.use_cases import UseCaseState
from muster.records.models import Support
from muster.records.queries.roadmap.use_cases import UseCaseShown, use_case_numbered, use_cases_of

area = Area("Roadmap: use cases")

StateWord = Literal["open", "accepted", "served", "declined"]
Text = Annotated[str, StringConstraints(min_length=1, max_length=WORDS_AT_MOST)]
Words = Annotated[str, StringConstraints(max_length=WORDS_AT_MOST)]


class SupportShown(Shown):
    """A member that needs what the use case says too."""

    organisation: OrganisationNamed
    reason: str
    at: datetime

    @classmethod
    def of(cls, one: Support) -> "SupportShown":
        """Show it."""
        return cls(organisation=OrganisationNamed.of(one.organisation), reason=one.reason, at=one.at)


class CommentShown(Shown):
    """Something said about a use case. by: null for Muster."""

    text: str
    by: PersonNamed | None
    at: datetime

    @classmethod
    def of(cls, one: Told) -> "CommentShown":
        """Show it."""
        return cls(text=one.quote, by=PersonNamed.of(one.person) if one.person else None, at=one.at)


class UseCaseListed(Shown):
    """A use case. who: who needs it, in which part. items: the slugs of those that serve it."""

    number: int
    title: str
    who: str
    need: str
    why: str
    state: StateWord
    opened_at: datetime
    opened_by: PersonNamed | None
    supports: list[SupportShown]
    items: list[str]
    invented: bool

    @classmethod
    def of(cls, one: UseCaseShown) -> "UseCaseListed":
        """List it."""
        row = one.row
        return cls(
            number=row.number,
            title=row.title,
            who=row.who,
            need=row.need,
            why=row.why,
            state=one.state.value,
            opened_at=row.opened_at,
            opened_by=PersonNamed.of(row.opened_by) if row.opened_by else None,
            supports=[SupportShown.of(support) for support in one.supports],
            items=[item.slug for item in one.items],
            invented=row.invented,
        )


class UseCaseWhole(UseCaseListed):
    """A use case with what was said of it, the first word first."""

    comments: list[CommentShown]

    @classmethod
    def whole(cls, one: UseCaseShown, told: list[Told]) -> "UseCaseWhole":
        """Show it."""
        said = [CommentShown.of(entry) for entry in told if entry.kind == COMMENT]
        return cls(**UseCaseListed.of(one).model_dump(), comments=said)


class UseCaseAsked(Asked):
    """What a use case is to say, whole."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=TITLE_AT_MOST)]
    who: Annotated[str, StringConstraints(min_length=1, max_length=deeds.WHO_AT_MOST)]
    need: Text
    why: Words = ""

    def written(self) -> deeds.UseCaseWritten:
        """Give it as the deed wants it."""
        return deeds.UseCaseWritten(self.title, self.who, self.need, self.why)


class NewUseCaseAsked(UseCaseAsked):
    """A use case that is not there yet."""

    invented: bool = False


class CommentAsked(Asked):
    """Something to say about a use case."""

    text: Text


class SupportAsked(Asked):
    """Which member needs it. organisation: left out, that of the one seat that whoever asks holds."""

    organisation: OrganisationSlug | None = None
    reason: Words = ""


class SupportWithdrawn(Asked):
    """Which member needs it no longer."""

    organisation: OrganisationSlug | None = None


class AnswerAsked(Asked):
    """What the group says of it. To decline takes a reason."""

    state: StateWord
    reason: Words = ""


@area.read("/groups/{group}/roadmap/use-cases", Page[UseCaseListed])
def list_use_cases(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every use case."""
    rows = use_cases_of(caller_of(request, group).group)
    return listed(request, rows, UseCaseListed.of, key=Key("row__number", int), turn=turn)


@area.read("/groups/{group}/roadmap/use-cases/{number}", UseCaseWhole)
def show_use_case(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One use case."""
    return _use_case(request, acting(caller_of(request, group)), number)


@area.write("POST", "/groups/{group}/roadmap/use-cases", UseCaseWhole, made=True)
def open_use_case(request: HttpRequest, group: Slug, asked: NewUseCaseAsked) -> HttpResponse:
    """Say who needs what, and why."""
    caller = caller_of(request, group)
    made = deeds.open_use_case(caller, asked.written(), invented=asked.invented)
    return _use_case(request, acting(caller), made.number, made_at=f"{request.path}/{made.number}")


@area.write("PUT", "/groups/{group}/roadmap/use-cases/{number}", UseCaseWhole)
def change_use_case(
    request: HttpRequest, group: Slug, number: Number, *, asked: UseCaseAsked, if_match: IfMatch
) -> HttpResponse:
    """Change what a use case says."""
    caller, seen = _seen(request, group, number, if_match)
    deeds.change_use_case(caller, number, asked.written(), expected=seen)
    return _use_case(request, acting(caller), number)


@area.write("POST", "/groups/{group}/roadmap/use-cases/{number}/comments", UseCaseWhole)
def comment_on_use_case(request: HttpRequest, group: Slug, number: Number, *, asked: CommentAsked) -> HttpResponse:
    """Say something about it."""
    caller = caller_of(request, group)
    deeds.comment(caller, number, asked.text)
    return _use_case(request, acting(caller), number)


@area.write("POST", "/groups/{group}/roadmap/use-cases/{number}/supports", UseCaseWhole)
def support_use_case(
    request: HttpRequest, group: Slug, number: Number, *, asked: SupportAsked, if_match: IfMatch
) -> HttpResponse:
    """Say that a member needs it."""
    caller, seen = _seen(request, group, number, if_match)
    deeds.support(caller, number, organisation=asked.organisation or "", reason=asked.reason, expected=seen)
    return _use_case(request, acting(caller), number)


@area.write("POST", "/groups/{group}/roadmap/use-cases/{number}/supports/withdraw", UseCaseWhole)
def withdraw_support_of_use_case(
    request: HttpRequest, group: Slug, number: Number, *, asked: SupportWithdrawn, if_match: IfMatch
) -> HttpResponse:
    """Say that a member needs it no longer."""
    caller, seen = _seen(request, group, number, if_match)
    deeds.withdraw_support(caller, number, organisation=asked.organisation or "", expected=seen)
    return _use_case(request, acting(caller), number)


@area.write("POST", "/groups/{group}/roadmap/use-cases/{number}/answer", UseCaseWhole)
def answer_use_case(
    request: HttpRequest, group: Slug, number: Number, *, asked: AnswerAsked, if_match: IfMatch
) -> HttpResponse:
    """Accept or decline it for the group, say that it is served, or open it again."""
    caller, seen = _seen(request, group, number, if_match)
    deeds.answer_use_case(caller, number, UseCaseState(asked.state), asked.reason, expected=seen)
    return _use_case(request, acting(caller), number)


def _seen(request: HttpRequest, group: str, number: int, if_match: str) -> tuple[Caller, int | None]:
    caller = caller_of(request, group)
    return caller, expected(caller.group, use_case_numbered(caller.group, number).row.handle, if_match)


def _use_case(request: HttpRequest, who: Acting, number: int, *, made_at: str = "") -> HttpResponse:
    found = use_case_numbered(who.group, number)
    told = history(who.group, found.row.handle)
    return shown(request, UseCaseWhole.whole(found, told), about=(who.group, found.row.handle), made_at=made_at)
