"""Who may write down organisations and what they are: the keepers; apply and attest: whoever works there, too."""

from datetime import date

from muster.actions.people import affiliate
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.membership import adopted, muster
from tests.web.access.shape import ONLY_THERE, PERSON_THERE, only

KEEPERS = ("chair", "secretary")
CHANGED = only(*KEEPERS, public=401)
CORONA = {"organisation": "corona"}
THERE = {"organisation": ONLY_THERE}


def calls(alpha: Cast) -> tuple[Call, ...]:
    adopted(alpha.group)
    # Ed works for Corona besides, so he speaks for it; but Corona is a member already, and nothing is to be attested.
    affiliate(muster(alpha), alpha.people["Ed"], "corona", date(2017, 5, 9))
    nothing_to_say = only("participant", *KEEPERS, gets=422, public=401)
    names = {"name": "Crown", "aliases": ["Corona"], "domains": ["crown.example"], "part_of": "aurora"}
    parts = {"part_of": ONLY_THERE}
    left = {"state": "former", "membership": "member", "since": "2026-01-01"}

    def about_corona(operation: str, **more: object) -> Call:
        return Call(operation, given=CORONA, about="organisation/corona", **more)  # type: ignore[arg-type]  # as Call has it

    return (
        Call(
            "add_organisation",
            only(*KEEPERS, gets=201, public=401),
            body={"name": "Dorado", "invited_as": "member", "part_of": "corona"},
            foreign=parts,
        ),
        about_corona("change_organisation", expected=CHANGED, body=names, foreign={**THERE, **parts}),
        about_corona("change_state", expected=CHANGED, body=left, foreign=THERE),
        about_corona(
            "add_past_state",
            expected=only(*KEEPERS, gets=422, public=401),
            body={**left, "since": "2017-01-02", "reason": "The minutes say so."},
            foreign=THERE,
        ),
        about_corona("apply_for_membership", expected=nothing_to_say, body={"membership": "member"}, foreign=THERE),
        about_corona(
            "attest",
            expected=nothing_to_say,
            body={"criterion": "operator", "words": "We are.", "said_by": alpha.people["Ed"].number},
            foreign={**THERE, "said_by": PERSON_THERE},
        ),
    )
