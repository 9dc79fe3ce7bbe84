"""What an administrator does from a terminal: found a group, let the first person in, check a log, take it away."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.errors import AgainstTheRules, NotThere, RecordBroken, RecordFault
from muster.records import log
from muster.records.models import Account, Office
from tests.cast import CHARTER, Cast


def run(*arguments: str) -> Result:
    return CliRunner().invoke(muster, arguments, catch_exceptions=False)


def test_a_group_is_founded_from_its_charter_and_listed(database: str, tmp_path: Path) -> None:  # noqa: ARG001 - on both
    charter = tmp_path / "charter.toml"
    charter.write_text(CHARTER.replace("NAME", "Beta"))
    assert "3 organisations and 3 seats" in run("group", "found", "beta", str(charter)).output
    assert run("group", "list").output == "beta\tBeta\n"
    with pytest.raises(AgainstTheRules, match="taken"):
        run("group", "found", "beta", str(charter))
    with pytest.raises(AgainstTheRules, match="taken"):
        run("group", "found", "accounts", str(charter))


def test_the_first_administrator_can_sign_in_and_has_the_office(alpha: Cast) -> None:
    word = "a long enough word"
    run("group", "administrator", "alpha", "Zoe@alpha.example", "--name", "Zoe", "--password", word)
    account = Account.objects.get(email="zoe@alpha.example")
    assert account.check_password(word)
    assert Office.objects.get(person__account=account).role == "administrator"
    with pytest.raises(AgainstTheRules, match="account already"):
        run("group", "administrator", "alpha", "zoe@alpha.example", "--name", "Zoe", "--password", word)
    with pytest.raises(AgainstTheRules, match="too short"):
        run("group", "administrator", "alpha", "yan@alpha.example", "--name", "Yan", "--password", "short")
    with pytest.raises(NotThere):
        run("group", "administrator", "nowhere", "yan@alpha.example", "--name", "Yan", "--password", word)
    assert log.verify(alpha.group)[1] == []


def test_a_log_that_was_taken_away_is_checked_without_the_record(alpha: Cast, tmp_path: Path) -> None:
    head = log.head(alpha.group)
    assert head
    taken = tmp_path / "alpha.jsonl"
    taken.write_text(run("record", "export", "alpha").output, encoding="utf-8")
    assert f"The head is {head.hash}." in run("record", "verify", str(taken), "--head", head.hash).output
    assert run("record", "verify", "alpha").output == run("record", "verify", str(taken)).output
    taken.write_text(taken.read_text().replace("Aurora", "Borealis"))
    with pytest.raises(RecordBroken, match="not the one that was sealed"):
        run("record", "verify", str(taken))
    answer = CliRunner().invoke(muster, ["record", "verify", str(taken), "--format", "json"])
    assert json.loads(answer.output)["breaks"][0]["number"] == 2


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named_with_the_mend(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "alpha.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RecordFault, match=r"alpha\.jsonl: "):
        run("record", "verify", str(file))
