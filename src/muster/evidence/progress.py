"""How long work tells how far it is. Whoever shows it, and whether, is for the doors."""

from typing import Protocol


class Progress(Protocol):
    """Told of a reading of many repositories, from any thread, in this order: start, the rest, done."""

    def start(self, repositories: int) -> None:
        """So many repositories are to be looked at."""

    def expect(self, repository: str, commits: int) -> None:
        """Know that so many commits of it are to be read: a count, not a guess."""

    def advance(self, repository: str, commits: int) -> None:
        """So many more of them were read."""

    def finish(self, repository: str) -> None:
        """Be done with it, whatever came of it."""

    def say(self, sentence: str) -> None:
        """Something that a waiting person wants to know."""

    def done(self) -> None:
        """All is done."""

    @property
    def wants_counts(self) -> bool:
        """Whether `expect` is worth the time that counting takes."""


class Silence:
    """The progress that nobody watches."""

    wants_counts = False

    def start(self, repositories: int) -> None:
        """Say nothing."""

    def expect(self, repository: str, commits: int) -> None:
        """Say nothing."""

    def advance(self, repository: str, commits: int) -> None:
        """Say nothing."""

    def finish(self, repository: str) -> None:
        """Say nothing."""

    def say(self, sentence: str) -> None:
        """Say nothing."""

    def done(self) -> None:
        """Say nothing."""
