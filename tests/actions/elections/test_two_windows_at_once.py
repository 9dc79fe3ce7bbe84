"""The same person votes from several processes in the same moment: one ballot counts, and every process is answered."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.conventions.house import ROOT
from tests.journeys.server import build, environment_of, run

WINDOWS = 3
VOTE = """
from muster.cli.installation import set_up
set_up()
from muster.actions.elections.voting import cast, new_receipt
from muster.domain.errors import AgainstTheRules
from muster.actions.caller import Caller
from muster.records.models import Account, Group
from tests.electing import VOTING
caller = Caller(Group.objects.get(slug="alpha"), Account.objects.get(email="ada@alpha.example"), lambda: VOTING)
print("ready", flush=True)
input()
try:
    print(len(cast(caller, 1, [1, 2], receipt=new_receipt())) > 0)
except AgainstTheRules as refused:
    print(refused.what)
"""
COUNTED = """
from muster.records import log
from muster.records.models import Ballot, Elector, Entry, Group
opened = Entry.objects.filter(kind="election.opened").count()
print(Ballot.objects.count(), Elector.objects.filter(has_voted=True).count(), opened)
print(log.verify(Group.objects.get(slug="alpha"))[1])
"""


def an_election() -> None:
    """Build a record in which Bo and Cy stand, and voting is about to open."""
    from tests.cast import cast  # noqa: PLC0415 - once Django is set up
    from tests.electing import plan, stand  # noqa: PLC0415 - as above

    alpha = cast()
    stand(alpha, plan(alpha), "Bo", "Cy")


@pytest.fixture(params=["sqlite", "postgres"])
def record(request: pytest.FixtureRequest, postgres_url: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes with a record of their own, on each kind of database."""
    more = {}
    if request.param == "postgres":
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE windows")
        more["MUSTER_DATABASE_URL"] = postgres_url.replace("/postgres?", "/windows?")
    environment = environment_of(tmp_path, **more)
    build("tests.actions.elections.test_two_windows_at_once:an_election", environment)
    yield environment
    if request.param == "postgres":
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE windows WITH (FORCE)")


def test_of_several_windows_that_vote_at_once_one_is_counted(record: dict[str, str]) -> None:
    pipe = subprocess.PIPE
    windows = [
        subprocess.Popen([sys.executable, "-c", VOTE], env=record, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        for _ in range(WINDOWS)
    ]
    for window in windows:
        assert window.stdout
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin
        window.stdin.write("now\n")
        window.stdin.flush()
    said = sorted(window.communicate()[0].strip() for window in windows)
    assert said == ["True", *["You have voted, and your ballot stands."] * (WINDOWS - 1)]
    head = "from muster.cli.installation import set_up; set_up()\n"
    assert run([sys.executable, "-c", head + COUNTED], record).split("\n")[:2] == ["1 1 1", "[]"]
