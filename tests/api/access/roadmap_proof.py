"""Who gets what of promise against proof by the API: everybody reads all of it."""

from tests.api.access.shape import Call
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import NO_ID, OMEGAN, ONLY_THERE, everybody


def calls(alpha: Cast) -> tuple[Call, ...]:
    with_a_roadmap(alpha)
    alpha.group.items.create(slug="spin", title="Spin", focus_area="Engines", state="agreed")
    alpha.other.items.create(slug=ONLY_THERE, title=OMEGAN, focus_area="Engines", state="agreed")
    return (
        Call("show_proof", everybody(200)),
        Call("show_proof", everybody(200), query={"cycle": "Pike"}),
        Call("show_proof", everybody(422), query={"cycle": "Zed"}),
        Call(
            "show_answers",
            everybody(200),
            given={"organisation": "aurora"},
            foreign={"organisation": ONLY_THERE},
        ),
        Call("show_year", everybody(200), given={"year": 2017}, foreign={"year": NO_ID}),
        Call("list_changes", everybody(200), query={"item": "spin"}),
        Call("list_changes", everybody(404), query={"item": "nowhere"}),
        Call("list_changes", everybody(422), query={"window": "yesterday"}),
    )
