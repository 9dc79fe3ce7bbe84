"""Who gets what of rounds of priorities: everybody reads; chair and secretary run them; seats say what they want."""

from datetime import timedelta
from decimal import Decimal

from muster.actions.caller import Caller, server_clock
from muster.actions.roadmap.rounds import Planned, plan_round, say
from muster.actions.roadmap.rounds_settling import settle
from muster.records import log
from muster.records.models import Round
from tests.cast import Cast
from tests.rounds import COSTS, given_items
from tests.web.access.shape import OMEGAN, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
SPEAKING = ("representative", "chair", "secretary")
PLANNED, OPEN, CLOSED, NOT_HERE = 1, 2, 3, 4


def held(caller: Caller, items: tuple[str, ...] = tuple(COSTS)) -> Round:
    """Plan a round that opens at once."""
    now = server_clock()
    planned = Planned(
        quarter="2026Q4",
        kind="approvals",
        completion="none",
        opens_at=None,
        closes_at=now + timedelta(days=7),
        budget=Decimal(9),
        items=items,
    )
    return plan_round(caller, planned)


def closed(row: Round) -> Round:
    """Let a round have closed a minute ago."""
    now = server_clock()
    row.opens_at, row.closes_at = now - timedelta(days=7), now - timedelta(minutes=1)
    row.save()
    return row


def planned(row: Round) -> Round:
    """Let a round open tomorrow only."""
    row.opens_at = server_clock() + timedelta(days=1)
    row.save()
    return row


def rows(alpha: Cast) -> tuple[Row, ...]:
    given_items(asking(alpha, "Ed"))
    ada = asking(alpha, "Ada")
    planned(held(ada))
    held(ada)
    row = held(ada)
    say(asking(alpha, "Ada"), row.number, {"t1": 1})
    say(asking(alpha, "Bo"), row.number, {"t1": 1})
    closed(row)
    settle(alpha.group, server_clock())
    oz = asking(alpha, "Oz", there=True)
    given_items(oz, **{f"{OMEGAN.lower()}": "1"})
    assert [held(oz, (OMEGAN.lower(), "t1")).number for _ in range(NOT_HERE)][-1] == NOT_HERE
    ids = {number: {"given": {"number": number}, "foreign": {"number": NOT_HERE}} for number in (PLANNED, OPEN, CLOSED)}
    today = server_clock().date()
    plan = {
        "quarter": "2026q4",
        "cycle": "",
        "budget": "9",
        "items": ["t1", "l1"],
        "kind": "ranks",
        "completion": "add-one",
        "first_day": (today + timedelta(days=2)).isoformat(),
        "last_day": (today + timedelta(days=9)).isoformat(),
        "version": 0,
    }
    seen = {**plan, "version": log.version(alpha.group, f"round/{PLANNED}")}
    off = {"reason": "Two items are one.", "version": log.version(alpha.group, f"round/{OPEN}")}
    motion = {"rule": "motion", "title": "Upgrades", "text": "First.", "version": log.version(alpha.group, row.handle)}
    foreign_items = {"items": [OMEGAN.lower()]}
    return (
        Row("GET", "roadmap:priorities:overview", everybody(200)),
        Row("GET", "roadmap:priorities:overview-data", everybody(200)),
        Row("GET", "roadmap:priorities:new", only(*RUN, public=SIGN_IN)),
        Row("POST", "roadmap:priorities:new", only(*RUN, gets=302), data=plan, foreign=foreign_items),
        Row("POST", "roadmap:priorities:new", only(*RUN, gets=422), data={}),
        *(
            Row("GET", f"roadmap:priorities:{name}", everybody(200), **ids[number])
            for name in ("round", "round-data", "file")
            for number in (PLANNED, OPEN, CLOSED)
        ),
        Row("GET", "roadmap:priorities:change", only(*RUN, public=SIGN_IN), **ids[PLANNED]),
        Row("GET", "roadmap:priorities:change", only(*RUN, gets=422, public=SIGN_IN), **ids[OPEN]),
        Row(
            "POST",
            "roadmap:priorities:change",
            only(*RUN, gets=302),
            given={"number": PLANNED},
            data=seen,
            foreign={"number": NOT_HERE, **foreign_items},
        ),
        Row("POST", "roadmap:priorities:change", only(*RUN, gets=422), data={}, **ids[PLANNED]),
        Row("GET", "roadmap:priorities:call-off", only("chair", public=SIGN_IN), **ids[OPEN]),
        Row("GET", "roadmap:priorities:call-off", only("chair", public=SIGN_IN), **ids[PLANNED]),
        Row("GET", "roadmap:priorities:call-off", only("chair", gets=422, public=SIGN_IN), **ids[CLOSED]),
        Row("POST", "roadmap:priorities:call-off", only("chair", gets=302), data=off, **ids[OPEN]),
        Row("POST", "roadmap:priorities:call-off", only("chair", gets=422), data={}, **ids[OPEN]),
        Row("GET", "roadmap:priorities:ballot", only(*SPEAKING, public=SIGN_IN), **ids[OPEN]),
        Row("GET", "roadmap:priorities:ballot", only(*SPEAKING, gets=422, public=SIGN_IN), **ids[PLANNED]),
        Row("GET", "roadmap:priorities:ballot", only(*SPEAKING, gets=422, public=SIGN_IN), **ids[CLOSED]),
        Row(
            "POST",
            "roadmap:priorities:ballot",
            {**only(*RUN, gets=302), "representative": 302},
            data={"seat": "borealis", "item-t1": "on"},
            given={"number": OPEN},
            foreign={"number": NOT_HERE, "seat": "only-there"},
        ),
        Row(
            "POST",
            "roadmap:priorities:ballot",
            {**only(*RUN, gets=302), "representative": 422},  # Aurora's is not theirs
            data={"seat": "aurora", "item-t1": "on"},
            given={"number": OPEN},
            foreign={"number": NOT_HERE, "seat": "only-there"},
        ),
        Row("POST", "roadmap:priorities:ballot", only(*SPEAKING, gets=422), data={}, **ids[OPEN]),
        Row("GET", "roadmap:priorities:propose", only(*RUN, public=SIGN_IN), **ids[CLOSED]),
        Row("GET", "roadmap:priorities:propose", only(*RUN, gets=422, public=SIGN_IN), **ids[OPEN]),
        Row("POST", "roadmap:priorities:propose", only(*RUN, gets=302), data=motion, **ids[CLOSED]),
        Row("POST", "roadmap:priorities:propose", only(*RUN, gets=422), data={}, **ids[CLOSED]),
        Row("POST", "roadmap:priorities:settle", only(*RUN, gets=422)),
    )
