"""Who gets what of the roadmap: all read; whoever takes part proposes and confirms; chair and secretary decide."""

from muster.actions.roadmap.confirming import confirm_change
from muster.actions.roadmap.deciding import agree_item, drop_item
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.use_cases import UseCaseWritten, open_use_case
from muster.records import log
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import OMEGAN, ONLY_THERE, PARTICIPANTS, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
CHANGE, ANOTHER = "I" + "0123456789" * 4, "abcdef0123" * 4


def rows(alpha: Cast) -> tuple[Row, ...]:
    with_a_roadmap(alpha)
    ed, ada, oz = asking(alpha, "Ed"), asking(alpha, "Ada"), asking(alpha, "Oz", there=True)
    for name in ("gears", "rims", "tyres"):
        propose_item(ed, ItemWritten("Gears", "Ours grind.", focus_area="Engines"), slug=name)
    agree_item(ada, "rims")
    drop_item(ada, "tyres", "No.")
    confirm_change(ed, "gears", CHANGE, belongs=True)
    propose_item(oz, ItemWritten(OMEGAN, "Something.", focus_area="Engines"), slug=ONLY_THERE)
    open_use_case(ed, UseCaseWritten("Quiet nights", "operators", "No calls at night."))
    for _ in range(2):
        open_use_case(oz, UseCaseWritten(f"{OMEGAN} nights", "operators", "Something."))
    gears, rims, tyres = (
        {"given": {"slug": name}, "foreign": {"slug": ONLY_THERE}} for name in ("gears", "rims", "tyres")
    )
    seen = {name: log.version(alpha.group, f"item/{name}") for name in ("gears", "rims", "tyres")}
    written = {"title": "Spokes", "need": "Ours bend.", "focus_area": "Wheels", "cost": "1.5", "version": 0}
    changed = {**written, "version": seen["gears"]}
    named = {"use_cases": "2", "depends_on": ONLY_THERE, "owners": ONLY_THERE}
    reason = {name: {"reason": "So be it.", "version": version} for name, version in seen.items()}
    asks = only(*RUN, public=SIGN_IN)
    mine = only(*PARTICIPANTS, public=SIGN_IN)
    return (
        Row("GET", "roadmap:items:overview", everybody(200)),
        Row("GET", "roadmap:items:overview-data", everybody(200)),
        Row("GET", "roadmap:items:preview", everybody(200), data={"item": "gears"}, foreign={"item": ONLY_THERE}),
        Row("GET", "roadmap:items:new", mine),
        Row("POST", "roadmap:items:new", only(*PARTICIPANTS, gets=302), data=written, foreign=named),
        Row("POST", "roadmap:items:new", only(*PARTICIPANTS, gets=422), data={}),
        Row("POST", "roadmap:items:new", only(*PARTICIPANTS), data={**written, "try": "yes"}),
        Row("GET", "roadmap:items:item", everybody(200), **gears),
        Row("GET", "roadmap:items:item-data", everybody(200), **gears),
        Row("GET", "roadmap:items:changes", everybody(200), **gears),
        Row("GET", "roadmap:items:changes-data", everybody(200), **gears),
        Row("GET", "roadmap:items:change", mine, **gears),
        Row("GET", "roadmap:items:change", {**mine, "participant": 422}, **rims),  # it is agreed, and without an owner
        Row(
            "POST",
            "roadmap:items:change",
            only(*PARTICIPANTS, gets=302),
            given=gears["given"],
            data=changed,
            foreign={**gears["foreign"], **named},
        ),
        Row("POST", "roadmap:items:change", only(*PARTICIPANTS, gets=422), data={}, **gears),
        Row("POST", "roadmap:items:confirm", only(*PARTICIPANTS, gets=302), data=_word(ANOTHER, "no"), **gears),
        Row("POST", "roadmap:items:confirm", only(*PARTICIPANTS, gets=302), data=_word(CHANGE, "unsay"), **gears),
        Row("POST", "roadmap:items:confirm", only(*PARTICIPANTS, gets=422), data={}, **gears),
        Row("GET", "roadmap:items:agree", asks, **gears),
        Row("POST", "roadmap:items:agree", only(*RUN, gets=302), data=reason["gears"], **gears),
        Row("GET", "roadmap:items:deliver", asks, **rims),
        Row("POST", "roadmap:items:deliver", only(*RUN, gets=302), data=reason["rims"], **rims),
        Row("POST", "roadmap:items:deliver", only(*RUN, gets=422), data=reason["gears"], **gears),
        Row("GET", "roadmap:items:drop", asks, **gears),
        Row("POST", "roadmap:items:drop", only(*RUN, gets=302), data=reason["gears"], **gears),
        Row("GET", "roadmap:items:take-up", asks, **tyres),
        Row("POST", "roadmap:items:take-up", only(*RUN, gets=302), data=reason["tyres"], **tyres),
    )


def _word(change: str, word: str) -> dict[str, str]:
    return {"change": change, "reason": "", "word": word}
