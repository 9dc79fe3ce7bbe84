"""git2effort over a repository where it lies: `python git2effort_in_place.py FOLDER` prints a line a commit.

Its own command line first clones the repository to a fixed place outside, and fetches each time: time that is left
out here. The lines say how far it came if it is stopped.
"""

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import Any

from git2effort import effort  # type: ignore[import-not-found]  # it lives in a virtual environment of its own
from perceval.backends.core.git import Git  # type: ignore[import-not-found]  # as above


class InPlace:
    """The part of Perceval's backend that git2effort uses."""

    def __init__(self, uri: str, gitpath: str) -> None:
        """`gitpath`, where it would clone to, is not used."""
        del gitpath
        self._git = Git(uri=uri, gitpath=uri)

    def fetch(self) -> Iterator[dict[str, Any]]:
        """Give the commits as Perceval does."""
        for commit in self._git.fetch(no_update=True):
            print(file=sys.__stdout__, flush=True)
            yield commit


def main(folder: str) -> None:
    """Do all that git2effort does, with the θ of OpenStack."""
    effort.Git = InPlace
    with contextlib.redirect_stdout(io.StringIO()):
        effort.run({"git_repository": folder, "period": 6, "threshold": 12})


if __name__ == "__main__":
    main(sys.argv[1])
