"""Whatever happens in mid-read, the earlier reading stands, and reading again gives what reading once would have."""

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from muster.domain.errors import LakeBusy, LakeFault, LakeFull
from muster.evidence import lake
from muster.evidence.lake import RepositoryLake, slug
from tests.evidence.upstream import NOON, Upstream, bytes_of, evidence_of, rows_of


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    made = Upstream(tmp_path / "upstream.git", "--bare")
    made.branch(made.line_of(b"one\n\nCloses-Bug: #1234567", b"two")[-1])
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def more_work(upstream: Upstream) -> None:
    tip = upstream.git("rev-parse", "main")
    upstream.branch(upstream.commit(b"three\n\nCloses-Bug: #7654321", parents=[tip], at=NOON + 300))


def folder_of(home: Path) -> Path:
    (folder,) = (home / "lake").iterdir()
    return folder


KILLED_AT = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from muster.evidence import drafting, lake, parquet
from tests.evidence.upstream import evidence_of
left = {calls}
def deadly(real):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return call
{patch}
evidence_of({upstream!r}, Path({home!r}))
"""
PLACES = {
    "while rows are gathered": ("parquet.RowStore.take = deadly(parquet.RowStore.take)", 1),
    "while files are written": ("drafting.write = deadly(drafting.write)", 3),
    "while files are committed": ("Path.rename = deadly(Path.rename)", 4),
    "while files are made safe": ("lake._sync = deadly(lake._sync)", 5),
}


@pytest.mark.parametrize(
    ("place", "calls"), [(place, calls) for place, (_, count) in PLACES.items() for calls in range(count)]
)
def test_a_reader_killed_at_any_point_loses_nothing(upstream: Upstream, home: Path, place: str, calls: int) -> None:
    before = evidence_of(upstream, home)
    stood = bytes_of(before)
    more_work(upstream)
    script = KILLED_AT.format(
        root=str(Path(__file__).parents[2]),
        calls=calls,
        patch=PLACES[place][0],
        upstream=str(upstream.folder),
        home=str(home),
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    upstream.folder.rename(upstream.folder.with_name("away.git"))
    meanwhile = evidence_of(upstream, home)
    assert meanwhile.status == "missing"
    assert (bytes_of(meanwhile), meanwhile.fingerprint) == (stood, before.fingerprint) or meanwhile.commits == 3
    upstream.folder.with_name("away.git").rename(upstream.folder)
    after = evidence_of(upstream, home)
    assert bytes_of(after) == bytes_of(evidence_of(upstream, home.with_name("other")))
    assert sorted(path.name for path in folder_of(home).iterdir()) == [
        "commits.parquet",
        "cursor.json",
        "goals.parquet",
        "lock",
        "reads.jsonl",
    ]


@pytest.mark.parametrize("fails_at", ["write_table", "fsync", "mkdir"])
def test_a_full_disk_is_told_and_the_earlier_reading_stands(
    upstream: Upstream, home: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    stood = bytes_of(evidence_of(upstream, home))
    more_work(upstream)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    place = {
        "write_table": "pyarrow.parquet.ParquetWriter.write_table",
        "fsync": "os.fsync",
        "mkdir": "tempfile.mkdtemp",
    }
    with monkeypatch.context() as patch:
        patch.setattr(place[fails_at], full)
        with pytest.raises(LakeFull) as told:
            evidence_of(upstream, home)
    assert told.value.mend == "Free some space and try again."
    assert {path.name: path.read_bytes() for path in folder_of(home).glob("*.parquet")} == {
        f"{name}.parquet": content for name, content in stood.items()
    }
    assert evidence_of(upstream, home).commits == 3


def test_a_disk_that_is_really_full_is_told_too(upstream: Upstream, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("Only root can mount a small disk.")
    try:
        with pytest.raises(LakeFull):
            evidence_of(upstream, disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_home_that_cannot_be_written_is_told(upstream: Upstream, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(LakeFault, match="cannot be written or read"):
        evidence_of(upstream, tmp_path / "home")


def test_a_second_reader_waits_with_a_word_and_then_finds_it_read(tmp_path: Path) -> None:
    said: list[str] = []
    here = RepositoryLake(tmp_path, "upstream", "/somewhere")
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with here.locked(said.append):
            entered.set()
            leave.wait(10)

    reader = threading.Thread(target=first)
    reader.start()
    entered.wait(10)

    def waiting(sentence: str) -> None:
        said.append(sentence)
        leave.set()

    with here.locked(waiting):
        assert said == [f"Waiting for another run of muster to finish with {here.folder.name} …"]
    reader.join()


def test_a_reader_that_is_not_let_in_says_so_and_may_come_again(tmp_path: Path) -> None:
    here = RepositoryLake(tmp_path, "upstream", "/somewhere")
    said: list[str] = []
    with here.locked(said.append), pytest.raises(LakeBusy) as told, here.locked(said.append, patience=0.1):
        pass
    assert told.value.again


def _read(upstream: Path, home: Path, start: "threading.Barrier") -> None:
    start.wait(30)
    assert evidence_of(upstream, home).status == "read"


def test_two_readers_at_once_leave_what_one_would_have(upstream: Upstream, home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    readers = [context.Process(target=_read, args=(upstream.folder, home, start)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert [reader.exitcode for reader in readers] == [0, 0]
    assert bytes_of(evidence_of(upstream, home)) == bytes_of(evidence_of(upstream, home.with_name("other")))
    assert len((folder_of(home) / "reads.jsonl").read_text().splitlines()) == 1


def test_a_damaged_cursor_is_told_with_its_mend(upstream: Upstream, home: Path) -> None:
    evidence_of(upstream, home)
    (folder_of(home) / "cursor.json").write_text("{")
    with pytest.raises(LakeFault, match="Delete this folder"):
        evidence_of(upstream, home)


def test_what_lies_there_in_another_format_is_read_again(upstream: Upstream, home: Path) -> None:
    evidence_of(upstream, home)
    cursor = folder_of(home) / "cursor.json"
    cursor.write_text(json.dumps({**json.loads(cursor.read_text()), "format": 0}))
    evidence = evidence_of(upstream, home)
    assert bytes_of(evidence) == bytes_of(evidence_of(upstream, home.with_name("other")))


def test_a_file_that_somebody_deleted_is_read_again(upstream: Upstream, home: Path) -> None:
    stood = bytes_of(evidence_of(upstream, home))
    (folder_of(home) / "goals.parquet").unlink()
    assert bytes_of(evidence_of(upstream, home)) == stood


def test_folders_of_the_lake_are_safe_names_that_tell_names_and_places_apart() -> None:
    names = ["nova", "../../etc", "openstack/nova", "a\x1bb\u202e", "", ".", "x" * 300]
    made = [slug(name, place) for name in names for place in ("/one", "/two")]
    assert len(set(made)) == len(made)
    assert all("/" not in each and not each.startswith(".") and each.isascii() and len(each) < 100 for each in made)


def test_the_cursor_names_what_every_file_holds(upstream: Upstream, home: Path) -> None:
    evidence = evidence_of(upstream, home)
    cursor = json.loads((folder_of(home) / "cursor.json").read_text())
    assert cursor["files"] == {name: lake.sha256_of(path) for name, path in evidence.tables.items()}
    assert cursor["tips"]["branches"] == evidence.tips
    assert len(rows_of(evidence)) == cursor["history"]["commits"]
