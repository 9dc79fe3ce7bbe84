"""Progress of long work on a terminal's standard error; nothing at all where nobody watches."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from muster.domain.words import neutral
from muster.evidence.progress import Progress, Silence

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


class TerminalProgress:
    """Two lines: repositories done, and commits read out of those that git counted, with the time that is left.

    The estimate is honest: it counts commits, not repositories, and it says nothing before the first count is known.
    """

    wants_counts = True

    def __init__(self, bars: "Bars") -> None:
        """Show on `bars`, which is started and stopped by whoever made it."""
        self._bars = bars
        self._lock = threading.Lock()
        self._repositories = bars.add_task("repositories", total=None, visible=False)
        self._commits = bars.add_task("commits read", total=0, visible=False)

    def start(self, repositories: int) -> None:
        """Show how many repositories are to be looked at."""
        self._bars.update(self._repositories, total=repositories, completed=0, visible=repositories > 1)

    def expect(self, repository: str, commits: int) -> None:
        """Add to what is left to be read."""
        del repository
        with self._lock:
            total = (self._bars.tasks[self._commits].total or 0) + commits
            self._bars.update(self._commits, total=total, visible=total > 0)

    def advance(self, repository: str, commits: int) -> None:
        """Add to what was read."""
        del repository
        self._bars.advance(self._commits, commits)

    def finish(self, repository: str) -> None:
        """Count a repository as done."""
        del repository
        self._bars.advance(self._repositories)

    def say(self, sentence: str) -> None:
        """Print a sentence above the bars."""
        self._bars.console.print(neutral(sentence), markup=False, highlight=False)

    def done(self) -> None:
        """Take the bars away."""
        for task in (self._repositories, self._commits):
            self._bars.update(task, visible=False)


@contextmanager
def progress() -> Iterator[Progress]:
    """Give a progress that is shown if standard error is a terminal, and else is silent."""
    if not sys.stderr.isatty():
        yield Silence()
        return
    from rich.console import Console  # noqa: PLC0415 - bars take time to load, and a terminal to be seen on
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above
    from rich.progress import Progress as Bars  # noqa: PLC0415 - as above

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield TerminalProgress(bars)
