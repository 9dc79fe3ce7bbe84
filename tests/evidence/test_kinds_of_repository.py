"""A repository is read in whatever form it comes, and says what is the matter if it cannot be."""

import os
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from muster.domain.errors import RepositoryBroken
from muster.evidence.git import SafeRepository
from tests.evidence.upstream import NOON, Upstream, evidence_of, rows_of


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    made = Upstream(tmp_path / "upstream")
    tree = made.tree_of(a="1")
    first = made.commit(b"one", tree=tree)
    made.branch(made.commit(b"two", tree=made.tree_of(a="2"), parents=[first], at=NOON + 1))
    made.git("config", "uploadpack.allowFilter", "true")
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def clone(upstream: Upstream, *options: str) -> Path:
    folder = upstream.folder.with_name("clone")
    upstream.git("clone", "--quiet", *options, f"file://{upstream.folder}", str(folder))
    return folder


@pytest.mark.parametrize(
    "options", [[], ["--bare"], ["--mirror"], ["--filter=blob:none", "--no-checkout"], ["--filter=tree:0", "--bare"]]
)
def test_clones_of_every_kind_give_the_same_commits(upstream: Upstream, home: Path, options: list[str]) -> None:
    evidence = evidence_of(clone(upstream, *options), home)
    assert [row["subject"] for row in rows_of(evidence)] == ["one", "two"]
    assert all(row["on_default"] for row in rows_of(evidence))


def test_a_linked_work_tree_is_read_through_the_repository_that_it_belongs_to(upstream: Upstream, home: Path) -> None:
    linked = upstream.folder.with_name("linked")
    upstream.git("worktree", "add", "--quiet", str(linked), "-b", "topic", "main")
    evidence = evidence_of(linked, home)
    assert set(evidence.tips) == {"refs/heads/main", "refs/heads/topic"}
    assert evidence.default_ref == "refs/heads/topic"


def test_a_repository_of_sha256_is_read(home: Path, tmp_path: Path) -> None:
    modern = Upstream(tmp_path / "modern.git", "--bare", "--object-format=sha256")
    tip = modern.branch(modern.commit())
    assert len(tip) == 64
    assert [row["sha"] for row in rows_of(evidence_of(modern, home))] == [tip]


def test_a_reftable_is_read_by_a_git_that_can_and_else_named_as_what_is_in_the_way(home: Path, tmp_path: Path) -> None:
    if b"--ref-format" in subprocess.run(["git", "init", "-h"], capture_output=True, check=False).stdout:
        modern = Upstream(tmp_path / "modern.git", "--bare", "--ref-format=reftable")
        modern.branch(modern.commit())
        assert evidence_of(modern, home).commits == 1
    else:
        modern = Upstream(tmp_path / "modern.git", "--bare")
        (modern.git_dir / "reftable").mkdir()
        evidence = evidence_of(modern, home)
        assert evidence.status == "broken"
        assert evidence.fault is not None
        assert evidence.fault.what == "Its refs are a reftable, which this git cannot read."


def test_a_commits_only_clone_cannot_tell_paths_and_says_what_can(upstream: Upstream, home: Path) -> None:
    evidence = evidence_of(clone(upstream, "--filter=tree:0", "--bare"), home, "a")
    assert evidence.status == "broken"
    assert evidence.fault is not None
    assert evidence.fault.mend == "Clone it whole, or with --filter=blob:none."


def test_a_clone_without_file_contents_tells_which_commits_touched_a_path(upstream: Upstream, home: Path) -> None:
    tip = upstream.git("rev-parse", "main")
    upstream.branch(upstream.commit(b"three", tree=upstream.tree_of(a="2", b="1"), parents=[tip], at=NOON + 2))
    evidence = evidence_of(clone(upstream, "--filter=blob:none", "--no-checkout"), home, "b", "a", ":(glob)**")
    subjects = {row["sha"]: row["subject"] for row in rows_of(evidence)}
    touched = sorted((row["path"], subjects[row["sha"]]) for row in rows_of(evidence, "touched"))
    assert touched == [("a", "one"), ("a", "two"), ("b", "three")]


def test_a_path_that_is_asked_for_later_is_read_from_the_beginning(upstream: Upstream, home: Path) -> None:
    tip = upstream.git("rev-parse", "main")
    evidence_of(upstream, home, "a")
    upstream.branch(upstream.commit(b"three", tree=upstream.tree_of(a="3", b="1"), parents=[tip], at=NOON + 2))
    evidence_of(upstream, home, "a")
    later = evidence_of(upstream, home, "b", "a")
    at_once = evidence_of(upstream, home.with_name("other"), "a", "b")
    assert rows_of(later, "touched") == rows_of(at_once, "touched")
    assert len(rows_of(later, "touched")) == 4


def test_an_empty_repository_is_empty_and_no_fault(home: Path, tmp_path: Path) -> None:
    evidence = evidence_of(Upstream(tmp_path / "empty.git", "--bare"), home)
    assert (evidence.status, evidence.fault, evidence.tables, evidence.commits) == ("empty", None, {}, 0)


@pytest.mark.parametrize("what", ["nothing", "folder", "file"])
def test_what_is_no_repository_is_missing(home: Path, tmp_path: Path, what: str) -> None:
    place = tmp_path / "there"
    if what == "folder":
        place.mkdir()
    elif what == "file":
        place.write_text("no repository")
    evidence = evidence_of(place, home)
    assert evidence.status == "missing"
    assert str(place) in str(evidence.fault)


@pytest.mark.parametrize("head", ["ref: refs/heads/gone", "nonsense", "", "ref: ", "ref: ../../etc/passwd"])
def test_a_broken_head_hides_no_commit_and_the_usual_name_is_taken_for_the_default(
    upstream: Upstream, home: Path, head: str
) -> None:
    (upstream.git_dir / "HEAD").write_text(head + "\n")
    evidence = evidence_of(upstream, home)
    assert (evidence.commits, evidence.default_ref, evidence.remarks) == (2, "refs/heads/main", ())


def test_without_any_sign_of_a_default_branch_no_commit_is_said_to_be_on_it(upstream: Upstream, home: Path) -> None:
    upstream.git("branch", "--move", "main", "odd")
    (upstream.git_dir / "HEAD").write_text("nonsense\n")
    evidence = evidence_of(upstream, home)
    assert [row["on_default"] for row in rows_of(evidence)] == [False, False]
    assert evidence.remarks == (
        "HEAD names no branch that exists, so no commit counts as being on the default branch.",
    )


def test_in_a_clone_the_default_branch_is_upstreams_and_not_the_one_checked_out(upstream: Upstream, home: Path) -> None:
    copy = clone(upstream)
    (copy / ".git" / "HEAD").write_text("ref: refs/heads/mine\n")
    (copy / ".git" / "refs" / "heads" / "mine").write_text(upstream.git("rev-parse", "main~1") + "\n")
    assert evidence_of(copy, home).default_ref == "refs/remotes/origin/main"


def test_a_branch_that_git_cannot_read_is_named_and_the_others_are_read(upstream: Upstream, home: Path) -> None:
    (upstream.git_dir / "refs" / "heads" / "torn").write_text("")
    evidence = evidence_of(upstream, home)
    assert (evidence.commits, evidence.status) == (2, "read")
    assert evidence.remarks == ("Git cannot read these branches, so they are left out: refs/heads/torn.",)


def cut_a_pack(upstream: Upstream) -> None:
    upstream.git("repack", "-a", "-d", "-q")
    (pack,) = (upstream.git_dir / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:60])


def flip_bits(upstream: Upstream) -> None:
    tip = upstream.git("rev-parse", "main")
    loose = upstream.git_dir / "objects" / tip[:2] / tip[2:]
    loose.chmod(0o644)
    loose.write_bytes(zlib.compress(b"commit 5\0junk!")[:12])


def lose_a_parent(upstream: Upstream) -> None:
    parent = upstream.git("rev-parse", "main~1")
    (upstream.git_dir / "objects" / parent[:2] / parent[2:]).unlink()


def lose_a_commit_that_the_graph_knows(upstream: Upstream) -> None:
    upstream.git("commit-graph", "write", "--reachable")
    lose_a_parent(upstream)


def lose_a_tip(upstream: Upstream) -> None:
    (upstream.git_dir / "refs" / "heads" / "gone").write_text("1" * 40 + "\n")


@pytest.mark.parametrize("harm", [cut_a_pack, flip_bits, lose_a_parent, lose_a_commit_that_the_graph_knows, lose_a_tip])
def test_bit_rot_is_told_and_the_earlier_reading_stands(
    upstream: Upstream, home: Path, harm: Callable[[Upstream], None]
) -> None:
    whole = evidence_of(upstream, home)
    tip = upstream.git("rev-parse", "main")
    upstream.branch(upstream.commit(b"three", parents=[tip], at=NOON + 2))
    harm(upstream)
    fresh = evidence_of(upstream, home.with_name("other"))
    assert (fresh.status, fresh.tables) == ("broken", {})
    assert isinstance(fresh.fault, RepositoryBroken)
    again = evidence_of(upstream, home)
    if again.status == "broken":
        assert (again.tables, again.fingerprint, again.commits) == (whole.tables, whole.fingerprint, 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_may_not_be_read_is_told(upstream: Upstream, home: Path) -> None:
    (upstream.git_dir / "objects").chmod(0)
    assert evidence_of(upstream, home).status == "broken"
    (upstream.git_dir / "objects").chmod(0o755)


def test_what_git_complains_of_is_shown_without_control_characters(upstream: Upstream) -> None:
    with SafeRepository(upstream.folder) as repository, pytest.raises(RepositoryBroken) as told:
        list(repository.rev_list([], ["\x1b[31mno\x07such"]))
    assert "\x1b" not in str(told.value)
    assert "bad revision" in str(told.value)
