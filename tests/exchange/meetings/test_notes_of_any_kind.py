"""Whatever bytes people bring as minutes are read, and in time that grows with their number."""

from datetime import date, time
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


PASTED = """= The meeting =

<ada> #startmeeting Hats
<meetbot> Meeting started Mon Jan 30 18:00:58 2017 UTC.  The chair is ada. Information about MeetBot at x.
<ada> #topic Roll call
<@bo> I am here
* cy (~cy@alpha.example) has joined
<bo> #agreed not for bo to say
<ada> #agreed Blue hats
<ada> #endmeeting
"""


def test_a_log_that_was_pasted_without_its_times_is_a_log() -> None:
    found = read_notes(PASTED.encode(), file="pasted.txt")
    assert (found.title, found.on, found.started, found.ended) == ("Hats", date(2017, 1, 30), time(18, 0, 58), None)
    assert [(item.kind.value, item.text, item.by, item.at) for item in found.items] == [
        ("topic", "Roll call", "ada", None),
        ("agreed", "Blue hats", "ada", None),
    ]
    assert [(one.name, one.lines) for one in found.present] == [("ada", 4), ("bo", 2)]


def test_a_log_that_was_pasted_without_brackets_is_a_log() -> None:
    text = "14:00 ada: #startmeeting\n14:01 ada: #info see 10:00 bo: there\n14:02 bo: #endmeeting\n"
    found = read_notes(text.encode(), file="pasted.txt")
    assert [(item.kind.value, item.text, item.at) for item in found.items] == [
        ("info", "see 10:00 bo: there", time(14, 1))
    ]


def test_a_log_with_a_long_text_before_it_is_a_log() -> None:
    text = "What we read before.\n" * 300 + "[14:00:00] <ada> #startmeeting Hats\n[14:01:00] <ada> #info blue\n"
    found = read_notes(text.encode(), file="pasted.md")
    assert (found.title, [item.text for item in found.items]) == ("Hats", ["blue"])


def test_lines_with_brackets_or_times_are_no_log_unless_a_meeting_begins_in_them() -> None:
    found = read_notes(b"14:00 ada: AGREED: yes\n<b> bold\n14:02 bo: so\n", file="typed.txt")
    assert found.present == ()


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
        b"\n" * 3_000_000,
        b"<a> " * 700_000,
        (b" " * 40 + b"[1" + b" " * 60 + b"\n") * 30_000,
    ],
    ids=[
        "line",
        "angles",
        "html",
        "list",
        "nick",
        "choices",
        "chairs",
        "undo",
        "bullet",
        "bullets",
        "bytes",
        "empty",
        "pasted",
        "blanks",
    ],
)
def test_megabytes_of_anything_are_read_in_seconds_from_bytes(data: bytes) -> None:
    begun = process_time()
    read_notes(data, file="x.txt")
    assert process_time() - begun < 8
