"""Who voted and how: nothing that a row carries, beside its columns, joins the two."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.db.models import Q

from muster.actions import secrecy
from muster.records.models import Ballot, Election, Elector
from tests.cast import NOON, Cast

NAMES = ("Ada", "Bo", "Cy", "Di", "Ed")


@pytest.fixture
def election(alpha: Cast) -> Election:
    """An election in which everybody votes, each in a transaction of their own, and ranks themselves first."""
    election = Election.objects.create(
        group=alpha.group,
        number=1,
        title="A chair",
        office="chair",
        method="approval",
        seed="a seed",
        eligible_on=NOON.date(),
        nominations_open=NOON,
        nominations_close=NOON,
        voting_opens=NOON,
        voting_closes=NOON,
    )
    for name in NAMES:
        Elector.objects.create(election=election, person=alpha.people[name])
    for name in NAMES:
        with transaction.atomic():
            secrecy.tick(election.electors.all(), Q(person=alpha.people[name]), has_voted=True)
            Ballot.objects.create(id=uuid4(), election=election, ranks=[[name]], receipt=name)
    return election


class Backwards:
    """Chance, as it may fall."""

    def shuffle(self, rows: list[Any]) -> None:
        rows.reverse()


def ask(question: str) -> list[str]:
    with connections["default"].cursor() as cursor:
        cursor.execute(question)
        return [str(row[0]) for row in cursor.fetchall()]


def transactions(question: str, database: str) -> int:
    """Count the transactions that wrote a table's rows, where the database keeps that; SQLite does not."""
    return len(set(ask(question))) if database == "postgres" else 1


BALLOTS_BY, VOTERS_BY = "SELECT xmin FROM records_ballot", "SELECT xmin FROM records_elector"
LYING = {
    "sqlite": "SELECT receipt FROM records_ballot ORDER BY rowid",
    "postgres": "SELECT receipt FROM records_ballot ORDER BY ctid",
}


def test_a_tick_writes_every_voters_row_and_changes_one(election: Election, database: str) -> None:
    voted = Q(person__name="Cy")
    Elector.objects.update(has_voted=False)
    secrecy.tick(election.electors.all(), Q(person=election.electors.get(voted).person), has_voted=True)
    assert list(election.electors.filter(has_voted=True)) == [election.electors.get(voted)]
    assert transactions(VOTERS_BY, database) == 1


def test_at_the_close_neither_order_nor_key_nor_transaction_tells_whose_ballot_it_was(
    election: Election, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(LYING[database]) == list(NAMES)
    assert transactions(BALLOTS_BY, database) == (len(NAMES) if database == "postgres" else 1)
    keys = set(Ballot.objects.values_list("pk", flat=True))
    monkeypatch.setattr(secrecy, "_CHANCE", Backwards())
    secrecy.shuffle(election.ballots.all())
    assert ask(LYING[database]) == list(reversed(NAMES))
    assert keys.isdisjoint(Ballot.objects.values_list("pk", flat=True))
    assert transactions(BALLOTS_BY, database) == 1


def test_the_list_of_voters_can_be_shuffled_as_well(election: Election, database: str) -> None:
    before = {one.person_id: one.pk for one in election.electors.all()}
    secrecy.shuffle(election.electors.all())
    after = {one.person_id: one.pk for one in election.electors.all()}
    assert after.keys() == before.keys()
    assert set(after.values()).isdisjoint(before.values())
    assert transactions(VOTERS_BY, database) == 1


def test_a_ballot_that_is_dropped_in_lies_anywhere_and_carries_what_all_the_others_carry(
    election: Election, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrecy, "_CHANCE", Backwards())
    secrecy.drop_in(election.ballots.all(), Ballot(election=election, ranks=[["Ada"]], receipt="the last one"))
    assert ask(LYING[database]) == ["the last one", *reversed(NAMES)]
    assert transactions(BALLOTS_BY, database) == 1
