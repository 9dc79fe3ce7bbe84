"""The files that say where a repository's refs are, as one fingerprint: while it stands, git need not be asked.

It is over bytes, not over what they mean. So it is never the same for other refs, and other for the same refs once git
has packed them; then git is asked, as it is whenever anything here is not a plain file.
"""

import hashlib
import os
from collections.abc import Iterator
from typing import Final

from muster.evidence.layout import Layout

_PIECE: Final = 1 << 20


def fingerprint_of_refs(layout: Layout) -> str:
    """Return a SHA-256 in hex over everything that git reads refs from; "" where only git can tell."""
    if layout.reftable:
        return ""
    found = hashlib.sha256(repr((layout.head, layout.object_format, layout.shallow)).encode())
    try:
        if layout.packed_refs:
            _add(found, os.fspath(layout.common / "packed-refs"))
        for path in _plain_files(os.fspath(layout.common / "refs")):
            _add(found, path)
    except OSError:
        return ""
    return found.hexdigest()


def _plain_files(folder: str) -> Iterator[str]:
    """Yield the files below a folder, in an order that is always the same; OSError if there is anything else."""
    with os.scandir(folder) as entries:
        below = sorted(entries, key=lambda entry: entry.name)
    for entry in below:
        if entry.is_dir(follow_symlinks=False):
            yield from _plain_files(entry.path)
        elif entry.is_file(follow_symlinks=False):
            yield entry.path
        else:
            raise OSError(entry.path)


def _add(found: "hashlib._Hash", path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        found.update(f"\0{path!r} {os.fstat(descriptor).st_size}\0".encode())
        while piece := os.read(descriptor, _PIECE):
            found.update(piece)
    finally:
        os.close(descriptor)
