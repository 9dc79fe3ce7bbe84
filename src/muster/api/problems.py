"""What the API says when it says no: one shape for every refusal, that of RFC 9457."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import BaseModel, Field

from muster.actions.refusals import status_of
from muster.domain.errors import AgainstTheRules, MusterError, Stale

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem. slug: the end of its `type`, and its place on the API's page. title: the same for all."""

    status: int
    slug: str
    title: str


MALFORMED: Final = Kind(400, "malformed", "The request cannot be read")
UNKNOWN_CALLER: Final = Kind(401, "unknown-caller", "Nobody has said who is asking")
NOT_ALLOWED: Final = Kind(403, "not-allowed", "Not for you")
NOT_THERE: Final = Kind(404, "not-there", "Not there")
NO_SUCH_METHOD: Final = Kind(405, "no-such-method", "This cannot be done here")
NO_SUCH_FORM: Final = Kind(406, "no-such-form", "Not to be had in that form")
CONFLICT: Final = Kind(409, "conflict", "Not as things stand")
CHANGED: Final = Kind(412, "changed", "It has changed since you saw it")
TOO_LARGE: Final = Kind(413, "too-large", "Too much at once")
NOT_JSON: Final = Kind(415, "not-json", "Not JSON")
INVALID: Final = Kind(422, "invalid", "Something in the request cannot be")
AGAINST_THE_RULES: Final = Kind(422, "against-the-rules", "Against the rules")
WHICH_VERSION: Final = Kind(428, "which-version", "Say which version you have seen")
TOO_OFTEN: Final = Kind(429, "too-often", "Too often")
OUR_FAULT: Final = Kind(500, "our-fault", "Our fault")
NOT_NOW: Final = Kind(503, "not-now", "Not now")

KINDS: Final = (
    MALFORMED,
    UNKNOWN_CALLER,
    NOT_ALLOWED,
    NOT_THERE,
    NO_SUCH_METHOD,
    NO_SUCH_FORM,
    CONFLICT,
    CHANGED,
    TOO_LARGE,
    NOT_JSON,
    INVALID,
    AGAINST_THE_RULES,
    WHICH_VERSION,
    TOO_OFTEN,
    OUR_FAULT,
    NOT_NOW,
)
"""Every kind there is."""


class Fault(BaseModel):
    """One thing that is wrong in what was sent."""

    detail: str = Field(description="What is wrong with it, and what would be right.")
    pointer: str | None = Field(None, description="Where in the body, as a JSON pointer: `#/since`.")
    parameter: str | None = Field(None, description="Or which parameter of the address, or which header.")


class Problem(BaseModel):
    """A refusal (RFC 9457). Nothing was changed."""

    type: str = Field(description="The kind of problem: an address at which it is explained.")
    title: str = Field(description="The kind of problem in words, the same each time.")
    status: int = Field(description="The HTTP status once more.")
    detail: str = Field(description="What is wrong this time.")
    mend: str = Field(description="What to do about it.")
    about: str | None = Field(None, description="What it is about, such as `seat/orange`.")
    instance: str = Field(description="The address that was asked.")
    faults: list[Fault] = Field([], description="Everything that is wrong in what was sent, all at once.")


class Refused(Exception):
    """What the API itself refuses, before any deed. what, mend: one sentence each."""

    def __init__(self, kind: Kind, what: str, mend: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(what)
        self.kind = kind
        self.what = what
        self.mend = mend
        self.faults = faults


def problem(request: HttpRequest, refused: Refused, *, about: str | None = None) -> HttpResponse:
    """Answer with a problem."""
    kind = refused.kind
    body = Problem(
        type=f"{settings.BASE_URL}/api/v1/docs#{kind.slug}",
        title=kind.title,
        status=kind.status,
        detail=refused.what,
        mend=refused.mend,
        about=about,
        instance=request.path,
        faults=list(refused.faults),
    )
    text = body.model_dump_json(exclude_none=True)
    headers = {"WWW-Authenticate": 'Bearer realm="muster"'} if kind is UNKNOWN_CALLER else {}
    return HttpResponse(text, status=kind.status, content_type=MEDIA_TYPE, headers=headers)


def answer(request: HttpRequest, raised: Exception) -> HttpResponse:
    """Make a problem of whatever was raised on the way; what nobody foresaw is logged, and not shown."""
    if isinstance(raised, MusterError):
        return _refused_by_a_deed(request, raised)
    if isinstance(raised, HttpError) and isinstance(raised.__cause__, Refused):
        raised = raised.__cause__  # ninja hides what the reader of bodies says behind a sentence of its own
    if isinstance(raised, ValidationError):
        return problem(request, _invalid(raised))
    refused = raised if isinstance(raised, Refused) else _foreseen(raised)
    if refused is None:
        logging.getLogger("muster.api").error("%s %s failed", request.method, request.path, exc_info=raised)
        what, mend = "Something went wrong here that nobody foresaw.", "Try again; if it stays so, tell who runs this."
        refused = Refused(OUR_FAULT, what, mend)
    return problem(request, refused)


def _foreseen(raised: Exception) -> Refused | None:
    """Say what Django and ninja refuse; None: they refuse nothing of the sort."""
    if isinstance(raised, AuthenticationError):
        what, mend = "This is not done without saying who asks.", "Send a personal token: `Authorization: Bearer …`."
        return Refused(UNKNOWN_CALLER, what, mend)
    if isinstance(raised, Throttled):
        what, mend = "You have written too often in too short a time.", "Wait as long as Retry-After says, in seconds."
        return Refused(TOO_OFTEN, what, mend)
    if isinstance(raised, RequestDataTooBig):
        what = f"At most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes are read at once."
        return Refused(TOO_LARGE, what, "Send less.")
    return None


def _refused_by_a_deed(request: HttpRequest, refused: MusterError) -> HttpResponse:
    status = status_of(refused)
    if isinstance(refused, Stale):
        kind = CHANGED if "If-Match" in request.headers else CONFLICT
    elif isinstance(refused, AgainstTheRules):
        kind = AGAINST_THE_RULES
    else:
        kind = next((one for one in KINDS if one.status == status), OUR_FAULT)
    faults = [Fault(detail=str(one)) for one in getattr(refused, "faults", ())]
    return problem(request, Refused(kind, refused.what, refused.mend, faults), about=refused.where)


WORDS: Final = {
    "missing": "It is needed.",
    "extra_forbidden": "There is no such key.",
}
"""What pydantic says too curtly."""


def _invalid(raised: ValidationError) -> Refused:
    """Say what did not fit. A part of the path that cannot be names nothing; a missing If-Match has its own kind."""
    found = [(tuple(map(str, one["loc"])), one) for one in raised.errors]
    if any(place[0] == "path" for place, _ in found):
        what, mend = "Nothing is called so.", "The address names a group, and things in it, as the lists of the API do."
        return Refused(NOT_THERE, what, mend)
    if any(place[0] == "header" and one["type"] == "missing" for place, one in found):
        what = "This changes something that is there, and you did not say which version of it you have seen."
        return Refused(WHICH_VERSION, what, "Send the ETag that it had when you read it, as If-Match.")
    faults = [_fault(place, one["type"], one["msg"]) for place, one in found]
    number = "One thing" if len(faults) == 1 else f"{len(faults)} things"
    return Refused(INVALID, f"{number} in the request cannot be.", "Mend what is listed, and send it again.", faults)


def _fault(place: tuple[str, ...], kind: str, words: str) -> Fault:
    detail = WORDS.get(kind) or f"{words.removeprefix('Value error, ')}."
    if place[0] == "body":
        return Fault(detail=detail, pointer=pointer(place[2:]))  # the second part is the name in our own code
    return Fault(detail=detail, parameter=place[-1])


def pointer(path: Sequence[str | int]) -> str:
    """Write a place in a JSON document as RFC 6901 has it, as a fragment."""
    return "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
