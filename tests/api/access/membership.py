"""Who may write down people, and change who holds seats and offices: those who keep the group's books."""

from muster.records.models import Affiliation
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.shape import NO_ID, ONLY_THERE, PERSON_THERE, only

KEEPERS = ("chair", "secretary")
CHANGED = only(*KEEPERS, gets=200, public=401)


def calls(alpha: Cast) -> tuple[Call, ...]:
    ed, bo, ada = (alpha.people[name].number for name in ("Ed", "Bo", "Ada"))
    job = Affiliation.objects.get(person=alpha.people["Ed"]).pk
    their_job = Affiliation.objects.filter(person__group=alpha.other)[0].pk
    return (
        Call(
            "add_person",
            only(*KEEPERS, gets=201, public=401),
            body={"name": "Fay", "organisation": "corona", "invented": True},
            foreign={"organisation": ONLY_THERE},
        ),
        Call(
            "affiliate_person",
            CHANGED,
            given={"number": ed},
            body={"organisation": "corona", "since": "2026-06-01"},
            about=f"person/{ed}",
            foreign={"number": PERSON_THERE, "organisation": ONLY_THERE},
        ),
        Call(
            "end_affiliation",
            CHANGED,
            given={"number": ed, "key": job},
            body={"until": "2026-06-01"},
            about=f"person/{ed}",
            foreign={"number": PERSON_THERE, "key": their_job},
        ),
        Call(
            "rename_person",
            CHANGED,
            given={"number": ed},
            body={"name": "Eddy"},
            about=f"person/{ed}",
            foreign={"number": PERSON_THERE},
        ),
        Call(
            "appoint_holder",
            CHANGED,
            given={"seat": "borealis"},
            body={"person": ed, "since": "2017-06-01"},
            about="seat/borealis",
            foreign={"seat": ONLY_THERE, "person": PERSON_THERE},
        ),
        Call(
            "leave_seat",
            CHANGED,
            given={"seat": "borealis"},
            body={"person": bo, "until": "2017-06-01"},
            about="seat/borealis",
            foreign={"seat": ONLY_THERE, "person": PERSON_THERE},
        ),
        Call(
            "give_office",
            CHANGED,
            given={"role": "chair"},
            body={"person": bo, "since": "2017-06-01", "instead_of": ada},
            about="office/chair",
            foreign={"role": NO_ID, "person": PERSON_THERE, "instead_of": PERSON_THERE},
        ),
        Call(
            "leave_office",
            CHANGED,
            given={"role": "chair", "number": ada},
            body={"until": "2027-06-01"},
            about="office/chair",
            foreign={"role": NO_ID, "number": PERSON_THERE},
        ),
    )
