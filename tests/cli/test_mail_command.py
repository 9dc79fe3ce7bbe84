"""`muster mail send`: reminders are written, and letters go out, however often it is run."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.cast import address, cast
from tests.journeys.server import build, environment_of, run
from tests.mailbox import Mailbox, mail_server, mailbox  # noqa: F401 - fixtures from there


def somebody_is_late() -> None:
    """Build a record in which something was due yesterday."""
    from muster.records.models import Action  # noqa: PLC0415 - once Django is set up

    now = datetime.now(UTC)
    owner = cast().people["Ed"]
    due = now.date() - timedelta(days=1)
    Action.objects.create(group=owner.group, number=1, title="Write it up", owner=owner, due=due, opened_at=now)


def a_round_has_opened() -> None:
    """Build a record in which a round of priorities opened an hour ago, and nobody wrote that down."""
    from muster.records.models import Round  # noqa: PLC0415 - once Django is set up

    now, hour = datetime.now(UTC), timedelta(hours=1)
    Round.objects.create(
        group=cast().people["Ed"].group,
        number=1,
        quarter="2017Q2",
        ballots="ranks",
        completion="none",
        opens_at=now - hour,
        closes_at=now + 72 * hour,
        budget=6,
    )


@pytest.fixture
def late(tmp_path: Path, mail_server: Controller) -> dict[str, str]:  # noqa: F811 - the fixture from there
    """The environment of a record in which something was due yesterday."""
    environment = environment_of(tmp_path, MUSTER_SMTP=f"smtp://{mail_server.hostname}:{mail_server.port}")
    build("tests.cli.test_mail_command:somebody_is_late", environment)
    return environment


def test_a_round_writes_what_is_due_sends_it_and_has_nothing_left_to_do(
    late: dict[str, str],
    mailbox: Mailbox,  # noqa: F811 - the fixture from there
) -> None:
    mailbox.refusing[address("Ed")] = "450 come back later"
    command = [sys.executable, "-m", "muster.cli.main", "mail", "send"]
    said = run(command, late)
    assert said == "Reminders written: 1. Letters sent: 0; to be tried again: 1; given up: 0.\n"
    mailbox.refusing.clear()
    later = "from muster.cli.installation import set_up; set_up()\nfrom muster.records.models import Letter\n"
    run([sys.executable, "-c", f"{later}Letter.objects.update(next_at='2017-05-09T12:00:00Z')"], late)
    assert run(command, late) == "Reminders written: 0. Letters sent: 1; to be tried again: 0; given up: 0.\n"
    assert run(command, late) == "Reminders written: 0. Letters sent: 0; to be tried again: 0; given up: 0.\n"
    assert mailbox.recipients == [address("Ed")]


def test_without_a_mail_server_letters_lie_in_a_folder(tmp_path: Path) -> None:
    environment = environment_of(tmp_path)
    build("tests.cli.test_mail_command:somebody_is_late", environment)
    run([sys.executable, "-m", "muster.cli.main", "mail", "send"], environment)
    (letter,) = (tmp_path / "letters").iterdir()
    assert "Write it up: it was due on" in letter.read_text()


def test_seats_are_asked_what_they_want_once_a_round_of_priorities_has_opened(tmp_path: Path) -> None:
    environment = environment_of(tmp_path)
    build("tests.cli.test_mail_command:a_round_has_opened", environment)
    command = [sys.executable, "-m", "muster.cli.main", "mail", "send"]
    assert run(command, environment) == "Reminders written: 0. Letters sent: 3; to be tried again: 0; given up: 0.\n"
    assert run(command, environment) == "Reminders written: 0. Letters sent: 0; to be tried again: 0; given up: 0.\n"


def test_a_limit_below_one_letter_is_not_understood(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "muster.cli.main", "mail", "send", "--limit", "0"]
    done = subprocess.run(command, env=environment_of(tmp_path), capture_output=True, check=False)
    assert done.returncode == 2
