"""Muster as it runs for its users: a process of its own, on a record of its own, which a test fills beforehand.

    def test_something(serving: Serving, browser: Browser) -> None:
        muster = serving("tests.journeys.server:everybody")        # or a builder of your own, "tests.x.y:function"
        page = browser.new_page()
        page.goto(muster.url("/alpha/"))

A builder is a function of no arguments, which writes to the record; it runs in a process of its own, since the tests'
tables are others. Each builder runs once a session: the tests get copies of what it left. `everybody` makes the cast
(tests/cast.py), all of whom can sign in with the password PASSWORD.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conventions.house import ROOT
from tests.mailbox import free_port

EVERYBODY: Final = "tests.journeys.server:everybody"
PASSWORD: Final = "a long enough word"  # noqa: S105 - the cast's, and nobody else's
STARTS_WITHIN: Final = 180.0

BUILD: Final = """
import sys
from importlib import import_module
from muster.cli.installation import make_tables, set_up
set_up()
make_tables()
module, _, name = sys.argv[1].partition(":")
if module:
    getattr(import_module(module), name)()
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A Muster that runs. home: its MUSTER_HOME. environment: of its process, for commands on the same record."""

    base: str
    home: Path
    environment: dict[str, str]

    def url(self, path: str) -> str:
        """Give the whole address of a page."""
        return self.base + path

    def muster(self, *arguments: str) -> str:
        """Run a command on the same record, and give what it prints."""
        return run([sys.executable, "-m", "muster.cli.main", *arguments], self.environment)

    def python(self, program: str) -> str:
        """Run some Python with Django set up on the same record, and give what it prints."""
        head = "from muster.cli.installation import set_up; set_up()\n"
        return run([sys.executable, "-c", head + program], self.environment)


Serving = Callable[..., Running]
"""serving(builder, **environment): start a Muster on a copy of what the builder left. Given twice, there are two."""


def everybody() -> None:
    """Build the cast, all of whom can sign in."""
    from muster.actions.accounts import vouch_for  # noqa: PLC0415 - once Django is set up
    from muster.records.models import Account  # noqa: PLC0415 - as above
    from tests.cast import cast  # noqa: PLC0415 - as above

    cast()
    for account in Account.objects.all():
        vouch_for(account)


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """Give the environment of a Muster at home there. more: its variables, such as MUSTER_DATABASE_URL."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "MUSTER_"))}
    named = {"MUSTER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "muster.settings"}
    named["MUSTER_PAGES_ARE_KEPT_FOR"] = "0"  # a journey reads what somebody has just written
    return {**inherited, **named, **more}


def build(builder: str, environment: dict[str, str]) -> None:
    """Make the tables, and let a builder fill them ("": leave them empty)."""
    run([sys.executable, "-c", BUILD, builder], environment)


def run(command: list[str], environment: dict[str, str]) -> str:
    """Run a command to its end, and give what it prints; what it complains about is part of the test's failure."""
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the home that a builder left, which is built when it is first asked for."""
    homes: dict[str, Path] = {}

    def home_of(builder: str) -> Path:
        if builder not in homes:
            homes[builder] = tmp_path_factory.mktemp("built")
            build(builder, environment_of(homes[builder]))
            _settle(homes[builder] / "record.sqlite3")
        return homes[builder]

    return home_of


@pytest.fixture
def serving(built: Callable[[str], Path], tmp_path: Path) -> Iterator[Serving]:
    """Give a function that starts a Muster; all that were started end with the test."""
    with ExitStack() as running:
        count = iter(range(100))

        def start(builder: str = EVERYBODY, **environment: str) -> Running:
            home = tmp_path / f"muster-{next(count)}"
            shutil.copytree(built(builder), home)
            return running.enter_context(_served(home, environment))

        yield start


@contextmanager
def _served(home: Path, more: dict[str, str]) -> Iterator[Running]:
    port = free_port()
    base = f"http://localhost:{port}"  # a name: browsers make no passkeys for numbers
    environment = environment_of(home, **{"MUSTER_URL": base, **more})
    server = launch(port, environment, home / "server.txt")
    try:
        wait_for(server, port, home / "server.txt")
        yield Running(base, home, environment)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def launch(port: int, environment: dict[str, str], said: Path) -> subprocess.Popen[bytes]:
    """Start `muster serve` in a session of its own, so that it can be killed with all its workers.

    said: the file that keeps what it says.
    """
    command = [sys.executable, "-m", "muster.cli.main", "serve", "--port", str(port)]
    with said.open("a") as out:
        return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)


def wait_for(server: subprocess.Popen[bytes], port: int, said: Path) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert server.poll() is None, said.read_text()
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"Muster did not answer within {STARTS_WITHIN} seconds:\n{said.read_text()}")


def _settle(record: Path) -> None:
    """Bring what SQLite has beside the file into it, so that copying the file is enough."""
    connection = sqlite3.connect(record)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
