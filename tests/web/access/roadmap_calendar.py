"""Who gets what of the roadmap's calendar: everybody reads; chair and secretary change it."""

from datetime import date

from muster.actions.roadmap.calendar import keep_calendar
from muster.records import log
from tests.cast import Cast
from tests.web.access.shape import NO_ID, OMEGAN, ONLY_THERE, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
HELD = {"kind": "summit", "first": date(2017, 5, 8), "last": date(2017, 5, 11)}
RUNS = {"start": date(2017, 2, 27), "release": date(2017, 8, 30)}
SCHEDULE = "start-week: 2017-02-27\ncycle:\n- {start: 2017-04-10, name: R-20, x-project: [p-1]}\n"


def rows(alpha: Cast) -> tuple[Row, ...]:
    keep_calendar(asking(alpha, "Ada"), {"cycles": [{"name": "Pike", **RUNS}], "events": [{"name": "Boston", **HELD}]})
    theirs = {"cycles": [{"name": ONLY_THERE, **RUNS}], "events": [{"name": ONLY_THERE, **HELD, "place": OMEGAN}]}
    keep_calendar(asking(alpha, "Oz", there=True), theirs, source=OMEGAN)
    seen = log.version(alpha.group, "calendar")
    of_cycle = {"given": {"slug": "pike"}, "foreign": {"slug": ONLY_THERE}}
    of_event = {"given": {"slug": "boston"}, "foreign": {"slug": ONLY_THERE}}
    cycle = {"name": "Queens", "start": "2017-09-04", "release": "2018-02-28", "version": seen}
    event = {"name": "Denver", "kind": "ptg", "first": "2017-09-11", "precision": "day", "version": seen}
    here, opens, done = "roadmap:calendar:", only(*RUN, public=SIGN_IN), only(*RUN, gets=302)
    faulty = only(*RUN, gets=422)
    return (
        Row("GET", f"{here}calendar", everybody(200)),
        Row("GET", f"{here}calendar-data", everybody(200)),
        Row("GET", f"{here}picture", everybody(200)),
        Row("GET", f"{here}feed", everybody(200)),
        Row("GET", f"{here}read", opens),
        Row("POST", f"{here}read", faulty, data={}),
        Row("POST", f"{here}read", only(*RUN), data={"series": "Pike", "yaml_text": SCHEDULE, "version": seen}),
        Row(
            "POST",
            f"{here}read",
            done,
            data={"series": "Pike", "yaml_text": SCHEDULE, "version": seen, "take": "yes"},
        ),
        Row("GET", f"{here}new_cycle", opens),
        Row("POST", f"{here}new_cycle", done, data=cycle),
        Row("POST", f"{here}new_cycle", faulty, data={}),
        Row("GET", f"{here}cycle", opens, **of_cycle),
        Row("POST", f"{here}cycle", done, data={**cycle, "name": "Pike"}, **of_cycle),
        Row("POST", f"{here}cycle", faulty, data={}, **of_cycle),
        Row("GET", f"{here}remove_cycle", opens, **of_cycle),
        Row("POST", f"{here}remove_cycle", done, data={"version": seen}, **of_cycle),
        Row("GET", f"{here}new_event", opens),
        Row("POST", f"{here}new_event", done, data=event, foreign={"cycle": NO_ID}),
        Row("POST", f"{here}new_event", faulty, data={}),
        Row("GET", f"{here}event", opens, **of_event),
        Row("POST", f"{here}event", done, data={**event, "name": "Boston"}, **of_event),
        Row("POST", f"{here}event", faulty, data={}, **of_event),
        Row("GET", f"{here}remove_event", opens, **of_event),
        Row("POST", f"{here}remove_event", done, data={"version": seen}, **of_event),
    )
