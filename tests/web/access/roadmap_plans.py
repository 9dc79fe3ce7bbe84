"""Who gets what of pledges and plans: everybody reads; seats promise for themselves; those who run the group plan."""

from fractions import Fraction

from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.planning import make_plan
from muster.actions.roadmap.pledging import give_pledge
from muster.records import log
from muster.records.models import CalendarVersion
from tests.cast import FOUNDED, Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import NO_ID, OMEGAN, ONLY_THERE, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
CALENDAR = {"cycles": [{"name": "Zed", "start": "2017-01-01"}]}
"""A cycle without an end: the pages go by the server's clock."""


def rows(alpha: Cast) -> tuple[Row, ...]:
    with_a_roadmap(alpha)
    for group in (alpha.group, alpha.other):
        CalendarVersion.objects.create(group=group, at=FOUNDED, data=CALENDAR)
    written = ItemWritten("Gears", "They grind.", focus_area="Engines")
    propose_item(asking(alpha, "Ada"), written, slug="gears")
    give_pledge(asking(alpha, "Bo"), "borealis", "gears", "Zed", fte=Fraction(1))
    oz = asking(alpha, "Oz", there=True)
    propose_item(oz, ItemWritten(OMEGAN, "Secret.", focus_area="Engines"), slug=ONLY_THERE)
    give_pledge(oz, "aurora", ONLY_THERE, "Zed", fte=Fraction(1))
    make_plan(asking(alpha, "Ada"), "Zed")
    for _ in range(2):
        make_plan(oz, "Zed")
    version = log.version(alpha.group, "pledges/borealis")
    said = {"item": "gears", "cycle": "Zed", "fte": "1.5", "people": [alpha.people["Ed"].number], "version": version}
    ids = {"given": {"organisation": "borealis"}, "foreign": {"organisation": ONLY_THERE}}
    plans = {"given": {"number": 1}, "foreign": {"number": 2}}
    speaking = ("representative", *RUN)
    return (
        Row("GET", "roadmap:plans:pledges", everybody(200)),
        Row("GET", "roadmap:plans:pledges-data", everybody(200)),
        Row("GET", "roadmap:plans:give", only(*speaking, public=SIGN_IN), **ids),
        Row(
            "POST",
            "roadmap:plans:give",
            only(*speaking, gets=302),
            given=ids["given"],
            data=said,
            foreign={**ids["foreign"], "item": ONLY_THERE, "people": 90, "cycle": NO_ID},
        ),
        Row("POST", "roadmap:plans:give", only(*speaking, gets=422), data={}, **ids),
        Row("GET", "roadmap:plans:plans", everybody(200)),
        Row("GET", "roadmap:plans:plans-data", everybody(200)),
        Row("GET", "roadmap:plans:new", only(*RUN, public=SIGN_IN)),
        Row("POST", "roadmap:plans:new", only(*RUN, gets=302), data={"cycle": "Zed", "version": 0}),
        Row("POST", "roadmap:plans:new", only(*RUN, gets=422), data={}),
        Row("GET", "roadmap:plans:plan", everybody(200), **plans),
        Row("GET", "roadmap:plans:plan-data", everybody(200), **plans),
    )
