"""Several processes send what is due at the same time: every letter goes out, and none of them twice."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from aiosmtpd.controller import Controller

from tests.cast import NOON
from tests.conventions.house import ROOT
from tests.journeys.server import build, environment_of
from tests.mailbox import Mailbox

LETTERS, SENDERS = 60, 3
SEND = """
from datetime import datetime
from muster.cli.installation import set_up
set_up()
from muster.actions.sending import send_letters
print("ready", flush=True)
input()
print(send_letters(datetime.fromisoformat("2017-05-09T12:00:00+00:00")).sent)
"""


def many_letters() -> None:
    """Build a record in which many letters are due."""
    from muster.records.models import Letter  # noqa: PLC0415 - once Django is set up

    Letter.objects.bulk_create(
        Letter(to=f"reader-{number}@alpha.example", title="News", text="News.", made_at=NOON, next_at=NOON)
        for number in range(LETTERS)
    )


@pytest.fixture(params=["sqlite", "postgres"])
def record(
    request: pytest.FixtureRequest, postgres_url: str, tmp_path: Path, mail_server: Controller
) -> Iterator[dict[str, str]]:
    """The environment of processes with a record of their own, on each kind of database, that many letters lie in."""
    more = {"MUSTER_SMTP": f"smtp://{mail_server.hostname}:{mail_server.port}"}
    if request.param == "postgres":
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE senders")
        more["MUSTER_DATABASE_URL"] = postgres_url.replace("/postgres?", "/senders?")
    environment = environment_of(tmp_path, **more)
    build("tests.actions.test_two_senders_at_once:many_letters", environment)
    yield environment
    if request.param == "postgres":
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE senders WITH (FORCE)")


def test_each_letter_is_sent_by_one_sender_and_all_of_them_are(record: dict[str, str], mailbox: Mailbox) -> None:
    command = [sys.executable, "-c", SEND]
    pipe = subprocess.PIPE
    senders = [
        subprocess.Popen(command, env=record, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(SENDERS)
    ]
    for sender in senders:
        assert sender.stdout
        assert sender.stdout.readline() == "ready\n"
    for sender in senders:
        assert sender.stdin
        sender.stdin.write("now\n")
        sender.stdin.flush()
    sent = [int(sender.communicate()[0]) for sender in senders]
    assert sum(sent) == LETTERS
    assert sorted(mailbox.recipients) == sorted(f"reader-{number}@alpha.example" for number in range(LETTERS))
    assert len([one for one in sent if one]) > 1, "one of them did it all, so nothing was shown"
