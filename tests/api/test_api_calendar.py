"""The calendar by the API: read, changed whole, and filled from schedules; every fault is named at once."""

from tests.api.asking import HERE, program_of
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap

CALENDAR = f"{HERE}/calendar"
SCHEDULE = "start-week: 2017-02-27\ncycle:\n- {start: 2017-04-10, end: 2017-04-14, name: R-20, x-project: [p-1]}\n"
STATUS = "- {name: pike, status: maintained, initial-release: 2017-08-31}\n"


def test_what_is_read_can_be_sent_back_changed_and_only_as_it_was_seen(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    ada = program_of("Ada")
    answer = ada.ask("GET", CALENDAR)
    shown, seen = answer.json(), answer["ETag"]
    assert ([one["name"] for one in shown["cycles"]], shown["changed_at"], shown["source"]) == (
        ["Ocata", "Pike", "Queens"],
        None,
        "charter",
    )
    summit = {"name": "Summit", "kind": "summit", "first": "2017-05-08", "last": "2017-05-11", "cycle": "Pike"}
    body = {"cycles": shown["cycles"], "events": [summit], "source": "by hand"}
    changed = ada.ask("POST", CALENDAR, body, if_match=seen)
    assert changed.status_code == 200
    assert changed.json()["events"] == [
        {
            **summit,
            "planned_first": None,
            "planned_last": None,
            "precision": "day",
            "place": None,
            "verified": True,
            "source": None,
        }
    ]
    assert (changed.json()["cycles"], changed.json()["source"]) == (shown["cycles"], "by hand")
    assert ada.ask("POST", CALENDAR, {**body, "events": []}, if_match=seen).status_code == 412


def test_the_deadlines_are_those_of_the_day_that_is_asked_about(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    found = program_of("").ask("GET", f"{CALENDAR}/deadlines?on=2017-02-23").json()
    assert found["on"] == "2017-02-23"
    assert [(one["cycle"], one["out"], one["takes"]) for one in found["releases"]] == [("Pike", "2017-08-30", "open")]
    assert [(ask["stage"], ask["by"], ask["over"]) for ask in found["releases"][0]["asks"]] == [
        ("raised", "2017-02-27", False),
        ("released", "2017-08-30", False),
    ]
    assert program_of("").ask("GET", f"{CALENDAR}/deadlines?on=soon").status_code == 422


def test_schedules_are_put_into_it_and_those_that_cannot_be_used_are_all_named(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    ada = program_of("Ada")
    files = [
        {"name": "schedule.yaml", "series": "Pike", "text": SCHEDULE},
        {"name": "series_status.yaml", "text": STATUS},
    ]
    answer = ada.ask("POST", f"{CALENDAR}/schedules", {"files": files}, if_match="*")
    assert answer.status_code == 200
    (pike,) = [one for one in answer.json()["cycles"] if one["name"] == "Pike"]
    assert (pike["release"], pike["planned_release"], pike["milestones"]) == (
        "2017-08-31",
        "2017-08-30",
        {"p-1": "2017-04-14"},
    )
    bomb = {"name": "schedule.yaml", "series": "zed", "text": "a: &a [x]\ncycle: [*a, *a]"}
    back = {
        "name": "schedule.yaml",
        "series": "yak",
        "text": "start-week: 2017-11-07\nrelease-week: 2017-02-20\ncycle: [{start: 2017-11-07}]",
    }
    answer = ada.ask("POST", f"{CALENDAR}/schedules", {"files": [*files, bomb, back]}, if_match="*")
    assert answer.status_code == 422
    assert [one["detail"].partition(":")[0] for one in answer.json()["faults"]] == [
        "zed/schedule.yaml",
        "yak/schedule.yaml",
    ]


def test_a_calendar_that_cannot_be_is_refused_with_every_fault(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    cycle = {"name": "<b>Zed</b>", "start": "2017-08-30", "release": "2017-02-27"}
    ancient = {"name": "Fair", "kind": "Big Fair", "first": "1017-05-08"}
    answer = program_of("Ada").ask("POST", CALENDAR, {"cycles": [cycle], "events": [ancient]}, if_match="*")
    assert answer.status_code == 422
    assert sorted(one["detail"].partition(":")[0] for one in answer.json()["faults"]) == [
        "<b>Zed</b>, release",
        "Fair, kind",
    ]
