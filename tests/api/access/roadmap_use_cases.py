"""Who gets what of use cases by the API: all read; whoever takes part opens and comments; members support."""

from muster.actions.roadmap.use_cases import UseCaseWritten, open_use_case, support
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, ONLY_THERE, PARTICIPANTS, asking, everybody, only

RUN = ("chair", "secretary")
ASKED = {"title": "Quieter nights", "who": "operators", "need": "No calls at all.", "why": ""}
OPENED, NOT_HERE, HANDLE = 1, 2, "use-case/1"


def calls(alpha: Cast) -> tuple[Call, ...]:
    open_use_case(asking(alpha, "Ed"), UseCaseWritten("Quiet nights", "operators", "No calls at night."))
    support(asking(alpha, "Di"), OPENED, organisation="corona")
    for _ in range(NOT_HERE):
        open_use_case(asking(alpha, "Oz", there=True), UseCaseWritten(f"{OMEGAN} nights", "operators", "Something."))
    given, foreign = {"number": OPENED}, {"number": NOT_HERE}
    member = {**foreign, "organisation": ONLY_THERE}
    in_it = only(*PARTICIPANTS, public=401)
    of_corona = {**only(*RUN, public=401), "representative": 403}
    return (
        Call("list_use_cases", everybody(200)),
        Call("show_use_case", everybody(200), given=given, foreign=foreign),
        Call("open_use_case", only(*PARTICIPANTS, gets=201, public=401), body=ASKED),
        Call(
            "change_use_case",
            {**only("participant", *RUN, public=401), "representative": 422},
            given=given,
            body=ASKED,
            about=HANDLE,
            foreign=foreign,
        ),
        Call("comment_on_use_case", in_it, given=given, body={"text": "Well."}, foreign=foreign),
        Call(
            "support_use_case",
            only("representative", *RUN, public=401),
            given=given,
            body={"organisation": "borealis", "reason": "So do we."},
            about=HANDLE,
            foreign=member,
        ),
        Call(
            "withdraw_support_of_use_case",
            of_corona,
            given=given,
            body={"organisation": "corona"},
            about=HANDLE,
            foreign=member,
        ),
        Call(
            "answer_use_case",
            only(*RUN, public=401),
            given=given,
            body={"state": "accepted"},
            about=HANDLE,
            foreign=foreign,
        ),
    )
