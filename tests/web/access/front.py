"""Who gets what of the installation's own pages."""

from tests.cast import Cast
from tests.web.access.shape import Row, everybody


def rows(alpha: Cast) -> tuple[Row, ...]:  # noqa: ARG001 - the groups are all it needs
    return (Row("GET", "front", everybody(200)),)
