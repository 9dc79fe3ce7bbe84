"""Histories of any length, made up: the same length and seed always give the same commits."""

import hashlib
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SEED: Final = 2016
PEOPLE_PER_COMMIT: Final = 0.01
LATEST_COMMIT: Final = 1_700_000_000
SECONDS_BETWEEN: Final = 400
NAMES_A_BUG: Final = 0.3
NAMES_A_BLUEPRINT: Final = 0.2
WORDS: Final = (
    b"agent api backend cell client config database driver engine flavor host image instance lock migration network "
    b"node notification objects policy port quota request resource scheduler server service test token volume"
).split()
ZONES: Final = (b"+0000", b"+0000", b"-0700", b"+0100", b"+0530", b"+0900")


def history(commits: int, *, cache: Path) -> Path:
    """Return a bare repository of so many commits without files, with a commit-graph; made once."""
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    folder = cache / "histories" / f"{commits}-{recipe}.git"
    if not folder.is_dir():
        draft = folder.with_suffix(".part")
        shutil.rmtree(draft, ignore_errors=True)
        _git("init", "--quiet", "--bare", "--initial-branch=master", str(draft))
        _import(draft, commits)
        _git("--git-dir", str(draft), "commit-graph", "write", "--reachable")
        draft.rename(folder)
    return folder


def _import(folder: Path, commits: int) -> None:
    command = ["git", "--git-dir", str(folder), "fast-import", "--quiet", "--done"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        stream = process.stdin
        assert stream is not None  # noqa: S101 - told to mypy: it is a pipe
        stream.writelines(_commits(commits))
        stream.close()
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)


def _commits(number: int) -> Iterator[bytes]:
    """Give the commits in the language of git fast-import, oldest first, with messages such as OpenStack's."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is a secret
    people = [
        b"Person %d <p%d@company%d.example>" % (n, n, n % 97) for n in range(10 + int(number * PEOPLE_PER_COMMIT))
    ]
    first = LATEST_COMMIT - number * SECONDS_BETWEEN
    for place in range(number):
        committed = first + place * SECONDS_BETWEEN
        authored = committed - chance.randrange(30 * 86_400)
        author, committer = chance.choice(people), chance.choice(people)
        message = _message(chance)
        yield b"commit refs/heads/master\nauthor %b %d %b\ncommitter %b %d +0000\ndata %d\n%b\n" % (
            author,
            authored,
            chance.choice(ZONES),
            committer,
            committed,
            len(message),
            message,
        )
    yield b"done\n"


def _message(chance: random.Random) -> bytes:
    lines = [b" ".join(chance.choices(WORDS, k=8)), b""]
    lines += [b" ".join(chance.choices(WORDS, k=11)) for _ in range(chance.randrange(6))]
    if chance.random() < NAMES_A_BUG:
        lines += [b"", b"Closes-Bug: #%d" % chance.randrange(10**6, 2 * 10**6)]
    if chance.random() < NAMES_A_BLUEPRINT:
        lines += [b"Implements: blueprint " + b"-".join(chance.choices(WORDS, k=3))]
    lines += [b"", b"Change-Id: I%040x" % chance.getrandbits(160), b""]
    return b"\n".join(lines)


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)
