"""Who gets what of the invitations: whoever may invite; an address is nobody else's business."""

from muster.actions.invitations import invite
from tests.cast import Cast
from tests.web.access.shape import OMEGAN, ONLY_THERE, PERSON_THERE, SIGN_IN, Row, asking, only

RUN = ("chair", "secretary")


def rows(alpha: Cast) -> tuple[Row, ...]:
    here = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay", organisation="corona")
    there = invite(asking(alpha, "Oz", there=True), "una@omega.example", name=f"Umo {OMEGAN}")
    somebody = {"name": "Gil", "email": "gil@alpha.example"}
    return (
        Row("GET", "invitations:invitations", only(*RUN, public=SIGN_IN)),
        Row("POST", "invitations:invitations", only(*RUN, gets=302), data=somebody),
        Row(
            "POST",
            "invitations:invitations",
            only(*RUN, gets=302),
            data={"number": here.person.number, "email": "fay@alpha.example"},
            foreign={"number": PERSON_THERE},
        ),
        Row(
            "POST",
            "invitations:invitations",
            only(*RUN, gets=302),
            data={**somebody, "organisation": "corona"},
            foreign={"organisation": ONLY_THERE},
        ),
        Row(
            "POST",
            "invitations:withdraw",
            only(*RUN, gets=302),
            given={"key": here.pk},
            foreign={"key": there.pk},
        ),
    )
