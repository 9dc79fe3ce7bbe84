"""Repositories that are given by address: a bare copy of what is needed, made once and then updated.

Asked for are branches, review notes and Gerrit's records of changes; commits without trees (`--filter=tree:0`), or
without the contents of files where a focus area is a path. A server that cannot filter sends all, and that is fine.
Here git runs as its user would run it, with the user's own configuration (proxies, keys, credential helpers): it is
the repository that is not trusted, not the user. It asks no question, and speaks no protocol but the plain ones.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from muster.domain.errors import LakeFull, RepositoryMissing, SourceFault, UpstreamUnreachable
from muster.evidence.addresses import SCHEMES, Address
from muster.evidence.disk import disk_faults
from muster.evidence.git import git_program
from muster.evidence.lake import slug
from muster.evidence.locks import held

BRANCHES_AND_CHANGES: Final = ("+refs/heads/*:refs/heads/*", "+refs/changes/*/meta:refs/changes/*/meta")
NOTES: Final = ("+refs/notes/*:refs/notes/*",)
COMMITS_ONLY: Final = "tree:0"
WITH_TREES: Final = "blob:none"

_KEPT: Final = ("GIT_SSH", "GIT_SSL_", "GIT_PROXY", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
_REFUSED: Final = re.compile(
    r"not found|does not exist|not appear to be a git|authentication failed|could not read username|permission denied"
    r"|error: 40[134]|dubious ownership|no such (?:file|repository)",
    re.IGNORECASE,
)


class Mirror:
    """The bare copy of one upstream in `<home>/mirrors/<slug>`."""

    def __init__(self, address: Address, home: Path) -> None:
        """`home`: the folder of all evidence."""
        self.address = address
        name = re.split(r"[/:]", address.url.rstrip("/"))[-1].removesuffix(".git")
        self.folder = home / "mirrors" / slug(name, address.url)

    def refresh(self, say: Callable[[str], None], *, trees: bool) -> SourceFault | None:
        """Bring the copy up to now. `trees`: paths will be asked for.

        Return the fault if upstream could not be reached and an earlier copy stands; raise it if none does.
        """
        with disk_faults(self.folder):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
        with held(self.folder.with_name(f"{self.folder.name}.lock"), say):
            self._sweep()
            usable = self.folder.is_dir() and not (trees and self._filter() == COMMITS_ONLY)
            try:
                if usable:
                    self._update(self.folder, trees=trees)
                else:
                    self._make(trees=trees)
            except SourceFault as fault:
                if not usable:
                    raise
                return fault
        return None

    def _make(self, *, trees: bool) -> None:
        kept_out = WITH_TREES if trees else COMMITS_ONLY
        draft = Path(tempfile.mkdtemp(prefix=f".new-{self.folder.name}-", dir=self.folder.parent))
        try:
            copy = draft / "copy"
            options = ["--bare", "--no-tags", "--template=", f"--filter={kept_out}"]
            self._git(["clone", "--quiet", *options, "--", self.address.url, str(copy)])
            self._update(copy, trees=trees)
            with disk_faults(self.folder):
                if self.folder.exists():
                    self.folder.rename(draft / "old")
                copy.rename(self.folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _update(self, copy: Path, *, trees: bool) -> None:
        fetch = ["fetch", "--quiet", "--prune", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]
        self._git([*fetch, "origin", *BRANCHES_AND_CHANGES], copy)
        # Notes are trees and files, so a copy without those takes them unfiltered; they are small.
        self._git([*fetch, "--no-filter", "origin", *NOTES], copy)
        default = self._git(["ls-remote", "--symref", "origin", "HEAD"], copy).partition("\t")[0]
        if default.startswith("ref: refs/heads/"):
            self._git(["symbolic-ref", "HEAD", default.removeprefix("ref: ")], copy)
        if trees:
            self._git(["commit-graph", "write", "--reachable", "--changed-paths", "--split"], copy)

    def _filter(self) -> str:
        asked = ["config", "--default=", "--get", "remote.origin.partialclonefilter"]
        return self._git(asked, self.folder).strip()

    def _sweep(self) -> None:
        for left in self.folder.parent.glob(f".new-{self.folder.name}-*"):
            shutil.rmtree(left, ignore_errors=True)

    def _git(self, arguments: Sequence[str], copy: Path | None = None) -> str:
        settings = ["core.hooksPath=/dev/null", "gc.autoDetach=false", "transfer.bundleURI=false"]
        settings += ["fetch.fsckObjects=false", "transfer.fsckObjects=false"]  # odd histories are what we read
        options = [option for setting in settings for option in ("-c", setting)]
        answer = subprocess.run(  # noqa: S603 - no shell; the program is git, found on the path once
            [git_program(), *options, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self._environment(copy),
            start_new_session=True,  # without a terminal nothing that git starts can ask there
            check=False,
        )
        if answer.returncode != 0:
            raise self._fault(answer.stderr.decode("utf-8", "replace"))
        return answer.stdout.decode("utf-8", "surrogateescape")

    def _environment(self, copy: Path | None) -> dict[str, str]:
        mine = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)
        }
        mine |= {
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "SSH_ASKPASS_REQUIRE": "never",
            "GIT_ALLOW_PROTOCOL": ":".join(SCHEMES),
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_HTTP_LOW_SPEED_LIMIT": "1000",
            "GIT_HTTP_LOW_SPEED_TIME": "60",
        }
        if copy is not None:
            mine["GIT_DIR"] = str(copy)
        if self.address.login:
            # By the environment, which other users cannot see, and git stores only what it is asked to fetch from.
            mine |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"url.{self.address.login}.insteadOf",
                "GIT_CONFIG_VALUE_0": self.address.url,
            }
        return mine

    def _fault(self, complaint: str) -> SourceFault | LakeFull:
        said = complaint
        if self.address.login:
            who = urlsplit(self.address.login).netloc.rpartition("@")[0]
            said = said.replace(f"{who}@", "").replace(who.rpartition(":")[2] or who, "…")
        lines = [line for line in said.splitlines() if line.startswith("fatal:")] or said.splitlines() or ["no answer"]
        reason = "".join(c if c.isprintable() else "?" for c in lines[0].removeprefix("fatal: "))[:300]
        if "No space left on device" in complaint:
            return LakeFull(
                str(self.folder), "The disk is full; what was there before still stands.", "Free some space."
            )
        if _REFUSED.search(complaint):
            mend = "Check the address, and whether you may read it without being asked for a password."
            return RepositoryMissing(self.address.url, f"The server does not give it ({reason}).", mend)
        return UpstreamUnreachable(self.address.url, f"It cannot be reached ({reason}).", "Try again later.")
