"""The minutes of a meeting as a file that says by itself what it is."""

from muster.domain.record.chain import read_moment
from muster.records.models import Meeting
from muster.records.queries.meetings import MeetingShown

_STAGES = {
    Meeting.Stage.DRAFT: "a draft",
    Meeting.Stage.APPROVED: "approved, not yet public",
    Meeting.Stage.PUBLIC: "approved and public",
}


def as_markdown(shown: MeetingShown, row: Meeting) -> str:
    """Write them: title, time, stage, the text as it was typed, and the corrections."""
    meeting = shown.occurrence
    stage = _STAGES[Meeting.Stage(row.stage)]
    parts = [
        f"# {' '.join(meeting.title.split())}",
        f"{meeting.start:%Y-%m-%d %H:%M} to {meeting.end:%H:%M} UTC. These minutes are {stage}.",
        row.text.strip(),
    ]
    if row.corrections:
        parts.append("## Corrections")
        parts += [f"{one['number']}. ({read_moment(one['at']):%Y-%m-%d}) {one['text']}" for one in row.corrections]
    return "\n\n".join(parts) + "\n"
