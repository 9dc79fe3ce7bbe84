"""Who gets what of use cases: all read; whoever takes part opens and comments; members support; the group answers."""

from muster.actions.roadmap.use_cases import UseCaseWritten, open_use_case, support
from muster.records import log
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, ONLY_THERE, PARTICIPANTS, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
SPEAKING = ("representative", "chair", "secretary")
OPENED, NOT_HERE = 1, 2


def rows(alpha: Cast) -> tuple[Row, ...]:
    written = UseCaseWritten("Quiet nights", "operators", "No calls at night.")
    handle = open_use_case(asking(alpha, "Ed"), written).handle
    support(asking(alpha, "Di"), OPENED, organisation="corona")
    for _ in range(NOT_HERE):
        open_use_case(asking(alpha, "Oz", there=True), UseCaseWritten(f"{OMEGAN} nights", "operators", "Something."))
    ids = {"given": {"number": OPENED}, "foreign": {"number": NOT_HERE}}
    said = {"title": "Quieter nights", "who": "operators", "need": "No calls at all.", "why": "", "version": 0}
    seen = {**said, "version": log.version(alpha.group, handle)}
    answer = {"state": "accepted", "reason": "", "version": seen["version"]}
    organisation = {"number": NOT_HERE, "organisation": ONLY_THERE}
    changing = ("participant", *RUN)  # whoever opened it is a participant
    return (
        Row("GET", "roadmap:use_cases:overview", everybody(200)),
        Row("GET", "roadmap:use_cases:overview-data", everybody(200)),
        Row("GET", "roadmap:use_cases:new", only(*PARTICIPANTS, public=SIGN_IN)),
        Row("POST", "roadmap:use_cases:new", only(*PARTICIPANTS, gets=302), data=said),
        Row("POST", "roadmap:use_cases:new", only(*PARTICIPANTS, gets=422), data={}),
        Row("GET", "roadmap:use_cases:use-case", everybody(200), **ids),
        Row("GET", "roadmap:use_cases:use-case-data", everybody(200), **ids),
        Row("GET", "roadmap:use_cases:change", {**only(*changing, public=SIGN_IN), "representative": 422}, **ids),
        Row("POST", "roadmap:use_cases:change", {**only(*changing, gets=302), "representative": 422}, data=seen, **ids),
        Row("GET", "roadmap:use_cases:answer", only(*RUN, public=SIGN_IN), **ids),
        Row("POST", "roadmap:use_cases:answer", only(*RUN, gets=302), data=answer, **ids),
        Row("POST", "roadmap:use_cases:answer", only(*RUN, gets=422), data={}, **ids),
        Row(
            "POST",
            "roadmap:use_cases:support",
            {**only(*RUN, gets=302), "representative": 422},  # Aurora is not theirs to speak for
            given=ids["given"],
            data={"organisation": "aurora", "reason": "So do we."},
            foreign=organisation,
        ),
        Row(
            "POST",
            "roadmap:use_cases:support",
            only(*SPEAKING, gets=302),
            given=ids["given"],
            data={"organisation": "borealis", "reason": "So do we."},
            foreign=organisation,
        ),
        Row("POST", "roadmap:use_cases:comment", only(*PARTICIPANTS, gets=302), data={"text": "Well."}, **ids),
        Row("POST", "roadmap:use_cases:comment", only(*PARTICIPANTS, gets=422), data={}, **ids),
    )
