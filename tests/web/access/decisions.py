"""Who gets what of decisions: everybody reads; whoever takes part puts proposals; seats answer; rules do the rest."""

from django.utils import timezone

from muster.actions.caller import Caller
from muster.actions.decisions.calling import call_for_consensus, take_position
from muster.actions.decisions.drafts import save_draft
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.reading import proposal_at
from muster.actions.decisions.voting import call_vote
from muster.actions.decisions.writing import Written
from muster.records.models import CharterVersion
from tests.cast import CHARTER, Cast
from tests.web.access.shape import (
    NO_ID,
    OMEGAN,
    ONLY_THERE,
    PARTICIPANTS,
    SIGN_IN,
    Expected,
    Row,
    asking,
    everybody,
    only,
)

RUN = ("chair", "secretary")
SEATED = ("representative", "chair")
SPEAKING = ("representative", "chair", "secretary")
BALLOT = """
[[decisions.rules]]
id = "ballot"
name = "Ballot"
way = "vote"
passes = [{ more_than = "1/2", of = "yes-and-no" }]
"""
TEXT = {"title": "Another title", "text": "Another text."}
DISCUSSED, CALLED, VOTED, BALLOTED, NOT_HERE = 1, 2, 3, 4, 5


def put(caller: Caller, rule: str, title: str) -> int:
    return open_proposal(caller, rule, Written(title, "A text.")).number


def furnish_decisions(alpha: Cast) -> tuple[int, int, dict[int, int]]:
    """Put proposals in every state, and give the keys of two drafts, Ed's here and Oz's there, and what was seen."""
    text = CHARTER.replace("NAME", "Alpha").replace("[[meetings]]", f"{BALLOT}\n[[meetings]]", 1)
    CharterVersion.objects.create(
        group=alpha.group, version="2", since=timezone.now().date(), text=text, sha256="b" * 64
    )
    bo, ada, oz = asking(alpha, "Bo"), asking(alpha, "Ada"), asking(alpha, "Oz", there=True)
    for rule in ("motion", "motion", "ballot", "ballot"):
        put(bo, rule, "A motion")
    call_for_consensus(bo, CALLED, version=1)
    take_position(asking(alpha, "Cy"), CALLED, "object", version=1, reason="No.")
    call_vote(ada, VOTED, version=1)
    for _ in range(NOT_HERE):
        put(oz, "motion", f"{OMEGAN} motion")
    ours = save_draft(asking(alpha, "Ed"), "motion", Written("Not yet", "A text."))
    theirs = save_draft(oz, "motion", Written(f"{OMEGAN} draft", "A text."))
    at = timezone.now()
    seen = {number: proposal_at(alpha.group, number, at).seen for number in (DISCUSSED, CALLED, VOTED, BALLOTED)}
    return ours.pk, theirs.pk, seen


def owners(gets: int, public: int | str) -> Expected:
    """Expect that Ed alone finds his draft, and that only whoever takes part may look for one."""
    return {**only("participant", gets=gets, public=public), **dict.fromkeys(SPEAKING, 404)}


def rows(alpha: Cast) -> tuple[Row, ...]:
    draft, draft_there, seen = furnish_decisions(alpha)
    number = {"foreign": {"number": NOT_HERE}}
    first = {"given": {"number": DISCUSSED}, **number}
    key = {"given": {"key": draft}, "foreign": {"key": draft_there}}

    def do(name: str, about: int, expected: Expected, **data: object) -> Row:
        foreign: dict[str, object] = {"number": NOT_HERE, "name": NO_ID}
        foreign |= {field: ONLY_THERE for field in ("seat", "objector") if field in data}
        given = {"number": about, "name": name}
        return Row("POST", "decisions:do", expected, given=given, data=data, foreign=foreign)

    whole = {"seen": seen[DISCUSSED], "version": 1}
    return (
        Row("GET", "decisions:decisions", everybody(200)),
        Row("GET", "decisions:decisions", everybody(200), data={"state": "open"}),
        Row("GET", "decisions:decisions", everybody(400), data={"state": "unheard-of"}),
        Row("GET", "decisions:decisions-data", everybody(200)),
        Row("GET", "decisions:resolutions", everybody(200)),
        Row("GET", "decisions:resolutions-data", everybody(200)),
        Row("GET", "decisions:proposal", everybody(200), **first),
        Row("GET", "decisions:proposal-data", everybody(200), **first),
        Row("GET", "decisions:new", only(*PARTICIPANTS, public=SIGN_IN)),
        Row("POST", "decisions:new", only(*PARTICIPANTS, gets=302), data={**TEXT, "rule": "motion"}),
        Row("POST", "decisions:new", only(*PARTICIPANTS, gets=422), data={}),
        Row("GET", "decisions:draft", owners(200, SIGN_IN), **key),
        Row("POST", "decisions:draft", owners(302, 403), data={"title": "Not yet", "keep": "yes"}, **key),
        Row("POST", "decisions:draft", owners(422, 403), data={"title": "Not yet"}, **key),
        Row("POST", "decisions:forget", owners(302, 403), **key),
        Row("GET", "decisions:revise", only("representative", public=SIGN_IN), **first),
        Row("POST", "decisions:revise", only("representative", gets=302), data={**TEXT, "version": 1}, **first),
        Row("POST", "decisions:revise", only("representative", gets=422), data={}, **first),
        Row(
            "GET",
            "decisions:do",
            everybody(302),
            given={"number": DISCUSSED, "name": "call"},
            foreign={"number": NOT_HERE, "name": NO_ID},
        ),
        do("explode", DISCUSSED, everybody(404)),
        do("comment", DISCUSSED, only(*PARTICIPANTS, gets=302), text="Well."),
        do("comment", DISCUSSED, only(*PARTICIPANTS, gets=422)),
        do("call", DISCUSSED, only(*SPEAKING, gets=302), **whole),
        do("withdraw", DISCUSSED, only(*SEATED, gets=302), seen=seen[DISCUSSED]),
        do("second", DISCUSSED, only(*SPEAKING, gets=422)),
        do("position", CALLED, only(*SEATED, gets=302), stand="agree", version=1),
        do("position", CALLED, only(*SPEAKING, gets=422)),
        do("write-down", CALLED, only(*RUN, gets=302), seat="corona", stand="agree", version=1),
        do("extend", CALLED, only(*RUN, gets=302), days=3, seen=seen[CALLED]),
        do("answer", CALLED, only(*PARTICIPANTS, gets=302), objector="corona", answer="Yes."),
        do("let-go", CALLED, only(*SEATED, gets=409), satisfied="no"),
        do("vote", BALLOTED, only("chair", gets=302), seen=seen[BALLOTED], version=1),
        do("cast", VOTED, only(*SEATED, gets=302), choice="yes"),
        do("enter", VOTED, only(*RUN, gets=302), **{"vote-corona": "yes"}),
        do("recuse", VOTED, only(*SEATED, gets=302), version=1),
        do("close", VOTED, only(*PARTICIPANTS, gets=422), seen=seen[VOTED]),
        do("tie", VOTED, only(*PARTICIPANTS, gets=422), seen=seen[VOTED], adopted="yes"),
    )
