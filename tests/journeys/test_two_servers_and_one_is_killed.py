"""Two servers on one PostgreSQL under a load of writers over HTTP, one of them killed now and then in the middle.

Afterwards nothing that was acknowledged is missing, the chain holds, and no vote counts twice.
"""

import http.client
import json
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import urlopen

import psycopg
import pytest

from tests.cast import address
from tests.journeys.server import Running, build, environment_of, launch, wait_for
from tests.mailbox import free_port

HERE = "/api/v1/groups/alpha"
KILLS = 4
BETWEEN = 1.3
PATIENCE = 120
CLOSED_NOW = """
from datetime import timedelta
from django.utils import timezone
from muster.records.models import Election
Election.objects.update(voting_closes=timezone.now() - timedelta(seconds=1))
"""
COUNTED = """
import json
from muster.records import log
from muster.records.models import Ballot, Elector, Group, Person
group = Group.objects.get(slug="alpha")
takes = [one for one in log.entries(group) if one.kind == "position.taken"]
print(json.dumps({
    "people": list(Person.objects.filter(group=group).values_list("name", flat=True)),
    "added": sum(one.kind == "person.added" for one in log.entries(group)),
    "ballots": Ballot.objects.count(),
    "voted": sorted(Elector.objects.filter(has_voted=True).values_list("person__name", flat=True)),
    "reasons": [one.data["reason"] for one in takes],
}))
"""


def a_full_house() -> None:
    """Build the cast with an election that is being voted on, an open call for consensus, and keys for programs."""
    from datetime import timedelta  # noqa: PLC0415 - once Django is set up

    from muster.actions.caller import server_clock  # noqa: PLC0415 - as above
    from muster.actions.decisions.calling import call_for_consensus  # noqa: PLC0415 - as above
    from muster.actions.decisions.putting import open_proposal  # noqa: PLC0415 - as above
    from muster.actions.decisions.writing import Written  # noqa: PLC0415 - as above
    from muster.actions.tokens import make_token  # noqa: PLC0415 - as above
    from muster.records.models import Account  # noqa: PLC0415 - as above
    from tests.cast import cast  # noqa: PLC0415 - as above
    from tests.web.access.elections import held  # noqa: PLC0415 - as above
    from tests.web.access.shape import asking  # noqa: PLC0415 - as above

    alpha, now = cast(), server_clock()
    held(alpha, there=False, opens=(-1,))
    proposal = open_proposal(asking(alpha, "Bo"), "motion", Written("Test every week", "On Mondays."))
    call_for_consensus(asking(alpha, "Bo"), proposal.number, version=1)
    keys = {}
    for name in ("Ada", "Bo", "Cy", "Di"):
        account = Account.objects.get(email=address(name))
        _, keys[name] = make_token(account, "load", days=1, may_write=True, at=now - timedelta(minutes=1))
    Path(os.environ["MUSTER_HOME"], "keys.json").write_text(json.dumps(keys))


@dataclass
class House:
    """Two servers on one record, and what writers were told. said: by kind, what was acknowledged."""

    running: Running
    ports: tuple[int, int]
    keys: dict[str, str]
    servers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    votes_answered: Counter[str] = field(default_factory=Counter)

    def open(self, port: int) -> None:
        """Start the server of a port."""
        log = self.running.home / f"{port}.txt"
        self.servers[port] = launch(port, self.running.environment, log)
        wait_for(self.servers[port], port, log)

    def kill(self, port: int) -> None:
        """Kill it with all its workers, whatever they are doing."""
        with suppress(ProcessLookupError):
            os.killpg(self.servers[port].pid, signal.SIGKILL)
        self.servers[port].wait()

    def ask(self, port: int, name: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Send JSON as somebody's program. (0, None): nobody answered, and whether it was done is not known."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        headers = {"Authorization": f"Bearer {self.keys[name]}", "Content-Type": "application/json"}
        try:
            connection.request("POST", HERE + path, json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            time.sleep(0.05)
            return 0, None
        finally:
            connection.close()

    def told(self, kind: str, what: str, status: int, *refusals: int) -> None:
        """Remember an acknowledgement; anything but that, a refusal that is right, or silence is wrong."""
        if 200 <= status < 300:
            self.said.setdefault(kind, []).append(what)
        elif status not in {0, *refusals}:
            self.wrong.append(f"{kind} {what}: {status}")

    def add_people(self, which: str) -> None:
        """Write down one person after another, each under a name of their own, first here and then there."""
        for number in count():
            if self.over.is_set():
                return
            name = f"Somebody {which}{number}"
            status, _ = self.ask(self.ports[number % 2], "Di", "/people", {"name": name, "invented": True})
            self.told("people", name, status)

    def change_position(self, seat: str) -> None:
        """Change what a seat says over and over; the reason tells one time from another."""
        for number in count():
            if self.over.is_set():
                return
            reason, stand = f"{seat} {number}", "stand-aside" if number % 2 else "agree"
            said = {"version": 1, "stand": stand, "reason": reason}
            status, _ = self.ask(self.ports[number % 2], seat, "/proposals/1/positions", said)
            self.told("positions", reason, status)

    def vote(self, name: str, which: int) -> None:
        """Try to cast a ballot, again and again, at either server: all but one of all these tries are refused."""
        ballot = {"ranks": [1, 2], "own_words": "", "replacing": "", "confirmed": False}
        for number in count(which):
            if self.over.is_set():
                return
            status, _ = self.ask(self.ports[number % 2], name, "/elections/1/ballot", ballot)
            self.told("ballots", name, status, 403, 409, 422)
            self.votes_answered[name] += status > 0
            time.sleep(0.2)

    def has_done_enough(self) -> bool:
        """Say whether so much was acknowledged, and so many votes answered, that something could have been lost."""
        said = len(self.said.get("people", ())), len(self.said.get("positions", ()))
        return min(said) > KILLS * 2 and min(self.votes_answered[name] for name in ("Ada", "Bo")) > 2


@pytest.fixture
def house(postgres_url: str, tmp_path: Path) -> Iterator[House]:
    """Both servers, running."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE servers")
    ports = free_port(), free_port()
    more = {
        "MUSTER_DATABASE_URL": postgres_url.replace("/postgres?", "/servers?"),
        "MUSTER_URL": f"http://localhost:{ports[0]}",
        "MUSTER_WRITES_A_MINUTE": "1000000",
    }
    environment = environment_of(tmp_path, **more)
    build("tests.journeys.test_two_servers_and_one_is_killed:a_full_house", environment)
    keys = json.loads((tmp_path / "keys.json").read_text())
    two = House(Running(more["MUSTER_URL"], tmp_path, environment), ports, keys)
    try:
        for port in ports:
            two.open(port)
        yield two
    finally:
        for port in two.servers:
            two.kill(port)
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE servers WITH (FORCE)")


def test_what_two_servers_acknowledged_is_there_once_though_one_of_them_was_killed_again_and_again(
    house: House,
) -> None:
    writers = [
        *(threading.Thread(target=house.add_people, args=(which,)) for which in "ab"),
        *(threading.Thread(target=house.change_position, args=(seat,)) for seat in ("Bo", "Cy")),
        *(threading.Thread(target=house.vote, args=(name, which)) for name in ("Ada", "Bo") for which in (0, 1)),
    ]
    for writer in writers:
        writer.start()
    chance = Random(2026)  # noqa: S311 - which one, and when: no secret
    try:
        for _ in range(KILLS):
            time.sleep(BETWEEN * (0.5 + chance.random()))
            port = chance.choice(house.ports)
            house.kill(port)
            house.open(port)
        until = time.monotonic() + PATIENCE
        while not house.has_done_enough() and time.monotonic() < until:
            time.sleep(BETWEEN)
    finally:
        house.over.set()
        for writer in writers:
            writer.join()
    assert house.wrong == []
    assert house.has_done_enough()
    assert " of alpha hold. " in house.running.muster("record", "verify", "alpha")
    kept = json.loads(house.running.python(COUNTED))
    added = [name for name in kept["people"] if name.startswith("Somebody")]
    assert set(house.said["people"]) <= set(added)
    assert len(added) == len(set(added))
    assert kept["added"] == len(kept["people"])
    assert set(house.said["positions"]) <= set(kept["reasons"])
    assert len(kept["reasons"]) == len(set(kept["reasons"]))
    assert len(house.said.get("ballots", [])) == len(set(house.said.get("ballots", [])))
    assert (kept["ballots"], kept["voted"]) == (3, ["Ada", "Bo", "Cy"])
    house.running.python(CLOSED_NOW)
    with urlopen(f"http://127.0.0.1:{house.ports[0]}/alpha/elections/1/ballots.json", timeout=20) as file:
        assert len(json.load(file)["ballots"]) == 3
