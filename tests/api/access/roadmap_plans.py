"""Who gets what of pledges and plans by the API: everybody reads; seats promise; those who run the group plan."""

from fractions import Fraction

from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.planning import make_plan
from muster.actions.roadmap.pledging import give_pledge
from muster.records.models import CalendarVersion
from tests.api.access.shape import Call
from tests.cast import FOUNDED, Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import OMEGAN, ONLY_THERE, PERSON_THERE, asking, everybody, only

CALENDAR = {"cycles": [{"name": "Zed", "start": "2017-01-01"}]}
"""A cycle without an end: the API goes by the server's clock."""


def calls(alpha: Cast) -> tuple[Call, ...]:
    with_a_roadmap(alpha)
    for group in (alpha.group, alpha.other):
        CalendarVersion.objects.create(group=group, at=FOUNDED, data=CALENDAR)
    ada, oz = asking(alpha, "Ada"), asking(alpha, "Oz", there=True)
    propose_item(ada, ItemWritten("Gears", "They grind.", focus_area="Engines"), slug="gears")
    give_pledge(ada, "borealis", "gears", "Zed", fte=Fraction(1))
    propose_item(oz, ItemWritten(OMEGAN, "Secret.", focus_area="Engines"), slug=ONLY_THERE)
    give_pledge(oz, "aurora", ONLY_THERE, "Zed", fte=Fraction(1))
    make_plan(ada, "Zed")
    for _ in range(2):
        make_plan(oz, "Zed")
    member = {"organisation": "borealis"}
    return (
        Call("list_pledges", everybody(200)),
        Call("show_pledges", everybody(200), given=member, foreign={"organisation": ONLY_THERE}),
        Call(
            "give_pledge",
            only("representative", "chair", "secretary", public=401),
            given=member,
            body={"item": "gears", "cycle": "Zed", "fte": "1.25", "people": [alpha.people["Ed"].number]},
            about="pledges/borealis",
            foreign={"organisation": ONLY_THERE, "item": ONLY_THERE, "people": [PERSON_THERE]},
        ),
        Call("list_plans", everybody(200)),
        Call("show_plan", everybody(200), given={"number": 1}, foreign={"number": 2}),
        Call("make_a_plan", only("chair", "secretary", gets=201, public=401), body={"cycle": "Zed"}),
    )
