"""Muster's public ballot file: complete, in an order that tells nothing, believed in nothing before it is checked."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import Poll
from muster.domain.elections.counting import count
from muster.domain.elections.receipts import code_of, receipt
from muster.domain.elections.result import as_data
from muster.domain.elections.rule import METHODS, Method, Rule
from muster.domain.errors import BallotFaults, ElectionFault
from muster.exchange.elections import ballot_file, ballot_file_reading
from muster.exchange.elections.ballot_file import BallotFile, closed
from tests.domain.elections.strategies import polls

ELECTION = "lcoo/election/3"


def code(voter: int) -> str:
    return code_of(receipt(voter.to_bytes(16, "big")), ELECTION)


CHAIR = BallotFile(
    election=ELECTION,
    candidates=("Ada Example", "Cy Example", "Di Example"),
    rule=Rule("schulze", 1, "head of 2017-05-08", 1, {"Ada Example": "Alpha"}, {"Alpha": 1}),
    ballots=((1, 2, 2), (4, 0, 9), (2, 1, 1)),
    codes=(code(1), code(2), code(3)),
    title="Chair, 2017",
    voters=7,
)


def faults(text: str) -> list[str]:
    with pytest.raises(BallotFaults) as refused:
        ballot_file_reading.read(text, "file")
    return [f"{fault.where}: {fault.what}" for fault in refused.value.faults]


@pytest.mark.parametrize("apart", [False, True])
def test_a_file_is_read_as_it_was_written(apart: bool) -> None:
    whole = closed(replace(CHAIR, apart=apart))
    text = ballot_file.write(whole)
    assert ballot_file.recognises(text)
    assert ballot_file_reading.read(text, "file") == whole
    assert ballot_file.write(ballot_file_reading.read(text, "file")) == text


@given(polls(), st.sampled_from(METHODS), st.booleans())
def test_whatever_was_voted_the_file_holds_it_with_its_result(poll: Poll, method: Method, apart: bool) -> None:
    ballots = tuple(ranks for ranks, times in poll.ballots.items() for _ in range(times))
    rule = Rule(method, seed="a seed")
    codes = tuple(map(code, range(len(ballots))))
    file = closed(BallotFile(ELECTION, poll.candidates, rule, ballots, codes, apart, poll.blanks))
    again = ballot_file_reading.read(ballot_file.write(file), "file")
    assert again == file
    assert again.result == json.loads(json.dumps(as_data(count(poll, rule))))


@given(st.permutations(range(3)), st.booleans())
def test_nothing_is_left_of_the_order_in_which_ballots_were_cast(order: list[int], apart: bool) -> None:
    shuffled = replace(
        CHAIR,
        apart=apart,
        ballots=tuple(CHAIR.ballots[at] for at in order),
        codes=tuple(CHAIR.codes[at] for at in order),
    )
    assert ballot_file.write(closed(shuffled)) == ballot_file.write(closed(replace(CHAIR, apart=apart)))


def test_a_voter_finds_their_ballot_by_its_receipt_with_ranks_that_sign_nothing() -> None:
    file = closed(CHAIR)
    assert dict(zip(file.codes, file.ballots, strict=True)) == {
        code(1): (1, 2, 2),
        code(2): (1, 0, 2),
        code(3): (2, 1, 1),
    }


def test_receipts_that_are_kept_apart_say_that_a_ballot_was_counted_and_not_which() -> None:
    data = json.loads(ballot_file.write(closed(replace(CHAIR, apart=True))))
    assert data["receipts"] == sorted(CHAIR.codes)
    assert data["ballots"] == [{"ranks": [1, 0, 2]}, {"ranks": [1, 2, 2]}, {"ranks": [2, 1, 1]}]


@pytest.mark.parametrize("codes", [(code(1), code(1), code(2)), (code(1), code(2))])
def test_a_receipt_that_two_voters_were_given_is_found_before_anything_is_published(codes: tuple[str, ...]) -> None:
    with pytest.raises(ElectionFault, match="not one receipt for each ballot"):
        closed(replace(CHAIR, codes=codes))


def test_the_file_has_a_line_a_ballot_so_that_any_tool_can_look_through_it() -> None:
    lines = ballot_file.write(closed(CHAIR)).splitlines()
    (line,) = [line for line in lines if code(2) in line]
    assert json.loads(line.rstrip(",")) == {"receipt": code(2), "ranks": [1, 0, 2]}


GONE = object()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("format", "muster-ballots-2", "The format is not muster-ballots-1."),
        ("weights", [], '"weights" is no key of this format.'),
        ("rule.weights", [], 'rule."weights" is no key of this format.'),
        ("election", GONE, "election is not text."),
        ("rule", GONE, "rule is not a table."),
        ("rule.method", "borda", "rule.method: There is no method 'borda'."),
        ("rule.seats", 0, "rule.seats: 0 seats cannot be filled."),
        ("rule.seats", True, "rule.seats is not a whole number."),
        ("rule.cap", -1, "rule.cap is not a whole number."),
        ("rule.blanks", "maybe", 'rule.blanks is "maybe".'),
        ("rule.employers", {"Ada Example": 3}, "Something in rule.employers is not text."),
        ("rule.held", {"Alpha": "x"}, "Something in rule.held is not a whole number."),
        ("candidates.0", 3, "Something in candidates is not text."),
        ("candidates.0", "Cy Example", 'Two candidates are called "Cy Example".'),
        ("withdrawn", ["Zoe"], "Somebody withdrew who is no candidate."),
        ("voters", 2, "There are 3 ballots of 2 voters."),
        ("ballots.0.ranks", [1, 2], "Ballot 1 is none."),
        ("ballots.1.ranks", [1, 2, 4], "Ballot 2 is none."),
        ("ballots.1.ranks", [1, -1, 2], "Ballot 2 is none."),
        ("ballots.1.ranks", [1, True, 2], "Ballot 2 is none."),
        ("ballots.1.ranks", [1, 1.5, 2], "Ballot 2 is none."),
        ("ballots.1.ranks", "123", "Ballot 2 is none."),
        ("ballots.1.weight", 9, "Ballot 2 is none."),
        ("ballots.2", 7, "Ballot 3 is none."),
        ("ballots.2.receipt", GONE, "Ballot 3 is none."),
        ("ballots.2.receipt", "0" * 63, "There is not one receipt for each ballot, each another."),
        ("ballots.2.receipt", min(CHAIR.codes), "There is not one receipt for each ballot, each another."),
        ("receipts", [], "Ballot 1 is none."),
        ("result", "won", "result is not a table."),
    ],
)
def test_everything_in_a_file_that_cannot_be_is_named(path: str, value: object, fault: str) -> None:
    data = json.loads(ballot_file.write(closed(CHAIR)))
    *steps, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    part = data
    for step in steps:
        part = part[step]
    if value is GONE:
        del part[last]
    else:
        part[last] = value
    assert faults(json.dumps(data))[0] == f"file: {fault}"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "file:1: This is no JSON: Expecting property name enclosed in double quotes."),
        ("[]", "file: There is no table in the file."),
        ('{"voters": ' + "9" * 5000 + "}", "file: The JSON is nested too deeply, or holds a number too long to read."),
    ],
)
def test_what_is_no_file_of_ballots_at_all_is_told_so(text: str, fault: str) -> None:
    assert faults(text) == [fault]
