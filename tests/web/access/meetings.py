"""Who gets what of meetings: everybody reads; whoever takes part proposes, ticks and types; who runs it decides."""

from datetime import timedelta
from typing import Any

from muster.actions.caller import server_clock
from muster.actions.meetings import agenda, minutes, tasks
from muster.actions.meetings.calendars import make_key
from muster.actions.meetings.series import Planned, cancel_meeting, plan_series
from muster.records import log
from muster.records.models import Account
from muster.records.queries.meetings import slug_of
from muster.records.queries.series import LOCAL
from tests.cast import Cast, address
from tests.web.access.shape import (
    NO_ID,
    OMEGAN,
    PARTICIPANTS,
    PERSON_THERE,
    SIGN_IN,
    Row,
    asking,
    everybody,
    only,
)

RUN = ("chair", "secretary")
FILE = "project: Testers\nschedule:\n  - {time: '1500', day: Monday, irc: testers, frequency: weekly}\n"


def rows(alpha: Cast) -> tuple[Row, ...]:
    now = server_clock().replace(second=0, microsecond=0, tzinfo=None)
    running, lasts = now - timedelta(minutes=10), "FREQ=WEEKLY;COUNT=5"
    first = running - timedelta(days=14)
    planned = Planned(title="Team meeting", starts=first, rule=lasts, kind="weekly-team")
    series = plan_series(asking(alpha, "Ada"), planned)
    theirs = plan_series(asking(alpha, "Oz", there=True), Planned(title=f"{OMEGAN} meeting", starts=first, rule=lasts))
    held, approved, coming, off = (first + timedelta(days=days) for days in (0, 7, 21, 28))
    slugs = {name: slug_of(series, at) for name, at in (("held", held), ("approved", approved), ("coming", coming))}
    slugs["running"] = slug_of(series, running)
    foreign = {"slug": slug_of(theirs, running)}
    agenda.propose_items(asking(alpha, "Ed"), slugs["coming"], ["First", "Second"])
    agenda.propose_item(asking(alpha, "Oz", there=True), slug_of(theirs, coming), f"{OMEGAN} point")
    minutes.save(asking(alpha, "Ed"), slugs["held"], "ACTION: Bo will sing\n", base=0)
    minutes.save(asking(alpha, "Oz", there=True), slug_of(theirs, held), f"{OMEGAN} minutes\n", base=0)
    minutes.save(asking(alpha, "Ed"), slugs["approved"], "AGREED: all is well\n", base=0)
    minutes.approve(asking(alpha, "Di"), slugs["approved"], slugs["running"])
    tasks.take_action(asking(alpha, "Ed"), "Sing")
    tasks.take_action(asking(alpha, "Ed"), "Dance")
    tasks.close_action(asking(alpha, "Ed"), 2)
    for _ in range(3):
        tasks.take_action(asking(alpha, "Oz", there=True), f"{OMEGAN} action")
    cancel_meeting(asking(alpha, "Di"), series, off, reason="A holiday.")
    cancel_meeting(asking(alpha, "Oz", there=True), theirs, off)
    make_key(Account.objects.get(email=address("Ed")), server_clock())
    key = make_key(Account.objects.get(email=address("Bo")), server_clock())

    def seen(subject: str) -> dict[str, int]:
        return {"version": log.version(alpha.group, subject)}

    def about(name: str, **data: object) -> dict[str, Any]:
        """Give what a row about one of the meetings has; its data with the version that was seen."""
        subject = f"meeting/{slugs[name]}"
        return {"given": {"slug": slugs[name]}, "foreign": foreign, "data": {**seen(subject), **data}}

    one_series: dict[str, Any] = {"given": {"slug": series.slug}, "foreign": {"slug": theirs.slug}}
    changing: dict[str, Any] = {**one_series, "data": seen(series.handle)}

    def changed(**data: object) -> dict[str, Any]:
        return {**one_series, "data": {**seen(series.handle), **data}}

    def acted(number: int, **data: object) -> dict[str, Any]:
        return {"given": {"number": number}, "foreign": {"number": 3}, "data": {**seen(f"action/{number}"), **data}}

    form = {"title": "Board", "starts": "2099-01-05T14:00", "zone": "Europe/Paris", "cadence": "monthly", "minutes": 60}
    begins = first.strftime(LOCAL)
    same: dict[str, Any] = {"title": "Team", "starts": begins, "zone": "UTC", "cadence": "rule", "rule": lasts}
    later = (now + timedelta(days=300)).strftime(LOCAL)
    parts = only(*PARTICIPANTS, gets=302)
    run, faulty = only(*RUN, gets=302), only(*RUN, gets=422)
    reads = only(*PARTICIPANTS, public=SIGN_IN)
    runs = only(*RUN, public=SIGN_IN)
    own = {**everybody(404), "participant": 302, "representative": 302, "public": SIGN_IN}
    now_running = running.strftime(LOCAL)
    return (
        Row("GET", "meetings:overview", everybody(200)),
        Row("GET", "meetings:quarter", everybody(200), data={"on": "2017-05-09"}),
        Row("GET", "meetings:search", everybody(200), data={"q": "sing"}),
        Row("GET", "meetings:group_calendar", everybody(200)),
        Row("GET", "meetings:plan", runs),
        Row("POST", "meetings:plan", run, data=form),
        Row("POST", "meetings:plan", faulty, data={}),
        Row("GET", "meetings:import", runs),
        Row("POST", "meetings:import", run, data={"text": FILE}),
        Row("POST", "meetings:import", faulty, data={"text": "nothing: here"}),
        Row("GET", "meetings:series", everybody(200), **one_series),
        Row("GET", "meetings:series_calendar", everybody(200), **one_series),
        Row("GET", "meetings:series_file", everybody(422), **one_series),
        Row("GET", "meetings:change", runs, **one_series),
        Row("POST", "meetings:change", run, **changed(**same, minutes=50)),
        Row("POST", "meetings:move", run, **changed(original=now_running, to=later)),
        Row("POST", "meetings:move", faulty, **changing),
        Row("POST", "meetings:cancel", run, **changed(original=now_running)),
        Row("POST", "meetings:restore", run, **changed(original=off.strftime(LOCAL))),
        Row("POST", "meetings:call", run, **changed(at=later)),
        Row("POST", "meetings:end", run, **changed(last=later[:10])),
        Row("GET", "meetings:meeting", everybody(200), **{**about("held"), "data": {}}),
        Row("GET", "meetings:live", everybody(200), **{**about("running"), "data": {}}),
        Row("POST", "meetings:propose", parts, **about("running", titles="A point")),
        Row("POST", "meetings:propose", only(*PARTICIPANTS, gets=422), **about("running", titles="")),
        Row("POST", "meetings:drop", run, **about("coming", item=1)),
        Row("POST", "meetings:order", run, **about("coming", item=1)),
        Row("POST", "meetings:publish_agenda", run, **about("coming")),
        Row("POST", "meetings:publish_agenda", faulty, **about("running")),
        Row("POST", "meetings:tick", parts, **about("running")),
        Row("GET", "meetings:attendance", runs, **{**about("running"), "data": {}}),
        Row("POST", "meetings:attendance", run, **about("running", people=[alpha.people["Cy"].number])),
        Row("POST", "meetings:attendance", faulty, **about("running", people=[PERSON_THERE])),
        Row("GET", "meetings:minutes", reads, **{**about("running"), "data": {}}),
        Row("POST", "meetings:minutes", parts, **about("running", text="* Hello", base=0)),
        Row("GET", "meetings:markdown", only(*PARTICIPANTS, others=404, public=404), **{**about("held"), "data": {}}),
        Row("POST", "meetings:take_actions", parts, **about("held")),
        Row("GET", "meetings:notes", reads, **{**about("running"), "data": {}}),
        Row("POST", "meetings:notes", only(*PARTICIPANTS), **about("running", pasted="* Hello")),
        Row("POST", "meetings:use_notes", parts, **about("running", text="* Hello", base=0)),
        Row("POST", "meetings:approve", run, **about("held", meeting=slugs["running"])),
        Row("POST", "meetings:publish", run, **about("approved")),
        Row("POST", "meetings:correct", run, **about("approved", text="It was not.")),
        Row("GET", "meetings:actions", everybody(200)),
        Row("POST", "meetings:actions", parts, data={"title": "Write it down"}, foreign={"owner": PERSON_THERE}),
        Row("GET", "meetings:action", everybody(200), **{**acted(1), "data": {}}),
        Row("POST", "meetings:give", parts, **acted(1, owner=alpha.people["Bo"].number)),
        Row("POST", "meetings:close", parts, **acted(1)),
        Row("POST", "meetings:drop_action", parts, **acted(1, reason="Nobody sings.")),
        Row("POST", "meetings:reopen", parts, **acted(2)),
        Row("GET", "own_calendar", everybody(200), given={"key": key}, foreign={"key": NO_ID}),
        Row("GET", "own_calendar_key", {**everybody(200), "public": SIGN_IN}),
        Row("POST", "own_calendar_key", {**everybody(200), "public": SIGN_IN}),
        Row("POST", "own_calendar_end", own),
    )
