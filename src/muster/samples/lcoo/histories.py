"""The built-in group's upstream, rebuilt: one git history a repository, from facts without names.

changes.csv.gz says for each of 52,801 changes of October 2015 to May 2018 where it landed, on which UTC day, who wrote
it (a pseudonym) and under which kind of address, and which blueprints and bugs it named. What it does not say (the
hour, the words, the files) is made up from the change's own number, so that the same facts always give the same
commits, to the last hash. Trees are empty.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from muster.samples.lcoo.affiliations import address_of

SECONDS_A_DAY = 86_400
CHANGE_ID_DIGITS = 40

# The spellings that upstream really uses; a reader that knows one of them alone would miss most links.
BLUEPRINT_SPELLINGS = (
    "Implements: blueprint {}",
    "Partially-Implements: bp {}",
    "blueprint {}",
    "Part of blueprint {}",
)
BUG_SPELLINGS = ("Closes-Bug: #{}", "Closes-Bug: {}", "Partial-Bug: #{}", "Related-Bug: #{}")

Fact = Mapping[str, str]


def rebuild_repository(name: str, facts: Iterable[Fact], addresses: Mapping[str, str], directory: Path) -> None:
    """Write the bare git history of one repository to `directory`, which must not exist.

    facts: rows of changes.csv of this repository. addresses: for each person the address used as a co-author.
    CalledProcessError: git is missing or failed, which is no fault of the facts.
    """
    git = shutil.which("git") or "git"
    subprocess.run(  # noqa: S603 - the arguments are ours, the shell is not used
        [git, "init", "--quiet", "--bare", "--initial-branch=master", str(directory)], check=True, capture_output=True
    )
    stream = b"".join(_fast_import_stream(name, facts, addresses))
    subprocess.run(  # noqa: S603 - the arguments are ours, the shell is not used
        [git, "--git-dir", str(directory), "fast-import", "--quiet", "--done"],
        input=stream,
        check=True,
        capture_output=True,
    )
    subprocess.run(  # noqa: S603 - the arguments are ours, the shell is not used
        [git, "--git-dir", str(directory), "commit-graph", "write", "--reachable"], check=True, capture_output=True
    )


def _fast_import_stream(name: str, facts: Iterable[Fact], addresses: Mapping[str, str]) -> Iterator[bytes]:
    """Give the commits, oldest first, in the language of git fast-import."""
    for committed, authored, fact in sorted(_timed(facts), key=lambda timed: (timed[0], timed[2]["change"])):
        person = f"{fact['person']} <{address_of(fact['person'], fact['domain'])}>"
        message = _message(name, fact, addresses).encode()
        yield (
            (
                f"commit refs/heads/master\nauthor {person} {authored} +0000\ncommitter {person} {committed} +0000\n"
                f"data {len(message)}\n"
            ).encode()
            + message
            + b"\n"
        )
    yield b"done\n"


def _timed(facts: Iterable[Fact]) -> Iterator[tuple[int, int, Fact]]:
    """Give each fact a committer's and an author's second; nobody commits before having written."""
    for fact in facts:
        second = int(fact["change"][:8], 16) % SECONDS_A_DAY
        yield _midnight(fact["day"]) + second, _midnight(fact["authored"]) + second, fact


def _midnight(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp())


def _message(name: str, fact: Fact, addresses: Mapping[str, str]) -> str:
    number = int(fact["change"], 16)
    links = [
        BLUEPRINT_SPELLINGS[number % len(BLUEPRINT_SPELLINGS)].format(blueprint)
        for blueprint in fact["blueprints"].split()
    ]
    links += [BUG_SPELLINGS[number % len(BUG_SPELLINGS)].format(bug) for bug in fact["bugs"].split()]
    trailers = [f"Co-Authored-By: {person} <{addresses[person]}>" for person in fact["co_authors"].split()]
    digest = hashlib.sha1(fact["change"].encode(), usedforsecurity=False).hexdigest()
    trailers.append(f"Change-Id: I{fact['change']}{digest}"[: len("Change-Id: I") + CHANGE_ID_DIGITS])
    return "\n".join([f"Change {fact['change']} of {name}", "", *links, *trailers, ""])
