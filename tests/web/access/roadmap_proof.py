"""Who gets what of promise against proof: everybody reads all of it."""

from typing import Any, Final

from tests.cast import Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import NO_ID, OMEGAN, ONLY_THERE, Row, asking, everybody

SLUG: Final[dict[str, dict[str, Any]]] = {"given": {"slug": "aurora"}, "foreign": {"slug": ONLY_THERE}}
YEAR: Final[dict[str, dict[str, Any]]] = {"given": {"number": 2017}, "foreign": {"number": NO_ID}}


def rows(alpha: Cast) -> tuple[Row, ...]:
    with_a_roadmap(alpha)
    for there, slug, title in ((False, "spin", "Spin"), (True, ONLY_THERE, OMEGAN)):
        asking(alpha, "Ada" if not there else "Oz", there=there).group.items.create(
            slug=slug, title=title, focus_area="Engines", state="agreed"
        )
    return (
        Row("GET", "roadmap:proof:proof", everybody(200)),
        Row("GET", "roadmap:proof:proof", everybody(200), data={"cycle": "Pike"}, foreign={"cycle": NO_ID}),
        Row("GET", "roadmap:proof:proof", everybody(400), data={"cycle": "Zed"}),
        Row("GET", "roadmap:proof:proof-data", everybody(200)),
        Row("GET", "roadmap:proof:member", everybody(200), **SLUG),
        Row("GET", "roadmap:proof:member-data", everybody(200), **SLUG),
        Row("GET", "roadmap:proof:year", everybody(200), **YEAR),
        Row("GET", "roadmap:proof:year-data", everybody(200), **YEAR),
        Row("GET", "roadmap:proof:changes", everybody(200), data={"item": "spin"}, foreign={"item": ONLY_THERE}),
        Row("GET", "roadmap:proof:changes-data", everybody(200), data={"item": "spin"}, foreign={"item": ONLY_THERE}),
    )
