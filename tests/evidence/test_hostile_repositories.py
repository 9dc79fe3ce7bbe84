"""A repository that wants to run or read something outside it gets no chance to."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from muster.evidence.git import SafeRepository
from tests.evidence.upstream import Upstream, evidence_of, rows_of


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    hostile = Upstream(tmp_path / "hostile")
    hostile.branch(hostile.commit(b"Work\n", tree=hostile.tree_of(a="1", __gitattributes="* filter=evil diff=evil\n")))
    return hostile


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


def trap(canary: Path) -> str:
    """A program that leaves its mark."""
    script = canary.with_name("trap.sh")
    script.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    script.chmod(0o755)
    return str(script)


def test_no_setting_of_a_hostile_configuration_runs_anything(upstream: Upstream, home: Path, canary: Path) -> None:
    run = trap(canary)
    for section, key in (
        ("core", "fsmonitor"),
        ("core", "pager"),
        ("core", "sshCommand"),
        ("core", "gitProxy"),
        ("core", "editor"),
        ("core", "askPass"),
        ("core", "alternateRefsCommand"),
        ("gpg", "program"),
        ("pager", "log"),
        ("pager", "rev-list"),
        ("alias", "rev-list"),
        ("credential", "helper"),
        ("uploadpack", "packObjectsHook"),
        ('filter "evil"', "smudge"),
        ('diff "evil"', "command"),
        ('diff "evil"', "textconv"),
        ('remote "origin"', "uploadpack"),
    ):
        with (upstream.git_dir / "config").open("a") as config:
            config.write(f"[{section}]\n\t{key} = {run}\n")
    with (upstream.git_dir / "config").open("a") as config:
        config.write("[log]\n\tshowSignature = true\n\tmailmap = true\n[mailmap]\n\tfile = /etc/passwd\n")
        config.write('[remote "origin"]\n\turl = ext::' + run + "\n\tpromisor = true\n\tpartialCloneFilter = tree:0\n")
        config.write("[extensions]\n\tpartialClone = origin\n")
    hooks = upstream.git_dir / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout", "pre-auto-gc"):
        shutil.copy(run, hooks / hook)
    # An object that is missing would be fetched from the promisor: that is when `ext::` would run.
    tip = upstream.git("rev-parse", "refs/heads/main")
    blobs = [path for path in (upstream.git_dir / "objects").glob("??/*") if path.parent.name + path.name != tip]
    for blob in blobs:
        blob.unlink()
    evidence = evidence_of(upstream, home, "a")
    assert not canary.exists()
    assert (evidence.status, evidence.tables) == ("broken", {})  # which commits touched `a` cannot be known
    assert [row["sha"] for row in rows_of(evidence_of(upstream, home))] == [tip]
    assert not canary.exists()


def test_a_configuration_that_includes_a_pipe_is_not_waited_for(upstream: Upstream, home: Path) -> None:
    os.mkfifo(upstream.git_dir / "wait")
    with (upstream.git_dir / "config").open("a") as config:
        config.write("[include]\n\tpath = wait\n")
    assert evidence_of(upstream, home).commits == 1


@pytest.mark.parametrize(
    "place",
    [
        "HEAD",
        "config",
        "packed-refs",
        "shallow",
        "refs/heads/evil",
        "objects/aa/bb",
        "objects/info/alternates",
        "refs/x",
    ],
)
def test_a_pipe_in_place_of_a_file_is_refused_where_it_would_be_read(
    upstream: Upstream, home: Path, place: str
) -> None:
    pipe = upstream.git_dir / place
    pipe.parent.mkdir(parents=True, exist_ok=True)
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    evidence = evidence_of(upstream, home)
    assert (evidence.status, evidence.tables) == ("unsafe", {})
    assert place in str(evidence.fault)


@pytest.mark.parametrize(
    "place", ["config", "packed-refs", "objects", "refs", "objects/pack", "refs/heads/leak", "HEAD"]
)
def test_a_link_that_leads_out_of_the_repository_is_refused(
    upstream: Upstream, home: Path, tmp_path: Path, place: str
) -> None:
    private = Upstream(tmp_path / "private")
    private.branch(private.commit(b"secret"))
    private.git("pack-refs", "--all")
    target = private.git_dir / ("packed-refs" if place == "refs/heads/leak" else place)
    link = upstream.git_dir / place
    if link.is_dir():
        shutil.rmtree(link)
    else:
        link.unlink(missing_ok=True)
    link.symlink_to(target)
    evidence = evidence_of(upstream, home)
    assert evidence.tables == {}
    assert evidence.status in {"unsafe", "missing"}


def test_borrowed_objects_are_refused_with_the_way_to_make_the_repository_whole(
    upstream: Upstream, home: Path, tmp_path: Path
) -> None:
    upstream.git("clone", "--quiet", "--shared", str(upstream.folder), str(tmp_path / "borrower"))
    evidence = evidence_of(tmp_path / "borrower", home)
    assert evidence.status == "unsafe"
    assert evidence.fault is not None
    assert (evidence.fault.what, evidence.fault.mend) == (
        "It borrows objects from another repository (objects/info/alternates).",
        "Make it whole with `git repack -a -d`, then delete objects/info/alternates.",
    )


def test_a_git_file_that_points_at_a_repository_which_does_not_point_back_is_refused(
    upstream: Upstream, home: Path, tmp_path: Path
) -> None:
    bait = tmp_path / "bait"
    bait.mkdir()
    (bait / ".git").write_text(f"gitdir: {upstream.git_dir}\n")
    assert evidence_of(bait, home).status == "unsafe"


def test_a_git_folder_that_takes_its_refs_from_elsewhere_is_refused(
    upstream: Upstream, home: Path, tmp_path: Path
) -> None:
    bait = Upstream(tmp_path / "bait")
    (bait.git_dir / "commondir").write_text(f"{upstream.git_dir}\n")
    assert evidence_of(bait, home).status == "unsafe"


@pytest.mark.parametrize(
    "location",
    ["-evil", "ext::sh -c evil", "ssh://-oProxyCommand=evil/x", "-oX=y:z", "fd::17/foo", "ftp://a.example/x"],
)
def test_a_location_that_is_an_option_or_a_helper_is_refused(home: Path, location: str) -> None:
    assert evidence_of(location, home).status == "unsafe"


def test_the_repository_is_not_written_to_and_no_shadow_is_left(upstream: Upstream, home: Path, tmp_path: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        files = [path for path in upstream.folder.rglob("*") if path.is_file()]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in files}

    before = state()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with SafeRepository(upstream.folder, scratch=scratch) as repository:
        refs = repository.for_each_ref(["refs/heads"])
        assert [kind for _, kind, _ in repository.cat_file(ref.sha for ref in refs)] == ["commit"]
        assert list(scratch.iterdir()) != []
    evidence_of(upstream, home)
    assert state() == before
    assert list(scratch.iterdir()) == []


def test_a_socket_among_the_refs_is_refused(upstream: Upstream, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(upstream.git_dir / "refs" / "heads")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("sock")
        assert evidence_of(upstream, home).status == "unsafe"


@pytest.mark.parametrize("place", ["packed-refs", "refs", "refs/heads/main"])
def test_a_link_that_leads_out_is_refused_after_a_first_reading_too(
    upstream: Upstream, home: Path, tmp_path: Path, place: str
) -> None:
    upstream.git("pack-refs", "--all")
    upstream.branch(upstream.commit(b"More"))
    assert evidence_of(upstream, home).status == "read"
    copy = shutil.copytree(upstream.git_dir, tmp_path / "copy") / place
    link = upstream.git_dir / place
    link.rename(tmp_path / "aside")
    link.symlink_to(copy)
    assert evidence_of(upstream, home).status in {"unsafe", "missing"}
