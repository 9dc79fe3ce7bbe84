"""Every kind of source that is read, one line each."""

from typing import Final

from muster.evidence.sources import gerrit_notedb, gerrit_notes, git_history
from muster.evidence.sources.shape import Source

SOURCES: Final[tuple[Source, ...]] = (
    git_history,
    gerrit_notes,
    gerrit_notedb,
)
