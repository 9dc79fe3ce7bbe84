"""Who gets what of the joint team by the API: everybody reads it; people of the group put themselves on it."""

from muster.actions.roadmap.team import join_team
from muster.records.models import Organisation
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import OMEGAN, PARTICIPANTS, asking, everybody, only


def calls(alpha: Cast) -> tuple[Call, ...]:
    with_a_roadmap(alpha)
    join_team(asking(alpha, "Ed"), helps_with=["Wheels"], words="Ask me.")
    join_team(asking(alpha, "Bo"), learns=["Wheels"])
    join_team(asking(alpha, "Oz", there=True), helps_with=["Wheels"], words=OMEGAN)
    Organisation.objects.filter(group=alpha.other, slug="aurora").update(name=OMEGAN)
    leaving = {**only("participant", "representative", gets=200, public=401), "chair": 404, "secretary": 404}
    return (
        Call("list_team", everybody(200)),
        Call("list_matches", everybody(200)),
        Call(
            "join_team",
            only(*PARTICIPANTS, gets=201, public=401),
            body={"helps_with": ["Engines"], "learns": [], "words": "Ask me."},
        ),
        Call("join_team", only(*PARTICIPANTS, gets=422, public=401), body={"helps_with": ["Brakes"]}),
        Call("leave_team", leaving, body={}),
    )
