"""An election from its plan to the one who takes office, each step as a deed with its entry in the log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.actions.caller import acting
from muster.actions.elections.ballot_box import published
from muster.actions.elections.candidacies import answer, nominate, state_case, withdraw
from muster.actions.elections.confirming import confirm_result, winners_of
from muster.actions.elections.planning import call_off, change_election, plan_election
from muster.actions.elections.settling import settle, settle_now
from muster.actions.seats import appoint, seat_called
from muster.domain.elections.calendar import planned
from muster.domain.errors import AgainstTheRules, ElectionFault, NotAllowed, NotThere, Stale
from muster.domain.membership.roles import CHAIR as CHAIRS
from muster.records import log
from muster.records.models import Letter, Office, Seat
from muster.records.models.elections import Electorate
from muster.records.queries.elections import election_on
from tests.cast import NOON, Cast
from tests.electing import (
    CHAIR,
    CLOSES,
    FIRST_DAY,
    NOMINATING,
    OPENS,
    SETTLED,
    VOTING,
    closed,
    plan,
    stand,
    vote,
    voted_on,
)


def kinds(alpha: Cast, subject: str) -> list[str]:
    return [one.kind for one in log.entries(alpha.group, subject=subject)]


def test_an_election_goes_from_plan_to_office_and_the_log_tells_it(alpha: Cast) -> None:
    row = closed(alpha)
    assert winners_of(row) == [alpha.people["Cy"]]
    confirm_result(alpha.caller("Ada", at=CLOSES), row.number, CLOSES.date())
    assert CHAIRS in acting(alpha.caller("Cy", at=CLOSES)).roles
    assert CHAIRS not in acting(alpha.caller("Ada", at=CLOSES)).roles
    office = Office.objects.get(group=alpha.group, role="chair", until=None)
    assert (office.person.name, office.since, office.decided_by) == ("Cy", CLOSES.date(), "election/1")
    assert kinds(alpha, row.handle) == [
        "election.planned",
        "candidacy.named",
        "candidacy.named",
        "election.opened",
        "election.closed",
        "election.confirmed",
    ]
    assert log.verify(alpha.group)[1] == []


def test_what_was_planned_can_be_changed_until_voting_opens_and_never_after(alpha: Cast) -> None:
    row = plan(alpha, title="Chiar")
    stand(alpha, row, "Bo")
    seen = log.version(alpha.group, row.handle)
    change_election(alpha.caller("Di", at=SETTLED), row.number, CHAIR, expected=seen)
    row.refresh_from_db()
    assert row.title == "Chair for 2017"
    with pytest.raises(Stale):
        change_election(alpha.caller("Di", at=SETTLED), row.number, CHAIR, expected=seen)
    with pytest.raises(AgainstTheRules, match=r"Voting opened 14\sMay 2017"):
        change_election(alpha.caller("Ada", at=OPENS), row.number, replace(CHAIR, title="Otherwise"))
    with pytest.raises(AgainstTheRules, match="Voting opened"):
        call_off(alpha.caller("Ada", at=OPENS), row.number, "A slip.")
    row.refresh_from_db()
    assert row.title == "Chair for 2017"


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"title": " "}, "title of one to 200"),
        ({"title": "x" * 201}, "title of one to 200"),
        ({"title": "Ch\u202eair"}, "title of one to 200"),
        ({"seats": 2}, "2 would be elected, and 1 can be chair"),
        ({"seats": 0}, "0 seats"),
        ({"cap": 0}, "cap of 0"),
        ({"method": "dice"}, "no method"),
        ({"office": "king"}, "no such office"),
        ({"office": "seat"}, "which seats are filled"),
        ({"office": "seat", "up": ("aurora",)}, "Its member fills this seat"),
        ({"up": ("aurora",)}, "An office is no seat"),
        ({"electorate": "beasts"}, "Nobody votes like that"),
        ({"electorate": Electorate.PEOPLE, "voters": ()}, "Nobody would be on the list"),
        ({"calendar": planned(date(2017, 1, 1), nominating=3, voting=3, eligible_on=FIRST_DAY)}, "closed already"),
        ({"calendar": planned(FIRST_DAY, nominating=3, voting=3, eligible_on=date(2017, 1, 1))}, "began on 2017-01-02"),
        ({"calendar": planned(FIRST_DAY, nominating=3, voting=3, eligible_on=date(2017, 5, 15))}, "after voting has"),
    ],
)
def test_an_election_that_cannot_be_held_so_is_not_planned(
    alpha: Cast, otherwise: dict[str, object], words: str
) -> None:
    with pytest.raises((AgainstTheRules, ElectionFault), match=words):
        plan(alpha, **otherwise)
    assert kinds(alpha, "election/1") == []


def test_seats_and_people_of_another_group_are_not_there(alpha: Cast) -> None:
    with pytest.raises(NotThere, match="no such seat"):
        plan(alpha, office="seat", up=("elsewhere",))
    with pytest.raises(NotThere, match="no such person"):
        plan(alpha, electorate=Electorate.PEOPLE, voters=(1, 99))
    row = plan(alpha)
    with pytest.raises(NotThere, match="no such election"):
        change_election(alpha.caller("Oz", group=alpha.other), row.number, CHAIR)


def test_an_election_is_called_off_with_a_reason_and_then_nothing_happens_in_it(alpha: Cast) -> None:
    row = plan(alpha)
    with pytest.raises(AgainstTheRules, match="says why"):
        call_off(alpha.caller("Ada"), row.number, "  ")
    call_off(alpha.caller("Ada"), row.number, "The charter changes first.")
    with pytest.raises(AgainstTheRules, match="The charter changes first"):
        nominate(alpha.caller("Bo", at=NOMINATING), row.number, alpha.people["Bo"])
    with pytest.raises(AgainstTheRules, match="not held"):
        vote(alpha, row, "Bo", 1)
    with pytest.raises(AgainstTheRules, match="not held"):
        change_election(alpha.caller("Ada"), row.number, CHAIR)
    assert settle(alpha.group, CLOSES) == 0


def test_only_those_who_run_the_group_plan_elections(alpha: Cast) -> None:
    for name in ("Bo", "Ed", "Pat", "Oz", ""):
        with pytest.raises(NotAllowed, match="the chair or the secretary"):
            plan_election(alpha.caller(name), CHAIR)


def test_whoever_is_nominated_answers_for_themselves(alpha: Cast) -> None:
    row = plan(alpha)
    with pytest.raises(AgainstTheRules, match="Nominations open"):
        nominate(alpha.caller("Ed"), row.number, alpha.people["Cy"])
    nominate(alpha.caller("Ed", at=NOMINATING), row.number, alpha.people["Bo"])
    with pytest.raises(AgainstTheRules, match="nominated before"):
        nominate(alpha.caller("Di", at=NOMINATING), row.number, alpha.people["Bo"])
    with pytest.raises(AgainstTheRules, match="the candidate's own"):
        nominate(alpha.caller("Ed", at=NOMINATING), row.number, alpha.people["Cy"], statement="Take Cy.")
    with pytest.raises(NotAllowed, match="not nominated"):
        answer(alpha.caller("Cy", at=NOMINATING), row.number, accept=True)
    answer(alpha.caller("Bo", at=NOMINATING), row.number, accept=False)
    accepted = answer(alpha.caller("Bo", at=NOMINATING), row.number, accept=True, statement="I shall.")
    assert (accepted.state, accepted.statement, str(accepted.organisation)) == ("accepted", "I shall.", "Borealis")
    state_case(alpha.caller("Bo", at=SETTLED), row.number, "I shall, and soon.")
    with pytest.raises(AgainstTheRules, match="Voting has opened"):
        state_case(alpha.caller("Bo", at=OPENS), row.number, "Or not.")
    with pytest.raises(AgainstTheRules, match="Nominations closed"):
        nominate(alpha.caller("Ed", at=SETTLED), row.number, alpha.people["Cy"])


def test_a_statement_of_ten_megabytes_is_refused_with_its_length(alpha: Cast) -> None:
    row = plan(alpha)
    with pytest.raises(AgainstTheRules, match="10,485,760"):
        nominate(alpha.caller("Bo", at=NOMINATING), row.number, alpha.people["Bo"], statement="x" * 10_485_760)


def test_who_withdraws_before_voting_opens_is_on_no_ballot_and_after_is_passed_over(alpha: Cast) -> None:
    row = plan(alpha)
    stand(alpha, row, "Ada", "Bo", "Cy")
    withdraw(alpha.caller("Ada", at=SETTLED), row.number)
    vote(alpha, row, "Ada", 2, 1)
    vote(alpha, row, "Cy", 2, 1)
    withdraw(alpha.caller("Cy", at=VOTING), row.number)
    with pytest.raises(AgainstTheRules, match="withdrawn"):
        withdraw(alpha.caller("Cy", at=VOTING), row.number)
    settle(alpha.group, CLOSES)
    found = published(election_on(alpha.group, row.number, CLOSES))
    assert found.file.candidates == ("person/2", "person/3")
    assert found.file.withdrawn == {"person/3"}
    assert found.result.winners == ("person/2",)


def test_the_list_of_voters_is_frozen_at_the_opening_whatever_happens_after(alpha: Cast) -> None:
    row = plan(alpha)
    stand(alpha, row, "Bo")
    settle(alpha.group, OPENS)
    appoint(alpha.caller("Ada", at=OPENS), seat_called(alpha.group, "corona"), alpha.people["Ed"], date(2017, 1, 3))
    assert [(one.person.name, one.seat) for one in election_on(alpha.group, row.number, VOTING).voters] == [
        ("Ada", "aurora"),
        ("Bo", "borealis"),
        ("Cy", "corona"),
    ]
    vote(alpha, row, "Cy", 1, confirmed=True)
    with pytest.raises(NotAllowed, match="not on the list"):
        vote(alpha, row, "Ed", 1, confirmed=True)
    opened = log.entries(alpha.group, subject=row.handle)[-1]
    assert (opened.kind, opened.by) == ("election.opened", "")
    assert opened.data["voters"][0] == {"person": "person/1", "seat": "aurora"}


def test_voting_opens_with_a_seed_that_nobody_chose_if_nobody_published_one(alpha: Cast) -> None:
    row = plan(alpha, seed="")
    stand(alpha, row, "Bo")
    settle(alpha.group, OPENS)
    row.refresh_from_db()
    assert len(row.seed) == 32
    assert log.entries(alpha.group, subject=row.handle)[-1].data["seed"] == row.seed


def test_voting_does_not_open_if_nobody_stands_and_the_log_says_why(alpha: Cast) -> None:
    row = plan(alpha)
    assert election_on(alpha.group, row.number, VOTING).not_held == "Nobody stands, so there is nothing to vote on."
    assert settle(alpha.group, VOTING) == 1
    assert settle(alpha.group, CLOSES) == 0
    row.refresh_from_db()
    assert row.called_off == "Nobody stands, so there is nothing to vote on."
    assert kinds(alpha, row.handle)[-1] == "election.not held"
    with pytest.raises(AgainstTheRules, match="Nobody stands"):
        published(election_on(alpha.group, row.number, CLOSES))


def test_what_the_clock_brings_about_is_written_once_by_whoever_comes_first(alpha: Cast) -> None:
    row = voted_on(alpha)
    with pytest.raises(NotAllowed, match="the chair or the secretary"):
        settle_now(alpha.caller("Bo", at=CLOSES))
    settle_now(alpha.caller("Di", at=CLOSES))
    with pytest.raises(AgainstTheRules, match="nothing to write down"):
        settle_now(alpha.caller("Di", at=CLOSES))
    assert kinds(alpha, row.handle).count("election.closed") == 1


def test_an_election_that_nobody_voted_in_elects_nobody(alpha: Cast) -> None:
    row = plan(alpha, seed="")
    stand(alpha, row, "Bo")
    assert published(election_on(alpha.group, row.number, CLOSES)).result.winners == ()
    settle(alpha.group, CLOSES)
    with pytest.raises(AgainstTheRules, match="Nobody was elected"):
        confirm_result(alpha.caller("Ada", at=CLOSES), row.number, CLOSES.date())


def test_those_on_a_list_vote_where_the_electorate_is_people(alpha: Cast) -> None:
    row = plan(alpha, electorate=Electorate.PEOPLE, voters=(4, 5))
    stand(alpha, row, "Bo")
    vote(alpha, row, "Ed", 1, confirmed=True)
    with pytest.raises(NotAllowed, match="not on the list"):
        vote(alpha, row, "Bo", 1, confirmed=True)
    everybody = plan(alpha, electorate=Electorate.PEOPLE)
    names = [one.person.name for one in election_on(alpha.group, everybody.number, NOON).voters]
    assert names == ["Ada", "Bo", "Cy", "Di", "Ed"]


def test_a_member_votes_once_and_whoever_speaks_for_two_seats_votes_twice(alpha: Cast) -> None:
    organisation = seat_called(alpha.group, "aurora").organisation
    Seat.objects.create(
        group=alpha.group, slug="zurora", name="Zurora", organisation=organisation, since=date(2017, 1, 2)
    )
    appoint(alpha.caller("Ada"), seat_called(alpha.group, "zurora"), alpha.people["Ada"], date(2017, 5, 9))
    members = plan(alpha, electorate=Electorate.MEMBERS)
    assert len(election_on(alpha.group, members.number, NOON).voters) == 3
    row = plan(alpha)
    stand(alpha, row, "Bo", "Cy")
    vote(alpha, row, "Ada", 1, 2)
    vote(alpha, row, "Ada", 2, 1)
    with pytest.raises(AgainstTheRules, match="You have voted"):
        vote(alpha, row, "Ada", 2, 1)
    assert row.ballots.count() == 2


def test_nobody_takes_office_before_the_close_or_twice(alpha: Cast) -> None:
    row = voted_on(alpha)
    with pytest.raises(AgainstTheRules, match="before voting closes"):
        confirm_result(alpha.caller("Ada", at=CLOSES - timedelta(seconds=1)), row.number, CLOSES.date())
    with pytest.raises(AgainstTheRules, match="nobody was elected before"):
        confirm_result(alpha.caller("Ada", at=CLOSES), row.number, date(2017, 5, 16))
    with pytest.raises(NotAllowed):
        confirm_result(alpha.caller("Cy", at=CLOSES), row.number, CLOSES.date())
    confirm_result(alpha.caller("Di", at=CLOSES), row.number, CLOSES.date())
    with pytest.raises(AgainstTheRules, match="have taken their places"):
        confirm_result(alpha.caller("Cy", at=CLOSES), row.number, CLOSES.date())


def test_whoever_is_elected_again_begins_a_new_term(alpha: Cast) -> None:
    row = plan(alpha)
    stand(alpha, row, "Ada")
    vote(alpha, row, "Bo", 1, confirmed=True)
    settle(alpha.group, CLOSES)
    confirm_result(alpha.caller("Ada", at=CLOSES), row.number, CLOSES.date())
    terms = Office.objects.filter(group=alpha.group, role="chair").order_by("since").values_list("since", "until")
    assert list(terms) == [(date(2017, 1, 2), CLOSES.date()), (CLOSES.date(), None)]


def test_voters_are_written_to_when_voting_opens_and_everybody_when_it_closes(alpha: Cast) -> None:
    row = voted_on(alpha)
    opened = Letter.objects.filter(kind="ballot.open", about=row.handle)
    assert sorted(opened.values_list("to", flat=True)) == ["ada@alpha.example", "bo@alpha.example", "cy@alpha.example"]
    settle(alpha.group, CLOSES)
    assert Letter.objects.filter(kind="verdict", about=row.handle).count() == 5
