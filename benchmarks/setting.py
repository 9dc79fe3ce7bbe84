"""What every benchmark is given: where things are, and how long it may take."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
UPSTREAM: Final = "https://opendev.org/{name}"


class CannotRun(Exception):
    """Something that a benchmark needs is not there; the message says what, and how to get it."""


@dataclass(frozen=True)
class Setting:
    """How benchmarks are run.

    cache: a folder for what can be made again. repositories: the folder in which NAME.git lie; None to clone what is
    needed. affiliations: a Stackalytics default_data.json, if there is one. rounds: how often contenders take turns.
    bound: seconds after which a peer is stopped.
    """

    cache: Path
    repositories: Path | None
    affiliations: Path | None
    rounds: int
    bound: float

    def repository(self, name: str, *, whole: bool = False) -> Path:
        """Return a bare repository with a commit-graph. whole: with files, not commits alone."""
        if self.repositories is not None:
            folder = self.repositories / f"{name}.git"
            if not (folder / "objects").is_dir():
                raise CannotRun(f"There is no {folder}: put a bare clone of {name} there.")
            if not any((folder / "objects" / "info").glob("commit-graph*")):
                raise CannotRun(f"{folder} has no commit-graph: run `git -C {folder} commit-graph write --reachable`.")
            return folder
        folder = self.cache / "repositories" / ("whole" if whole else "commits") / f"{name}.git"
        if not folder.is_dir():
            self._clone(name, folder, whole=whole)
        return folder

    def _clone(self, name: str, folder: Path, *, whole: bool) -> None:
        draft = folder.with_suffix(".part")
        shutil.rmtree(draft, ignore_errors=True)
        less = [] if whole else ["--filter=tree:0"]
        _git("clone", "--quiet", "--bare", *less, UPSTREAM.format(name=name), str(draft))
        _git("--git-dir", str(draft), "commit-graph", "write", "--reachable")
        draft.rename(folder)

    def home(self, name: str) -> Path:
        """Return where the evidence of one contender lies."""
        return self.cache / "homes" / name


def _git(*arguments: str) -> None:
    if subprocess.run(["git", *arguments], check=False).returncode:
        raise CannotRun("git could not clone it. Name a folder that has it: --repositories FOLDER.")
