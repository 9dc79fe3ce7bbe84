"""Many repositories are read side by side; none stops another, and neither their order nor the workers matter."""

from pathlib import Path

import pytest

from muster.domain.errors import SourceFault
from muster.evidence.collect import collect
from muster.evidence.evidence import RepositoryRequest
from tests.evidence.upstream import NOON, Upstream, bytes_of, evidence_of, rows_of


class Watcher:
    """A progress that remembers what it was told."""

    wants_counts = True

    def __init__(self) -> None:
        self.total = 0
        self.expected: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.finished: list[str] = []
        self.said: list[str] = []
        self.is_done = False

    def start(self, repositories: int) -> None:
        self.total = repositories

    def expect(self, repository: str, commits: int) -> None:
        self.expected[repository] = commits

    def advance(self, repository: str, commits: int) -> None:
        self.seen[repository] = self.seen.get(repository, 0) + commits

    def finish(self, repository: str) -> None:
        self.finished.append(repository)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def done(self) -> None:
        self.is_done = True


@pytest.fixture
def upstreams(tmp_path: Path) -> list[Upstream]:
    made = [Upstream(tmp_path / f"upstream-{number}.git", "--bare") for number in range(4)]
    for number, upstream in enumerate(made):
        upstream.branch(upstream.line_of(*(b"%d" % line for line in range(number + 1)))[-1])
    return made


def requests(upstreams: list[Upstream]) -> list[RepositoryRequest]:
    return [RepositoryRequest(upstream.folder.stem, upstream.folder.name) for upstream in upstreams]


def test_a_repository_that_cannot_be_read_stops_no_other(upstreams: list[Upstream], tmp_path: Path) -> None:
    asked = [
        RepositoryRequest("nowhere", "nowhere"),
        *requests(upstreams),
        RepositoryRequest("evil", "ext::sh"),
    ]
    evidence = collect(asked, tmp_path / "home", base=tmp_path)
    assert [(found.name, found.status, found.commits) for found in evidence.repositories] == [
        ("nowhere", "missing", 0),
        ("upstream-0", "read", 1),
        ("upstream-1", "read", 2),
        ("upstream-2", "read", 3),
        ("upstream-3", "read", 4),
        ("evil", "unsafe", 0),
    ]
    assert evidence.files("commits") == tuple(found.tables["commits"] for found in evidence.repositories[1:5])


@pytest.mark.parametrize("workers", [1, 3])
def test_neither_workers_nor_order_change_the_evidence(upstreams: list[Upstream], tmp_path: Path, workers: int) -> None:
    forward = collect(requests(upstreams), tmp_path / "home", workers=2, base=tmp_path)
    backward = collect(requests(upstreams)[::-1], tmp_path / "other", workers=workers, base=tmp_path)
    assert forward.fingerprint == backward.fingerprint
    assert [bytes_of(found) for found in forward.repositories] == [
        bytes_of(found) for found in backward.repositories[::-1]
    ]


def test_the_fingerprint_moves_with_any_repository(upstreams: list[Upstream], tmp_path: Path) -> None:
    before = collect(requests(upstreams), tmp_path / "home", base=tmp_path)
    upstreams[2].branch(upstreams[2].commit(b"new", parents=[upstreams[2].git("rev-parse", "main")], at=NOON + 900))
    after = collect(requests(upstreams), tmp_path / "home", base=tmp_path)
    moved = [
        old.fingerprint != new.fingerprint for old, new in zip(before.repositories, after.repositories, strict=True)
    ]
    assert moved == [False, False, True, False]
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_counts_what_is_to_come_and_what_has_come(
    upstreams: list[Upstream], tmp_path: Path, workers: int
) -> None:
    watcher = Watcher()
    collect(requests(upstreams), tmp_path / "home", workers=workers, progress=watcher, base=tmp_path)
    commits = {f"upstream-{number}": number + 1 for number in range(4)}
    assert (watcher.total, watcher.expected, watcher.seen) == (4, commits, commits)
    assert (sorted(watcher.finished), watcher.is_done) == (sorted(commits), True)
    again = Watcher()
    collect(requests(upstreams), tmp_path / "home", workers=workers, progress=again, base=tmp_path)
    assert (again.expected, again.seen, sorted(again.finished)) == ({}, {}, sorted(commits))


def test_repositories_of_one_place_with_two_names_are_two(upstreams: list[Upstream], tmp_path: Path) -> None:
    place = upstreams[0].folder.name
    evidence = collect([RepositoryRequest("a", place), RepositoryRequest("b", place)], tmp_path / "home", base=tmp_path)
    assert [{row["repository"] for row in rows_of(found)} for found in evidence.repositories] == [{"a"}, {"b"}]


def test_a_worker_that_is_killed_is_told_without_a_traceback(
    upstreams: list[Upstream], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muster.evidence.workers._read_in_worker", exit_hard)
    with pytest.raises(SourceFault, match="ended from outside"):
        collect(requests(upstreams), tmp_path / "home", workers=2, base=tmp_path)


def exit_hard(_: object) -> None:
    import os  # noqa: PLC0415 - runs in the worker

    os._exit(9)


def test_names_with_control_and_right_to_left_characters_are_data(upstreams: list[Upstream], tmp_path: Path) -> None:
    name = "no\x1b[31mva\u202e"
    found = collect([RepositoryRequest(name, str(upstreams[0].folder))], tmp_path / "home").repositories[0]
    assert [row["repository"] for row in rows_of(found)] == [name]
    assert evidence_of(upstreams[0], tmp_path / "home").commits == 1
