"""Where the parts of a git repository lie, found without asking git and without believing the repository.

Small files are read as plain files only (never a pipe, a device or a link), and whatever would lead git outside the
repository is refused: alternates, links, a `.git` file that points at a repository which does not point back.
"""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from muster.domain.errors import RepositoryBroken, RepositoryMissing, RepositoryUnsafe

_SMALL = 1 << 20
_SHALLOW = 64 << 20
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_IS_REF = re.compile(r"refs/(?!.*\.\.).+")
_OBJECT_FORMAT = re.compile(r"^\s*(?:\[extensions\]\s*)?objectformat\s*=\s*\"?sha256\b", re.IGNORECASE | re.MULTILINE)


class Layout(NamedTuple):
    """The parts of one repository.

    common: folder of config, refs and objects. head: what HEAD says, a ref name or a sha; "" if it cannot be read.
    object_format: sha1|sha256. shallow: boundary commits of a shallow clone, sorted.
    """

    location: Path
    common: Path
    objects: Path
    head: str
    object_format: str
    shallow: tuple[str, ...]
    packed_refs: bool
    reftable: bool


def find_layout(location: Path) -> Layout:
    """Return the layout of the repository at `location`: a work tree, a linked work tree or a git folder itself."""
    with _readable(location):
        return _find(location)


def check_refs(layout: Layout, patterns: Sequence[str]) -> None:
    """Refuse refs under `patterns` that are links or pipes, through which git would read elsewhere or wait for ever."""
    with _readable(layout.location):
        for pattern in patterns:
            place = layout.common
            for part in pattern.partition("*")[0].rstrip("/").split("/"):
                # On its way down git reads every file that lies in the folders it goes through.
                if place != layout.common:
                    _only_plain(place, layout.location, link_to_ref=True, deep=False)
                place = place / part
                if _kind(place, layout.location, link_to_ref=True) != "folder":
                    break
            else:
                _only_plain(place, layout.location, link_to_ref=True)


def may_have_refs(layout: Layout, pattern: str) -> bool:
    """Return False if no ref can match the pattern: most repositories have no notes, and asking git takes longer."""
    prefix = pattern.partition("*")[0].rstrip("/")
    if layout.reftable or os.path.lexists(layout.common / prefix):
        return True
    packed = layout.common / "packed-refs"
    if not layout.packed_refs or not packed.stat().st_size:
        return False
    with packed.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as refs:
        return refs.find(b" " + os.fsencode(prefix)) >= 0


def check_objects(layout: Layout) -> None:
    """Refuse objects that lie elsewhere: alternates, links, pipes."""
    with _readable(layout.location):
        alternates = _read(layout.objects / "info" / "alternates", layout.location)
        if any(line.strip() and not line.startswith("#") for line in alternates.splitlines()):
            raise RepositoryUnsafe(
                str(layout.location),
                "It borrows objects from another repository (objects/info/alternates).",
                "Make it whole with `git repack -a -d`, then delete objects/info/alternates.",
            )
        _only_plain(layout.objects, layout.location)


@contextmanager
def _readable(location: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place, what = str(error.filename or location), f"It cannot be read ({error.strerror})."
        raise RepositoryBroken(place, what, "Check the rights of the folder.") from error


def _find(location: Path) -> Layout:
    own = _git_folder(location)
    common = _common_folder(location, own)
    objects = common / "objects"
    if not _is_folder(objects) or not (_is_folder(common / "refs") or _is_folder(common / "reftable")):
        raise RepositoryMissing(str(location), "This folder holds no git repository.", "Give the folder of a clone.")
    head = _read(own / "HEAD", location).strip()
    if head.startswith("ref:"):
        head = head.removeprefix("ref:").strip()
    elif not _SHA.fullmatch(head):
        head = ""
    boundary = _read(common / "shallow", location, limit=_SHALLOW).split()
    config = _read(common / "config", location)
    return Layout(
        location=location,
        common=common,
        objects=objects,
        head=head,
        object_format="sha256" if _OBJECT_FORMAT.search(config) else "sha1",
        shallow=tuple(sorted(set(boundary))),
        packed_refs=_kind(common / "packed-refs", location) is not None,
        reftable=_is_folder(common / "reftable"),
    )


def _git_folder(location: Path) -> Path:
    if not location.exists():
        raise RepositoryMissing(str(location), "There is nothing here.", "Check the location in the charter.")
    dot_git = location / ".git"
    kind = _kind(dot_git, location)
    if kind == "folder":
        return dot_git
    if kind is None:
        return location
    named = _read(dot_git, location).strip()
    if not named.startswith("gitdir:"):
        raise RepositoryBroken(str(dot_git), "This file does not name a git folder.", "Clone the repository again.")
    own = (location / named.removeprefix("gitdir:").strip()).resolve()
    back = _read(own / "gitdir", location).strip() if own.is_dir() else ""
    if not back or (own / back).resolve() != dot_git.resolve():
        raise RepositoryUnsafe(
            str(location),
            f"Its .git file points to {own}, which does not point back.",
            "Give that folder itself as the location, if it is what you mean.",
        )
    return own


def _common_folder(location: Path, own: Path) -> Path:
    named = _read(own / "commondir", location).strip()
    if not named:
        return own.resolve()
    common = (own / named).resolve()
    if own.resolve().parent != common / "worktrees":
        raise RepositoryUnsafe(
            str(location), f"It takes refs and objects from {common}.", "Give that folder itself as the location."
        )
    return common


def _only_plain(folder: Path, location: Path, *, link_to_ref: bool = False, deep: bool = True) -> None:
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [entry.path] if deep else []
                elif not entry.is_file(follow_symlinks=False):
                    _kind(Path(entry.path), location, link_to_ref=link_to_ref)


def _kind(path: Path, location: Path, *, link_to_ref: bool = False) -> str | None:
    """Return "file", "folder" or None (nothing there); RepositoryUnsafe for a link, a pipe, a device."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    # Git itself once wrote symbolic refs as links that begin with refs/ and still reads them as names.
    if link_to_ref and stat.S_ISLNK(mode) and _IS_REF.fullmatch(str(path.readlink())):
        return "file"
    raise RepositoryUnsafe(
        str(location),
        f"{path} is neither a file nor a folder: reading it could lead outside the repository.",
        "Clone the repository again, or give the folder that the link points to.",
    )


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _read(path: Path, location: Path, *, limit: int = _SMALL) -> str:
    """Return a small text file, "" if there is none; a file beyond `limit` bytes is no such file of git's."""
    if _kind(path, location, link_to_ref=path.name == "HEAD") is None:
        return ""
    if path.is_symlink():
        return f"ref: {path.readlink()}"
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - opened by descriptor, so that no link is followed
        text = file.read(limit + 1)
    if len(text) > limit:
        raise RepositoryBroken(str(path), "The file is far too large for what it is.", "Clone the repository again.")
    return text.decode("utf-8", "surrogateescape")
