"""How an election is counted: the method, the seats, the cap on employers, and the seed that breaks ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, get_args

from muster.domain.elections.ballots import Poll
from muster.domain.errors import ElectionFault

Method: TypeAlias = Literal["schulze", "approval", "irv", "stv", "majority"]
METHODS: Final[tuple[Method, ...]] = get_args(Method)


@dataclass(frozen=True, slots=True)
class Rule:
    """What an election is counted by, all of it published before the first ballot.

    seed: the text that ties are broken with, see `lots`; None if nobody published one. cap: at most so many seats for
    one employer, counting the seats in `held`; None for no cap. employers: of the candidates; those who are not in it
    have none, and no cap stops them. held: how many seats each employer has already that are not up for election.
    """

    method: Method
    seats: int = 1
    seed: str | None = None
    cap: int | None = None
    employers: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what nobody could count by."""
        if self.method not in METHODS:
            raise ElectionFault("method", f"There is no method {self.method!r}.", f"Use one of {', '.join(METHODS)}.")
        if self.seats < 1:
            raise ElectionFault("seats", f"{self.seats} seats cannot be filled.", "Fill one seat or more.")
        if self.method == "irv" and self.seats > 1:
            raise ElectionFault(
                "seats", "Instant runoff fills one seat.", "Use stv, which is the same method for several seats."
            )
        if self.cap is not None and self.cap < 1:
            raise ElectionFault("cap", f"A cap of {self.cap} lets nobody in.", "Give a cap of 1 or more, or none.")
        if self.seed == "":
            raise ElectionFault("seed", "The seed is empty.", "Give some text, or no seed at all.")

    def check(self, poll: Poll) -> None:
        """Refuse a rule that does not fit the poll; ElectionFault."""
        strangers = sorted(set(self.employers) - set(poll.candidates))
        if strangers:
            raise ElectionFault(
                "employers", f"{strangers[0]!r} is no candidate.", "Name candidates exactly as the ballots do."
            )

    def room(self, name: str, winners: Mapping[str, int]) -> bool:
        """Whether one more of a candidate's employer may be seated. winners: how many of each employer were elected."""
        employer = self.employers.get(name)
        if self.cap is None or employer is None:
            return True
        return self.held.get(employer, 0) + winners.get(employer, 0) < self.cap
