"""Who gets what of the elections: everybody reads; whoever takes part stands; those on the list vote, and only while.

Three elections of Alpha: 1 has closed and is counted, 2 is being voted on, 3 is open for nominations.
Omega has as many, and one more.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing

from muster.actions.caller import Caller
from muster.actions.elections.candidacies import answer, nominate
from muster.actions.elections.planning import plan_election
from muster.actions.elections.settling import settle
from muster.actions.elections.voting import cast, new_receipt
from muster.domain.elections.calendar import Calendar
from muster.domain.elections.rule import Method
from muster.records import log
from muster.records.models import Account
from muster.web.elections.ballots import SALT
from tests.cast import Cast, address
from tests.electing import CHAIR
from tests.web.access.shape import (
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
VOTERS = ("representative", "chair")


BEGAN = timedelta(days=-8)
"""When all of them were planned, and the first were nominated."""


def held(alpha: Cast, *, there: bool, opens: tuple[int, ...], method: Method = "schulze") -> list[int]:
    """Hold elections as far as they come by now. opens: so many days from now voting opens in each, for two days.

    In Alpha's, Ada and Bo stand, and Cy has voted for Ada, as soon as it opened.
    """
    group, candidates = (alpha.other, ("Oz",)) if there else (alpha.group, ("Ada", "Bo"))
    now, numbers = datetime.now(UTC), []
    cys = [1, 0] if method in {"approval", "majority"} else [1, 2]
    began = now + BEGAN

    def as_of(who: str, at: datetime) -> Caller:
        return Caller(group, Account.objects.get(email=address(who)), lambda: at)

    for days in opens:
        at = now + timedelta(days=days)
        calendar = Calendar(began, at, at, at + timedelta(days=2), began.date())
        planned = replace(
            CHAIR, title=f"{OMEGAN} chair" if there else f"Chair {days}", calendar=calendar, method=method
        )
        row = plan_election(as_of(candidates[0], began), planned)
        for who in candidates:
            nominate(as_of(who, began), row.number, alpha.people[who])
        numbers.append(row.number)
    for number, days in zip(numbers, opens, strict=True):
        if days < 0 and not there:
            cast(as_of("Cy", now + timedelta(days=days)), number, cys, receipt=new_receipt())
    settle(group, now)
    return numbers


def furnish_elections(alpha: Cast) -> tuple[int, int, int, int]:
    """Hold them, and give the numbers of the one that is over, the open one, the one to come, and of Omega's alone."""
    over, open_now, to_come = held(alpha, there=False, opens=(-5, -1, 1))
    nominate(asking(alpha, "Bo"), to_come, alpha.people["Cy"])
    nominate(asking(alpha, "Bo"), to_come, alpha.people["Ed"])
    answer(asking(alpha, "Ed"), to_come, accept=True)
    *_, there = held(alpha, there=True, opens=(-5, -1, 1, -1))
    return over, open_now, to_come, there


def rows(alpha: Cast) -> tuple[Row, ...]:
    over, open_now, to_come, there = furnish_elections(alpha)
    given: dict[int, dict[str, Any]] = {
        number: {"given": {"number": number}, "foreign": {"number": there}} for number in (over, open_now, to_come)
    }
    seen = {number: log.version(alpha.group, f"election/{number}") for number in given}
    plan = {
        "title": "A secretary",
        "office": "secretary",
        "seats": 1,
        "method": "approval",
        "electorate": "people",
        "voters": [alpha.people["Ed"].number],
        "eligible_on": "2027-01-01",
        "nominations_open": "2099-01-01",
        "nominations_close": "2099-01-02",
        "voting_opens": "2099-01-04",
        "voting_closes": "2099-01-05",
        "clock": "utc",
    }
    changed, too_late = ({**plan, "version": seen[number]} for number in (to_come, open_now))
    ranks = {f"rank-{alpha.people[name].number}": place for place, name in enumerate(("Ada", "Bo"), 1)}
    ballot = {
        "election": f"alpha/election/{open_now}",
        "voter": alpha.people["Bo"].handle,
        "ranks": [1, 2],
        "receipt": new_receipt(),
        "replacing": "",
    }
    sealed = {"sealed": signing.dumps(ballot, salt=SALT)}
    return (
        Row("GET", "elections:overview", everybody(200)),
        Row("GET", "elections:new", only(*RUN, public=SIGN_IN)),
        Row("POST", "elections:new", only(*RUN, gets=302), data=plan, foreign={"voters": PERSON_THERE}),
        Row("POST", "elections:new", only(*RUN, gets=422), data={}),
        Row("POST", "elections:settle", only(*RUN, gets=422)),
        *(Row("GET", "elections:election", everybody(200), **ids) for ids in given.values()),
        Row("GET", "elections:change", only(*RUN, public=SIGN_IN), **given[to_come]),
        Row(
            "POST",
            "elections:change",
            only(*RUN, gets=302),
            given={"number": to_come},
            data=changed,
            foreign={"number": there, "voters": PERSON_THERE},
        ),
        Row("POST", "elections:change", only(*RUN, gets=422), data=too_late, **given[open_now]),
        Row(
            "POST",
            "elections:call-off",
            only(*RUN, gets=302),
            data={"reason": "A slip.", "version": seen[to_come]},
            **given[to_come],
        ),
        Row("POST", "elections:call-off", only(*RUN, gets=422), data={}, **given[to_come]),
        Row(
            "POST",
            "elections:confirm",
            only(*RUN, gets=302),
            data={"since": datetime.now(UTC).date().isoformat(), "version": seen[over]},
            **given[over],
        ),
        Row("POST", "elections:confirm", only(*RUN, gets=422), data={}, **given[over]),
        Row(
            "POST",
            "elections:nominate",
            only(*PARTICIPANTS, gets=302),
            given={"number": to_come},
            data={"person": alpha.people["Di"].number},
            foreign={"number": there, "person": PERSON_THERE},
        ),
        Row("POST", "elections:nominate", only(*PARTICIPANTS, gets=422), data={}, **given[to_come]),
        Row(
            "POST",
            "elections:answer",
            only("participant", "representative", "chair", gets=302),
            data={"do": "withdraw"},
            **given[to_come],
        ),
        Row("POST", "elections:answer", only("participant", "representative", "chair", gets=422), **given[to_come]),
        Row("GET", "elections:ballot", only(*VOTERS, public=SIGN_IN), **given[open_now]),
        Row("POST", "elections:ballot", only(*VOTERS), data=ranks, **given[open_now]),
        Row("POST", "elections:ballot", only(*VOTERS, gets=422), data={"rank-1": "11"}, **given[open_now]),
        Row(
            "POST",
            "elections:cast",
            {**only("representative"), "chair": 400},
            data=sealed,
            **given[open_now],
        ),
        Row("POST", "elections:cast", only(*VOTERS, gets=400), data={"sealed": "x"}, **given[open_now]),
        Row("POST", "elections:find", everybody(422), data={"receipt": "none"}, **given[over]),
        Row("POST", "elections:find", everybody(422), data={"receipt": "none"}, **given[open_now]),
        Row("GET", "elections:json", everybody(200), **given[over]),
        Row("GET", "elections:json", everybody(422), **given[open_now]),
        Row("GET", "elections:csv", everybody(200), **given[over]),
        Row("GET", "elections:csv", everybody(422), **given[open_now]),
    )
