"""Programs that others use for what Muster's mining does, each in a virtual environment of its own, with pins."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.commands import count_commits
from benchmarks.measuring import Contender, Cost
from benchmarks.setting import CHECKOUT, Setting

PEERS: Final = Path(__file__).with_name("peers")
READ_BY_PEERS: Final = ("--branches", "--tags", "--remotes=origin")
BUILD_TOOLS: Final = CHECKOUT / "requirements" / "build.txt"


class Attempt(NamedTuple):
    """How a peer fared: how many commits it read of how many; and why it failed, "" if it did not."""

    cost: Cost
    commits: int
    expected: int
    failed: str


class Peer(NamedTuple):
    """A peer, installed. command: what reads the repository that is named after it, and prints a line a commit."""

    name: str
    command: tuple[str, ...]

    def read(self, folder: Path, *, setting: Setting) -> Attempt:
        """Have it read a repository, or as much of it as it can within the bound."""
        lines = setting.cache / f"{self.name}.lines"
        command = [part.replace("FOLDER", str(folder)) for part in self.command]
        cost, complaint = Contender(command).try_out(bound=setting.bound, output=lines)
        with lines.open("rb") as output:
            commits = sum(1 for _ in output)
        lines.unlink()
        expected = count_commits(folder, *READ_BY_PEERS)
        # Perceval says that all is well after git failed under it, so its word is not enough.
        failed = "" if cost.ended or commits == expected else complaint or "it ended without a word"
        return Attempt(cost, commits, expected, failed)


def perceval(setting: Setting) -> Peer:
    """Return Perceval's git backend, which hands each commit out as JSON; it reads in place and fetches nothing."""
    program = _installed("perceval", setting) / "bin" / "perceval"
    return Peer("Perceval 1.6.1", (str(program), "git", "FOLDER", "--git-path", "FOLDER", "--no-update", "--json-line"))


def git2effort(setting: Setting) -> Peer:
    """Return git2effort, the program of the method's first author; it counts as well as reads."""
    python = _installed("git2effort", setting) / "bin" / "python"
    return Peer("git2effort 0.1.4", (str(python), str(PEERS / "git2effort_in_place.py"), "FOLDER"))


def _installed(name: str, setting: Setting) -> Path:
    """Return a virtual environment with what peers/NAME.txt pins, made once."""
    pins = PEERS / f"{name}.txt"
    digest = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = setting.cache / "peers" / f"{name}-{digest}"
    if not (folder / ".made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for file in (BUILD_TOOLS, pins):
            subprocess.run([*install, "--no-build-isolation", "--require-hashes", "-r", str(file)], check=True)
        (folder / ".made").touch()
    return folder
