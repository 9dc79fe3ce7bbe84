"""Review notes: the votes that stood at the merge."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.evidence.git import SafeRepository
from muster.evidence.reviews import Review
from muster.evidence.sources import gerrit_notes
from muster.evidence.sources.gerrit_notes import votes_from_note
from muster.evidence.sources.shape import Findings, Request
from muster.evidence.tables import REVIEWS
from tests.evidence.sources.gerrit import CHANGE_ID, Gerrit

MERGED = int(datetime(2020, 4, 30, 23, 54, 1, tzinfo=UTC).timestamp())
ADA = "Ada <ada@alpha.example>"
TAIL = """Submitted-by: Robot
Submitted-at: Thu, 30 Apr 2020 23:54:01 +0000
Reviewed-on: https://review.alpha.example/c/bridge/+/70075
Project: bridge
Branch: refs/heads/main

"""


def vote(
    label: str,
    value: int,
    name: str,
    mail: str,
    *,
    number: str = "70075",
    change_id: str | None = None,
    at: int = MERGED,
) -> Review:
    return Review(number, change_id, "notes", label, value, name, mail, "", at, at // 86_400, "vote", None)


def votes(note: str) -> list[Review]:
    return list(votes_from_note(note.encode()))


def test_a_vote_has_a_label_a_value_a_voter_and_the_moment_of_the_merge() -> None:
    note = f"Code-Review+2: {ADA}\nCode-Review-1: Bo Bear <Bo@Beta.example>\nVerified+2: Robot\n{TAIL}"
    assert votes(note) == [
        vote("Code-Review", 2, "Ada", "ada@alpha.example"),
        vote("Code-Review", -1, "Bo Bear", "bo@beta.example"),
        vote("Verified", 2, "Robot", ""),
    ]


def test_two_robots_may_give_the_same_vote_and_a_line_said_twice_is_one_vote() -> None:
    note = f"Verified+2: Robot\nVerified+2: Other Robot\nVerified+2: Robot\n{TAIL}"
    assert votes(note) == [vote("Verified", 2, "Robot", ""), vote("Verified", 2, "Other Robot", "")]


def test_lines_that_are_no_votes_are_passed_over() -> None:
    assert votes(f"Verified+0: Robot\nVerified: Robot\n+2: Robot\nRobot+2\nVerified+99999: Robot\n{TAIL}") == []


@pytest.mark.parametrize("line", ["Reviewed-on: https://review.alpha.example/70075", "Reviewed-on: #/c/70075/"])
def test_the_number_of_the_change_ends_its_address(line: str) -> None:
    note = TAIL.replace("Reviewed-on: https://review.alpha.example/c/bridge/+/70075", line)
    assert votes(f"Verified+1: {ADA}\n{note}") == [vote("Verified", 1, "Ada", "ada@alpha.example")]


def test_a_note_of_its_own_change_id_is_believed_before_the_commit() -> None:
    other = "i" + "f" * 40
    note = f"Change-Id: {CHANGE_ID}\nVerified+1: {ADA}\n{TAIL}".encode()
    assert [review.change_id for review in votes_from_note(note, other)] == [CHANGE_ID.lower()]
    assert [review.change_id for review in votes_from_note(note.replace(b"I0", b"J0"), other)] == [other]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 15 Jun 2015 07:28:50 -0700", datetime(2015, 6, 15, 14, 28, 50, tzinfo=UTC)),
        ("Thu, 1 Jan 1970 00:00:00 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
        ("30 Apr 2020 23:54:01 +0000", datetime(2020, 4, 30, 23, 54, 1, tzinfo=UTC)),
        ("Wed, 31 Dec 1969 23:59:59 +0000", None),
        ("Thu, 31 Apr 2020 23:54:01 +0000", None),
        ("Thu, 30 Apr 20200 23:54:01 +0000", None),
        ("Thu, 30 Apr 2020 23:54:01", None),
        ("yesterday", None),
    ],
)
def test_a_vote_that_cannot_be_dated_is_set_aside(written: str, moment: datetime | None) -> None:
    (review,) = votes(f"Verified+1: {ADA}\n{TAIL.replace('Thu, 30 Apr 2020 23:54:01 +0000', written)}")
    at = None if moment is None else int(moment.timestamp())
    expected = (at, at // 86_400, None) if at is not None else (None, None, "undatable")
    assert (review.voted_at, review.voted_day, review.aside) == expected


def test_notes_that_were_joined_are_read_one_by_one() -> None:
    other = TAIL.replace("70075", "70076").replace("23:54:01", "23:55:01")
    assert votes(f"Verified+1: {ADA}\n{TAIL}Verified+1: {ADA}\n{other}") == [
        vote("Verified", 1, "Ada", "ada@alpha.example"),
        vote("Verified", 1, "Ada", "ada@alpha.example", number="70076", at=MERGED + 60),
    ]


@given(
    note=st.one_of(
        st.binary(max_size=300), st.lists(st.sampled_from([*TAIL.encode().split(b"\n"), b"A+1: \xff<"])).map(b"\n".join)
    )
)
def test_any_bytes_give_votes_that_the_table_can_hold(note: bytes) -> None:
    for review in votes_from_note(note):
        assert len(review) == len(REVIEWS.columns)
        assert review.value
        assert (review.voted_at is None) is (review.aside is not None)


def test_the_notes_of_a_repository_are_found_in_whatever_folders_they_lie(tmp_path: Path) -> None:
    gerrit = Gerrit(tmp_path / "bridge.git")
    first = gerrit.upload(f"Mend\n\nChange-Id: {CHANGE_ID}\n", author=ADA, committer=ADA)
    second = gerrit.upload("Mend again\n", author=ADA, committer=ADA)
    absent = "0" * 39 + "1"
    note = f"Verified+1: {ADA}\n{TAIL}"
    gerrit.note({first: note, second: note.replace("70075", "70076"), absent: note.replace("70075", "70077")})
    gerrit.note({absent: note.replace("70075", "70077"), "nothing of a commit": note}, fan_out=0)
    with SafeRepository(gerrit.folder) as repository:
        rows = sorted(row.cells for row in gerrit_notes.read(repository, Request(), Findings()))
    mine = ("Verified", 1, "Ada", "ada@alpha.example")
    assert rows == [
        vote(*mine, change_id=CHANGE_ID.lower()),
        vote(*mine, number="70076"),
        vote(*mine, number="70077"),
    ]


def test_the_cursor_is_the_tip_of_the_notes_and_empty_without_any(tmp_path: Path) -> None:
    gerrit = Gerrit(tmp_path / "bridge.git")
    with SafeRepository(gerrit.folder) as repository:
        assert gerrit_notes.cursor(repository) == ""
        assert list(gerrit_notes.read(repository, Request(), Findings())) == []
    gerrit.note({"0" * 40: TAIL})
    with SafeRepository(gerrit.folder) as repository:
        before = gerrit_notes.cursor(repository)
    gerrit.note({"1" * 40: TAIL})
    with SafeRepository(gerrit.folder) as repository:
        assert "" != before != gerrit_notes.cursor(repository)
