"""Who gets what of the liaisons: everybody reads; the chair and the secretary name liaisons; liaisons write."""

from datetime import date

from muster.actions.liaisons import Written, know_body, write_statement
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, ONLY_THERE, PERSON_THERE, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
WRITTEN = Written("in", "comment", "A question", "What do you think?", date(2017, 5, 1), date(2027, 5, 1))


def rows(alpha: Cast) -> tuple[Row, ...]:
    body = know_body(asking(alpha, "Ada"), "The Board of Trials")
    write_statement(asking(alpha, "Ada"), body, WRITTEN)
    theirs = know_body(asking(alpha, "Oz", there=True), ONLY_THERE)
    for _ in range(2):
        write_statement(
            asking(alpha, "Oz", there=True), theirs, Written("out", "information", OMEGAN, "x", date(2017, 5, 1))
        )
    ids = {"given": {"slug": body.slug}, "foreign": {"slug": ONLY_THERE}}
    people = {"slug": ONLY_THERE, "person": PERSON_THERE}
    seen = alpha.group.entries.filter(subject=body.handle).order_by("-number").values_list("number", flat=True)[0]
    naming = {"person": alpha.people["Ed"].number, "since": "2017-05-09", "version": seen}
    written = {"direction": "out", "purpose": "information", "title": "A", "text": "B", "dated": "2017-05-01"}
    return (
        Row("GET", "liaisons:overview", everybody(200)),
        Row("GET", "liaisons:new", only(*RUN, public=SIGN_IN)),
        Row("POST", "liaisons:new", only(*RUN, gets=302), data={"name": "Another body"}),
        Row("POST", "liaisons:new", only(*RUN, gets=422), data={}),
        Row("GET", "liaisons:body", everybody(200), **ids),
        Row("POST", "liaisons:name", only(*RUN, gets=302), given=ids["given"], data=naming, foreign=people),
        Row("POST", "liaisons:name", only(*RUN, gets=422), data={}, **ids),
        Row("POST", "liaisons:end", only(*RUN, gets=422), data={}, **ids),
        Row("POST", "liaisons:write", only(*RUN, gets=302), data=written, **ids),
        Row("POST", "liaisons:write", only(*RUN, gets=422), data={}, **ids),
        Row("GET", "liaisons:statement", everybody(200), given={"number": 1}, foreign={"number": 2}),
    )
