"""Who gets what of the calendar by the API: everybody reads; chair and secretary change it."""

from datetime import date

from muster.actions.roadmap.calendar import keep_calendar
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, asking, everybody, only

RUNS = {"start": date(2017, 2, 27), "release": date(2017, 8, 30)}
PIKE = {"name": "Pike", "start": "2017-02-27", "release": "2017-08-31", "milestones": {"p-1": "2017-04-13"}}
DENVER = {"name": "Denver", "kind": "ptg", "first": "2017-09-11", "last": "2017-09-15", "cycle": "Pike"}
SCHEDULE = "start-week: 2017-02-27\ncycle:\n- {start: 2017-04-10, name: R-20, x-project: [p-1]}\n"


def calls(alpha: Cast) -> tuple[Call, ...]:
    keep_calendar(asking(alpha, "Ada"), {"cycles": [{"name": "Pike", **RUNS}]})
    keep_calendar(asking(alpha, "Oz", there=True), {"cycles": [{"name": OMEGAN, **RUNS}]})
    changed = only("chair", "secretary", public=401)
    file = {"name": "schedule.yaml", "series": "Pike", "text": SCHEDULE}
    return (
        Call("show_calendar", everybody(200)),
        Call("show_deadlines", everybody(200), query={"on": "2017-01-27"}),
        Call("change_calendar", changed, body={"cycles": [PIKE], "events": [DENVER]}, about="calendar"),
        Call("read_schedules", changed, body={"files": [file]}, about="calendar"),
    )
