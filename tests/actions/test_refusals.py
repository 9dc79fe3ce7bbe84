"""What each refusal is in HTTP."""

import pytest

from muster.actions.refusals import status_of
from muster.domain import errors
from muster.domain.errors import DeedRefused, LakeBusy, LakeFull, MusterError, NotAllowed, Stale, UpstreamUnreachable

OURS = {
    "LakeFault",
    "LakeFull",
    "MeasureFault",
    "PlanFault",
    "RecordBroken",
    "RecordFault",
    "RepositoryBroken",
    "RepositoryMissing",
    "RepositoryUnsafe",
    "SourceFault",
}
"""What nobody who asks by a door can mend.

Evidence, and files of the record, are read at the command line; what is put to the planner is put together here.
"""


class RuleOfTomorrow(NotAllowed):
    """A kind that nobody has put into the table."""


@pytest.mark.parametrize(
    ("refused", "status"),
    [
        (NotAllowed("seat/orange", "This is for the chair.", "Ask them."), 403),
        (RuleOfTomorrow("seat/orange", "This is for the chair.", "Ask them."), 403),
        (Stale("seat/orange", "It has changed.", "Look again."), 409),
        (DeedRefused("seat/orange", "It cannot be.", "Do something else."), 422),
        (LakeBusy("nova", "Somebody reads it.", "Wait."), 503),
        (UpstreamUnreachable("nova", "It does not answer.", "Wait."), 503),
        (LakeFull("nova", "The disk is full.", "Make room."), 500),
    ],
)
def test_a_refusal_has_the_status_of_its_kind_or_of_the_nearest_above(refused: MusterError, status: int) -> None:
    assert status_of(refused) == status


def test_whatever_the_asker_can_mend_is_told_apart_from_what_is_our_own_fault() -> None:
    plain = [one for one in vars(errors).values() if isinstance(one, type) and "__init__" not in vars(one)]
    ours = {kind.__name__ for kind in plain if status_of(kind("here", "It is wrong.", "Mend it.")) == 500}
    assert ours == OURS, "give the new kind its status in actions/refusals.py"
