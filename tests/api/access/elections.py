"""Who gets what of the elections: everybody reads, participants nominate, who is on the list of voters votes."""

from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.elections import furnish_elections
from tests.web.access.shape import PARTICIPANTS, PERSON_THERE, everybody, only

VOTERS = ("representative", "chair")


def calls(alpha: Cast) -> tuple[Call, ...]:
    over, open_now, to_come, there = furnish_elections(alpha)
    foreign = {"number": there}
    return (
        Call("list_elections", everybody(200)),
        Call("show_election", everybody(200), given={"number": over}, foreign=foreign),
        Call("show_ballots", everybody(200), given={"number": over}, foreign=foreign),
        Call(
            "nominate",
            only(*PARTICIPANTS, gets=200, public=401),
            given={"number": to_come},
            body={"person": alpha.people["Di"].number},
            foreign={**foreign, "person": PERSON_THERE},
        ),
        Call(
            "answer_nomination",
            only("participant", *VOTERS, gets=200, public=401),
            given={"number": to_come},
            body={"does": "withdraw", "statement": ""},
            foreign=foreign,
        ),
        Call(
            "cast_ballot",
            only(*VOTERS, gets=200, public=401),
            given={"number": open_now},
            body={"ranks": [2, 1], "own_words": "", "replacing": "", "confirmed": False},
            foreign=foreign,
        ),
    )
