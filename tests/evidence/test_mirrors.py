"""A repository given by address is copied once, as little of it as will do, and then brought up to now."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from muster.domain.errors import RepositoryMissing, RepositoryUnsafe, UpstreamUnreachable
from muster.evidence.addresses import Address, address_of
from muster.evidence.mirrors import Mirror
from tests.evidence.upstream import ADA, NOON, Upstream, bytes_of, evidence_of, rows_of


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    made = Upstream(tmp_path / "upstream.git", "--bare")
    for setting in ("allowFilter", "allowAnySHA1InWant"):
        made.git("config", f"uploadpack.{setting}", "true")
    first = made.commit(b"one", tree=made.tree_of(a="1"))
    made.branch(made.commit(b"two", tree=made.tree_of(a="2"), parents=[first], at=NOON + 1))
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def address(upstream: Upstream) -> str:
    return f"file://{upstream.folder}"


def mirrors(home: Path) -> list[Path]:
    return sorted(path for path in (home / "mirrors").iterdir() if path.suffix != ".lock")


def kinds_of_objects(mirror: Path) -> set[str]:
    options = ["cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"]
    return set(
        subprocess.run(
            ["git", "--git-dir", mirror, *options], capture_output=True, check=True, text=True
        ).stdout.split()
    )


def test_an_address_is_copied_without_trees_and_read(upstream: Upstream, home: Path) -> None:
    evidence = evidence_of(address(upstream), home)
    assert [row["subject"] for row in rows_of(evidence)] == ["one", "two"]
    assert (evidence.location, evidence.default_ref) == (address(upstream), "refs/heads/main")
    (mirror,) = mirrors(home)
    assert kinds_of_objects(mirror) == {"commit"}


def test_a_path_makes_the_copy_one_with_trees_and_without_contents(upstream: Upstream, home: Path) -> None:
    evidence_of(address(upstream), home)
    evidence = evidence_of(address(upstream), home, "a")
    assert len(rows_of(evidence, "touched")) == 2
    (mirror,) = mirrors(home)
    assert kinds_of_objects(mirror) == {"commit", "tree"}


def test_a_server_that_cannot_filter_is_copied_whole(upstream: Upstream, home: Path) -> None:
    upstream.git("config", "uploadpack.allowFilter", "false")
    assert evidence_of(address(upstream), home).commits == 2
    (mirror,) = mirrors(home)
    assert kinds_of_objects(mirror) == {"commit", "tree", "blob"}


def test_what_is_new_upstream_is_fetched_and_what_is_gone_is_said_to_be(upstream: Upstream, home: Path) -> None:
    tip = upstream.git("rev-parse", "main")
    upstream.branch(upstream.commit(b"topic", parents=[tip], at=NOON + 2), "refs/heads/topic")
    evidence_of(address(upstream), home)
    upstream.git("update-ref", "-d", "refs/heads/topic")
    upstream.branch(upstream.commit(b"three", parents=[tip], at=NOON + 3))
    evidence = evidence_of(address(upstream), home)
    assert [(row["subject"], row["reachable"]) for row in rows_of(evidence)] == [
        ("one", True),
        ("two", True),
        ("topic", False),
        ("three", True),
    ]


def test_a_new_default_branch_upstream_is_noticed(upstream: Upstream, home: Path) -> None:
    evidence_of(address(upstream), home)
    upstream.git("branch", "next", "main")
    upstream.git("symbolic-ref", "HEAD", "refs/heads/next")
    assert evidence_of(address(upstream), home).default_ref == "refs/heads/next"


def test_review_notes_and_records_of_changes_come_along_and_pull_requests_do_not(
    upstream: Upstream, home: Path
) -> None:
    tip = upstream.git("rev-parse", "main")
    note = upstream.git("hash-object", "-w", "--stdin", given=b"Code-Review+2: Ada <ada@alpha.example>\n")
    notes = upstream.git("mktree", given=f"100644 blob {note}\t{tip}\n".encode())
    upstream.branch(upstream.commit(b"Notes", tree=notes), "refs/notes/review")
    upstream.branch(upstream.commit(b"Create change\n\nPatch-set: 1"), "refs/changes/01/1/meta")
    upstream.branch(upstream.commit(b"patch", author=ADA + b" 1 +0000"), "refs/changes/01/1/1")
    upstream.branch(upstream.commit(b"pull", author=ADA + b" 2 +0000"), "refs/pull/1/head")
    evidence = evidence_of(address(upstream), home)
    assert [(row["label"], row["value"], row["voter_mail"]) for row in rows_of(evidence, "reviews")] == [
        ("Code-Review", 2, "ada@alpha.example")
    ]
    (mirror,) = mirrors(home)
    refs = subprocess.run(
        ["git", "--git-dir", mirror, "for-each-ref", "--format=%(refname)"], capture_output=True, check=True
    )
    assert refs.stdout.decode().split() == ["refs/changes/01/1/meta", "refs/heads/main", "refs/notes/review"]


def test_without_upstream_the_copy_is_read_and_the_fault_is_told(upstream: Upstream, home: Path) -> None:
    before = evidence_of(address(upstream), home)
    upstream.folder.rename(upstream.folder.with_name("away.git"))
    evidence = evidence_of(address(upstream), home)
    assert isinstance(evidence.fault, RepositoryMissing)
    assert (evidence.commits, bytes_of(evidence)) == (2, bytes_of(before))


def test_an_upstream_that_never_answered_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    evidence = evidence_of(f"file://{tmp_path}/nowhere.git", home)
    assert (evidence.status, evidence.tables) == ("missing", {})
    assert mirrors(home) == []


def test_a_port_where_nobody_listens_may_be_tried_again(home: Path) -> None:
    evidence = evidence_of("git://127.0.0.1:1/nova.git", home)
    assert isinstance(evidence.fault, UpstreamUnreachable)
    assert (evidence.status, evidence.fault.again) == ("missing", True)
    assert mirrors(home) == []


def test_a_copy_that_was_killed_half_way_is_swept_and_made_anew(upstream: Upstream, home: Path) -> None:
    script = f"""
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from muster.evidence.mirrors import Mirror
Mirror._update = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL)
from tests.evidence.upstream import evidence_of
evidence_of({address(upstream)!r}, Path({str(home)!r}))
"""
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [path.name.startswith(".new-") for path in mirrors(home)] == [True]
    assert evidence_of(address(upstream), home).commits == 2
    assert [path.name.startswith(".new-") for path in mirrors(home)] == [False]


def test_an_empty_upstream_is_empty(home: Path, tmp_path: Path) -> None:
    empty = Upstream(tmp_path / "empty.git", "--bare")
    assert evidence_of(address(empty), home).status == "empty"
    empty.branch(empty.commit())
    assert evidence_of(address(empty), home).commits == 1


def test_nothing_that_a_hostile_upstream_configures_runs(upstream: Upstream, home: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    for key in ("uploadpack.packObjectsHook", "core.fsmonitor", "remote.origin.uploadpack", "core.sshCommand"):
        upstream.git("config", key, f"touch {canary}; false")
    upstream.git("config", "extensions.partialClone", "origin")
    upstream.git("config", "remote.origin.url", f"ext::touch {canary}")
    upstream.git("config", "remote.origin.promisor", "true")
    for hook in ("post-checkout", "reference-transaction", "post-update"):
        (upstream.git_dir / "hooks").mkdir(exist_ok=True)
        (upstream.git_dir / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {canary}\n")
        (upstream.git_dir / "hooks" / hook).chmod(0o755)
    evidence_of(address(upstream), home, "a")
    assert not canary.exists()


@pytest.mark.parametrize(
    ("location", "url", "login"),
    [
        ("https://opendev.example/openstack/nova", "https://opendev.example/openstack/nova", ""),
        ("https://ada:secret@git.example/x", "https://git.example/x", "https://ada:secret@git.example/x"),
        ("https://token@git.example:8443/x?y", "https://git.example:8443/x?y", "https://token@git.example:8443/x?y"),
        ("ssh://ada:secret@git.example/x", "ssh://ada@git.example/x", "ssh://ada:secret@git.example/x"),
        ("git@git.example:x.git", "git@git.example:x.git", ""),
        ("file:///srv/git/x.git", "file:///srv/git/x.git", ""),
    ],
)
def test_an_address_is_parted_from_its_credentials(location: str, url: str, login: str) -> None:
    assert address_of(location) == Address(url, login)


@pytest.mark.parametrize("location", ["/srv/git/nova", "nova", "../nova.git", "a/b:c", "./a:b"])
def test_a_folder_is_no_address(location: str) -> None:
    assert address_of(location) is None


def test_a_folder_with_a_colon_in_its_name_is_a_folder_if_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert address_of("a:b") == Address("a:b", "")
    (tmp_path / "a:b").mkdir()
    assert address_of("a:b") is None


@pytest.mark.parametrize(
    "location", ["ext::sh", "fd::3", "-u", "javascript://x", "transport::https://x", "https://-x/y"]
)
def test_what_is_neither_a_folder_nor_a_plain_address_is_refused(location: str) -> None:
    with pytest.raises(RepositoryUnsafe):
        address_of(location)


def test_credentials_are_neither_stored_nor_shown(upstream: Upstream, home: Path) -> None:
    # A login that stands for the upstream here, as a URL with a password would: git is told by its environment.
    made = Mirror(Address("https://git.example/x", address(upstream)), home)
    said: list[str] = []
    assert made.refresh(said.append, trees=False) is None
    kept = b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    assert b"https://git.example/x" in kept
    assert str(upstream.folder).encode() not in kept
    evidence = evidence_of("http://ada:hunter2@127.0.0.1:1/x", home)
    assert evidence.location == "http://127.0.0.1:1/x"
    assert isinstance(evidence.fault, UpstreamUnreachable)
    assert "hunter2" not in repr(evidence) + "".join(str(path) for path in home.rglob("*"))
