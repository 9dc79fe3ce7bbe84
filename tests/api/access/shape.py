"""The shape of the API's access tables: who gets what from which operation. One module an area, each with `calls`.

    def calls(alpha: Cast) -> tuple[Call, ...]:
        return (
            Call("show_seat", everybody(200), given={"seat": "aurora"}, foreign={"seat": ONLY_THERE}),
            Call(
                "appoint_holder",
                only("chair", "secretary", public=401),
                given={"seat": "aurora"},
                body={"person": 5, "since": "2017-05-09"},
                about="seat/aurora",
                foreign={"seat": ONLY_THERE, "person": PERSON_THERE},
            ),
        )

Askers, expectations and what Omega alone has are those of the pages' tables (tests/web/access/shape.py). What is not a
list of the pages' is told by the document itself: which operations there are, which keys of a body are ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.web.access.shape import Expected


@dataclass(frozen=True, slots=True)
class Call:
    """What everybody gets when they ask one operation.

    given: the address's parameters beside the group. query, body: what is sent along. about: what the log calls the
    thing that is changed, whose version goes along as If-Match. foreign: for every parameter of the address, and every
    key of the body that is an id, an id that Omega has and Alpha has not, or NO_ID. Whoever is let in with Alpha's own
    id gets 404 with that one in the address; in the body, 403 and 422 will do too.
    """

    operation: str
    expected: Expected
    given: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    about: str = ""
    foreign: Mapping[str, Any] = field(default_factory=dict)
