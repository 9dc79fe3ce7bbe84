"""Who gets what of a group's front page."""

from tests.cast import Cast
from tests.web.access.shape import Row, everybody


def rows(alpha: Cast) -> tuple[Row, ...]:  # noqa: ARG001 - the group is all it needs
    return (Row("GET", "groups:overview", everybody(200)),)
