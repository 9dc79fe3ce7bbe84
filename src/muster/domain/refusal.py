"""A refusal as a value: what a rule answers that may say no, for whoever asks before doing and whoever does."""

from dataclasses import dataclass

from muster.domain.errors import AgainstTheRules, DeedRefused


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be done, and what can be done instead: one sentence each. kind: the error that it is."""

    what: str
    mend: str
    kind: type[DeedRefused] = AgainstTheRules

    def __str__(self) -> str:
        return f"{self.what} {self.mend}"

    def error(self, where: str) -> DeedRefused:
        """Give the refusal as an error to raise. where: what it is about, such as `proposal/3`."""
        return self.kind(where, self.what, self.mend)
