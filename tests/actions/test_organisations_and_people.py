"""Organisations and people are written down, renamed and related, and nothing is taken for a name that is none."""

from datetime import date
from functools import partial

import pytest

from muster.actions.admission import apply_for_membership, attest, change_state
from muster.actions.corrections import add_state, strike
from muster.actions.organisations import add_organisation, change_organisation
from muster.actions.people import (
    add_person,
    affiliate,
    affiliation_of,
    end_affiliation,
    organisation_called,
    person_numbered,
    rename_person,
)
from muster.actions.seats import appoint, give_office, leave_office, leave_seat
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.domain.membership.states import Stay
from muster.records import log
from muster.records.models import Affiliation, Holding, Office, Organisation, Person, Seat
from tests.cast import Cast
from tests.membership import START, TODAY, last_said, muster, refused, said

JUNE = date(2017, 6, 1)


def known(alpha: Cast, slug: str) -> Organisation:
    return Organisation.objects.get(group=alpha.group, slug=slug)


def jobs(person: Person) -> list[tuple[str, date, date | None, str]]:
    rows = Affiliation.objects.filter(person=person).order_by("since")
    return [(one.organisation.slug, one.since, one.until, one.source) for one in rows]


def test_an_organisation_is_written_down_with_everything_it_is_known_by(alpha: Cast) -> None:
    made = add_organisation(
        alpha.caller("Di"),
        " Dorado  Networks ",
        aliases=["Dorado", ""],
        domains=["Dorado.example"],
        part_of="aurora",
        invited_as="member",
    )
    assert (made.slug, made.name, made.aliases, made.domains, str(made.part_of)) == (
        *("dorado-networks", "Dorado Networks", ["Dorado"], ["dorado.example"], "Aurora"),
    )
    assert said(alpha.group, "organisation/dorado-networks") == [
        (
            "organisation.added",
            {
                "name": "Dorado Networks",
                "also_known_as": ["Dorado"],
                "domains": ["dorado.example"],
                "part_of": "aurora",
            },
        ),
        (
            "membership.changed",
            {"state": "prospect", "was": "", "since": "2017-05-09", "decided_by": "", "class": "member"},
        ),
    ]


def test_an_organisation_is_renamed_with_its_seat_and_keeps_its_address(alpha: Cast) -> None:
    corona = known(alpha, "corona")
    change_organisation(alpha.caller("Di"), corona, name="Corona & Co", aliases=["Corona"], part_of="aurora")
    assert (known(alpha, "corona").name, str(known(alpha, "corona").part_of)) == ("Corona & Co", "Aurora")
    assert Seat.objects.get(group=alpha.group, slug="corona").name == "Corona & Co"
    kind, data = last_said(alpha.group, "organisation/corona")
    assert (kind, data["was"]["name"], data["is"]["name"]) == ("organisation.changed", "Corona", "Corona & Co")


def test_whatever_an_organisation_cannot_be_is_refused_with_its_reason(alpha: Cast) -> None:
    di, corona = alpha.caller("Di"), known(alpha, "corona")
    change_organisation(di, corona, name="Corona", aliases=["Crown"], part_of="aurora")
    add, change = partial(add_organisation, di), partial(change_organisation, di, known(alpha, "aurora"))
    reasons = [
        refused(AgainstTheRules, partial(add, " "))[0],
        refused(AgainstTheRules, partial(add, "x" * 201))[0],
        refused(AgainstTheRules, partial(add, "Dorado\u202e"))[0],
        refused(AgainstTheRules, partial(add, "Dorado", domains=["no domain"]))[0],
        refused(AgainstTheRules, partial(add, "AURORA"))[0],
        refused(AgainstTheRules, partial(add, "Dorado", aliases=["crown"]))[0],
        refused(AgainstTheRules, partial(change, name="Aurora", part_of="aurora"))[0],
        refused(AgainstTheRules, partial(change, name="Aurora", part_of="corona"))[0],
        refused(AgainstTheRules, partial(change, name="Aurora"))[0],
    ]
    assert reasons == [
        "An organisation has a name.",
        "The name has 201 characters.",
        "This has the hidden character \\u202e in it.",
        'This "no domain" is no domain name.',
        "“AURORA” belongs to Aurora already.",
        "“crown” belongs to Corona already.",
        "Aurora would be a part of itself.",
        "Aurora would be a part of itself.",
        "Nothing would change.",
    ]
    refused(NotThere, partial(add, "Dorado", part_of="only-there"))


@pytest.mark.parametrize("name", ["", "Pat", "Ed", "Bo", "Oz"])
def test_only_those_who_keep_the_membership_write_organisations_and_people_down(alpha: Cast, name: str) -> None:
    caller, ed = alpha.caller(name), alpha.people["Ed"]
    refused(NotAllowed, partial(add_organisation, caller, "Dorado"))
    refused(NotAllowed, partial(change_organisation, caller, known(alpha, "corona"), name="Crown"))
    refused(NotAllowed, partial(add_person, caller, "Eve"))
    refused(NotAllowed, partial(rename_person, caller, ed, "Edward"))
    refused(NotAllowed, partial(affiliate, caller, ed, "corona", TODAY))
    refused(NotAllowed, partial(end_affiliation, caller, Affiliation.objects.get(person=ed), TODAY))


def test_people_change_employers_on_a_day_and_may_have_none(alpha: Cast) -> None:
    di, ed = alpha.caller("Di"), alpha.people["Ed"]
    affiliate(di, ed, "corona", TODAY, source="in their own words")
    end_affiliation(di, Affiliation.objects.get(person=ed, organisation__slug="corona"), JUNE)
    assert jobs(ed) == [
        ("borealis", START, TODAY, ""),
        ("corona", TODAY, JUNE, "in their own words"),
    ]
    assert said(alpha.group, ed.handle)[-2:] == [
        (
            "person.affiliated",
            {"organisation": "corona", "since": "2017-05-09", "until": "", "source": "in their own words"},
        ),
        ("person.left", {"organisation": "corona", "until": "2017-06-01"}),
    ]


def test_a_past_employer_is_written_down_with_its_end(alpha: Cast) -> None:
    affiliate(alpha.caller("Di"), alpha.people["Ed"], "corona", date(2015, 1, 1), until=date(2016, 1, 1))
    assert [job[0] for job in jobs(alpha.people["Ed"])] == ["corona", "borealis"]


def test_a_name_is_corrected_and_the_log_never_says_it(alpha: Cast) -> None:
    ed = alpha.people["Ed"]
    rename_person(alpha.caller("Di"), ed, "Edna Borealis")
    assert Person.objects.get(pk=ed.pk).name == "Edna Borealis"
    assert last_said(alpha.group, ed.handle) == ("person.renamed", {})
    assert not alpha.group.entries.filter(body__contains="Edna").exists()


def test_names_of_all_scripts_are_taken_and_hidden_characters_are_not(alpha: Cast) -> None:
    di = alpha.caller("Di")
    assert add_person(di, "ক\u09cd\u200cষ").name == "ক\u09cd\u200cষ"  # a joiner is a part of it
    for name in ("", " ", "x" * 201, "Ev\u202ee", "Ev\x00e"):
        refused(AgainstTheRules, partial(add_person, di, name))
    refused(AgainstTheRules, partial(rename_person, di, alpha.people["Ed"], "Ed"))
    refused(AgainstTheRules, partial(affiliate, di, alpha.people["Ed"], "corona", TODAY, source="x" * 201))


def test_no_deed_of_one_group_touches_what_is_anothers(alpha: Cast) -> None:
    ask, oz, ed = muster(alpha), alpha.people["Oz"], alpha.people["Ed"]
    theirs = Organisation.objects.get(group=alpha.other, slug="corona")
    seat, their_seat = (Seat.objects.get(group=group, slug="corona") for group in (alpha.group, alpha.other))
    held = Holding.objects.get(seat__group=alpha.other)
    chair = Office.objects.get(group=alpha.other)
    for deed in (
        partial(appoint, ask, their_seat, ed, TODAY),
        partial(appoint, ask, seat, oz, TODAY),
        partial(leave_seat, ask, held, TODAY),
        partial(give_office, ask, "secretary", oz, TODAY),
        partial(give_office, ask, "secretary", ed, TODAY, instead_of=oz),
        partial(leave_office, ask, chair, TODAY),
        partial(affiliate, ask, oz, "corona", TODAY),
        partial(end_affiliation, ask, Affiliation.objects.get(person=oz), TODAY),
        partial(rename_person, ask, oz, "Ozzy"),
        partial(change_organisation, ask, Organisation(group=alpha.other, slug="only-there"), name="Ours"),
        partial(apply_for_membership, ask, theirs),
        partial(attest, ask, theirs, "operator", "So."),
        partial(attest, ask, known(alpha, "corona"), "operator", "So.", said_by=oz),
        partial(change_state, ask, theirs, "former", TODAY),
        partial(add_state, ask, theirs, Stay("former", "", START, TODAY), reason="So."),
    ):
        refused(NotThere, deed)


def test_what_was_struck_out_meanwhile_is_not_ended(alpha: Cast) -> None:
    row = Affiliation.objects.get(person=alpha.people["Ed"])
    strike(muster(alpha), "affiliation", row.pk, reason="It never was.")
    refused(Stale, partial(end_affiliation, muster(alpha), row, TODAY))


def test_what_was_ended_meanwhile_keeps_its_end(alpha: Cast) -> None:
    stale = Affiliation.objects.get(person=alpha.people["Ed"])
    end_affiliation(muster(alpha), Affiliation.objects.get(pk=stale.pk), TODAY)
    refused(AgainstTheRules, partial(end_affiliation, muster(alpha), stale, JUNE))
    assert jobs(alpha.people["Ed"]) == [("borealis", START, TODAY, "")]


def test_nothing_of_another_group_is_there(alpha: Cast) -> None:
    Organisation.objects.create(group=alpha.other, slug="only-there", name="Theirs")
    with pytest.raises(NotThere):
        organisation_called(alpha.group, "only-there")
    with pytest.raises(NotThere):
        person_numbered(alpha.group, 90)
    with pytest.raises(NotThere):
        affiliation_of(alpha.people["Ed"], Affiliation.objects.get(person=alpha.people["Oz"]).pk)


def test_an_organisation_and_a_person_are_changed_only_as_they_were_seen(alpha: Cast) -> None:
    di, corona, ed = alpha.caller("Di"), known(alpha, "corona"), alpha.people["Ed"]
    seen, seen_too = log.version(alpha.group, corona.handle), log.version(alpha.group, ed.handle)
    change_organisation(di, corona, name="Crown", expected=seen)
    refused(Stale, partial(change_organisation, di, corona, name="Corona", expected=seen))
    rename_person(di, ed, "Edna", expected=seen_too)
    refused(Stale, partial(rename_person, di, ed, "Ed", expected=seen_too))
