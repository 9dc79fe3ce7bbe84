"""Files of ballots that are wrong: every line is named with what is wrong and how to mend it, and none hangs."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import Poll
from muster.domain.errors import BallotFault, BallotFaults
from muster.exchange.elections import ballot_file_reading, employers, formats
from muster.exchange.elections.formats import FORMATS
from muster.exchange.elections.reading import text_of

HEAD = "# DATA TYPE: {}\n# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Bo\n"
NAMES = '"Ada"\n"Bo"\n'


def faults(text: str, name: str | None) -> list[str]:
    with pytest.raises(BallotFaults) as refused:
        formats.read(text, "file", name)
    assert all(type(fault) is BallotFault for fault in refused.value.faults)
    return [f"{fault.where} {fault.what}" for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ["file There are no candidates."], id="nothing"),
        pytest.param("2,1\n1,2\n", ["file:1 The first line is a ballot."], id="no names at all"),
        pytest.param("Ada,,Bo\n1,2,3\n", ["file:1 A candidate has no name."], id="a candidate without a name"),
        pytest.param("Ada,Ada\n1,2\n", ['file:1 Two candidates are called "Ada".'], id="one name for two"),
        pytest.param(
            "Ada,B\u202eo\n1,2\n",
            ['file:1 The name "B\\u202eo" is too long, or has hidden characters in it.'],
            id="a name that turns the line round",
        ),
        pytest.param(
            "Ada,Bo\n1,2\n1\n1,2,3\n",
            [
                "file:3 The line has 1 cells, and there are 2 candidates.",
                "file:4 The line has 3 cells, and there are 2 candidates.",
            ],
            id="too few and too many cells",
        ),
        pytest.param(
            "Ada,Bo\n1,first\n0,2\n1.5,-1\n1,2\n",
            [
                'file:2 "first" is no rank.',
                'file:3 "0" is no rank.',
                'file:4 "1.5" is no rank.',
                'file:4 "-1" is no rank.',
            ],
            id="cells that are no ranks",
        ),
        pytest.param(
            "Ada,Bo\n1,2\n\n2,1\n", ["file:3 The line has 0 cells, and there are 2 candidates."], id="an empty line"
        ),
        pytest.param(
            "Ada,Bo\n1,\nNo opinion,1\n",
            ["file:3 Some cells say No opinion and others are empty, first here."],
            id="two kinds of blanks",
        ),
        pytest.param(
            "Chair 2017\nAda,Bo\n1,2\n2,1\n",
            ["file:1 The first line has 1 cells, and each of the others has 2."],
            id="a title before the names",
        ),
        pytest.param(
            "When,Ada,Bo,Who\n9:00,1,2,me\n9:01,2,1st,you\n",
            [
                'file:1 No line has a rank for "When".',
                'file:1 No line has a rank for "Who".',
                'file:3 "1st" is no rank.',
            ],
            id="columns of something else",
        ),
        pytest.param(
            'Ada,Bo\n1,"2\n1,2\n',
            ["file:3 The line cannot be taken apart: unexpected end of data."],
            id="quotes that do not close",
        ),
        pytest.param(
            "Ada,Bo\n1,99999999999999999999\n", ['file:2 "99999999999999999999" is no rank.'], id="huge ranks"
        ),
        pytest.param("Ada,Bo\n1,٣\n", ['file:2 "٣" is no rank.'], id="digits of another script"),
        pytest.param(
            f"{'x' * 201},Bo\n1,2\n",
            [f'file:1 The name "{"x" * 40}…" is too long, or has hidden characters in it.'],
            id="a long name",
        ),
        pytest.param(
            ",".join(f"c{number}" for number in range(501)) + "\n", ["file The file has 501 candidates."], id="a crowd"
        ),
    ],
)
def test_every_line_of_a_csv_that_is_no_ballot_is_named(text: str, expected: list[str]) -> None:
    assert faults(text, "csv") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ["file:1 The file does not begin with candidates and seats that can be."], id="nothing"),
        pytest.param(
            "999999999 1\n0\n", ["file:1 The file does not begin with candidates and seats that can be."], id="a crowd"
        ),
        pytest.param(
            f"2 0\n0\n{NAMES}", ["file:1 The file does not begin with candidates and seats that can be."], id="no seats"
        ),
        pytest.param(
            f"2 1\n1 1 3 0\n1 2 2 0\n1 x 0\n1.5 1 0\n(7) 1 1 0\n1 1=1 0\n0\n{NAMES}",
            [
                'file:2 "3" is no candidate.',
                "file:3 Candidate 2 is there twice.",
                'file:4 "x" is no candidate.',
                'file:5 "1.5" is no number of ballots.',
                "file:6 The ballot has an id, and a ballot that is counted is nobody's.",
                "file:7 Candidate 1 is there twice.",
            ],
            id="ballots that are none",
        ),
        pytest.param("2 1\n1 1 2 0\n", ["file:3 The ballots have no end."], id="a file that was cut"),
        pytest.param(
            f"2 1\n-3\n1 1 0\n0\n{NAMES}", ["file:3 Somebody withdrew who is no candidate."], id="who withdrew"
        ),
        pytest.param(
            '2 1\n1 1 0\n0\n"Ada"\n',
            ["file:5 After the ballots stand 1 names, and there are 2 candidates."],
            id="names",
        ),
        pytest.param('2 1\n0\n"Ada"\n"Ada"\n', ['file:4 Two candidates are called "Ada".'], id="one name for two"),
        pytest.param(
            '2 1\n0\n"Ada"\n"Bo\n',
            ['file:4 ""Bo" is no name.', "file:5 After the ballots stand 1 names, and there are 2 candidates."],
            id="quotes",
        ),
    ],
)
def test_every_line_of_a_blt_that_is_wrong_is_named(text: str, expected: list[str]) -> None:
    assert faults(text, "blt") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1: 1,2\n",
            [
                "file:1 The data are of no known type.",
                "file:1 The head does not say how many alternatives there are, or there are too many.",
            ],
            id="no head",
        ),
        pytest.param(
            HEAD.format("soc") + "1: 1\n1: {1,2}\n1: 1,3\n1: 1,1\n1: 1,2,\n1: a\nsix: 1\n0: 1,2\n",
            [
                'file:11 "six: 1" is no preference.',
                'file:12 "0: 1,2" is no preference.',
                "file:5 A soc file has every alternative in every order.",
                "file:6 A soc file has no ties.",
                "file:7 Alternative 3 does not exist, or is there twice.",
                "file:8 Alternative 1 does not exist, or is there twice.",
                'file:9 "" is no list of alternatives.',
                'file:10 " a" is no list of alternatives.',
            ],
            id="orders that are none",
        ),
        pytest.param(
            "# NUMBER VOTERS: 3\n# NUMBER UNIQUE ORDERS: 2\n" + HEAD.format("soi") + "2: 1\n",
            [
                "file:1 The head says NUMBER VOTERS: 3, and there are 2.",
                "file:2 The head says NUMBER UNIQUE ORDERS: 2, and there are 1.",
            ],
            id="a file that was cut",
        ),
        pytest.param(
            HEAD.format("wmd").replace("Bo", "Ada"),
            ["file:1 The data are of no known type.", 'file:4 Two candidates are called "Ada".'],
            id="another type",
        ),
        pytest.param(
            "# NUMBER VOTERS: many\n" + HEAD.format("soi"),
            ['file:1 NUMBER VOTERS is "many", which is no number.'],
            id="a head of words",
        ),
    ],
)
def test_every_line_of_a_preflib_file_that_is_wrong_is_named(text: str, expected: list[str]) -> None:
    assert faults(text, "preflib") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# nothing\n", ["file There are no candidates."], id="nothing"),
        pytest.param(
            "1:A>>B\n1:A>\n1:A>A\n1:A,B>C\nA>B\n1:A>[B\n1:A/x\n",
            [
                'file:1 ">B" is no candidate.',
                'file:2 "" is no candidate.',
                'file:3 "A" is there twice.',
                "file:4 Some candidates are parted by commas and others by ranks.",
                'file:5 "A>B" is no line of this format.',
                'file:6 "[B" is no candidate.',
                'file:7 "A/x" is no candidate.',
            ],
            id="ballots that are none",
        ),
        pytest.param("=A:[Ada]\n=A:[Bo]\n", ['file:2 "A" was there before.'], id="one word for two"),
        pytest.param("=A:[Ada]\n=B:[Ada]\n", ['file:2 Two candidates are called "Ada".'], id="one name for two"),
    ],
)
def test_every_line_of_an_abif_that_is_wrong_is_named(text: str, expected: list[str]) -> None:
    assert faults(text, "abif") == expected


@pytest.mark.parametrize("text", ["", "Dear sir", "%PDF-1.7", '{"ballots": 3}\n[1]', "Ada,Bo\nDi,Cy\n", "\x00\x01"])
def test_what_is_of_no_known_format_is_told_so(text: str) -> None:
    assert faults(text, None)[0].startswith(("file These are ballots of no known format", "file:"))


def test_a_file_that_is_wrong_from_end_to_end_is_told_so_a_hundred_times() -> None:
    with pytest.raises(BallotFaults) as refused:
        formats.read("Ada,Bo\n1,2\n" + "x,1\n" * 1000, "file", "csv")
    assert (len(refused.value.faults), refused.value.more) == (100, 900)
    assert str(refused.value) == "file: The file has 1000 faults. Mend each of them and count again."


def test_text_in_no_known_encoding_is_named_by_its_line() -> None:
    with pytest.raises(BallotFaults) as refused:
        text_of(b"Ada,Bo\n1,2\n1,\xff\n", "file")
    assert str(refused.value.faults[0]) == "file:3: The text is not in UTF-8. Save the file in UTF-8."


HOSTILE = {
    "one endless line": "1:" + "A>" * 300_000,
    "an endless ballot": "2 1\n" + "1 2 1 2\n" * 200_000,
    "spaces without end": "{" + " " * 1_000_000 + "x",
    "quotes without end": "2 1\n0\n" + '"' * 500_001,
    "commas without end": "," * 500_000 + "\n" + "," * 500_000,
    "braces without end": HEAD.format("toi") + "1: " + "{" * 500_000 + "\n",
    "a colon after spaces": "=" + " " * 500_000 + ":",
    "numbers without end": "9" * 500_000 + " " + "9" * 500_000,
    "a nest": "[" * 200_000,
    "a nest of tables": '{"format":"muster-ballots-1","rule":' + '{"a":' * 200_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_no_time(what: str) -> None:
    began = process_time()
    for name in (None, *FORMATS):
        with pytest.raises(BallotFaults):
            formats.read(HOSTILE[what], "file", name)
    with pytest.raises(BallotFaults):
        ballot_file_reading.read(HOSTILE[what], "file")
    assert process_time() - began < 20


@given(st.text(st.sampled_from('0123=,:>-#"[]{}\nA ')), st.sampled_from([None, *FORMATS]))
def test_any_text_at_all_is_a_poll_or_a_list_of_faults(text: str, name: str | None) -> None:
    try:
        assert isinstance(formats.read(text, "file", name), Poll)
    except BallotFaults as refused:
        assert refused.faults  # noqa: PT017 - either way is right


def test_employers_are_a_line_each_with_or_without_a_heading() -> None:
    expected = {"Ada": "Alpha", "Cy, III": "Beta"}
    for text in ('Ada,Alpha\n"Cy, III",Beta\n', 'Candidate,Employer\nAda, Alpha\n\n"Cy, III",Beta\n'):
        assert employers.read(text, "file") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada\n", "file:1 The line is not a candidate and an employer."),
        ("Ada,Alpha,Beta\n", "file:1 The line is not a candidate and an employer."),
        ("Ada,Alpha\nAda,Beta\n", 'file:2 "Ada" was there before.'),
        ('Ada,"Alpha\n', "file:1 The line cannot be taken apart: unexpected end of data."),
    ],
)
def test_every_line_of_employers_that_is_wrong_is_named(text: str, expected: str) -> None:
    with pytest.raises(BallotFaults) as refused:
        employers.read(text, "file")
    assert [f"{fault.where} {fault.what}" for fault in refused.value.faults] == [expected]
