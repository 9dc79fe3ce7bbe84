"""Who gets what of the standing: everybody reads it; those who keep the group publish it."""

from datetime import date

from muster.actions.published_standing import publish_standing
from muster.records import log
from tests.cast import Cast
from tests.standing_files import published_by
from tests.web.access.shape import SIGN_IN, Row, asking, everybody, only

KEEP = ("chair", "secretary")


def rows(alpha: Cast) -> tuple[Row, ...]:
    publish_standing(asking(alpha, "Di"), published_by("Alpha", on=date(2017, 5, 1)))
    version = {"version": log.version(alpha.group, "standing")}
    return (
        Row("GET", "standing:standing", everybody(200)),
        Row("GET", "standing:standing", everybody(200), data={"on": "2016-05-09"}),
        Row("GET", "standing:standing", everybody(400), data={"on": "today"}),
        Row("GET", "standing:standing-data", everybody(200)),
        Row("GET", "standing:standing-data", everybody(200), data={"on": "2016-05-09"}),
        Row("GET", "standing:publish", only(*KEEP, public=SIGN_IN)),
        Row("POST", "standing:publish", only(*KEEP, gets=422), data=version),
    )
