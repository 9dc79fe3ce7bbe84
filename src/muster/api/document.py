"""The document that describes the API (OpenAPI 3.1): ninja's, with what all operations have in common."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from muster.api.credentials import anybody
from muster.api.door import MADE
from muster.api.looking import JSON
from muster.api.pages import Turn
from muster.api.problems import KINDS, MEDIA_TYPE, NOT_NOW, OUR_FAULT, TOO_OFTEN, Problem, answer

REF: Final = "#/components/{kind}/{name}"
TOKEN: Final = {"type": "http", "scheme": "bearer", "description": "A personal token, made in the account's settings."}
SESSION: Final = {
    "type": "apiKey",
    "in": "cookie",
    "name": "sessionid",
    "description": "A browser's session; to write, it needs the cookie csrftoken's value as X-CSRFToken.",
}
NUMBERED: Final = {"number": "Its number in the group.", "on": "The day.", "sha256": "In hexadecimal."}
CALLED: Final = "What it is called in addresses."
HEADERS: Final = {
    "ETag": {
        "description": "The version of the thing and what was sent: for If-Match, and for If-None-Match.",
        "schema": {"type": "string"},
    },
    "Link": {"description": 'The first page and the next one: `<…>; rel="next"`.', "schema": {"type": "string"}},
    "Location": {"description": "Where the new thing is.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}},
}


class Api(NinjaAPI):
    """Ninja's API, with our own ways of refusing and of describing itself."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:  # noqa: ANN401 - ninja's own signature
        """Make a problem of whatever went wrong."""
        return answer(request, exc)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation as its function is named."""
        name: str = operation.view_func.__name__
        return name

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:  # noqa: ANN401 - ninja's own signature
        """Give the document, with what all operations have in common."""
        document = super().get_openapi_schema(**given)
        components = document["components"]
        components["schemas"] |= _schemas_of_problems()
        components["schemas"].pop(Turn.__name__)  # its keys are parameters
        components["securitySchemes"] = {"token": TOKEN, "session": SESSION}
        components["headers"] = HEADERS
        components["responses"] = {
            f"Problem{status}": {
                "description": " / ".join(kind.title for kind in KINDS if kind.status == status),
                "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(kind="schemas", name="Problem")}}},
                **({"headers": _headers("Retry-After")} if status == TOO_OFTEN.status else {}),
            }
            for status in sorted({kind.status for kind in KINDS if kind not in {OUR_FAULT, NOT_NOW}})
        }
        for path, method, operation in self.operations():
            _complete(document["paths"][path][method], operation)
        return document

    def operations(self) -> Iterator[tuple[str, str, Operation]]:
        """Give every operation: its path in the document, its method in small letters."""
        for bound in self._get_bound_routers():
            for path, view in bound.path_operations.items():
                for operation in view.operations:
                    for method in operation.methods:
                        yield f"/api/v1{path}", method.lower(), operation


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": REF.format(kind="headers", name=name)} for name in names}


def _schemas_of_problems() -> dict[str, Any]:
    made = Problem.model_json_schema(ref_template=REF.format(kind="schemas", name="{model}"))
    faults = made.pop("$defs")
    return {"Problem": made, **faults}


def _complete(described: dict[str, Any], operation: Operation) -> None:
    """Say of one operation what it has in common with the others of its sort."""
    for parameter in described["parameters"]:
        if parameter["in"] == "path":  # what an annotation says of itself, ninja leaves out here
            parameter["description"] = NUMBERED.get(parameter["name"], CALLED)
    described["summary"] = described["description"].partition(".")[0]
    writes = operation.methods != ["GET"]
    takes_version = any(one["name"] == "If-Match" for one in described["parameters"])
    described["security"] = [{"token": []}, {"session": []}, *([{}] if anybody in operation.auth_callbacks else [])]
    refusals = {401, 406, 422}
    if "{" in operation.path:
        refusals |= {404}
    if anybody not in operation.auth_callbacks:
        refusals |= {403}
    if writes:
        refusals |= {400, 403, 413, 415, 429, *((412, 428) if takes_version else (409,))}
    for status, response in described["responses"].items():
        pages = "Page_" in str(response.get("content"))
        names = ["ETag", *(["Link"] if pages else []), *(["Location"] if status == MADE else [])]
        response["headers"] = _headers(*(names if JSON in response.get("content", {}) else ["ETag"]))
    if not writes:
        described["responses"][304] = {"description": "You have it already.", "headers": _headers("ETag")}
    for status in sorted(refusals):
        described["responses"][status] = {"$ref": REF.format(kind="responses", name=f"Problem{status}")}
