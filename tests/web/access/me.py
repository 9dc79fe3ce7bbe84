"""Who gets what of the start pages: everybody their own, in a group whoever takes part in it."""

from tests.cast import Cast
from tests.web.access.shape import PARTICIPANTS, SIGN_IN, Row, everybody, only


def rows(alpha: Cast) -> tuple[Row, ...]:  # noqa: ARG001 - the people are all it needs
    return (
        Row("GET", "me", {**everybody(200), "public": SIGN_IN}),
        Row("GET", "me:me", only(*PARTICIPANTS, public=SIGN_IN)),
    )
