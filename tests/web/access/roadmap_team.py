"""Who gets what of the joint team: everybody reads it; people of the group put themselves on it."""

from muster.actions.roadmap.team import join_team
from muster.records import log
from muster.records.models import Organisation
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import OMEGAN, PARTICIPANTS, SIGN_IN, Row, asking, everybody, only


def rows(alpha: Cast) -> tuple[Row, ...]:
    with_a_roadmap(alpha)
    for name in ("Ed", "Bo"):
        join_team(asking(alpha, name), helps_with=["Wheels"], learns=["Engines"], words="Ask me.")
    join_team(asking(alpha, "Oz", there=True), helps_with=["Wheels"], words=OMEGAN)
    Organisation.objects.filter(group=alpha.other, slug="aurora").update(name=OMEGAN)
    theirs = {name: log.version(alpha.group, f"team/{alpha.people[name].number}") for name in ("Ed", "Bo")}
    new = {"helps_with": ["Engines"], "words": "Ask me.", "version": 0}
    # Whoever is on the team already has seen another version than nought, and is shown the form again.
    joining = {**only(*PARTICIPANTS, gets=302), "participant": 409, "representative": 409}
    leaving = {**only("participant", gets=302), **dict.fromkeys(("representative", "chair", "secretary"), 409)}
    return (
        Row("GET", "roadmap:team:team", everybody(200)),
        Row("GET", "roadmap:team:team-data", everybody(200)),
        Row("GET", "roadmap:team:mine", only(*PARTICIPANTS, public=SIGN_IN)),
        Row("POST", "roadmap:team:mine", joining, data=new),
        Row("POST", "roadmap:team:mine", only(*PARTICIPANTS, gets=422), data={**new, "learns": ["Brakes"]}),
        Row("GET", "roadmap:team:leave", only(*PARTICIPANTS, public=SIGN_IN)),
        Row("POST", "roadmap:team:leave", leaving, data={"version": theirs["Ed"]}),
    )
