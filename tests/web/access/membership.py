"""Who gets what of members, people, seats, offices and the charter: all read; those who keep the group change."""

from collections.abc import Mapping
from datetime import date

from muster.actions.people import affiliate
from muster.actions.seats import appoint, seat_called
from muster.records import log
from muster.records.models import Affiliation, Holding, Membership, Office
from tests.cast import Cast
from tests.membership import NEXT_CHARTER, adopted, muster
from tests.web.access.shape import NO_ID, ONLY_THERE, PERSON_THERE, SIGN_IN, Row, everybody, only

Ids = Mapping[str, object]
KEEP = ("chair", "secretary")
THERE = {"slug": ONLY_THERE}


def rows(alpha: Cast) -> tuple[Row, ...]:
    adopted(alpha.group)
    return (*_read(), *_of_members(alpha), *_of_people(alpha), *_of_the_board(alpha), *_of_the_charter(alpha))


def seen(alpha: Cast, subject: str) -> int:
    """Give the version that a form of the subject carries."""
    return log.version(alpha.group, subject)


def _read() -> tuple[Row, ...]:
    organisation = {"given": {"slug": "corona"}, "foreign": THERE}
    person: dict[str, Ids] = {"given": {"number": 1}, "foreign": {"number": PERSON_THERE}}
    seat = {"given": {"slug": "borealis"}, "foreign": THERE}
    first: dict[str, Ids] = {"given": {"number": 1}, "foreign": {"number": NO_ID}}
    both = ("", "-data")
    return (
        *(Row("GET", f"membership:{name}{more}", everybody(200)) for name in LISTS for more in both),
        *(Row("GET", f"membership:{name}", everybody(200), data={"on": "2016-05-09"}) for name in LISTS),
        *(Row("GET", f"membership:{name}", everybody(400), data={"on": "yesterday"}) for name in ("members", "seats")),
        *(Row("GET", f"membership:member{more}", everybody(200), **organisation) for more in both),
        *(Row("GET", f"membership:person{more}", everybody(200), **person) for more in both),
        *(Row("GET", f"membership:seat{more}", everybody(200), **seat) for more in both),
        *(Row("GET", f"membership:charter-version{more}", everybody(200), **first) for more in both),
        Row("GET", "membership:charter-file", everybody(200), **first),
        Row("GET", "membership:compare-charters", everybody(200)),
        Row("GET", "membership:compare-charters", everybody(404), data={"from": "7"}),
        Row("GET", "membership:compare-charters", everybody(400), data={"from": "first"}),
    )


LISTS = ("members", "people", "seats", "offices", "charter")


def _of_members(alpha: Cast) -> tuple[Row, ...]:
    ids = {"given": {"slug": "corona"}, "foreign": THERE}
    version = {"version": seen(alpha, "organisation/corona")}
    names = {**version, "name": "Crown", "aliases": "", "domains": "", "part_of": ""}
    leaves = {**version, "state": "former", "membership": "member", "since": "2026-01-01", "decided_by": ""}
    was = {**version, "state": "former", "membership": "member", "since": "2017-01-02", "reason": "So."}
    # Bo works for Borealis, which has a seat; Ed for it too, and for Corona from May on, so he speaks for Corona.
    affiliate(muster(alpha), alpha.people["Ed"], "corona", date(2017, 5, 9))
    speaks = ("participant", *KEEP)
    state = Membership.objects.get(organisation__group=alpha.group, organisation__slug="corona").pk
    theirs = Membership.objects.filter(organisation__group=alpha.other)[0].pk
    word = {**version, "criterion": "operator", "words": "We do."}
    return (
        *_form("add-organisation", KEEP, {"version": 0, "name": "Dorado"}, {"part_of": ONLY_THERE}),
        *_form("change-organisation", KEEP, names, {**THERE, "part_of": ONLY_THERE}, given=ids["given"]),
        *_form("change-state", KEEP, leaves, THERE, given=ids["given"]),
        Row("GET", "membership:add-state", only(*KEEP, public=SIGN_IN), **ids),
        Row("POST", "membership:add-state", only(*KEEP, gets=422), data=was, **ids),
        Row("GET", "membership:apply", only(*speaks, public=SIGN_IN), **ids),
        Row("POST", "membership:apply", only(*speaks, gets=422), data={**version, "membership": "member"}, **ids),
        Row("GET", "membership:attest", only(*speaks, public=SIGN_IN), **ids),
        Row("POST", "membership:attest", only(*speaks, gets=422), data=word, **ids),
        *_correction(alpha, "state", state, theirs, "organisation/corona"),
    )


def _of_people(alpha: Cast) -> tuple[Row, ...]:
    bo = alpha.people["Bo"]
    given, there = {"number": bo.number}, {"number": PERSON_THERE}
    version = {"version": seen(alpha, bo.handle)}
    job = Affiliation.objects.get(person=bo).pk
    theirs = Affiliation.objects.filter(person__group=alpha.other)[0].pk
    works = {**version, "organisation": "aurora", "since": "2026-01-01"}
    ends = {**version, "until": "2026-01-01"}
    end = {"given": {**given, "key": job}, "foreign": {**there, "key": theirs}}
    return (
        *_form("add-person", KEEP, {"version": 0, "name": "Eve"}, {"organisation": ONLY_THERE}),
        *_form("rename-person", KEEP, {**version, "name": "Bob"}, there, given=given),
        *_form("affiliate", KEEP, works, {**there, "organisation": ONLY_THERE}, given=given),
        *_form("end-affiliation", KEEP, ends, end["foreign"], given=end["given"]),
        *_correction(alpha, "affiliation", job, theirs, bo.handle),
    )


def _of_the_board(alpha: Cast) -> tuple[Row, ...]:
    appoint(muster(alpha), seat_called(alpha.group, "borealis"), alpha.people["Ed"], date(2017, 5, 9), part="alternate")
    holding = Holding.objects.get(seat__group=alpha.group, seat__slug="borealis", part="alternate").pk
    theirs = Holding.objects.filter(seat__group=alpha.other)[0].pk
    office = Office.objects.get(group=alpha.group, role="secretary").pk
    their_office = Office.objects.filter(group=alpha.other)[0].pk
    version = {"version": seen(alpha, "seat/borealis")}
    holds = {**version, "person": alpha.people["Cy"].number, "part": "representative", "since": "2026-01-01"}
    takes = {"version": seen(alpha, "office/secretary"), "person": alpha.people["Cy"].number, "since": "2026-01-01"}
    ends = {**version, "until": "2026-01-01"}
    leaves = {"version": takes["version"], "until": "2026-01-01"}
    slug = {"slug": "borealis"}
    others = {"person": PERSON_THERE, "instead_of": PERSON_THERE}
    return (
        *_form("hold-seat", KEEP, holds, {**THERE, "person": PERSON_THERE}, given=slug),
        *_form("leave-seat", KEEP, ends, {**THERE, "key": theirs}, given={**slug, "key": holding}),
        *_form("give-office", KEEP, takes, {"role": "only-there", **others}, given={"role": "secretary"}),
        *_form("leave-office", KEEP, leaves, {"key": their_office}, given={"key": office}),
        *_correction(alpha, "holding", holding, theirs, "seat/borealis"),
        *_correction(alpha, "office", office, their_office, "office/secretary"),
    )


def _of_the_charter(alpha: Cast) -> tuple[Row, ...]:
    version = {"version": seen(alpha, "charter")}
    text = {**version, "text": NEXT_CHARTER, "since": "2099-01-01", "decided_by": "proposal/1"}
    only_the_chair = only("chair", gets=422)
    return (
        *_form("change-charter", ("chair",), text, {}),
        Row("POST", "membership:change-charter", only("chair", gets=200), data={**text, "other": "yes"}),
        Row("POST", "membership:change-charter", only_the_chair, data={**text, "text": "version = 1", "other": "yes"}),
        Row("POST", "membership:change-charter", only_the_chair, data={**text, "since": "2017-05-09"}),
        Row("POST", "membership:change-charter", only("chair", gets=409), data={**text, "version": 99}),
    )


def _form(name: str, who: tuple[str, ...], data: Ids, foreign: Ids, *, given: Ids | None = None) -> tuple[Row, ...]:
    """Give the rows of a form: the page, what it does, and the page again where nothing was filled in."""
    route, ids = f"membership:{name}", given or {}
    of_address = {key: value for key, value in foreign.items() if key in ids}
    return (
        Row("GET", route, only(*who, public=SIGN_IN), given=ids, foreign=of_address),
        Row("POST", route, only(*who, gets=302), given=ids, data=data, foreign=foreign),
        Row("POST", route, only(*who, gets=422), given=ids, data={}, foreign=of_address),
    )


def _correction(alpha: Cast, kind: str, key: int, theirs: int, subject: str) -> tuple[Row, ...]:
    data = {
        "version": seen(alpha, subject),
        "since": "2017-01-02",
        "until": "2026-01-01",
        "along": "on",
        "reason": "So.",
    }
    return _form("correct", KEEP, data, {"kind": "throne", "key": theirs}, given={"kind": kind, "key": key})
