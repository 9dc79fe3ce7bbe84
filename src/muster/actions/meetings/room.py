"""A meeting's row, made when somebody first puts something into the meeting."""

from muster.actions.deed import Deed
from muster.domain.errors import AgainstTheRules
from muster.records.models import Meeting
from muster.records.queries.meetings import MeetingShown, meeting_called


def room(doing: Deed, slug: str, *, takes_place: bool = True) -> tuple[MeetingShown, Meeting]:
    """Give a meeting and its row, under the deed's lock. NotThere: the group has no such meeting.

    AgainstTheRules: it is cancelled, and what is to be done needs it to take place.
    """
    shown = meeting_called(doing.group, slug)
    if takes_place and not shown.occurrence.takes_place:
        what = f"This meeting does not take place: {shown.occurrence.reason or 'it is cancelled'}."
        raise AgainstTheRules(f"meeting/{slug}", what, "Use the next one.")
    row = shown.row or Meeting.objects.create(
        group=doing.group, series=shown.series, slug=slug, starts=shown.occurrence.start
    )
    return MeetingShown(shown.series, shown.occurrence, row), row
