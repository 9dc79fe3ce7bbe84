"""Two processes write to one group's log, and one of them is killed in the middle: nothing acknowledged is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cast import CHARTER
from tests.conventions.house import ROOT

ROUNDS = 3
SECONDS = 0.7


@pytest.fixture(params=["sqlite", "postgres"])
def elsewhere(request: pytest.FixtureRequest, postgres_url: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes with a record of their own, on each kind of database, with the group alpha in it."""
    url = f"sqlite:///{tmp_path / 'record.sqlite3'}"
    if request.param == "postgres":
        url = postgres_url.replace("/postgres?", "/writers?")
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE writers")
    environment = {
        **os.environ,
        "MUSTER_DATABASE_URL": url,
        "MUSTER_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "muster.settings",
    }
    (tmp_path / "charter.toml").write_text(CHARTER.replace("NAME", "Alpha"))
    muster(environment, "record", "prepare")
    muster(environment, "group", "found", "alpha", str(tmp_path / "charter.toml"))
    yield environment
    if request.param == "postgres":
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE writers WITH (FORCE)")


def muster(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "muster.cli.main", *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_killed_writer_loses_nothing_acknowledged_and_breaks_no_chain(elsewhere: dict[str, str]) -> None:
    acknowledged: list[str] = []
    for number in range(ROUNDS):
        writers = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.records.writer", "alpha", f"Writer {number}{which}"],
                env=elsewhere,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for which in "ab"
        ]
        firsts = [writer.stdout.readline() for writer in writers if writer.stdout]
        time.sleep(SECONDS + number * 0.037)  # not always at the same place of a deed
        for writer, first in zip(writers, firsts, strict=True):
            writer.send_signal(signal.SIGKILL)
            acknowledged += [
                line.strip()
                for line in (first + writer.communicate()[0]).splitlines(keepends=True)
                if line.endswith("\n")
            ]
    assert len(acknowledged) >= ROUNDS * 2
    assert " of alpha hold. " in muster(elsewhere, "record", "verify", "alpha")
    kept = muster(elsewhere, "record", "export", "alpha").count("person.added")
    names = muster_people(elsewhere)
    assert kept == len(names)
    assert set(acknowledged) <= set(names)
    assert len(names) == len(set(names))


def muster_people(environment: dict[str, str]) -> list[str]:
    """Ask a process of its own for the people's names, since the tests' tables are others."""
    program = (
        "from muster.cli.installation import set_up; set_up();"
        "from muster.records.models import Person;"
        "print(*Person.objects.values_list('name', flat=True), sep='\\n')"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.split("\n")[:-1]
