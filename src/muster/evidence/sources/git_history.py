"""The history on branches: commits, their links to goals, their co-authors, and which of them touched a focus area.

Read are refs/heads and refs/remotes, without merges: not tags, pull requests, unmerged changes or notes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from muster.domain.errors import RepositoryBroken
from muster.evidence.raw_commits import RawCommit, Signatures, commits_from_batch
from muster.evidence.sources.shape import Findings, Request
from muster.evidence.tables import Cells

if TYPE_CHECKING:
    from muster.evidence.git import SafeRepository

NAME: Final = "git_history"
VERSION: Final = 1
TABLES: Final = ("commits", "goals", "co_authors", "touched")
STEPS: Final = True

BRANCHES: Final = ("refs/heads", "refs/remotes")
UPSTREAM_HEAD: Final = "refs/remotes/origin/HEAD"
USUAL_DEFAULTS: Final = (
    "refs/heads/main",
    "refs/heads/master",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
)


class Tips(NamedTuple):
    """What a reading starts from: the branches, which of them is the default, and where a shallow clone was cut.

    branches: ref → sha, symbolic refs left out. default_ref and default: "" if the repository does not say.
    broken: branches that git cannot read.
    """

    branches: dict[str, str]
    default_ref: str
    default: str
    boundary: tuple[str, ...]
    broken: tuple[str, ...]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Tips":
        """Return the tips that `_asdict` gave, as JSON keeps them."""
        return cls(**{**kept, "boundary": tuple(kept["boundary"]), "broken": tuple(kept["broken"])})

    def fingerprint(self) -> str:
        """Return a SHA-256 in hex over all of it."""
        facts = [*map(" ".join, sorted(self.branches.items())), "", self.default_ref, self.default, *self.boundary]
        return hashlib.sha256("\n".join([*facts, "", *self.broken]).encode("utf-8", "surrogateescape")).hexdigest()


def tips_of(repository: "SafeRepository") -> Tips:
    """Read the tips. The default branch is the one that upstream names, else HEAD, else the usual names.

    In a clone, HEAD is whatever its owner works on; refs/remotes/origin/HEAD is what upstream calls its own.
    """
    refs = repository.for_each_ref(BRANCHES)
    branches = {ref.name: ref.sha for ref in refs if ref.sha and not ref.stands_for}
    candidates = [ref.stands_for for ref in refs if ref.name == UPSTREAM_HEAD]
    default = next((name for name in [*candidates, repository.head, *USUAL_DEFAULTS] if name in branches), "")
    return Tips(
        branches,
        default,
        branches.get(default, ""),
        repository.shallow_boundary,
        tuple(ref.name for ref in refs if not ref.sha),
    )


def cursor(repository: "SafeRepository") -> str:
    """Return the fingerprint of the tips; "" without any branch."""
    tips = tips_of(repository)
    return tips.fingerprint() if tips.branches else ""


def can_step(repository: "SafeRepository", earlier: Tips) -> bool:
    """Return whether what was read up to `earlier` still stands below the tips of now, so that the rest is enough.

    It does not after a forced push, after a branch was deleted with commits of its own, or once the default branch
    is another: then rows that were read before may change.
    """
    now = tips_of(repository)
    if earlier.boundary != now.boundary or bool(earlier.default) != bool(now.default):
        return False
    try:
        lost = [*earlier.branches.values(), *(f"^{sha}" for sha in now.branches.values())]
        off_default = [earlier.default, f"^{now.default}"] if now.default else []
        return not _any(repository, lost) and not _any(repository, off_default)
    except RepositoryBroken:  # tips that are gone altogether; if it is more than that, reading all will tell
        return False


def _any(repository: "SafeRepository", revisions: list[str]) -> bool:
    return bool(revisions) and any(repository.rev_list(["--max-count=1"], revisions))


def boundary_day(repository: "SafeRepository") -> str | None:
    """Return the last UTC day (ISO 8601) up to which a shallow clone lacks commits; None for a whole one.

    A clone is cut at many commits, on days years apart; only after the latest of them is its history whole.
    """
    if not repository.shallow_boundary:
        return None
    lines = (
        line
        for _, _, content in repository.cat_file(repository.shallow_boundary)
        for line in content.partition(b"\n\n")[0].split(b"\n")
        if line.startswith(b"committer ")
    )
    moments = [at for at in (Signatures().read(line).at for line in lines) if at is not None]
    return datetime.fromtimestamp(max(moments), UTC).date().isoformat() if moments else None


def estimate(repository: "SafeRepository", request: Request) -> int:
    """Count the commits that `read` will go through."""
    revisions = [*tips_of(repository).branches.values(), *(f"^{sha}" for sha in request.since)]
    with repository.counting(["--no-merges"], revisions) as count:
        return count()


def read(repository: "SafeRepository", request: Request, findings: Findings) -> Iterator[tuple[str, Cells]]:
    """Yield the rows of commits, goals, co_authors and touched that are reachable now and not from `request.since`."""
    tips = tips_of(repository)
    if not tips.branches:
        return
    branches = sorted(set(tips.branches.values()))
    known = [f"^{sha}" for sha in request.since]
    others = [sha for sha in branches if sha != tips.default]
    # To count merges alone git would keep every commit's parents: of a million commits, 30 MiB more.
    with repository.counting([], [*branches, *known]) as everything:
        if tips.default:
            yield from _commits(repository, [tips.default, *known], findings, on_default=True)
        if others:
            beyond_default = [*known, f"^{tips.default}"] if tips.default else known
            yield from _commits(repository, [*others, *beyond_default], findings, on_default=False)
        findings.merges = everything() - findings.commits
    if request.since and tips.default != request.since_default:
        since = [tips.default, f"^{request.since_default}"]
        findings.now_on_default.update(repository.rev_list(["--no-merges"], since))
    for path in request.paths:
        yield from _touched(repository, path, [*branches, *(known if path in request.paths_since else [])])


def _commits(
    repository: "SafeRepository", revisions: list[str], findings: Findings, *, on_default: bool
) -> Iterator[tuple[str, Cells]]:
    with repository.commit_batch(["--no-merges"], revisions) as stream:
        from muster.evidence.commit_rows import rows_of  # noqa: PLC0415 - only new commits need it; git has begun

        yield from rows_of(_counted(commits_from_batch(stream), findings), on_default=on_default)


def _counted(commits: Iterator[RawCommit], findings: Findings) -> Iterator[RawCommit]:
    for commit in commits:
        findings.commits += 1
        yield commit


def _touched(repository: "SafeRepository", path: str, revisions: list[str]) -> Iterator[tuple[str, Cells]]:
    try:
        for sha in repository.rev_list(["--full-history", "--no-merges", "--", path], revisions):
            yield "touched", (sha, path)
    except RepositoryBroken as fault:
        if not repository.is_partial:
            raise
        what = f"Which commits touched {path} cannot be told: the clone has no trees."
        raise RepositoryBroken(fault.where, what, "Clone it whole, or with --filter=blob:none.") from fault
