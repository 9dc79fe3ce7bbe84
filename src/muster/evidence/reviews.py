"""A vote in a code review, as one row of the lake's table `reviews`, whatever Gerrit wrote it down in."""

from typing import Final, Literal, NamedTuple

from muster.evidence.raw_commits import END_OF_TIME

UNDATABLE: Final = "undatable"
_DAY: Final = 86_400


class Review(NamedTuple):
    """The cells of a row, in the order of the table's columns.

    change_number: Gerrit's number of the change; the same for both sources of one change. change_id: lower case.
    source: notes|notedb. value: what was voted, never 0; of a removal 0. voter_mail and account: "" if unknown;
    an account is `server:number`. voted_at: seconds since 1970 UTC. event: vote|removal. aside: why it is not counted.
    """

    change_number: str
    change_id: str | None
    source: Literal["notes", "notedb"]
    label: str
    value: int
    voter_name: str
    voter_mail: str
    account: str
    voted_at: int | None
    voted_day: int | None
    event: Literal["vote", "removal"]
    aside: str | None


def placed_in_time(at: int | None) -> tuple[int | None, int | None, str | None]:
    """Return a moment as voted_at, voted_day and aside."""
    if at is None or not 0 <= at < END_OF_TIME:
        return None, None, UNDATABLE
    return at, at // _DAY, None
