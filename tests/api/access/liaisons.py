"""Who gets what of the liaisons by the API: everybody reads; chair and secretary name and write."""

from datetime import date

from muster.actions.liaisons import Written, know_body, name_liaison, write_statement
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, ONLY_THERE, PERSON_THERE, asking, everybody, only

RUN = ("chair", "secretary")
WRITTEN = Written("in", "comment", "A question", "What do you think?", date(2017, 5, 1), date(2027, 5, 1))
THEIRS = Written("out", "information", OMEGAN, OMEGAN, date(2017, 5, 1))


def calls(alpha: Cast) -> tuple[Call, ...]:
    ada, oz = asking(alpha, "Ada"), asking(alpha, "Oz", there=True)
    body, there = know_body(ada, "The Board of Trials"), know_body(oz, ONLY_THERE)
    name_liaison(ada, body, alpha.people["Cy"], date(2017, 5, 9))
    write_statement(ada, body, WRITTEN)
    for _ in range(2):
        write_statement(oz, there, THEIRS)
    given, foreign, of_person = {"body": body.slug}, {"body": ONLY_THERE}, {"person": PERSON_THERE}
    written = {
        "direction": "out",
        "purpose": "information",
        "title": "An answer",
        "text": "Well.",
        "dated": "2017-05-02",
    }
    changed = only(*RUN, public=401)
    return (
        Call("list_outside_bodies", everybody(200)),
        Call("show_outside_body", everybody(200), given=given, foreign=foreign),
        Call(
            "know_outside_body", only(*RUN, gets=201, public=401), body={"name": "Another body", "contact": "Somebody"}
        ),
        Call(
            "change_outside_body",
            changed,
            given=given,
            body={"purpose": "To agree.", "contact": "Somebody there"},
            about=body.handle,
            foreign=foreign,
        ),
        Call(
            "name_speaker",
            changed,
            given=given,
            body={"person": alpha.people["Ed"].number, "since": "2017-05-09"},
            about=body.handle,
            foreign={**foreign, **of_person},
        ),
        Call(
            "end_speaking",
            changed,
            given=given,
            body={"person": alpha.people["Cy"].number, "until": "2018-05-09"},
            about=body.handle,
            foreign={**foreign, **of_person},
        ),
        Call("list_statements", everybody(200)),
        Call("show_statement", everybody(200), given={"number": 1}, foreign={"number": 2}),
        Call(
            "write_statement",
            only(*RUN, gets=201, public=401),
            given=given,
            body={**written, "answers": 1},
            foreign={**foreign, "answers": 2},
        ),
    )
