"""A file out of a repository, as it stands on the default branch or stood there on a day."""

from datetime import date
from pathlib import Path

from muster.domain.errors import IdentityFault
from muster.evidence.git import SafeRepository
from muster.evidence.sources.git_history import tips_of


def file_on(location: str, path: str, day: date | None) -> bytes | None:
    """Give the bytes of `path` as `day` began (as of now, if None), or as they last were; None if it never existed.

    SourceFault: the repository cannot be read. IdentityFault: it is no folder, for a mirror holds no files.
    """
    if "://" in location:
        raise IdentityFault(location, "Affiliation files are read from folders only.", "Clone it, and name the folder.")
    with SafeRepository(Path(location)) as repository:
        tip = tips_of(repository).default
        before = [f"--before={day.isoformat()}T00:00:00Z"] if day else []
        commits = repository.rev_list([*before, "--full-history", tip, "--", path]) if tip else iter(())
        # A retired repository ends in a commit that deletes everything; the file is what it was before that.
        versions = repository.cat_file(f"{commit}:{path}" for commit in commits)
        return next((content for _, kind, content in versions if kind == "blob"), None)
