"""Whatever bytes people bring as minutes are read, and in time that grows with their number."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.errors import MeetingFileFaults
from muster.exchange.meetings.meetbot.writing import as_markdown, as_meetbot
from muster.exchange.meetings.notes import day_in, decoded, read_notes


def test_typed_notes_are_read_as_such_whatever_their_name() -> None:
    notes = read_notes(b"* Roll call\n  ACTION: Ada will come\n", file="board-2017-09-07.txt", people=["Ada Example"])
    assert [(item.kind.value, item.owners) for item in notes.items] == [("topic", ()), ("action", ("Ada Example",))]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("uc.2017-02-13-19.01.log.txt", date(2017, 2, 13)),
        ("2016-01-01/board-2017-09-07.md", date(2017, 9, 7)),
        ("2017-13-45.txt", None),
        ("x" * 9999, None),
    ],
)
def test_a_file_says_its_day_in_its_name(name: str, day: date | None) -> None:
    assert day_in(name) == day


def test_bytes_become_text_line_by_line_whatever_their_encoding() -> None:
    data = b"\xef\xbb\xbf<ada> gr\xc3\xbc\xc3\x9fe\r\n<bo> gr\xfc\xdfe\x00\x07\x1b[2J\r<cy> \x81"
    assert decoded(data) == "<ada> grüße\n<bo> grüße[2J\n<cy> �"
    assert decoded(data[:18]) == "<ada> grüße\n"


def test_more_than_any_meeting_has_to_say_is_refused() -> None:
    with pytest.raises(MeetingFileFaults) as refused:
        read_notes(b"x" * 20_000_001, file="x.txt")
    assert [str(fault) for fault in refused.value.faults] == [
        "x.txt: The file has 20000001 bytes. Take minutes of at most 20000000."
    ]


@given(data=st.binary(max_size=400))
def test_any_bytes_at_all_are_read_and_written(data: bytes) -> None:
    notes = read_notes(data, file="x")
    assert as_meetbot(notes).endswith("\n")
    assert as_markdown(notes).startswith("# ")


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 3_000_000,
        b"<" * 3_000_000,
        b"<html>" + b"<" * 3_000_000,
        b"<html>" + b"<ol><li>" * 100_000,
        b"14:00:00 <" + b"a" * 3_000_000,
        b"14:00:00 <a> #startvote ?" + b"a b," * 200_000 + b"\n14:00:01 <a> #vote a\n14:00:02 <a> #endvote",
        b"14:00:00 <a> #chair " + b"b " * 500_000,
        b"14:00:00 <a> #topic x\n" * 50_000 + b"14:00:00 <a> #undo\n" * 50_000,
        b"Meeting summary\n---------------\nPeople present (lines said)\n" + b"* x (" * 500_000,
        b"Meeting summary\n---------------\nPeople present (lines said)\n" + b"* x\n" * 100_000,
        b"\xff" * 2_000_000,
    ],
    ids=["line", "angles", "html", "list", "nick", "choices", "chairs", "undo", "bullet", "bullets", "bytes"],
)
def test_megabytes_of_anything_are_read_in_seconds_from_bytes(data: bytes) -> None:
    begun = process_time()
    read_notes(data, file="x.txt")
    assert process_time() - begun < 8
