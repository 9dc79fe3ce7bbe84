"""The same history gives the same bytes, read at once or in steps, in whatever order git holds it."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.evidence import parquet, reading, ref_files
from muster.evidence.layout import Layout
from tests.evidence.upstream import NOON, Upstream, bytes_of, evidence_of, row_of, rows_of

DAY = 86_400


class Step(NamedTuple):
    """One commit: on which branch, off which, when, and what it says."""

    branch: str
    merged: str
    day: int
    message: bytes


BRANCHES = st.sampled_from(["main", "stable", "topic"])
MESSAGES = st.sampled_from(
    [
        b"Plain",
        b"Fix\n\nCloses-Bug: #1234567\nChange-Id: I" + b"1" * 40,
        b"Pair\n\nCo-Authored-By: Cy <cy@gamma.example>\nImplements: blueprint a-b",
        b"Caf\xe9 \0 odd",
    ]
)
STEPS = st.lists(st.builds(Step, BRANCHES, BRANCHES, st.integers(-9000, 9000), MESSAGES), min_size=1, max_size=12)


class History:
    """An upstream that grows a commit at a time."""

    def __init__(self, folder: Path) -> None:
        self.upstream = Upstream(folder, "--bare")
        self.tips: dict[str, str] = {}

    def take(self, step: Step) -> None:
        off = [self.tips[name] for name in dict.fromkeys((step.branch, step.merged)) if name in self.tips]
        message = step.message + b" %d" % len(self.tips)
        sha = self.upstream.commit(message, at=NOON + step.day * DAY, parents=off)
        self.tips[step.branch] = self.upstream.branch(sha, f"refs/heads/{step.branch}")


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp())
    try:
        yield made
    finally:
        shutil.rmtree(made)


@settings(max_examples=12)
@given(steps=STEPS, stops=st.sets(st.integers(0, 11)), repack=st.booleans())
def test_a_history_read_in_steps_lies_there_as_if_read_at_once(
    steps: list[Step], stops: set[int], *, repack: bool
) -> None:
    with folder() as place:
        history = History(place / "upstream.git")
        for number, step in enumerate(steps):
            history.take(step)
            if number in stops:
                evidence_of(history.upstream, place / "home")
        stepwise = evidence_of(history.upstream, place / "home")
        if repack:
            history.upstream.git("repack", "-a", "-d", "-q")
            history.upstream.git("pack-refs", "--all")
            history.upstream.git("commit-graph", "write", "--reachable")
        at_once = evidence_of(history.upstream, place / "other")
        assert bytes_of(stepwise) == bytes_of(at_once)
        assert stepwise.fingerprint == at_once.fingerprint
        assert (stepwise.commits, stepwise.merges, stepwise.aside, stepwise.odd, stepwise.remarks) == (
            at_once.commits,
            at_once.merges,
            at_once.aside,
            at_once.odd,
            at_once.remarks,
        )


@settings(max_examples=8)
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_a_history_spilled_to_disk_in_many_runs_gives_the_same_bytes(steps: list[Step], order: object) -> None:
    del order
    with folder() as place, pytest.MonkeyPatch.context() as patch:
        history = History(place / "upstream.git")
        for step in steps:
            history.take(step)
        whole = evidence_of(history.upstream, place / "home")
        patch.setattr(parquet, "BUFFERED", 2)
        patch.setattr(parquet, "_BLOCK", 2)
        spilled = evidence_of(history.upstream, place / "other")
        assert bytes_of(spilled) == bytes_of(whole)


def test_many_row_groups_are_cut_alike_however_the_rows_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 3)
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    lines = upstream.line_of(*(b"%d" % number for number in range(11)))
    for stop in (2, 6, 10):
        upstream.branch(lines[stop])
        evidence_of(upstream, tmp_path / "home")
    stepwise, at_once = evidence_of(upstream, tmp_path / "home"), evidence_of(upstream, tmp_path / "other")
    assert pq.ParquetFile(at_once.tables["commits"]).num_row_groups == 4
    assert bytes_of(stepwise) == bytes_of(at_once)


def test_with_nothing_new_nothing_is_written(tmp_path: Path) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    upstream.branch(upstream.commit())
    first = evidence_of(upstream, tmp_path / "home")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "home").rglob("*")}
    assert evidence_of(upstream, tmp_path / "home") == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "home").rglob("*")} == before


def test_a_commit_that_comes_onto_the_default_branch_later_is_then_on_it(tmp_path: Path) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    base = upstream.branch(upstream.commit(b"base"))
    topic = upstream.branch(upstream.commit(b"topic", parents=[base], at=NOON + 1), "refs/heads/topic")
    assert row_of(evidence_of(upstream, tmp_path / "home"), topic)["on_default"] is False
    upstream.branch(upstream.commit(b"merge", parents=[base, topic], at=NOON + 2))
    evidence = evidence_of(upstream, tmp_path / "home")
    assert (row_of(evidence, topic)["on_default"], evidence.merges) == (True, 1)
    assert bytes_of(evidence) == bytes_of(evidence_of(upstream, tmp_path / "other"))


def test_a_change_of_the_default_branch_takes_its_mark_from_the_others(tmp_path: Path) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    base = upstream.commit(b"base")
    old = upstream.branch(upstream.commit(b"old", parents=[base], at=NOON + 1))
    new = upstream.branch(upstream.commit(b"new", parents=[base], at=NOON + 2), "refs/heads/next")
    evidence_of(upstream, tmp_path / "home")
    upstream.git("symbolic-ref", "HEAD", "refs/heads/next")
    evidence = evidence_of(upstream, tmp_path / "home")
    assert {row["sha"]: row["on_default"] for row in rows_of(evidence)} == {base: True, old: False, new: True}
    assert bytes_of(evidence) == bytes_of(evidence_of(upstream, tmp_path / "other"))


def test_deepening_a_shallow_clone_brings_in_what_was_cut_off(tmp_path: Path) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    lines = upstream.line_of(b"one", b"two", b"three", b"four")
    upstream.branch(lines[-1])
    copy = tmp_path / "copy.git"
    upstream.git("clone", "--quiet", "--bare", "--depth=2", f"file://{upstream.folder}", str(copy))
    assert evidence_of(copy, tmp_path / "home").commits == 2
    upstream.git("--git-dir", str(copy), "fetch", "--quiet", "--unshallow")
    evidence = evidence_of(copy, tmp_path / "home")
    assert ([row["sha"] for row in rows_of(evidence)], evidence.shallow, evidence.remarks) == (lines, False, ())


def test_a_new_reader_reads_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    upstream.branch(upstream.commit(b"Old way"))
    before = evidence_of(upstream, tmp_path / "home")
    monkeypatch.setattr("muster.evidence.sources.git_history.VERSION", 99)
    after = evidence_of(upstream, tmp_path / "home")
    assert after.fingerprint != before.fingerprint
    assert pq.ParquetFile(after.tables["commits"]).metadata.metadata[b"muster.readers"] == b"git_history 99"
    assert bytes_of(after) == bytes_of(evidence_of(upstream, tmp_path / "other"))


def without_git(patch: pytest.MonkeyPatch) -> None:
    """Let whoever opens the repository for git fail."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("git was asked")

    patch.setattr("muster.evidence.git.SafeRepository", refuse)


@pytest.mark.parametrize("packed", [False, True])
def test_git_is_not_asked_while_the_files_of_the_refs_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    upstream.branch(upstream.commit())
    upstream.branch(upstream.commit(b"other"), "refs/heads/other")
    if packed:
        upstream.git("pack-refs", "--all")
    first = evidence_of(upstream, tmp_path / "home")
    without_git(monkeypatch)
    assert evidence_of(upstream, tmp_path / "home") == first


MOVES: dict[str, list[str]] = {
    "a branch moves": ["update-ref", "refs/heads/main", "refs/heads/other"],
    "a branch comes": ["update-ref", "refs/heads/third", "refs/heads/other~1"],
    "a branch goes": ["update-ref", "-d", "refs/heads/other"],
    "a remote branch comes": ["update-ref", "refs/remotes/origin/main", "refs/heads/other~1"],
    "HEAD is another": ["symbolic-ref", "HEAD", "refs/heads/other"],
    "upstream names another": ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/other"],
    "refs are packed": ["pack-refs", "--all"],
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("move", MOVES)
def test_whatever_moves_among_the_refs_is_seen(tmp_path: Path, move: str, *, packed: bool) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    lines = upstream.line_of(b"one", b"two", b"three")
    upstream.branch(lines[0])
    upstream.branch(lines[2], "refs/heads/other")
    upstream.branch(lines[1], "refs/remotes/origin/other")
    if packed:
        upstream.git("pack-refs", "--all")
    evidence_of(upstream, tmp_path / "home")
    upstream.git(*MOVES[move])
    seen, anew = evidence_of(upstream, tmp_path / "home"), evidence_of(upstream, tmp_path / "other")
    assert (seen.tips, seen.default_ref, seen.default_tip) == (anew.tips, anew.default_ref, anew.default_tip)


def test_refs_that_moved_while_they_were_read_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    lines = upstream.line_of(b"one", b"two")
    upstream.branch(lines[0])
    fingerprint = ref_files.fingerprint_of_refs

    def then_a_branch_moves(layout: Layout) -> str:
        before = fingerprint(layout)
        upstream.branch(lines[1])
        return before

    monkeypatch.setattr(reading, "fingerprint_of_refs", then_a_branch_moves)
    assert evidence_of(upstream, tmp_path / "home").commits == 2
    monkeypatch.undo()
    upstream.branch(upstream.commit(b"three", parents=lines[1:]))
    assert evidence_of(upstream, tmp_path / "home").commits == 3


def test_a_cursor_of_before_the_files_of_refs_were_noted_serves_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream = Upstream(tmp_path / "upstream.git", "--bare")
    upstream.branch(upstream.commit())
    first = evidence_of(upstream, tmp_path / "home")
    (cursor,) = (tmp_path / "home").rglob("cursor.json")
    kept = json.loads(cursor.read_text())
    del kept["ref_files"]
    cursor.write_text(json.dumps(kept))
    assert evidence_of(upstream, tmp_path / "home") == first
    without_git(monkeypatch)
    with pytest.raises(AssertionError, match="git was asked"):
        evidence_of(upstream, tmp_path / "home")
