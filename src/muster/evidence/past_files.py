"""A file out of a repository, as it stands on the default branch or stood there on a day."""

from datetime import date
from pathlib import Path

from muster.domain.errors import IdentityFault
from muster.evidence.git import SafeRepository
from muster.evidence.sources.git_history import tips_of


def file_on(location: str, path: str, day: date | None) -> bytes | None:
    """Give the bytes of `path` as `day` began (as of now, if None); None if there was no such file then.

    SourceFault: the repository cannot be read. IdentityFault: it is no folder, for a mirror holds no files.
    """
    if "://" in location:
        raise IdentityFault(location, "Affiliation files are read from folders only.", "Clone it, and name the folder.")
    with SafeRepository(Path(location)) as repository:
        tip = tips_of(repository).default
        before = [f"--before={day.isoformat()}T00:00:00Z"] if day else []
        commit = (
            next(repository.rev_list(["--max-count=1", *before, "--full-history", tip, "--", path]), None)
            if tip
            else None
        )
        if commit is None:
            return None
        ((_, kind, content),) = repository.cat_file([f"{commit}:{path}"])
        return content if kind == "blob" else None
