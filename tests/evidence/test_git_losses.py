"""What histories lack or lose: files, old commits, branches; each is read for what still stands, and said."""

from datetime import date
from pathlib import Path

import pytest

from tests.evidence.upstream import CY, NOON, Upstream, evidence_of, moment, rows_of


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    return Upstream(tmp_path / "upstream.git", "--bare")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_missing_files_and_trees_hinder_no_walk_over_commits(upstream: Upstream, home: Path) -> None:
    whole = Upstream(upstream.folder.with_name("whole"))
    first = whole.commit(b"one", tree=whole.tree_of(a="1"))
    second = whole.branch(whole.commit(b"two", tree=whole.tree_of(a="2"), parents=[first], at=NOON + 1))
    for loose in (whole.git_dir / "objects").glob("??/*"):
        if loose.parent.name + loose.name not in {first, second}:
            loose.unlink()
    assert [row["sha"] for row in rows_of(evidence_of(whole, home))] == [first, second]


def test_a_clone_that_was_cut_at_several_commits_is_whole_only_after_the_latest(
    upstream: Upstream, home: Path, tmp_path: Path
) -> None:
    """Of two branches, cut at depth one, the older one ends years before the younger."""
    upstream.branch(upstream.line_of(b"a", b"b", at=moment("2014-02-23 12:00"))[-1], "refs/heads/old")
    upstream.branch(upstream.line_of(b"c", b"d", at=moment("2014-12-12 12:00"))[-1])
    options = "--quiet", "--bare", "--depth=1", "--no-single-branch"
    upstream.git("clone", *options, f"file://{upstream.folder}", str(tmp_path / "shallow"))
    assert evidence_of(tmp_path / "shallow", home).boundary_day == date(2014, 12, 12)


def test_a_shallow_clone_says_from_which_day_on_it_knows_anything(
    upstream: Upstream, home: Path, tmp_path: Path
) -> None:
    lines = upstream.line_of(b"one", b"two", b"three", at=moment("2016-10-26 23:58"))
    upstream.branch(lines[-1])
    upstream.git("clone", "--quiet", "--depth=2", f"file://{upstream.folder}", str(tmp_path / "shallow"))
    evidence = evidence_of(tmp_path / "shallow", home)
    assert [row["sha"] for row in rows_of(evidence)] == lines[1:]
    assert (evidence.shallow, evidence.boundary_day) == (True, date(2016, 10, 26))
    assert evidence.remarks == ("The clone is shallow: up to 2016-10-26 commits are missing.",)


def test_replace_refs_and_grafts_replace_nothing(upstream: Upstream, home: Path) -> None:
    base, tip = upstream.line_of(b"base", b"tip")
    upstream.branch(tip)
    upstream.branch(upstream.commit(b"another", author=CY + b" 1 +0000"), f"refs/replace/{tip}")
    (upstream.git_dir / "info").mkdir(exist_ok=True)
    (upstream.git_dir / "info" / "grafts").write_text(f"{tip}\n")
    evidence = evidence_of(upstream, home)
    assert [(row["sha"], row["author_name"]) for row in rows_of(evidence)] == [(base, "Ada Alpha"), (tip, "Ada Alpha")]


def test_a_hundred_thousand_refs_of_pull_requests_are_left_alone(upstream: Upstream, home: Path) -> None:
    tip = upstream.branch(upstream.commit())
    pulls = "".join(f"{tip} refs/pull/{number:06}/head\n" for number in range(100_000))
    (upstream.git_dir / "packed-refs").write_text(f"# pack-refs with: peeled fully-peeled sorted \n{pulls}")
    evidence = evidence_of(upstream, home)
    assert (evidence.tips, evidence.commits) == ({"refs/heads/main": tip}, 1)


def test_a_commit_that_arrives_late_with_an_old_date_is_not_lost(upstream: Upstream, home: Path) -> None:
    tip = upstream.branch(upstream.commit())
    evidence_of(upstream, home)
    late = upstream.branch(upstream.commit(b"late", at=moment("2012-01-01 00:00"), parents=[tip]))
    assert [row["sha"] for row in rows_of(evidence_of(upstream, home))] == [late, tip]


def test_after_a_forced_push_what_was_counted_stays_and_is_said_to_be_gone(upstream: Upstream, home: Path) -> None:
    base, lost = upstream.line_of(b"base", b"lost\n\nCloses-Bug: #1234567")
    upstream.branch(lost)
    evidence_of(upstream, home)
    new = upstream.branch(upstream.commit(b"new\n\nCloses-Bug: #7654321", parents=[base], at=NOON + 300))
    evidence = evidence_of(upstream, home)
    assert [(row["sha"], row["reachable"], row["on_default"]) for row in rows_of(evidence)] == [
        (base, True, True),
        (lost, False, False),
        (new, True, True),
    ]
    assert {row["sha"] for row in rows_of(evidence, "goals")} == {lost, new}
    assert evidence.unreachable == 1
    assert evidence.remarks == ("Gone upstream since they were read, and still counted: 1 of 3 commits.",)


def test_a_deleted_branch_is_kept_even_when_git_has_thrown_its_commits_away(upstream: Upstream, home: Path) -> None:
    base = upstream.branch(upstream.commit(b"base"))
    lost = upstream.branch(upstream.commit(b"lost", parents=[base], at=NOON + 1), "refs/heads/topic")
    evidence_of(upstream, home)
    upstream.git("update-ref", "-d", "refs/heads/topic")
    upstream.git("prune", "--expire=now")
    evidence = evidence_of(upstream, home)
    assert [(row["sha"], row["reachable"]) for row in rows_of(evidence)] == [(base, True), (lost, False)]
    upstream.branch(upstream.commit(b"lost", parents=[base], at=NOON + 1), "refs/heads/topic")
    again = evidence_of(upstream, home)
    assert [(row["sha"], row["reachable"]) for row in rows_of(again)] == [(base, True), (lost, True)]
    assert (again.unreachable, again.remarks) == (0, ())
