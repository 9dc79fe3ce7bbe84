"""Who gets what of meetings and actions by the API: everybody reads; whoever takes part puts things into them."""

from datetime import timedelta
from typing import Any

from muster.actions.caller import server_clock
from muster.actions.meetings import agenda, minutes, tasks
from muster.actions.meetings.series import Planned, plan_series
from muster.records.queries.meetings import slug_of
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, PARTICIPANTS, PERSON_THERE, asking, everybody, only


def calls(alpha: Cast) -> tuple[Call, ...]:
    ed, oz = asking(alpha, "Ed"), asking(alpha, "Oz", there=True)
    running = server_clock().replace(second=0, microsecond=0, tzinfo=None) - timedelta(minutes=10)
    planned = Planned(title="Team meeting", starts=running, rule="FREQ=WEEKLY", kind="weekly-team")
    series = plan_series(asking(alpha, "Ada"), planned)
    theirs = plan_series(oz, Planned(title=f"{OMEGAN} meeting", starts=running, rule="FREQ=WEEKLY"))
    slug, other = slug_of(series, running), slug_of(theirs, running)
    agenda.propose_item(ed, slug, "First")
    agenda.propose_item(oz, other, f"{OMEGAN} point")
    minutes.save(oz, other, f"{OMEGAN} minutes\n", base=0)
    for title in ("Sing", "Dance"):
        tasks.take_action(ed, title)
    tasks.close_action(ed, 2)
    for _ in range(3):
        tasks.take_action(oz, f"{OMEGAN} action")
    one: dict[str, Any] = {"given": {"meeting": slug}, "foreign": {"meeting": other}}
    wider: dict[str, Any] = {"given": {"meeting": slug}, "foreign": {"meeting": other, "owner": PERSON_THERE}}
    parts, about = only(*PARTICIPANTS, gets=200, public=401), f"meeting/{slug}"

    def action(number: int) -> dict[str, Any]:
        return {"given": {"number": number}, "foreign": {"number": 3}}

    return (
        Call("list_series", everybody(200)),
        Call("show_series", everybody(200), given={"series": series.slug}, foreign={"series": theirs.slug}),
        Call("list_meetings", everybody(200), query={"since": "2017-05-01", "until": "2017-06-01"}),
        Call("list_meetings", everybody(200), query={"until": "2017-06-01"}),
        Call("list_meetings", everybody(200), query={"since": "2099-06-01"}),
        Call("list_meetings", everybody(422), query={"since": "2017-06-01", "until": "2017-06-01"}),
        Call("list_meetings", everybody(422), query={"until": "0001-01-01"}),
        Call("list_meetings", everybody(422), query={"since": "9999-12-31"}),
        Call("show_meeting", everybody(200), **one),
        Call("propose_point", parts, body={"title": "Another", "owner": 1, "minutes": 5}, **wider),
        Call("publish_agenda", only("chair", "secretary", gets=200, public=401), body={}, about=about, **one),
        Call("tick_attendance", parts, body={}, **one),
        Call("save_minutes", parts, body={"text": "* Hello", "base": 0}, **one),
        Call("list_actions", everybody(200), query={"state": "open"}),
        Call("show_action", everybody(200), **action(1)),
        Call(
            "take_action",
            only(*PARTICIPANTS, gets=201, public=401),
            body={"title": "Write it down", "owner": 1, "due": "2099-01-01"},
            foreign={"owner": PERSON_THERE},
        ),
        Call("end_action", parts, body={"dropped_because": ""}, about="action/1", **action(1)),
        Call("reopen_action", parts, body={}, about="action/2", **action(2)),
    )
