"""git over a repository that nobody vouches for: it is read, and nothing of its own is run or followed.

git never sees the repository as its own. It works on a *shadow*: an empty repository of ours in a scratch folder, with
a configuration that we wrote, links to the target's refs, and the target's objects by GIT_OBJECT_DIRECTORY. So the
target's config, hooks, attributes, grafts, replace refs and promisor remotes play no part, whatever they say. What the
shadow cannot fend off (alternates, links, pipes in `objects` and `refs`) is refused by `muster.evidence.layout`.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from muster.domain.errors import RepositoryBroken, SourceFault
from muster.evidence.layout import Layout, check_objects, check_refs, find_layout, may_have_refs
from muster.evidence.torn import TornStream

PIPE_BYTES = 1 << 20
PIECE_BYTES = 1 << 20
_BROKEN_REF = re.compile(r"^warning: ignoring (?:broken ref|ref with broken name) (.*)$", re.MULTILINE)
_REFS_FORMAT = "%(objectname)%00%(refname)%00%(symref)"


class Ref(NamedTuple):
    """One ref: its full name, the object that it names, and for a symbolic ref the ref that it stands for."""

    name: str
    sha: str
    stands_for: str


class TreeEntry(NamedTuple):
    """One file in a tree: `mode` as git prints it, `kind` blob|tree|commit, `path` as the bytes that git holds."""

    mode: str
    kind: str
    sha: str
    path: bytes


@cache
def git_program() -> str:
    """Return the full path of git."""
    found = shutil.which("git")
    if found is None:
        raise SourceFault("git", "The program git is not installed.", "Install git 2.34 or newer.")
    return found


def clean_environment() -> dict[str, str]:
    """Return the whole environment of a git that reads: nothing of the caller's but the way to programs."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.devnull,
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_FLUSH": "0",
    }


class SafeRepository:
    """A repository open for reading, by any of its forms: bare, with a work tree, linked work tree, shallow, partial.

    Use as a context manager: the shadow is removed at the end. `head` is what the target's HEAD says: a ref name, a
    sha (detached), or "" if it cannot be read.
    """

    def __init__(self, location: Path, *, scratch: Path | None = None) -> None:
        """Open the repository at `location`; RepositoryMissing, RepositoryUnsafe or RepositoryBroken if that fails."""
        self.location = location
        self.layout: Layout = find_layout(location)
        self.head = self.layout.head
        self._objects_checked = False
        self._refs: dict[tuple[str, ...], list[Ref]] = {}
        self._shadow = Path(tempfile.mkdtemp(prefix="shadow-", dir=scratch))
        try:
            self._cast_shadow()
        except BaseException:
            self.close()
            raise

    def _cast_shadow(self) -> None:
        layout, shadow = self.layout, self._shadow
        version = "1" if layout.object_format != "sha1" or layout.reftable else "0"
        # Else git would look for a ref named like each sha that it is given, and map the whole pack of a long history.
        core = "bare = true", "warnAmbiguousRefs = false", "packedGitWindowSize = 8m", "packedGitLimit = 64m"
        config = [f"[core]\n\trepositoryformatversion = {version}\n", *(f"\t{line}\n" for line in core)]
        if version == "1":
            config.append(f"[extensions]\n\tobjectFormat = {layout.object_format}\n")
        if layout.reftable:
            config.append("\trefStorage = reftable\n")
            (shadow / "reftable").symlink_to(layout.common / "reftable")
            (shadow / "refs").mkdir()
        else:
            (shadow / "refs").symlink_to(layout.common / "refs")
            if layout.packed_refs:
                (shadow / "packed-refs").symlink_to(layout.common / "packed-refs")
        if layout.shallow:
            (shadow / "shallow").symlink_to(layout.common / "shallow")
        (shadow / "config").write_text("".join(config), encoding="utf-8")
        (shadow / "HEAD").write_text("ref: refs/heads/none-of-ours\n", encoding="utf-8")
        self._environment = {
            **clean_environment(),
            "GIT_DIR": str(shadow),
            "GIT_OBJECT_DIRECTORY": str(layout.objects),
        }

    def __enter__(self) -> Self:
        """Return the open repository."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the shadow."""
        self.close()

    def close(self) -> None:
        """Remove the shadow; the target was never written to."""
        shutil.rmtree(self._shadow, ignore_errors=True)

    @property
    def shallow_boundary(self) -> tuple[str, ...]:
        """The commits at which a shallow clone was cut off, sorted; empty for a whole one."""
        return self.layout.shallow

    @property
    def is_partial(self) -> bool:
        """Whether this is a clone that left objects behind (`--filter`)."""
        return any((self.layout.objects / "pack").glob("*.promisor"))

    def for_each_ref(self, patterns: Sequence[str]) -> list[Ref]:
        """Return the refs under each pattern (as `git for-each-ref` takes them), by name.

        A ref that git finds broken stands in the list with an empty sha. Each pattern is read once: what is asked for
        again is as it was, though the repository may have moved on.
        """
        asked = tuple(patterns)
        if asked not in self._refs:
            self._refs[asked] = self._read_refs(asked)
        return self._refs[asked]

    def _read_refs(self, patterns: tuple[str, ...]) -> list[Ref]:
        patterns = tuple(pattern for pattern in patterns if may_have_refs(self.layout, pattern))
        if not patterns:
            return []
        check_refs(self.layout, patterns)
        answer = subprocess.run(  # noqa: S603 - as in _started
            [git_program(), "for-each-ref", f"--format={_REFS_FORMAT}", *patterns],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self._environment,
            cwd=self._shadow,
            check=False,
        )
        if answer.returncode != 0 and self.layout.reftable and b"refstorage" in answer.stderr:
            mend = "Install git 2.45 or newer, or run `git refs migrate --ref-format=files` in the repository."
            raise RepositoryBroken(str(self.location), "Its refs are a reftable, which this git cannot read.", mend)
        if answer.returncode != 0:
            raise self._broken("for-each-ref", answer.stderr)
        lines = answer.stdout.decode("utf-8", "surrogateescape").split("\n")
        refs = [Ref(name, sha, stands_for) for sha, name, stands_for in (line.split("\0") for line in lines if line)]
        said = answer.stderr.decode("utf-8", "surrogateescape")
        refs += [Ref(name, "", "") for name in _BROKEN_REF.findall(said)]
        return sorted(refs)

    def rev_list(self, arguments: Sequence[str], revisions: Iterable[str] = ()) -> Iterator[str]:
        """Yield the lines of `git rev-list`; `revisions` go in on standard input, so there may be any number.

        Arguments after "--" (paths) are allowed.
        """
        with self._revisions(revisions) as given, self._started(_rev_list(arguments), given=given) as output:
            for line in output:
                yield line.rstrip(b"\n").decode("ascii")

    def cat_file(self, shas: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Yield (sha, type, content) of each object in the order asked, streamed; type "missing" if it is not here."""
        with self._revisions(shas) as given, self._started(["cat-file", "--batch", "--buffer"], given=given) as output:
            while header := output.readline():
                words = header.decode("utf-8", "surrogateescape").split()
                if len(words) != 3:  # noqa: PLR2004 - sha, type, size
                    yield words[0], "missing", b""
                    continue
                content = output.read(int(words[2]) + 1)
                if len(content) <= int(words[2]):
                    raise TornStream(words[0])
                yield words[0], words[1], content[:-1]

    def ls_tree(self, tree: str) -> Iterator[TreeEntry]:
        """Yield every file below `tree` (a tree, a commit or a ref), whatever the depth."""
        with self._started(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", tree]) as output:
            for entry in output.read().split(b"\0"):
                if entry:
                    facts, _, path = entry.partition(b"\t")
                    mode, kind, sha = facts.decode("ascii").split(" ")
                    yield TreeEntry(mode, kind, sha, path)

    @contextmanager
    def counting(self, arguments: Sequence[str], revisions: Iterable[str]) -> Iterator[Callable[[], int]]:
        """Count what `git rev-list` would list, beside other work: call what this gives once the number is needed."""
        with self._revisions(revisions) as given:
            command = _rev_list(["--count", *arguments])
            with self._started(command, given=given) as output:
                yield lambda: int(output.read())

    @contextmanager
    def commit_batch(self, arguments: Sequence[str], revisions: Iterable[str]) -> Iterator[IO[bytes]]:
        """Give the stream of `git rev-list | git cat-file --batch` for the commits that `arguments` choose."""
        with (
            self._revisions(revisions) as given,
            self._started(_rev_list(arguments), given=given) as shas,
            self._started(["cat-file", "--batch", "--buffer"], given=shas) as output,
        ):
            shas.close()  # the pipe is cat-file's now; rev-list must notice if cat-file dies
            yield output

    @contextmanager
    def _revisions(self, revisions: Iterable[str]) -> Iterator[IO[bytes]]:
        # A file, not a pipe: git reads it at its own pace and neither side can wait for the other.
        with tempfile.TemporaryFile(dir=self._shadow) as given:
            given.writelines(b"%s\n" % revision.encode("utf-8", "surrogateescape") for revision in revisions)
            given.seek(0)
            yield given

    @contextmanager
    def _started(self, arguments: Sequence[str], *, given: IO[bytes] | None = None) -> Iterator[IO[bytes]]:
        """Run git and give its output; on the way out RepositoryBroken if git failed or the stream was torn."""
        if not self._objects_checked:
            check_objects(self.layout)
            self._objects_checked = True
        with tempfile.TemporaryFile(dir=self._shadow) as complaints:
            process = subprocess.Popen(  # noqa: S603 - no shell; the program is git, found on the path once
                [git_program(), *arguments],
                stdin=subprocess.DEVNULL if given is None else given,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=self._environment,
                cwd=self._shadow,
                bufsize=PIECE_BYTES,
            )
            output = process.stdout
            assert output is not None  # noqa: S101 - told to mypy: stdout is a pipe
            _widen(output)
            torn = None
            try:
                yield output
            except TornStream as error:
                torn = error
            except BaseException:
                process.kill()
                raise
            finally:
                output.close()
                code = process.wait()
            if code != 0 or torn:
                complaints.seek(0)
                raise self._broken(arguments[0], complaints.read(4096) or str(torn).encode()) from torn

    def _broken(self, command: str, complaints: bytes) -> RepositoryBroken:
        text = complaints.decode("utf-8", "replace")
        lines = [line for line in text.splitlines() if line.startswith(("fatal:", "error:"))] or text.splitlines()
        said = "".join(c if c.isprintable() else "?" for c in lines[0]) if lines else "it said nothing"
        return RepositoryBroken(
            str(self.location),
            f"git {command} cannot read the repository ({said.removeprefix('fatal: ').removeprefix('error: ')}).",
            "Run `git fsck` in it, or clone it again.",
        )


def _rev_list(arguments: Sequence[str]) -> list[str]:
    # The list of revisions goes before any paths.
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    return ["rev-list", *arguments[:cut], "--stdin", *arguments[cut:]]


def _widen(pipe: IO[bytes]) -> None:
    # A megabyte lets git work on while Python thinks; where the system says no, the usual size does.
    with suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
