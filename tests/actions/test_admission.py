"""From the first word to the last day: an organisation applies, attests, is admitted, suspended, leaves, comes back."""

from datetime import date
from functools import partial

import pytest

from muster.actions.admission import apply_for_membership, attest, change_state
from muster.actions.caller import Caller, acting
from muster.actions.founding import found_group
from muster.actions.organisations import add_organisation
from muster.actions.people import add_person, affiliate
from muster.actions.seats import appoint, seat_called
from muster.domain.errors import AgainstTheRules, NotAllowed, Stale
from muster.records import log
from muster.records.models import Attestation, Group, Membership, Organisation, Seat
from muster.records.queries.people import members_on, seats_on
from tests.cast import FOUNDED, Cast
from tests.membership import START, TODAY, WITH_CLASSES, adopted, last_said, muster, on, refused, said

JUNE, JULY = date(2017, 6, 1), date(2017, 7, 1)


def states(organisation: Organisation) -> list[tuple[str, str, date, date | None, str]]:
    rows = Membership.objects.filter(organisation=organisation).order_by("since")
    return [(one.state, one.membership, one.since, one.until, one.decided_by) for one in rows]


def seats(organisation: Organisation) -> list[tuple[str, date, date | None]]:
    rows = Seat.objects.filter(organisation=organisation).order_by("since", "slug")
    return [(one.slug, one.since, one.until) for one in rows]


@pytest.fixture
def beta(database: str) -> Group:  # noqa: ARG001 - it lies in it
    """A group whose charter has two classes of members, and wants the first to attest something."""
    return found_group("beta", WITH_CLASSES.replace("NAME", "Beta"), at=FOUNDED)


def test_an_organisation_comes_in_through_every_door(alpha: Cast) -> None:
    di = alpha.caller("Di")
    dorado = add_organisation(di, "Dorado", invited_as="")
    eve = add_person(di, "Eve Dorado", organisation="dorado")
    apply_for_membership(di, dorado)
    decided = adopted(alpha.group)
    change_state(di, dorado, "member", JUNE, decided_by=decided)
    # Invited and applied on one day: the prospect of that day was a slip of it, and the log keeps it.
    assert states(dorado) == [
        ("applicant", "member", TODAY, JUNE, ""),
        ("member", "member", JUNE, None, "proposal/1"),
    ]
    assert [one["state"] for _, one in said(alpha.group, dorado.handle, kind="membership.changed")] == [
        "prospect",
        "applicant",
        "member",
    ]
    assert seats(dorado) == [("dorado", JUNE, None)]
    assert last_said(alpha.group, "seat/dorado") == (
        "seat.made",
        {"organisation": "dorado", "since": "2017-06-01", "until": ""},
    )
    appoint(di, seat_called(alpha.group, "dorado"), eve, JUNE)
    assert [one.seat.slug for one in seats_on(alpha.group, TODAY)] == ["aurora", "borealis", "corona"]
    assert [str(one.representative) for one in seats_on(alpha.group, JUNE)] == ["Ada", "Bo", "Cy", "Eve Dorado"]


def test_a_member_that_leaves_takes_its_people_from_the_board_and_keeps_its_trace(alpha: Cast) -> None:
    di, corona = alpha.caller("Di"), Organisation.objects.get(group=alpha.group, slug="corona")
    appoint(di, seat_called(alpha.group, "corona"), alpha.people["Ed"], JULY)
    change_state(di, corona, "former", JUNE)
    assert states(corona) == [
        ("member", "member", START, JUNE, "charter"),
        ("former", "member", JUNE, None, ""),
    ]
    assert seats(corona) == [("corona", START, JUNE)]
    left = said(alpha.group, "seat/corona", kind="seat.left")
    assert [(data["person"], data["until"]) for _, data in left] == [
        (alpha.people["Cy"].handle, "2017-06-01"),
        (alpha.people["Ed"].handle, "2017-06-01"),
    ]
    assert str(next(one for one in seats_on(alpha.group, TODAY) if one.seat.slug == "corona").representative) == "Cy"
    assert acting(alpha.caller("Cy", at=on(2017, 6, 1))).seats == {}
    assert [one.organisation.slug for one in members_on(alpha.group, JUNE) if one.state == "former"] == ["corona"]


def test_a_member_that_comes_back_has_a_seat_of_its_new_time(alpha: Cast) -> None:
    di, corona = alpha.caller("Di"), Organisation.objects.get(group=alpha.group, slug="corona")
    change_state(di, corona, "former", TODAY)
    change_state(di, corona, "applicant", JUNE)
    change_state(di, corona, "member", JULY, decided_by=adopted(alpha.group))
    assert seats(corona) == [("corona", START, TODAY), ("corona-from-2017-07-01", JULY, None)]


def test_a_suspended_members_seat_does_not_count_and_is_held_all_the_same(alpha: Cast) -> None:
    di, corona = alpha.caller("Di"), Organisation.objects.get(group=alpha.group, slug="corona")
    decided = adopted(alpha.group)
    change_state(di, corona, "suspended", TODAY, decided_by=decided)
    assert [one.seat.slug for one in seats_on(alpha.group, TODAY)] == ["aurora", "borealis"]
    assert acting(alpha.caller("Cy")).seats == {}
    change_state(di, corona, "member", JUNE, decided_by=decided)
    assert acting(alpha.caller("Cy", at=on(2017, 6, 1))).seats == {"corona": "representative"}
    assert seats(corona) == [("corona", START, None)]


def test_the_charters_word_must_be_given_before_the_board_admits(beta: Group, alpha: Cast) -> None:
    ask = muster(alpha, group=beta)
    dorado = add_organisation(ask, "Dorado", invited_as="member")
    decided = adopted_in(beta, ask)
    missing = refused(AgainstTheRules, lambda: change_state(ask, dorado, "member", TODAY, decided_by=decided))[0]
    assert missing == "The charter wants Dorado to attest: is a large operator."
    eve = add_person(ask, "Eve Dorado", organisation="dorado")
    attest(ask, dorado, "operator", "We run forty sites.", said_by=eve)
    made = Attestation.objects.get()
    assert (made.person, made.at, made.words) == (eve, on(2017, 5, 9), "We run forty sites.")
    assert said(beta, dorado.handle, kind="attestation.given") == [
        ("attestation.given", {"criterion": "operator", "words": "We run forty sites.", "person": eve.handle})
    ]
    change_state(ask, dorado, "member", JUNE, decided_by=decided)
    assert [one[0] for one in states(dorado)] == ["prospect", "member"]


def test_a_word_of_a_time_before_the_member_left_does_not_do_when_it_comes_back(beta: Group, alpha: Cast) -> None:
    ask = muster(alpha, group=beta)
    aurora = Organisation.objects.get(group=beta, slug="aurora")
    eve = add_person(ask, "Eve", organisation="aurora")
    attest(ask, aurora, "operator", "We run forty sites.", said_by=eve)
    later = muster(alpha, group=beta, at=on(2017, 7, 1))
    change_state(later, aurora, "former", JUNE)
    change_state(later, aurora, "applicant", JULY)
    decided = adopted_in(beta, ask)
    refused(AgainstTheRules, lambda: change_state(later, aurora, "member", JULY, decided_by=decided))


def test_a_class_without_criteria_asks_for_no_word_and_has_a_seat_too(beta: Group, alpha: Cast) -> None:
    ask = muster(alpha, group=beta)
    dorado = add_organisation(ask, "Dorado")
    assert refused(AgainstTheRules, lambda: apply_for_membership(ask, dorado)) == (
        "The charter has several classes.",
        "Name one of its classes: member, friend.",
    )
    apply_for_membership(ask, dorado, membership="friend")
    change_state(ask, dorado, "member", JUNE, decided_by=adopted_in(beta, ask))
    assert states(dorado)[-1] == ("member", "friend", JUNE, None, "proposal/1")
    assert seats(dorado) == [("dorado", JUNE, None)]


def test_somebody_who_works_there_applies_in_its_name_with_its_words(alpha: Cast) -> None:
    dorado = add_organisation(alpha.caller("Di"), "Dorado")
    affiliate(alpha.caller("Di"), alpha.people["Ed"], "dorado", TODAY)
    apply_for_membership(alpha.caller("Ed"), dorado)
    assert states(dorado) == [("applicant", "member", TODAY, None, "")]
    entry = alpha.group.entries.get(kind="membership.changed")
    assert (entry.by, entry.at) == (alpha.people["Ed"].handle, on(2017, 5, 9))


@pytest.mark.parametrize("name", ["", "Pat", "Bo", "Oz"])
def test_nobody_applies_for_an_organisation_that_they_do_not_work_for(alpha: Cast, name: str) -> None:
    dorado = add_organisation(alpha.caller("Di"), "Dorado")
    refused(NotAllowed, lambda: apply_for_membership(alpha.caller(name), dorado))
    refused(NotAllowed, lambda: attest(alpha.caller(name), dorado, "operator", "We do."))
    refused(NotAllowed, lambda: change_state(alpha.caller(name), dorado, "prospect", TODAY))


def test_a_participant_gives_their_own_word_and_nobody_elses(beta: Group, alpha: Cast) -> None:
    ask = muster(alpha, group=beta)
    person = add_person(ask, "Ed", organisation="aurora")
    other = add_person(ask, "Eve", organisation="aurora")
    person.account = alpha.people["Ed"].account
    person.save()
    aurora, ed = Organisation.objects.get(group=beta, slug="aurora"), alpha.caller("Ed", group=beta)
    attest(ed, aurora, "operator", "We run forty sites.")
    what, _ = refused(NotAllowed, lambda: attest(ed, aurora, "operator", "So they say.", said_by=other))
    assert what == "Your word is your own."
    for words in ("", "  ", "x" * 10_001, "a\x00b"):
        refused(AgainstTheRules, partial(attest, ed, aurora, "operator", words))
    refused(AgainstTheRules, lambda: attest(ed, aurora, "dedicated-fte", "We have four."))
    assert Attestation.objects.count() == 1


def test_the_board_decides_who_is_a_member(alpha: Cast) -> None:
    di = alpha.caller("Di")
    dorado = add_organisation(di, "Dorado", invited_as="member")
    open_still = adopted(alpha.group, 3, resolution=None)
    reasons = [
        refused(AgainstTheRules, lambda: change_state(di, dorado, "member", TODAY))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "member", TODAY, decided_by=open_still))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "member", TODAY, decided_by="charter"))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "member", TODAY, decided_by="proposal/99"))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "former", TODAY))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "emperor", TODAY))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "applicant", date(2016, 5, 1)))[0],
        refused(AgainstTheRules, lambda: change_state(di, dorado, "applicant", TODAY, membership="lord"))[0],
    ]
    assert reasons == [
        "The board decides this.",
        "proposal/3 is not adopted.",
        "The charter in force on that day does not say so.",
        "The group has no proposal/99.",
        "It is a prospect, and cannot be a former member next.",
        "It is a prospect, and cannot be “emperor” next.",
        "That would begin on 2016-05-01, before the group did, on 2017-01-02.",
        "The charter has no class “lord”.",
    ]


def test_a_prospect_that_goes_away_is_nothing_from_that_day_on(alpha: Cast) -> None:
    dorado = add_organisation(alpha.caller("Di"), "Dorado", invited_as="member")
    change_state(alpha.caller("Di"), dorado, "", JUNE)
    assert states(dorado) == [("prospect", "member", TODAY, JUNE, "")]
    assert last_said(alpha.group, dorado.handle)[1]["state"] == ""


def test_a_state_is_changed_only_as_it_was_seen(alpha: Cast) -> None:
    di, corona = alpha.caller("Di"), Organisation.objects.get(group=alpha.group, slug="corona")
    seen = log.version(alpha.group, corona.handle)
    change_state(di, corona, "former", JUNE, expected=seen)
    refused(Stale, lambda: change_state(di, corona, "former", JULY, expected=seen))


def adopted_in(group: Group, ask: Caller) -> str:
    """Give an adopted proposal of a group that may have nobody in it yet."""
    if not group.people.exists():
        add_person(ask, "Somebody", invented=True)
    return adopted(group)
