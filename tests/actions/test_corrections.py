"""What is wrong about the past is put right: the rows say what is known, the log who corrected it; and why."""

from datetime import date
from functools import partial

import pytest

from muster.actions.admission import change_state
from muster.actions.corrections import add_state, correct, interval, strike
from muster.actions.organisations import add_organisation
from muster.actions.people import affiliate
from muster.actions.seats import appoint, give_office, seat_called
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.domain.membership.states import Stay
from muster.records import log
from muster.records.models import Affiliation, Holding, Membership, Office, Organisation, Seat
from muster.records.queries.people import seats_on
from tests.cast import Cast
from tests.membership import START, TODAY, adopted, last_said, refused

MARCH, APRIL, JUNE = date(2017, 3, 1), date(2017, 4, 1), date(2017, 6, 1)


def states(organisation: Organisation) -> list[tuple[str, date, date | None]]:
    rows = Membership.objects.filter(organisation=organisation).order_by("since")
    return [(one.state, one.since, one.until) for one in rows]


def corona(alpha: Cast) -> Organisation:
    return Organisation.objects.get(group=alpha.group, slug="corona")


def speaker(alpha: Cast, day: date) -> str:
    return str(next(one for one in seats_on(alpha.group, day) if one.seat.slug == "borealis").representative)


def test_a_hand_over_that_was_entered_late_gets_its_true_day(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    holding = appoint(alpha.caller("Di"), seat, alpha.people["Ed"], TODAY)
    assert speaker(alpha, APRIL) == "Bo"
    correct(alpha.caller("Di"), "holding", holding.pk, since=MARCH, until=None, reason="The minutes of March say so.")
    assert [speaker(alpha, day) for day in (date(2017, 2, 28), MARCH, TODAY)] == ["Bo", "Ed", "Ed"]
    bo, ed = alpha.people["Bo"].handle, alpha.people["Ed"].handle
    entry = alpha.group.entries.get(kind="holding.corrected")
    assert (entry.subject, entry.by, entry.at.date()) == (seat.handle, alpha.people["Di"].handle, TODAY)
    assert last_said(alpha.group, seat.handle)[1] == {
        "reason": "The minutes of March say so.",
        "was": [
            {"person": ed, "part": "representative", "since": "2017-05-09", "until": ""},
            {"person": bo, "part": "representative", "since": "2017-01-02", "until": "2017-05-09"},
        ],
        "is": [
            {"person": ed, "part": "representative", "since": "2017-03-01", "until": ""},
            {"person": bo, "part": "representative", "since": "2017-01-02", "until": "2017-03-01"},
        ],
    }


def test_somebody_who_left_earlier_leaves_a_gap_if_the_one_after_stays(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    appoint(alpha.caller("Di"), seat, alpha.people["Ed"], TODAY)
    before = Holding.objects.get(seat=seat, person=alpha.people["Bo"])
    correct(alpha.caller("Di"), "holding", before.pk, since=START, until=MARCH, reason="Bo resigned.", along=False)
    assert [speaker(alpha, day) for day in (START, MARCH, TODAY)] == ["Bo", "None", "Ed"]


def test_somebody_who_never_was_is_struck_out_and_whoever_came_before_goes_on(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    holding = appoint(alpha.caller("Di"), seat, alpha.people["Ed"], MARCH)
    strike(alpha.caller("Di"), "holding", holding.pk, reason="A mistake.")
    assert [speaker(alpha, day) for day in (START, MARCH, TODAY)] == ["Bo", "Bo", "Bo"]
    data = last_said(alpha.group, seat.handle)[1]
    assert data["struck"]["person"] == alpha.people["Ed"].handle
    assert [one["until"] for one in data["is"]] == [""]


def test_the_first_day_of_a_membership_moves_its_seat(alpha: Cast) -> None:
    di = alpha.caller("Di")
    dorado = add_organisation(di, "Dorado", invited_as="")
    change_state(di, dorado, "member", JUNE, decided_by=adopted(alpha.group))
    member = Membership.objects.get(organisation=dorado, state="member")
    correct(di, "state", member.pk, since=date(2017, 5, 20), until=None, reason="The board met earlier.")
    assert states(dorado) == [("prospect", TODAY, date(2017, 5, 20)), ("member", date(2017, 5, 20), None)]
    assert Seat.objects.get(group=alpha.group, slug="dorado").since == date(2017, 5, 20)


def test_a_member_that_left_earlier_leaves_its_seat_earlier(alpha: Cast) -> None:
    di = alpha.caller("Di")
    change_state(di, corona(alpha), "former", TODAY)
    former = Membership.objects.get(organisation=corona(alpha), state="former")
    correct(di, "state", former.pk, since=MARCH, until=None, reason="It wrote in March.")
    seat = Seat.objects.get(group=alpha.group, slug="corona")
    assert (seat.until, seat.holdings.get().until) == (MARCH, MARCH)


def test_a_member_that_never_left_has_its_seat_again(alpha: Cast) -> None:
    di = alpha.caller("Di")
    change_state(di, corona(alpha), "former", TODAY)
    former = Membership.objects.get(organisation=corona(alpha), state="former")
    strike(di, "state", former.pk, reason="It did not leave.")
    seat = Seat.objects.get(group=alpha.group, slug="corona")
    assert states(corona(alpha)) == [("member", START, None)]
    assert seat.until is None
    holding = seat.holdings.get()
    correct(di, "holding", holding.pk, since=START, until=None, reason="Nor did Cy.")
    assert seat.holdings.get().until is None


def test_a_membership_whose_seat_somebody_held_is_not_struck_out(alpha: Cast) -> None:
    member = Membership.objects.get(organisation=corona(alpha))
    what, _ = refused(AgainstTheRules, lambda: strike(alpha.caller("Di"), "state", member.pk, reason="It never was."))
    assert what == "Cy held the seat Corona from 2017-01-02 on, and it would never have been there."
    assert states(corona(alpha)) == [("member", START, None)]


def test_a_state_that_nobody_wrote_down_is_added_to_the_past(alpha: Cast) -> None:
    di = alpha.caller("Di")
    dorado = add_organisation(di, "Dorado", invited_as="")
    add_state(di, dorado, Stay("member", "", MARCH, APRIL), reason="The list of March has it.")
    assert states(dorado) == [("member", MARCH, APRIL), ("prospect", TODAY, None)]
    assert [(one.slug, one.since, one.until) for one in Seat.objects.filter(organisation=dorado)] == [
        ("dorado", MARCH, APRIL)
    ]
    clash = refused(
        AgainstTheRules, lambda: add_state(di, dorado, Stay("applicant", "", APRIL, None), reason="So it was.")
    )[0]
    assert clash == "prospect (2017-05-09 to further notice) begins later, on 2017-05-09."
    refused(AgainstTheRules, lambda: add_state(di, dorado, Stay("king", "", APRIL, TODAY), reason="So it was."))
    refused(AgainstTheRules, lambda: add_state(di, dorado, Stay("member", "", date(2016, 1, 1), None), reason="Yes."))


def test_the_day_of_an_office_is_corrected_for_both_who_handed_it_over(alpha: Cast) -> None:
    office = give_office(alpha.caller("Ada"), "chair", alpha.people["Bo"], TODAY)
    correct(alpha.caller("Di"), "office", office.pk, since=APRIL, until=None, reason="It was in April.")
    rows = Office.objects.filter(group=alpha.group, role="chair").order_by("since")
    assert [(str(one.person), one.since, one.until) for one in rows] == [("Ada", START, APRIL), ("Bo", APRIL, None)]


def test_a_correction_makes_no_two_chairs(alpha: Cast) -> None:
    give_office(alpha.caller("Ada"), "chair", alpha.people["Bo"], TODAY)
    first = Office.objects.get(group=alpha.group, role="chair", person=alpha.people["Ada"])
    why = "Ada stayed."
    put = partial(correct, alpha.caller("Di"), "office", first.pk, since=START, until=JUNE, reason=why, along=False)
    assert refused(AgainstTheRules, put)[0] == (
        "Bo (2017-05-09 to further notice) would overlap with Ada (2017-01-02 to 2017-06-01)."
    )


def test_an_employer_is_corrected(alpha: Cast) -> None:
    affiliate(alpha.caller("Di"), alpha.people["Ed"], "corona", TODAY)
    row = Affiliation.objects.get(person=alpha.people["Ed"], organisation__slug="corona")
    correct(alpha.caller("Di"), "affiliation", row.pk, since=MARCH, until=None, reason="Ed says so.")
    rows = Affiliation.objects.filter(person=alpha.people["Ed"]).order_by("since")
    assert [(str(one.organisation), one.since, one.until) for one in rows] == [
        ("Borealis", START, MARCH),
        ("Corona", MARCH, None),
    ]


def test_whatever_a_correction_cannot_do_is_refused_with_its_reason(alpha: Cast) -> None:
    di = alpha.caller("Di")
    holding = Holding.objects.get(seat=seat_called(alpha.group, "borealis"))
    put = partial(correct, di, "holding", holding.pk)
    reasons = [
        refused(AgainstTheRules, lambda: put(since=MARCH, until=None, reason=" "))[0],
        refused(AgainstTheRules, lambda: put(since=MARCH, until=None, reason="x" * 2_001))[0],
        refused(AgainstTheRules, lambda: put(since=MARCH, until=MARCH, reason="So."))[0],
        refused(AgainstTheRules, lambda: put(since=START, until=None, reason="So."))[0],
        refused(AgainstTheRules, lambda: put(since=date(2016, 1, 1), until=None, reason="So."))[0],
    ]
    assert reasons == [
        "A correction has a reason, in one to 2000 characters.",
        "A correction has a reason, in one to 2000 characters.",
        "It would end on 2017-03-01, and begin on 2017-03-01.",
        "Nothing would change.",
        "The seat is there from 2017-01-02 until further notice.",
    ]


@pytest.mark.parametrize("name", ["", "Pat", "Ed", "Bo", "Oz"])
def test_only_those_who_keep_the_membership_correct_it(alpha: Cast, name: str) -> None:
    holding = Holding.objects.get(seat=seat_called(alpha.group, "borealis"))
    put = partial(correct, alpha.caller(name), "holding", holding.pk, since=MARCH, until=None, reason="So.")
    refused(NotAllowed, put)
    refused(NotAllowed, partial(strike, alpha.caller(name), "holding", holding.pk, reason="So."))


def test_what_is_another_groups_or_no_kind_at_all_is_not_there(alpha: Cast) -> None:
    theirs = Holding.objects.get(seat__group=alpha.other)
    for kind, key in (("holding", theirs.pk), ("office", theirs.pk + 10**9), ("throne", 1), ("state", 10**30)):
        with pytest.raises(NotThere):
            interval(alpha.group, kind, key)
    refused(NotThere, partial(strike, alpha.caller("Di"), "throne", theirs.pk, reason="So."))


def test_a_correction_is_made_only_of_what_was_seen(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    seen = log.version(alpha.group, seat.handle)
    holding = appoint(alpha.caller("Di"), seat, alpha.people["Ed"], TODAY)
    put = partial(correct, alpha.caller("Di"), "holding", holding.pk, since=MARCH, until=None, reason="So.")
    refused(Stale, partial(put, expected=seen))
