"""Gerrit's review notes: the votes that stood when a change was merged, in refs/notes/review.

One note for each merged change, attached to the merged commit, in folders by the commit's first digits:

    Change-Id: I0123…                                            rarely: where the commit's message has none
    Code-Review+2: Bo <bo@beta.example>
    Verified+1: Robot                                            a name alone: the server knew no address
    Submitted-by: Bo <bo@beta.example>
    Submitted-at: Thu, 30 Apr 2020 23:54:01 +0000
    Reviewed-on: https://review.example.org/c/project/+/70075    the change's number is at its end
    Project: project
    Branch: refs/heads/main
                                                                 an empty line ends it

A note holds no moment of a vote, so each vote carries that of the merge. It has no comment, no vote that was changed
or taken back before, and nothing of changes that were never merged: where a change is in NoteDb too, NoteDb knows more.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from muster.evidence.reviews import Review, placed_in_time
from muster.evidence.sources.shape import Findings, Request, Row

if TYPE_CHECKING:
    from muster.evidence.git import SafeRepository

NAME: Final = "gerrit_notes"
VERSION: Final = 1
TABLES: Final = ("reviews",)
STEPS: Final = False

REF: Final = "refs/notes/review"

_NOTED_COMMIT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LINE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,99}?)(?:([+-][0-9]{1,4}))?:[ \t]*(.*)")
_NUMBER_OF_CHANGE: Final = re.compile(r"([0-9]{1,18})/?$")
_CHANGE_ID: Final = re.compile(r"i[0-9a-f]{40}")


def cursor(repository: "SafeRepository") -> str:
    """Return the tip of the notes; "" without notes."""
    return next((ref.sha for ref in repository.for_each_ref([REF]) if ref.name == REF), "")


def read(repository: "SafeRepository", request: Request, findings: Findings) -> Iterator[Row]:
    """Yield a row for each vote in each note."""
    del request  # notes are few: they are read whole
    if not cursor(repository):
        return
    from muster.evidence.messages import last_change_id  # noqa: PLC0415 - most repositories have no notes

    note_of = {}
    for entry in repository.ls_tree(REF):
        commit = entry.path.replace(b"/", b"").decode("ascii", "replace")
        if entry.kind == "blob" and _NOTED_COMMIT.fullmatch(commit):
            note_of[commit] = entry.sha
    change_ids = {
        sha: last_change_id(content.partition(b"\n\n")[2].lower().decode("latin-1"))
        for sha, kind, content in repository.cat_file(note_of)
        if kind == "commit"
    }
    unread = 0
    for commit, (_, kind, note) in zip(note_of, repository.cat_file(note_of.values()), strict=True):
        unread += kind != "blob"
        for review in votes_from_note(note, change_ids.get(commit)):
            yield Row("reviews", review)
    if unread:
        findings.remarks.append(
            f"{unread} review notes of {len(note_of)} are not in this clone; their votes are missing."
        )


def votes_from_note(note: bytes, change_id: str | None = None) -> Iterator[Review]:
    """Yield each vote in a note once. `change_id`: that of the noted commit, if its message has one.

    Notes that were merged from two sides stand one below the other, an empty line between.
    """
    text = note.decode("utf-8", "replace").replace("\0", "\ufffd").replace("\r\n", "\n")
    for block in text.split("\n\n"):
        lines = [found.groups("") for line in block.split("\n") if (found := _LINE.fullmatch(line.rstrip()))]
        facts = {key.lower(): value for key, sign, value in lines if not sign}
        number = _NUMBER_OF_CHANGE.search(facts.get("reviewed-on", ""))
        own_id = facts.get("change-id", "").lower()
        moment = placed_in_time(_moment(facts.get("submitted-at", "")))
        seen = set()
        for label, vote, voter in lines:
            if not vote or not int(vote) or (label, vote, voter) in seen:
                continue
            seen.add((label, vote, voter))
            name, _, mail = voter.partition("<")
            yield Review(
                change_number=number[1] if number else "",
                change_id=own_id if _CHANGE_ID.fullmatch(own_id) else change_id,
                source="notes",
                label=label,
                value=int(vote),
                voter_name=name.strip(),
                voter_mail=mail.partition(">")[0].strip().lower(),
                account="",
                voted_at=moment[0],
                voted_day=moment[1],
                event="vote",
                aside=moment[2],
            )


def _moment(written: str) -> int | None:
    """Read RFC 2822 with a zone in digits, in the C locale whatever the machine's; None for anything else."""
    found = _MOMENT.fullmatch(written)
    if not found:
        return None
    day, month, rest = found.groups()
    try:
        return int(datetime.strptime(f"{day} {_MONTHS.index(month) + 1} {rest}", "%d %m %Y %H:%M:%S %z").timestamp())
    except ValueError:
        return None


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOMENT: Final = re.compile(
    rf"(?:[A-Z][a-z][a-z], )?([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}} [0-9:]{{8}} [+-][0-9]{{4}})"
)
