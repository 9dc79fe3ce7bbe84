"""Who gets what of decisions by the API: as on the pages, everybody reads, and rules do the rest."""

from collections.abc import Mapping
from typing import Any

from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.decisions import (
    BALLOTED,
    CALLED,
    DISCUSSED,
    NOT_HERE,
    RUN,
    SEATED,
    SPEAKING,
    VOTED,
    furnish_decisions,
)
from tests.web.access.shape import ONLY_THERE, PARTICIPANTS, Expected, everybody, only

WRITTEN = {"title": "Another title", "text": "Another text."}
SEAT_THERE = {"seat": ONLY_THERE}
SPOKEN_THERE = {**SEAT_THERE, "written_for": ONLY_THERE}
NEVER = only(*PARTICIPANTS, gets=422, public=401)
"""What cannot be done as things stand, whoever asks; strangers are not told that much."""


def calls(alpha: Cast) -> tuple[Call, ...]:
    furnish_decisions(alpha)

    def do(
        operation: str,
        about: int,
        expected: Expected,
        body: Mapping[str, Any] | None,
        *,
        foreign: Mapping[str, Any] | None = None,
        whole: bool = False,
    ) -> Call:
        return Call(
            operation,
            expected,
            given={"number": about},
            body=body,
            about=f"proposal/{about}" if whole else "",
            foreign={"number": NOT_HERE, **(foreign or {})},
        )

    return (
        Call("list_proposals", everybody(200)),
        Call("show_proposal", everybody(200), given={"number": CALLED}, foreign={"number": NOT_HERE}),
        Call(
            "open_proposal",
            only(*PARTICIPANTS, gets=201, public=401),
            body={**WRITTEN, "rule": "motion", "consequence": "suspend", "consequence_of": "corona"},
            foreign={**SEAT_THERE, "consequence_of": ONLY_THERE},
        ),
        do(
            "revise_proposal",
            DISCUSSED,
            only("representative", public=401),
            {**WRITTEN, "version": 1, "consequence": "admit", "consequence_of": "corona"},
            foreign={**SEAT_THERE, "consequence_of": ONLY_THERE},
        ),
        do("second_proposal", DISCUSSED, only(*SPEAKING, gets=422, public=401), {}, foreign=SPOKEN_THERE),
        do("comment_on_proposal", DISCUSSED, only(*PARTICIPANTS, public=401), {"text": "Well."}),
        do("withdraw_proposal", DISCUSSED, only(*SEATED, public=401), {}, foreign=SEAT_THERE, whole=True),
        do(
            "call_for_consensus", DISCUSSED, only(*SPEAKING, public=401), {"version": 1}, foreign=SEAT_THERE, whole=True
        ),
        do("extend_call", CALLED, only(*RUN, public=401), {"until": LATER}, foreign=SEAT_THERE, whole=True),
        do("take_position", CALLED, only(*SEATED, public=401), {"version": 1, "stand": "agree"}, foreign=SPOKEN_THERE),
        do(
            "answer_objection",
            CALLED,
            only(*PARTICIPANTS, public=401),
            {"objector": "corona", "answer": "Yes."},
            foreign={"objector": ONLY_THERE},
        ),
        do("settle_objection", CALLED, only(*SEATED, gets=409, public=401), {"satisfied": True}, foreign=SPOKEN_THERE),
        do(
            "call_vote",
            BALLOTED,
            only("chair", public=401),
            {"version": 1},
            foreign={**SEAT_THERE, "present": [ONLY_THERE]},
            whole=True,
        ),
        do("cast_vote", VOTED, only(*SEATED, public=401), {"choice": "yes"}, foreign=SPOKEN_THERE),
        do(
            "enter_votes",
            VOTED,
            only(*RUN, public=401),
            {"choices": {"corona": "yes"}},
            foreign={"choices": {ONLY_THERE: "yes"}},
        ),
        do("close_vote", VOTED, NEVER, None, whole=True),
        do("break_tie", VOTED, NEVER, {"adopted": True}, whole=True),
    )


LATER = "2100-01-01T00:00:00Z"
