"""Who gets what of rounds of priorities by the API: everybody reads; chair and secretary run them; seats speak."""

from datetime import timedelta

from muster.actions.caller import server_clock
from muster.actions.roadmap.rounds import say
from muster.actions.roadmap.rounds_settling import settle
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.rounds import given_items
from tests.web.access.roadmap_priorities import CLOSED, NOT_HERE, OPEN, PLANNED, closed, held, planned
from tests.web.access.shape import OMEGAN, ONLY_THERE, asking, everybody, only

RUN = ("chair", "secretary")
FOREIGN = {"number": NOT_HERE}


def calls(alpha: Cast) -> tuple[Call, ...]:
    given_items(asking(alpha, "Ed"))
    ada, oz = asking(alpha, "Ada"), asking(alpha, "Oz", there=True)
    planned(held(ada))
    held(ada)
    row = held(ada)
    say(ada, row.number, {"t1": 1})
    say(asking(alpha, "Bo"), row.number, {"t1": 1})
    closed(row)
    settle(alpha.group, server_clock())
    given_items(oz, **{OMEGAN.lower(): "1"})
    for _ in range(NOT_HERE):
        held(oz, (OMEGAN.lower(), "t1"))
    asked = {
        "quarter": "2026Q4",
        "closes_at": (server_clock() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "budget": "9.00",
        "items": ["t1", "l1"],
    }
    items = {"items": [OMEGAN.lower(), "t1"]}
    return (
        Call("list_rounds", everybody(200)),
        *(
            Call(name, everybody(200), given={"number": number}, foreign=FOREIGN)
            for name in ("show_round", "show_round_file")
            for number in (PLANNED, OPEN, CLOSED)
        ),
        Call("plan_round", only(*RUN, gets=201, public=401), body=asked, foreign=items),
        Call(
            "change_round",
            only(*RUN, public=401),
            given={"number": PLANNED},
            body=asked,
            about=f"round/{PLANNED}",
            foreign={**FOREIGN, **items},
        ),
        Call(
            "call_off_round",
            only("chair", public=401),
            given={"number": OPEN},
            body={"reason": "Two items are one."},
            about=f"round/{OPEN}",
            foreign=FOREIGN,
        ),
        Call(
            "say_in_round",
            only("representative", *RUN, public=401),
            given={"number": OPEN},
            body={"wants": {"t1": 1}, "seat": "borealis"},
            foreign={**FOREIGN, "seat": ONLY_THERE},
        ),
        Call(
            "propose_round",
            only(*RUN, public=401),
            given={"number": CLOSED},
            body={"rule": "motion", "title": "Upgrades first"},
            about=f"round/{CLOSED}",
            foreign=FOREIGN,
        ),
    )
