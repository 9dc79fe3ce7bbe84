"""The commands that several benchmarks time."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.measuring import CommandFailed, Contender

FIELDS: Final = "%H%n%an%n%ae%n%ad%n%cn%n%ce%n%cd%n%B"
MINED: Final = ("--branches", "--remotes", "--no-merges")
GIT_ALONE: Final = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
"""git by its own defaults, whatever its user has configured."""


def bare_log(*folders: Path) -> Contender:
    """Return the floor: git alone, printing to nowhere what mining reads, of one repository after the other."""
    log = f"log {' '.join(MINED)} -z --date=raw --format={FIELDS}"
    script = 'for folder; do git --git-dir="$folder" -c log.mailmap=false ' + log + " || exit; done"
    return Contender(["sh", "-c", script, "sh", *map(str, folders)], GIT_ALONE)


def mine(home: Path, repositories: Mapping[str, Path], *, anew: bool = True) -> Contender:
    """Return Muster's own reading, into a lake that is new each time; not `anew`: into the one that is there."""
    named = [f"{name}={folder}" for name, folder in repositories.items()]
    prepare = (lambda: shutil.rmtree(home, ignore_errors=True)) if anew else lambda: None
    return Contender([sys.executable, "-m", "benchmarks.mine", str(home), *named], prepare=prepare)


def python_alone() -> Contender:
    """Return the start of Python, which no program in Python can do without."""
    return Contender([sys.executable, "-c", "pass"])


def check_commits(miner: Contender, *folders: Path) -> int:
    """Return how many commits git counts in the repositories; CommandFailed if the miner finds others."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        miner.run(output=said)
        ours = int(said.read_text(encoding="ascii"))
    theirs = sum(count_commits(repository, *MINED) for repository in folders)
    if ours != theirs:
        raise CommandFailed(f"Muster finds {ours} commits, git {theirs}: there is nothing to compare.")
    return ours


def count_commits(folder: Path, *which: str) -> int:
    """Return how many commits git finds in a repository."""
    command = ["git", "--git-dir", str(folder), "rev-list", "--count", *which]
    return int(subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ, **GIT_ALONE}).stdout)
