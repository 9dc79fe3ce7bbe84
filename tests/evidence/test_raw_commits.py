"""Raw commits are taken apart from a stream of bytes, whoever ran git."""

import io
from weakref import WeakSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.evidence import commit_rows, raw_commits
from muster.evidence.raw_commits import Person, Signatures, commits_from_batch
from muster.evidence.torn import TornStream

SHA = "0123456789" * 4
PLAIN = b"tree %s\nauthor Ada <ada@alpha.example> 1 +0000\ncommitter Bo <bo@beta.example> 2 +0000\n" % (b"1" * 40)


def batch(*commits: bytes) -> io.BytesIO:
    return io.BytesIO(b"".join(b"%s commit %d\n%s\n" % (SHA.encode(), len(each), each) for each in commits))


def test_a_plain_commit_gives_its_two_lines_and_its_message() -> None:
    assert list(commits_from_batch(batch(PLAIN + b"\nWork\n\nmore\n"))) == [
        (
            SHA,
            b"author Ada <ada@alpha.example> 1 +0000",
            b"committer Bo <bo@beta.example> 2 +0000",
            None,
            b"Work\n\nmore\n",
        )
    ]


def test_headers_after_the_committer_are_passed_over_and_the_encoding_is_told() -> None:
    headers = b"encoding ISO-8859-1\ngpgsig -----BEGIN\n author Eve <eve@evil.example> 0 +0000\n -----END\nHG:x y\n"
    (commit,) = commits_from_batch(batch(PLAIN + headers + b"\nWork\n"))
    assert commit[1:] == (*PLAIN.split(b"\n")[1:3], "ISO-8859-1", b"Work\n")


@pytest.mark.parametrize(
    ("headers", "lines"),
    [
        (b"", (b"", b"")),
        (b"tree 1\n", (b"", b"")),
        (b"author A\ncommitter C\n", (b"author A", b"committer C")),
        (b"tree 1\nauthor A\nauthor B\ncommitter C\n", (b"author A", b"committer C")),
        (b"tree 1\ncommitter C\nauthor A\n", (b"author A", b"committer C")),
    ],
)
def test_headers_that_lack_or_double_a_line_give_the_first_of_each(headers: bytes, lines: tuple[bytes, bytes]) -> None:
    (commit,) = commits_from_batch(batch(headers + b"\nWork"))
    assert commit[1:4] == (*lines, None)


@given(st.lists(st.binary(max_size=50) | st.integers(0, 3000).map(bytes), max_size=6), st.integers(1, 2000))
def test_commits_are_the_same_wherever_the_pieces_of_the_stream_end(messages: list[bytes], piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raw_commits, "PIECE_BYTES", piece)
        commits = list(commits_from_batch(batch(*(PLAIN + b"\n" + each for each in messages))))
    assert [commit[4] for commit in commits] == messages


@pytest.mark.parametrize(
    "stream",
    [
        b"%s missing\n" % SHA.encode(),
        b"%s commit 500\n%s" % (SHA.encode(), PLAIN),
        b"%s comm" % SHA.encode(),
    ],
)
def test_a_stream_that_is_not_whole_is_torn_and_not_taken_for_short(stream: bytes) -> None:
    with pytest.raises(TornStream):
        list(commits_from_batch(io.BytesIO(batch(PLAIN + b"\nWork").getvalue() + stream)))


ADA = Person("Ada", "ada@alpha.example", readable=True, replaced=False)
NOBODY = Person("", "", readable=False, replaced=False)


@pytest.mark.parametrize(
    ("line", "person", "at", "offset"),
    [
        (b"author Ada <ada@alpha.example> 1475280000 +0200", ADA, 1475280000, 7200),
        (b"author Ada <ADA@Alpha.Example > 1475280000 -0330", ADA, 1475280000, -12600),
        (b"author Ada <ada@alpha.example> 1475280000 +1401", ADA, 1475280000, None),
        (b"author Ada <ada@alpha.example>1475280000 +0000", ADA, 1475280000, 0),
        (b"author Ada <ada@alpha.example> <> 1475280000 +0000", ADA, 1475280000, 0),
        (b"author Ada <ada@alpha.example> 7 1475280000 +0000", ADA, None, None),
        (b"author Ada <ada@alpha.example> -7 +0000", ADA, None, None),
        (b"author Ada <ada@alpha.example> 7", ADA, None, None),
        (b"author Ada <ada@alpha.example>", ADA, None, None),
        (b"author Ada ada@alpha.example 1475280000 +0000", NOBODY, None, None),
        (b"author", NOBODY, None, None),
        (b"", NOBODY, None, None),
    ],
)
def test_a_line_is_read_by_the_rule_of_git(line: bytes, person: Person, at: int | None, offset: int | None) -> None:
    signatures = Signatures()
    assert signatures.read(line) == (person, at, offset)
    assert signatures.read(line) == (person, at, offset)  # and so the second time, from memory


@given(st.binary(max_size=80).map(lambda raw: raw.replace(b"\n", b"")), st.sampled_from([None, "latin-1", "nonsense"]))
def test_no_line_whatever_it_holds_stops_the_reading(line: bytes, encoding: str | None) -> None:
    person, at, _ = Signatures(encoding).read(b"author " + line)
    assert "\0" not in person.name + person.mail
    assert (person.name + person.mail).encode().decode() == person.name + person.mail
    assert at is None or 0 <= at < 253_402_128_000


def test_a_history_with_an_encoding_a_commit_is_read_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: WeakSet[Signatures] = WeakSet()

    class Watched(Signatures):
        def __init__(self, encoding: str | None = None) -> None:
            super().__init__(encoding)
            alive.add(self)

    monkeypatch.setattr(commit_rows, "Signatures", Watched)
    odd = (PLAIN + b"encoding x-%d\n\nWork\n" % number for number in range(500))
    most = 0
    for table, cells in commit_rows.rows_of(commits_from_batch(batch(*odd)), on_default=True):
        most = max(most, len(alive))
        assert (table, cells[8], cells[12]) == ("commits", "ada@alpha.example", "Work")
    assert most < 100
