"""What an operation looks at before anything is done: the form of the answer, the form of the body, and the query."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.operation import Operation

from muster.api.problems import INVALID, NO_SUCH_FORM, NOT_JSON, Fault, Refused, problem
from muster.api.reading import why_unkeepable

JSON: Final = "application/json"


def looked_at_first(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make an operation refuse what it is asked in a form that it does not have, or in words that it does not know."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  # ninja hands over a method of the operation
    takes_body = any(model.__ninja_param_source__ == "body" for model in operation.models)
    words = frozenset(_words(operation))
    forms = forms_of(operation)

    @wraps(run)
    def looked_at(request: HttpRequest, **path: Any) -> HttpResponseBase:  # noqa: ANN401 - what stands in the address
        refused = _form(request, forms) or (_body(request) if takes_body else None) or _query(request, words)
        return problem(request, refused) if refused else run(request, **path)

    return looked_at


def forms_of(operation: Operation) -> tuple[str, ...]:
    """Give the media types in which an operation answers."""
    said = (operation.openapi_extra or {}).get("responses", {}).get(200, {})
    return tuple(said.get("content", [JSON]))


def _words(operation: Operation) -> list[str]:
    """Give the names that may stand in the query."""
    asked: list[Any] = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return [name for model in asked for name in model.__ninja_flatten_map__]


def _form(request: HttpRequest, forms: tuple[str, ...]) -> Refused | None:
    if any(request.accepts(form) for form in forms):
        return None
    what = f"This is to be had as {' or '.join(forms)} alone."
    return Refused(NO_SUCH_FORM, what, "Ask for that in Accept, or leave Accept out.")


def _body(request: HttpRequest) -> Refused | None:
    if request.content_type == JSON:
        return None
    return Refused(NOT_JSON, "The body is not said to be JSON.", f"Send it with Content-Type: {JSON}.")


def _query(request: HttpRequest, words: frozenset[str]) -> Refused | None:
    """Refuse a misspelt word, which would otherwise be taken for one that is not there."""
    faults = []
    for name, values in request.GET.lists():
        if name not in words:
            faults.append(Fault(parameter=name, detail="There is no such parameter."))
        elif len(values) > 1:
            faults.append(Fault(parameter=name, detail="It stands there more than once."))
        elif why := why_unkeepable(values[0]):
            faults.append(Fault(parameter=name, detail=why))
    what, mend = "The query cannot be what was meant.", "Mend what is listed, and ask again."
    return Refused(INVALID, what, mend, faults) if faults else None
