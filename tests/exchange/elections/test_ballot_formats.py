"""Ballots in every format: what is written is read again as it was, and each format is told from the others."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import BLANK, Poll, Ranks, dense
from muster.domain.errors import ElectionFault
from muster.exchange.elections import formats
from muster.exchange.elections.formats import FORMATS
from muster.exchange.elections.reading import text_of
from tests.domain.elections.strategies import polls

NAMES = (
    st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" ", exclude_characters='"]'), max_size=9)
    .map(str.strip)
    .filter(bool)
)
CHAIR = Poll(
    ("Ada Example", "Bo", "Cy O’Neill, III"),
    {(1, 2, 3): 4, (2, 1, 0): 1, (2, 1, 1): 2, (0, 0, 0): 3},
    "last",
    "Chair of Lcoo, 2017",
)

CSV = """\
Ada Example,Bo,"Cy O’Neill, III"
,,
,,
,,
1,2,3
1,2,3
1,2,3
1,2,3
2,1,
2,1,1
2,1,1
"""
BLT = """\
3 1
3 0
4 1 2 3 0
1 2 1 0
2 2=3 1 0
0
"Ada Example"
"Bo"
"Cy O’Neill, III"
"Chair of Lcoo, 2017"
"""
PREFLIB = """\
# FILE NAME:
# TITLE: Chair of Lcoo, 2017
# DESCRIPTION:
# DATA TYPE: toi
# MODIFICATION TYPE: original
# RELATES TO:
# RELATED FILES:
# PUBLICATION DATE:
# MODIFICATION DATE:
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 10
# NUMBER UNIQUE ORDERS: 4
# ALTERNATIVE NAME 1: Ada Example
# ALTERNATIVE NAME 2: Bo
# ALTERNATIVE NAME 3: Cy O’Neill, III
4: 1,2,3
3:
2: {2,3},1
1: 2,1
"""
ABIF = """\
{"title": "Chair of Lcoo, 2017"}
=c1:[Ada Example]
=c2:[Bo]
=c3:[Cy O’Neill, III]
4:c1>c2>c3
3:
2:c2=c3>c1
1:c2>c1
"""
WRITTEN = {"csv": CSV, "blt": BLT, "preflib": PREFLIB, "abif": ABIF}


def alike(poll: Poll) -> Poll:
    """Give a poll without what formats may lose: numbers of ranks, seats, and what blanks mean where there are none."""
    ballots: Counter[Ranks] = Counter()
    for ranks, times in poll.ballots.items():
        ballots[dense(ranks)] += times
    has_blanks = any(BLANK in ranks for ranks in ballots)
    return replace(poll, ballots=dict(ballots), seats=None, blanks=poll.blanks if has_blanks else "last")


@pytest.mark.parametrize("name", FORMATS)
def test_a_poll_is_written_as_the_format_has_it(name: str) -> None:
    assert FORMATS[name].write(CHAIR) == WRITTEN[name]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_read_in_the_format_that_it_is_in(name: str) -> None:
    title = "" if name == "csv" else CHAIR.title
    for text in (WRITTEN[name], WRITTEN[name].replace("\n", "\r\n"), WRITTEN[name] + "\n\n"):
        assert alike(formats.read(text, "file")) == replace(CHAIR, title=title)


@pytest.mark.parametrize("name", FORMATS)
@given(poll=polls(blanks="last"), data=st.data())
def test_what_a_format_writes_it_reads_again(name: str, poll: Poll, data: st.DataObject) -> None:
    size = len(poll.candidates)
    labels = data.draw(st.lists(NAMES, min_size=size, max_size=size, unique=True))
    titled = replace(poll, candidates=tuple(labels), title="" if name == "csv" else data.draw(NAMES))
    written = FORMATS[name].write(titled)
    assert alike(formats.read(written, "file", name)) == alike(titled)


@given(polls())
def test_csv_keeps_ranks_as_they_are_and_no_opinion_apart_from_last(poll: Poll) -> None:
    again = formats.read(FORMATS["csv"].write(poll), "file", "csv")
    assert again.ballots == poll.ballots
    assert again.blanks == poll.blanks or not any(BLANK in ranks for ranks in poll.ballots)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_no_opinion_is_never_written_as_last_place(name: str) -> None:
    silent = Poll(("Ada", "Bo"), {(1, 0): 1}, "no-opinion")
    with pytest.raises(ElectionFault, match="cannot say that a ballot has no opinion on somebody"):
        FORMATS[name].write(silent)
    assert FORMATS[name].write(replace(silent, ballots={(1, 2): 1}))


@pytest.mark.parametrize("name", FORMATS)
def test_that_somebody_withdrew_is_written_or_the_poll_is_refused(name: str) -> None:
    withdrawn = replace(CHAIR, withdrawn=frozenset({"Bo"}), seats=2)
    if name != "blt":
        with pytest.raises(ElectionFault, match="cannot say that a candidate withdrew"):
            FORMATS[name].write(withdrawn)
    else:
        assert FORMATS[name].write(withdrawn).splitlines()[:2] == ["3 2", "-2"]
        assert formats.read(FORMATS[name].write(withdrawn), "file") == withdrawn


@pytest.mark.parametrize(("name", "label"), [("blt", 'Bo "the" Example'), ("abif", "Bo [2]")])
def test_a_name_that_a_format_cannot_hold_is_refused(name: str, label: str) -> None:
    with pytest.raises(ElectionFault, match="cannot hold a name with"):
        FORMATS[name].write(Poll((label,), {(1,): 1}, "last"))


def test_a_csv_of_more_lines_than_anybody_reads_is_not_written() -> None:
    with pytest.raises(ElectionFault, match="There are 900000000 ballots"):
        FORMATS["csv"].write(Poll(("Ada",), {(1,): 900_000_000}))


@pytest.mark.parametrize(
    ("text", "ballots"),
    [
        ("Ada;Bo\n1;2\n", {(1, 2): 1}),
        ("Ada\tBo\n1\tno opinion\n", {(1, 0): 1}),
        (" Ada , Bo \n 7 ,No Opinion\n", {(7, 0): 1}),
    ],
)
def test_csv_may_be_parted_otherwise_and_have_spaces(text: str, ballots: dict[Ranks, int]) -> None:
    assert formats.read(text, "file") == Poll(("Ada", "Bo"), ballots)


def test_blt_may_break_its_lines_anywhere_and_has_comments_and_skipped_preferences() -> None:
    text = '# a poll\n3 2 -2 4 1 - 3\n0 # four of these\n2 3=1 0 0 Ada "Bo B" Cy\n"A title"\n'
    assert formats.read(text, "file") == Poll(
        ("Ada", "Bo B", "Cy"), {(1, 0, 3): 4, (1, 0, 1): 2}, "last", "A title", 2, frozenset({"Bo B"})
    )


def test_what_a_program_wrote_behind_the_title_of_a_blt_is_no_part_of_the_poll() -> None:
    text = '2 1\n1 1 2 0\n0\n"Ada"\n"Bo"\n"A title"\n"A source"\nQuota  84.88 "\n'
    assert formats.read(text, "file") == Poll(("Ada", "Bo"), {(1, 2): 1}, "last", "A title", 1)


def test_categories_are_ranks_and_the_best_comes_first() -> None:
    text = (
        "# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 4\n# NUMBER CATEGORIES: 3\n"
        "# CATEGORY NAME 1: Yes\n# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cy\n"
        "3: {1, 3}, {}, 2\n1: {}, 1, {2}\n"
    )
    assert formats.read(text, "file") == Poll(("Ada", "Bo", "Cy"), {(1, 3, 1): 3, (2, 3, 0): 1}, "last")


@pytest.mark.parametrize(
    ("line", "ranks"),
    [
        ("5:Ada>Bo=Cy", (1, 2, 2)),
        ("5 : [Ada] > Cy # a comment", (1, 0, 2)),
        ('5*"Bo">Ada', (2, 1, 0)),
        ("5:Ada/5>Bo/5>Cy/0", (1, 2, 3)),
        ("5:Ada/1,Bo/05,Cy/5", (2, 1, 1)),
        ("5:Ada/2.5,Bo/3,Cy", (2, 1, 0)),
        ("5:", (0, 0, 0)),
        ("  5:Cy", (0, 0, 1)),
    ],
)
def test_abif_has_ranks_or_else_scores(line: str, ranks: Ranks) -> None:
    text = f"=Ada:\n=Bo:[Bo] # a comment\n=Cy:Cy\n{line}\n"
    assert formats.read(text, "file") == Poll(("Ada", "Bo", "Cy"), {ranks: 5}, "last")


def test_abif_takes_candidates_as_they_come_and_titles_in_any_quotes() -> None:
    text = "# a comment\n{version: \"0.1\"}\n{title: 'The capital'}\n42:[A,X]>Nash\n0:Nash\n26:Nash>Chat\n"
    assert formats.read(text, "file") == Poll(
        ("A,X", "Nash", "Chat"), {(1, 2, 0): 42, (0, 1, 2): 26}, "last", "The capital"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_be_in_any_of_the_usual_encodings(encoding: str) -> None:
    assert text_of(BLT.encode(encoding), "file") == BLT


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ElectionFault, match=r"There is no format 'xls'\. Name one of preflib, blt, abif, csv"):
        formats.read(CSV, "file", "xls")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"Doe; Ada,Roe; Bo; III\n1,2\n", id="semicolons in names, commas between cells"),
        pytest.param(b'"Doe; Ada";"Roe; Bo; III"\n1;2\n', id="semicolons in quoted names, and between cells"),
        pytest.param(b"Doe; Ada\tRoe; Bo; III\n1\t2\n", id="semicolons in names, tabs between cells"),
        pytest.param(b"\xef\xbb\xbfDoe; Ada,Roe; Bo; III\r1,2\r", id="a mark, and lines that end as they did once"),
        pytest.param(b"Doe; Ada,Roe; Bo; III\n1.0,2.00\n \n\n", id="ranks and empty lines as spreadsheets write them"),
    ],
)
def test_a_table_is_read_however_it_was_saved(data: bytes) -> None:
    assert formats.read(text_of(data, "file"), "file") == Poll(("Doe; Ada", "Roe; Bo; III"), {(1, 2): 1})
