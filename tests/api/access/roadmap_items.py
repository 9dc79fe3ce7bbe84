"""Who gets what of items by the API: all read; whoever takes part proposes and confirms; officers decide."""

from muster.actions.roadmap.confirming import confirm_change
from muster.actions.roadmap.deciding import agree_item, drop_item
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.use_cases import UseCaseWritten, open_use_case
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import OMEGAN, ONLY_THERE, PARTICIPANTS, asking, everybody, only

RUN = ("chair", "secretary")
ASKED = {
    "title": "Wheels that turn",
    "need": "Ours squeak.",
    "focus_area": "Wheels",
    "vectors": ["Operations"],
    "cost": "1.5",
    "cycle": "Pike",
    "use_cases": [1],
    "depends_on": [],
    "owners": ["borealis"],
    "selectors": ["repository alpha/wheels"],
}
CHANGE, ANOTHER = "I" + "0123456789" * 4, "abcdef0123" * 4
THERE = {"use_cases": [2], "depends_on": [ONLY_THERE], "owners": [ONLY_THERE]}


def calls(alpha: Cast) -> tuple[Call, ...]:
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
    foreign, changed = {"item": ONLY_THERE}, only(*RUN, public=401)
    gears, rims, tyres = ({"item": name} for name in ("gears", "rims", "tyres"))
    mine = only(*PARTICIPANTS, public=401)
    return (
        Call("list_items", everybody(200)),
        Call("show_item", everybody(200), given=gears, foreign=foreign),
        Call("propose_item", only(*PARTICIPANTS, gets=201, public=401), body=ASKED, foreign=THERE),
        Call("change_item", mine, given=gears, body=ASKED, about="item/gears", foreign={**foreign, **THERE}),
        Call(
            "change_item",
            {**only(*PARTICIPANTS, public=401), "participant": 422},  # it is agreed, and without an owner
            given=rims,
            body=ASKED,
            about="item/rims",
            foreign={**foreign, **THERE},
        ),
        Call("agree_item", changed, given=gears, body={"reason": "Yes."}, about="item/gears", foreign=foreign),
        Call("deliver_item", changed, given=rims, body={"reason": "Done."}, about="item/rims", foreign=foreign),
        Call("drop_item", changed, given=gears, body={"reason": "No."}, about="item/gears", foreign=foreign),
        Call("take_up_item", changed, given=tyres, body={"reason": "Yes."}, about="item/tyres", foreign=foreign),
        Call("list_confirmations", everybody(200), given=gears, foreign=foreign),
        Call("confirm_change", mine, given=gears, body={"change": ANOTHER, "belongs": False}, foreign=foreign),
        Call("unsay_change", mine, given=gears, body={"change": CHANGE}, foreign=foreign),
    )
