"""The secret ballot: no result before the close, by any way; no path from a ballot to a voter after it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connections, models

from muster.actions.elections.ballot_box import find_ballot, published
from muster.actions.elections.settling import settle
from muster.cli.main import muster
from muster.domain.errors import AgainstTheRules
from muster.records import log
from muster.records.models import Ballot, Elector
from muster.records.queries.elections import election_on
from tests.cast import Cast
from tests.electing import A_SECOND, CLOSES, closed, plan, stand, vote, voted_on

LYING = {
    "sqlite": "SELECT ranks FROM records_ballot WHERE election_id = %s ORDER BY rowid",
    "postgres": "SELECT ranks FROM records_ballot WHERE election_id = %s ORDER BY ctid",
}
TRANSACTIONS = (
    "SELECT xmin FROM records_ballot WHERE election_id = %s",
    "SELECT xmin FROM records_elector WHERE election_id = %s",
)


def ask(question: str, election: int) -> list[str]:
    with connections["default"].cursor() as cursor:
        cursor.execute(question, [election])
        return [str(row[0]) for row in cursor.fetchall()]


def columns(model: type[models.Model]) -> set[str]:
    return {one.name for one in model._meta.get_fields()}  # noqa: SLF001 - the documented Model._meta API


def test_a_ballot_has_columns_for_what_it_says_and_its_receipt_and_for_nothing_else() -> None:
    assert columns(Ballot) == {"id", "election", "ranks", "receipt"}
    assert columns(Elector) == {"id", "election", "person", "seat", "has_voted"}


def test_after_the_close_nothing_that_a_row_carries_joins_a_ballot_with_a_voter(alpha: Cast, database: str) -> None:
    """Thirty elections: were ballots laid down in the order in which people voted, they would lie so in each."""
    together = 0
    for _ in range(30):
        row = plan(alpha)
        stand(alpha, row, "Bo", "Cy")
    rows = list(alpha.group.elections.order_by("number"))
    for row in rows:
        for name, ranks in (("Ada", (1, 2)), ("Bo", (2, 1)), ("Cy", (1, 1))):
            vote(alpha, row, name, *ranks, confirmed=True)
    settle(alpha.group, CLOSES)
    for row in rows:
        said = [json.loads(one) for one in ask(LYING[database], row.pk)]
        together += said == [[1, 2], [2, 1], [1, 1]]
        if database == "postgres":
            assert [len(set(ask(question, row.pk))) for question in TRANSACTIONS] == [1, 1]
    # One in six lies so by chance: 5 of 30; that it is 20 or more has a chance of one in a hundred million.
    assert together < 20


def test_before_the_close_nobody_gets_the_result_or_the_ballots_or_who_has_voted(alpha: Cast) -> None:
    row = voted_on(alpha)
    with pytest.raises(AgainstTheRules, match="Nobody can see the result"):
        published(election_on(alpha.group, row.number, CLOSES - A_SECOND))
    said = "".join(str(one.data) for one in log.entries(alpha.group))
    codes = list(row.ballots.values_list("receipt", flat=True))
    assert codes
    assert not any(code in said for code in codes)
    assert "winners" not in said
    row.refresh_from_db()
    assert (row.result, row.fingerprint) == (None, "")


def test_at_the_close_the_result_can_be_seen_before_anybody_has_written_it_down(alpha: Cast) -> None:
    row = voted_on(alpha)
    early = published(election_on(alpha.group, row.number, CLOSES))
    settle(alpha.group, CLOSES)
    late = published(election_on(alpha.group, row.number, CLOSES))
    assert (early.sealed, late.sealed) == (False, True)
    assert (early.text, early.sha256, early.result) == (late.text, late.sha256, late.result)
    assert late.result.winners == ("person/3",)


def test_the_log_holds_the_file_its_fingerprint_and_who_has_voted(alpha: Cast) -> None:
    row = closed(alpha)
    found = published(election_on(alpha.group, row.number, CLOSES))
    entry = log.entries(alpha.group, subject=row.handle)[-1]
    assert (entry.data["file"], entry.data["sha256"]) == (found.text, found.sha256)
    assert entry.data["voted"] == ["person/1 aurora", "person/2 borealis", "person/3 corona"]
    assert row.fingerprint == found.sha256
    assert not any(name in found.text for name in ("Ada", "Bo", "@"))


def test_a_stranger_counts_the_public_file_again_and_gets_the_same_result(alpha: Cast, tmp_path: Path) -> None:
    row = closed(alpha)
    found = published(election_on(alpha.group, row.number, CLOSES))
    file = tmp_path / "ballots.json"
    file.write_text(found.text, encoding="utf-8")
    answer = CliRunner().invoke(muster, ["elections", "count", str(file), "--format", "json"])
    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.output)
    assert said["agrees"] is True
    assert said["winners"] == list(found.result.winners) == ["person/3"]
    assert said["ranking"] == [["person/3"], ["person/2"]]
    # The same ballots by another rule, without touching them: what a mistyped number of seats would need.
    other = CliRunner().invoke(muster, ["elections", "count", str(file), "--seats", "2", "--format", "json"])
    assert json.loads(other.output)["winners"] == ["person/3", "person/2"]


def test_a_receipt_finds_its_ballot_after_the_close_and_another_finds_none(alpha: Cast) -> None:
    row = plan(alpha)
    stand(alpha, row, "Bo", "Cy")
    receipt = vote(alpha, row, "Ada", 2, 1)
    vote(alpha, row, "Bo", 1, 2)
    settle(alpha.group, CLOSES)
    found = published(election_on(alpha.group, row.number, CLOSES))
    assert find_ballot(found, receipt.lower()) == (2, 1)
    assert find_ballot(found, receipt.replace("-", "")) == (2, 1)
    assert find_ballot(found, receipt[:-1]) is None
    assert find_ballot(found, "") is None
