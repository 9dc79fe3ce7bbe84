"""What each refusal is in HTTP: one table, which the pages and the API both answer from."""

from typing import Final

from muster.domain.errors import (
    AgainstTheRules,
    BallotFault,
    BallotFaults,
    CharterFault,
    CharterFaults,
    DeedRefused,
    ElectionFault,
    IdentityFault,
    MeetingFault,
    MeetingFileFault,
    MeetingFileFaults,
    MusterError,
    NotAllowed,
    NotThere,
    RequestFault,
    Stale,
)

STATUSES: Final[dict[type[MusterError], int]] = {
    NotAllowed: 403,
    NotThere: 404,
    Stale: 409,
    AgainstTheRules: 422,
    DeedRefused: 422,
    RequestFault: 400,
    CharterFault: 422,
    CharterFaults: 422,
    BallotFault: 422,
    BallotFaults: 422,
    ElectionFault: 422,
    IdentityFault: 422,
    MeetingFault: 422,
    MeetingFileFault: 422,
    MeetingFileFaults: 422,
}
"""What the asker can mend. Everything else is ours."""

UNAVAILABLE: Final = 503
OUR_FAULT: Final = 500


def status_of(refused: MusterError) -> int:
    """Give the HTTP status of a refusal: its kind's own, else that of the nearest kind above, else that it is ours."""
    kinds = type(refused).__mro__
    return next((STATUSES[kind] for kind in kinds if kind in STATUSES), UNAVAILABLE if refused.again else OUR_FAULT)
