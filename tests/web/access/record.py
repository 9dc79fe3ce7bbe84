"""Who gets what of the record: it is everybody's."""

from tests.cast import Cast
from tests.web.access.shape import ENTRY_THERE, Row, everybody


def rows(alpha: Cast) -> tuple[Row, ...]:  # noqa: ARG001 - a group has a record from its founding on
    return (
        Row("GET", "record:record", everybody(200)),
        Row("GET", "record:record", everybody(200), data={"about": "seat/aurora"}),
        Row("GET", "record:entry", everybody(200), given={"number": 1}, foreign={"number": ENTRY_THERE}),
        Row("GET", "record:download", everybody(200)),
    )
