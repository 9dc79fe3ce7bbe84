"""Who may invite, correct the past, publish a standing, and adopt a charter."""

import json
from datetime import date

from muster.actions.invitations import invite
from muster.records.models import Affiliation, Membership
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.membership import NEXT_CHARTER, adopted
from tests.standing_files import published_by
from tests.web.access.shape import NO_ID, OMEGAN, ONLY_THERE, PERSON_THERE, asking, only

KEEPERS = ("chair", "secretary")


def calls(alpha: Cast) -> tuple[Call, ...]:
    adopted(alpha.group)
    here = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay")
    there = invite(asking(alpha, "Oz", there=True), "una@omega.example", name=f"Umo {OMEGAN}")
    bo = alpha.people["Bo"]
    job = Affiliation.objects.get(person=bo).pk
    their_job = Affiliation.objects.filter(person__group=alpha.other)[0].pk
    state = Membership.objects.get(organisation__group=alpha.group, organisation__slug="corona").pk
    their_state = Membership.objects.filter(organisation__group=alpha.other)[0].pk
    changed, made = only(*KEEPERS, public=401), only(*KEEPERS, gets=201, public=401)
    return (
        Call("list_invitations", changed),
        Call(
            "invite",
            made,
            body={"email": "gil@alpha.example", "name": "Gil", "organisation": "corona"},
            foreign={"organisation": ONLY_THERE, "person": NO_ID},
        ),
        Call(
            "invite",
            made,
            body={"email": "fay@alpha.example", "person": here.person.number},
            foreign={"organisation": ONLY_THERE, "person": PERSON_THERE},
        ),
        Call("withdraw_invitation", changed, given={"key": here.pk}, foreign={"key": there.pk}),
        Call(
            "correct_days",
            changed,
            given={"kind": "state", "key": state},
            body={"since": "2017-01-02", "until": "2026-01-01", "reason": "The minutes say so."},
            about="organisation/corona",
            foreign={"kind": NO_ID, "key": their_state},
        ),
        Call(
            "strike_out",
            changed,
            given={"kind": "affiliation", "key": job},
            body={"reason": "A slip."},
            about=bo.handle,
            foreign={"kind": NO_ID, "key": their_job},
        ),
        Call("publish_standing", made, body={"figures": json.loads(published_by("Alpha", on=date(2017, 5, 1)))}),
        Call(
            "adopt_charter",
            only("chair", gets=201, public=401),
            body={"text": NEXT_CHARTER, "since": "2099-01-01", "decided_by": "proposal/1"},
            about="charter",
        ),
    )
