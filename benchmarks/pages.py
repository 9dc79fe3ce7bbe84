"""Reading pages: a hundred readers at once, of public pages and of an empty one behind the same middleware.

A server of its own (granian, one process, as `muster serve` starts it) serves the built-in group with its record, on
SQLite. The readers are another process. Pages take turns, the empty one after each; what is reported is the time that
each page took, all readers together. Once as they are served, kept for two seconds; and once made for each reader.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.measuring import Ratio, clean_environment
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import CHECKOUT, CannotRun, Setting

READERS: Final = 100
A_TURN: Final = 2.0
LIMIT: Final = 2.0
EMPTY: Final = "/empty/"
PAGES: Final = {
    "a group's page": "/lcoo/",
    "its record": "/lcoo/record/",
    "the group, by the API": "/api/v1/groups/lcoo",
}


def run(setting: Setting) -> Findings:
    """Read each page in turns with the empty one, first kept, then made anew each time."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**clean_environment(), "MUSTER_HOME": folder}
        for command in (["record", "prepare"], ["group", "sample"]):
            done = subprocess.run(
                [sys.executable, "-m", "muster.cli.main", *command], env=environment, capture_output=True, check=False
            )
            if done.returncode:
                raise CannotRun(done.stderr.decode(errors="replace"))
        rows = []
        for kept, words in (("2", ""), ("0", ", made for each reader")):
            with served({**environment, "MUSTER_PAGES_ARE_KEPT_FOR": kept}) as server:
                rows += [
                    _row(server, what + words, path, setting.rounds, asked=kept != "0") for what, path in PAGES.items()
                ]
    return Findings(rows)


@dataclass(frozen=True)
class Turn:
    """What a page cost in one turn: seconds by the clock, and seconds of the server's processors."""

    wall: float
    cpu: float


def _row(server: "Server", what: str, path: str, rounds: int, *, asked: bool) -> Row:
    turns = [(read(server, path), read(server, EMPTY)) for _ in range(rounds + 1)][1:]
    wall, cpu = _ratio([page.wall / empty.wall for page, empty in turns]), _ratio([p.cpu / e.cpu for p, e in turns])
    page, empty = (statistics.median(turn.wall for turn in some) * 1000 for some in zip(*turns, strict=True))
    return Row(
        what=f"{what[0].upper()}{what[1:]}, {READERS} readers",
        against="an empty page",
        time=f"{page:.2f} ms : {empty:.2f} ms",
        ratio=str(wall),
        cpu=str(cpu),
        target=at_most(LIMIT, wall.median, f"{LIMIT:.0f} ×") if asked else "",
    )


def _ratio(ratios: Sequence[float]) -> Ratio:
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


@dataclass(frozen=True)
class Server:
    """A server that runs. pid: of the process whose children answer."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Give the seconds of processors that it and its children have taken."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # a process that has ended meanwhile
                fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
                if self.pid in {int(stat.parent.name), int(fields[1])}:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def read(server: Server, path: str) -> Turn:
    """Let the readers read for a while."""
    command = [sys.executable, "-m", "benchmarks.reader", str(server.port), path, str(READERS), str(A_TURN)]
    before = server.cpu()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(done.stderr)
    said = json.loads(done.stdout)
    return Turn(said["seconds"], (server.cpu() - before) / said["pages"])


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Server]:
    """Serve on a free port, with an empty page besides, until the end."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
    options = ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error"]
    environment = {**environment, "MUSTER_URL": f"http://127.0.0.1:{port}", "PYTHONPATH": str(CHECKOUT)}
    server = subprocess.Popen([*granian, *options, "benchmarks.empty_page:application"], env=environment)
    try:
        for _ in range(100):
            with closing(socket.socket()) as visitor:
                if not visitor.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait()
