"""Every trap that upstream histories are known to hold, in a history written for it."""

from datetime import date
from pathlib import Path

import pytest

from tests.evidence.upstream import ADA, BO, CY, NOON, Upstream, evidence_of, moment, row_of, rows_of


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    return Upstream(tmp_path / "upstream.git", "--bare")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def shas(evidence_rows: list[dict[str, object]]) -> set[object]:
    return {row["sha"] for row in evidence_rows}


def test_a_plain_commit_becomes_a_row_with_every_column(upstream: Upstream, home: Path) -> None:
    message = (
        b"Do work\n\nCloses-Bug: #1234567\nCo-Authored-By: Cy <CY@gamma.example>\nChange-Id: I" + b"A" * 40 + b"\n"
    )
    author = b"Ada Alpha < Ada@Alpha.example > %d -0800" % moment("2016-10-26 03:00")
    sha = upstream.branch(
        upstream.commit(message, author=author, committer=BO + b" %d +0530" % moment("2016-10-26 20:00"))
    )
    evidence = evidence_of(upstream, home)
    assert rows_of(evidence) == [
        {
            "repository": "upstream",
            "sha": sha,
            "committed_at": moment("2016-10-26 20:00"),
            "authored_at": moment("2016-10-26 03:00"),
            "committed_day": date(2016, 10, 26),
            "authored_day": date(2016, 10, 26),
            "committed_local_day": date(2016, 10, 27),
            "authored_local_day": date(2016, 10, 25),
            "author_name": "Ada Alpha",
            "author_mail": "ada@alpha.example",
            "committer_name": "Bo Beta",
            "committer_mail": "bo@beta.example",
            "change_id": "i" + "a" * 40,
            "subject": "Do work",
            "on_default": True,
            "reachable": True,
            "aside": None,
            "remark": None,
        }
    ]
    assert rows_of(evidence, "goals") == [{"repository": "upstream", "sha": sha, "kind": "bug", "key": "1234567"}]
    co_author = {"repository": "upstream", "sha": sha, "name": "Cy", "mail": "cy@gamma.example"}
    assert rows_of(evidence, "co_authors") == [co_author]
    assert (evidence.status, evidence.fault, evidence.remarks, evidence.commits) == ("read", None, (), 1)


def test_only_branches_are_walked_and_merges_are_counted_apart(upstream: Upstream, home: Path) -> None:
    base, work = upstream.line_of(b"base", b"work")
    side = upstream.commit(b"side", parents=[base], at=NOON + 5)
    upstream.branch(upstream.commit(b"merge", parents=[work, side], at=NOON + 300))
    stable = upstream.branch(
        upstream.commit(b"backport", parents=[base], at=NOON + 9), "refs/remotes/origin/stable/1.0"
    )
    for ref in ("tags/v1", "pull/1/head", "changes/01/1/1", "notes/review", "stash", "keep-around/x"):
        upstream.branch(upstream.commit(ref.encode(), parents=[base]), f"refs/{ref}")
    evidence = evidence_of(upstream, home)
    assert shas(rows_of(evidence)) == {base, work, side, stable}
    assert evidence.merges == 1
    assert {row["sha"]: row["on_default"] for row in rows_of(evidence)} == {
        base: True,
        work: True,
        side: True,
        stable: False,
    }


def test_a_mailmap_at_head_changes_nobody(upstream: Upstream, home: Path) -> None:
    mapped = upstream.tree_of(__mailmap="Di Delta <di@delta.example> <ada@alpha.example>\n")
    sha = upstream.branch(upstream.commit(tree=mapped))
    row = row_of(evidence_of(upstream, home), sha)
    assert (row["author_name"], row["author_mail"]) == ("Ada Alpha", "ada@alpha.example")


@pytest.mark.parametrize(
    ("author", "name", "mail", "aside"),
    [
        (b"Ada Alpha ada@alpha.example %d +0000", "", "", "author unreadable"),
        (b"Ada Alpha <ada@alpha.example %d +0000", "", "", "author unreadable"),
        (b"", "", "", "author unreadable"),
        (b"Ada Alpha <> %d +0000", "Ada Alpha", "", "author without address"),
        (b"Ada <work> Alpha <ada@alpha.example> %d +0000", "Ada", "work", None),
        (b"<ada@alpha.example> %d +0000", "", "ada@alpha.example", None),
        (
            b"Ada\x1b[31m \xe2\x80\xae\x07 <ada@alpha.example> %d +0000",
            "Ada\x1b[31m \u202e\x07",
            "ada@alpha.example",
            None,
        ),
    ],
)
def test_an_author_line_is_read_as_git_reads_it_and_counted_aside_if_it_names_nobody(
    upstream: Upstream, home: Path, author: bytes, name: str, mail: str, aside: str | None
) -> None:
    sha = upstream.branch(upstream.commit(author=author.replace(b"%d", b"%d" % NOON)))
    evidence = evidence_of(upstream, home)
    row = row_of(evidence, sha)
    assert (row["author_name"], row["author_mail"], row["aside"]) == (name, mail, aside)
    assert row["committed_day"] == date(2016, 10, 26)
    assert [(odd.reason, odd.commits, odd.examples) for odd in evidence.aside] == (
        [(aside, 1, (sha,))] if aside else []
    )


@pytest.mark.parametrize(
    "date_of_commit",
    [
        b"-1 +0000",
        b"1475280000",
        b"1475280000 --700",
        b"1475280000 UTC",
        b"99999999999999 +0000",  # the year 3,170,843
        b"18446744073709551617 +0000",  # 2^64 + 1
        b"253402300800 +0000",  # the year 10000
        b"1_000 +0000",
        b"soon +0000",
        b"",
    ],
)
def test_a_date_that_is_none_is_undatable_and_neither_1970_nor_counted(
    upstream: Upstream, home: Path, date_of_commit: bytes
) -> None:
    sha = upstream.commit(committer=BO + b" " + date_of_commit)
    dated = upstream.branch(upstream.commit(b"after", parents=[sha]))
    evidence = evidence_of(upstream, home)
    row = row_of(evidence, sha)
    assert (row["committed_at"], row["committed_day"], row["committed_local_day"]) == (None, None, None)
    assert row["authored_day"] == date(2016, 10, 26)
    assert (row["aside"], row["remark"]) == ("undatable", "time unreadable")
    assert [odd.reason for odd in evidence.aside] == ["undatable"]
    assert [row["sha"] for row in rows_of(evidence)] == [sha, dated]
    assert (evidence.first_day, evidence.last_day) == (date(2016, 10, 26), date(2016, 10, 26))


@pytest.mark.parametrize(
    ("written", "day", "local_day", "remark"),
    [
        (b"0 +0000", date(1970, 1, 1), date(1970, 1, 1), "clock before git existed"),
        (b"0 -1200", date(1970, 1, 1), date(1969, 12, 31), "clock before git existed"),
        (b"2147483648 +0000", date(2038, 1, 19), date(2038, 1, 19), None),
        (b"253402127999 +1400", date(9999, 12, 29), date(9999, 12, 30), None),
        (b"1477483200 +051800", date(2016, 10, 26), date(2016, 10, 26), "zone unreadable, taken as UTC"),
        (b"1477483200 -5", date(2016, 10, 26), date(2016, 10, 26), None),
        (b"1477483200 +0000 and more", date(2016, 10, 26), date(2016, 10, 26), None),
    ],
)
def test_an_odd_date_that_git_can_read_is_counted_as_written_and_remarked(
    upstream: Upstream, home: Path, written: bytes, day: date, local_day: date, remark: str | None
) -> None:
    sha = upstream.branch(upstream.commit(author=ADA + b" " + written, committer=BO + b" " + written))
    row = row_of(evidence_of(upstream, home), sha)
    assert (row["committed_day"], row["committed_local_day"], row["aside"], row["remark"]) == (
        day,
        local_day,
        None,
        remark,
    )


def test_commits_of_a_clock_ahead_of_the_reader_are_told_of_and_not_moved(upstream: Upstream, home: Path) -> None:
    sha = upstream.branch(upstream.commit(at=moment("2190-01-01 00:00")))
    evidence = evidence_of(upstream, home)
    assert row_of(evidence, sha)["committed_day"] == date(2190, 1, 1)
    assert (evidence.ahead, evidence.remarks) == (1, ())


def test_latin_1_without_a_word_of_it_is_decoded_with_replacement_and_remarked(upstream: Upstream, home: Path) -> None:
    sha = upstream.branch(upstream.commit(b"Caf\xe9\n", author=b"Andr\xe9 <andre@alpha.example> %d +0000" % NOON))
    row = row_of(evidence_of(upstream, home), sha)
    assert (row["author_name"], row["subject"], row["remark"]) == (
        "Andr\ufffd",
        "Caf\ufffd",
        "decoded with replacement",
    )


def test_an_encoding_that_the_commit_names_is_used_for_names_and_message(upstream: Upstream, home: Path) -> None:
    author = b"Andr\xe9 <andre@alpha.example> %d +0000" % NOON
    signed = b"encoding ISO-8859-1\ngpgsig -----BEGIN-----\n \n author Eve <eve@evil.example> 0 +0000\n -----END-----\n"
    sha = upstream.branch(upstream.commit(b"Caf\xe9\n", author=author, headers=signed))
    row = row_of(evidence_of(upstream, home), sha)
    assert (row["author_name"], row["subject"], row["remark"]) == ("André", "Café", None)


def test_an_encoding_that_nobody_knows_is_remarked_and_stops_nothing(upstream: Upstream, home: Path) -> None:
    sha = upstream.branch(upstream.commit(b"Work\n", headers=b"encoding klingon\n"))
    row = row_of(evidence_of(upstream, home), sha)
    assert (row["author_name"], row["subject"], row["remark"]) == ("Ada Alpha", "Work", "unknown encoding")


def test_trailers_after_a_nul_in_the_message_are_seen(upstream: Upstream, home: Path) -> None:
    sha = upstream.branch(upstream.commit(b"Work\n\nodd \0 byte\n\nChange-Id: I" + b"b" * 40 + b"\n"))
    row = row_of(evidence_of(upstream, home), sha)
    assert (row["change_id"], row["subject"], row["remark"]) == ("i" + "b" * 40, "Work", "NUL in message")


def test_separators_quotes_and_line_ends_in_a_message_break_no_row(upstream: Upstream, home: Path) -> None:
    subject = "a\x1fb\x1e \"c\", 'd'\t\\n \u202e"
    first = upstream.commit(subject.encode() + b"\r\n\r\nChange-Id: I" + b"c" * 40 + b"\r\n")
    second = upstream.branch(upstream.commit(b"next\n", parents=[first], at=NOON + 1))
    rows = rows_of(evidence_of(upstream, home))
    assert [(row["sha"], row["subject"], row["change_id"]) for row in rows] == [
        (first, subject, "i" + "c" * 40),
        (second, "next", None),
    ]


def test_a_message_of_five_megabytes_is_one_commit_among_others(upstream: Upstream, home: Path) -> None:
    first = upstream.commit(b"before")
    huge = upstream.commit(b"huge\n\n" + b"x" * 5_000_000 + b"\n\nChange-Id: I" + b"d" * 40 + b"\n", parents=[first])
    upstream.branch(upstream.commit(b"after", parents=[huge]))
    evidence = evidence_of(upstream, home)
    assert (row_of(evidence, huge)["change_id"], evidence.commits) == ("i" + "d" * 40, 3)


def test_a_commit_without_any_message_or_with_two_authors_is_read_as_git_reads_it(
    upstream: Upstream, home: Path
) -> None:
    tree = b"tree " + upstream.tree.encode()
    line = b" %d +0000\n" % NOON
    mute = upstream.raw_commit(tree + b"\nauthor " + ADA + line + b"committer " + BO + line)
    parent = b"\nparent " + mute.encode()
    two = upstream.raw_commit(
        tree + parent + b"\nauthor " + ADA + line + b"author " + CY + line + b"committer " + BO + line + b"\nTwo\n"
    )
    upstream.branch(two)
    evidence = evidence_of(upstream, home)
    assert (row_of(evidence, mute)["subject"], row_of(evidence, two)["author_name"]) == ("", "Ada Alpha")
