"""A Gerrit as far as git sees it: a bare repository with review notes and the histories of changes, all invented."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

SERVER = "0a1b-server"
ADA, BO, ROBOT = "1001", "1002", "900"
CHANGE_ID = "I" + "0" * 39 + "1"
START = 1_483_264_800
"""2017-01-01 10:00 UTC; each further act is a minute later."""


class Gerrit:
    """Writes into a repository what a Gerrit would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._git("init", "--quiet", "--bare", str(folder))
        self._empty_tree = self._git("mktree")
        self._minutes = 0

    def upload(self, message: str, *, author: str, committer: str) -> str:
        """Write a commit that somebody uploaded; people are given as `Name <address>`."""
        head = f"tree {self._empty_tree}\nauthor {author} {START} +0000\ncommitter {committer} {START} +0000\n\n"
        return self._git("hash-object", "-t", "commit", "-w", "--stdin", given=head + message)

    def act(self, number: int, account: str, footers: Sequence[str], text: str = "Update patch set 1") -> str:
        """Let an account act on a change: one more commit at the end of its history."""
        ref = f"refs/changes/{number % 100:02}/{number}/meta"
        before = self._git("for-each-ref", "--format=parent %(objectname)", ref)
        who = f"Gerrit User {account} <{account}@{SERVER}> {START + 60 * self._minutes} +0000"
        self._minutes += 1
        message = "\n".join([text, "", *footers, ""])
        headers = [f"tree {self._empty_tree}", *before.splitlines(), f"author {who}", f"committer {who}"]
        given = "\n".join([*headers, "", message])
        sha = self._git("hash-object", "-t", "commit", "-w", "--stdin", given=given)
        self._git("update-ref", ref, sha)
        return sha

    def note(self, notes: dict[str, str], *, fan_out: int = 1) -> None:
        """Attach a note to each commit, in folders named by the first `fan_out` pairs of digits."""
        index = {"GIT_INDEX_FILE": str(self.folder / "notes.index")}
        for commit, text in notes.items():
            blob = self._git("hash-object", "-w", "--stdin", given=text)
            pairs = [commit[2 * i : 2 * i + 2] for i in range(fan_out)]
            path = "/".join([*pairs, commit[2 * fan_out :]])
            self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", more=index)
        tree = self._git("write-tree", more=index)
        who = f"Gerrit <gerrit@alpha.example> {START} +0000"
        given = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nnotes\n"
        self._git(
            "update-ref", "refs/notes/review", self._git("hash-object", "-t", "commit", "-w", "--stdin", given=given)
        )

    def _git(self, *arguments: str, given: str = "", more: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            ["git", f"--git-dir={self.folder}", *arguments],
            input=given.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, **(more or {})},
        )
        return done.stdout.decode().strip()
