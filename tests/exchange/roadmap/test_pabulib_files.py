"""Pabulib files: what can be read, every fault at once, and rounds written so that they count again as they were."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.errors import BallotFaults
from muster.domain.roadmap.priorities.ballots import POINTS, Kind, Said, weights_of
from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.question import COMPLETIONS, Completion, Question, Rule
from muster.exchange.roadmap.pabulib import SECTIONS, read
from muster.exchange.roadmap.pabulib_writing import RoundFile, write

FILE = """META
key;value
description;Two bins
budget;12,50
vote_type;approval
num_projects;2
num_votes;3
PROJECTS
project_id;cost;name;selected
1;7.25;"Bins; ""large"" ones";1
b;3;Say "cheese" and smile
VOTES
voter_id;age;vote
8;30;1,b
9;;
10;51;b
"""


TWICE = "The vote names a project twice."


def test_a_file_is_read_whole() -> None:
    found = read(FILE.replace("\n", "\r\n"), "city.pb")
    assert found.title == "Two bins"
    assert found.titles == {"1": 'Bins; "large" ones', "b": 'Say "cheese" and smile'}
    assert found.question == Question(
        {"1": Fraction(29, 4), "b": Fraction(3)},
        {"8": {"1": Fraction(1), "b": Fraction(1)}, "9": {}, "10": {"b": Fraction(1)}},
        Fraction(25, 2),
    )
    assert (found.rule, found.selected) == (None, None)


def test_a_file_is_read_without_the_head_of_its_first_section() -> None:
    assert read(FILE.replace("key;value\n", ""), "city.pb") == read(FILE, "city.pb")


def test_a_file_is_read_whatever_a_spreadsheet_made_of_its_lines() -> None:
    padded = "\r".join("" if not line else f"{line};;" if line in SECTIONS else line for line in FILE.split("\n"))
    assert read(padded.replace("META", "meta"), "city.pb") == read(FILE, "city.pb")


def of_type(kind: str, head: str, *rows: str) -> str:
    meta = f"META\nkey;value\nbudget;9\nvote_type;{kind}\nmax_sum_points;10\n"
    return f"{meta}PROJECTS\nproject_id;cost\na;1\nb;2\nc;3\nVOTES\n{head}\n" + "\n".join(rows)


def test_each_type_of_vote_weighs_as_it_means() -> None:
    whole, half = Fraction(1), Fraction(1, 2)
    ordinal = read(of_type("ordinal", "voter_id;vote", "v;b,a", "w;c"), "x").question.ballots
    assert ordinal == {"v": {"b": whole, "a": half}, "w": {"c": whole}}
    level = read(of_type("ordinal", "voter_id;vote;places", "v;b,a,c;1,1,2"), "x").question.ballots
    assert level == {"v": {"b": whole, "a": whole, "c": half}}
    points = read(of_type("cumulative", "voter_id;vote;points", "v;b,a,c;5,10,0"), "x").question.ballots
    assert points == {"v": {"b": half, "a": whole}}
    again = read(of_type("cumulative", "voter_id;vote;points", "v;b,b,a;5,3,2"), "x").question.ballots
    assert again == {"v": {"b": Fraction(4, 5), "a": Fraction(1, 5)}}
    assert read(of_type("approval", "voter_id;vote", "v;b,b"), "x").question.ballots == {"v": {"b": whole}}
    assert read(of_type("choose-1", "voter_id;vote", "v;b"), "x").question.ballots == {"v": {"b": whole}}


def test_every_fault_is_told_at_once_with_its_line() -> None:
    wrong = """META
key;value
budget;-1
budget;2
vote_type;shouting
num_votes;7
PROJECTS
project_id;cost
a;free
a;1
;1
b;2;3
VOTES
voter_id;vote
1;a,zebra
1;a,a
2
"""
    with pytest.raises(BallotFaults) as refused:
        read(wrong, "city.pb")
    assert [(fault.where, fault.what) for fault in refused.value.faults] == [
        ("city.pb:4", 'The key "budget" was there before.'),
        ("city.pb:12", "The line has 3 cells, and PROJECTS has 2 columns."),
        ("city.pb:9", 'The cost is "free".'),
        ("city.pb:10", 'The project "a" was there before.'),
        ("city.pb:11", '"" is no id.'),
        ("city.pb:5", 'The vote_type is "shouting".'),
        ("city.pb:15", '"zebra" is no project.'),
        ("city.pb:16", 'The voter "1" was there before.'),
        ("city.pb:6", 'num_votes is "7", and the file has 3.'),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", "There is no section META."),
        ("hello\n", '"hello" stands before any section.'),
        (FILE.replace("key;value", "key;worth"), "The section META must have one column value."),
        (FILE + "META\nkey;value\n", "The section META was there before."),
        (FILE.replace("budget;12,50\n", ""), "The file does not say what the budget is."),
        (FILE.replace("12,50", "1e9"), 'The budget is "1e9".'),
        (FILE.replace("vote_type;approval\n", ""), "The file does not say what a vote is."),
        (FILE.replace("approval", "ordinal").replace("age", "places"), 'The places are "30", for 2 projects.'),
        (FILE.replace("approval", "scoring").replace("age", "points"), 'The points are "30", for 2 projects.'),
        (FILE.replace("approval", "scoring").replace("30;1,b", "2,3;1,1").replace("age", "points"), TWICE),
        (FILE.replace("approval", "ordinal").replace("1,b", "1,1"), TWICE),
        (FILE.replace("\n10;51", "\n;51"), "A voter has no id, or one that is too long."),
    ],
)
def test_what_cannot_be_read_says_why(text: str, first: str) -> None:
    with pytest.raises(BallotFaults) as refused:
        read(text, "city.pb")
    assert refused.value.faults[0].what == first
    assert all(fault.mend for fault in refused.value.faults)


def test_a_rule_of_ones_own_that_cannot_be_is_told_with_its_lines() -> None:
    own = "description;Two bins\nrule;equal-shares\nstep;0\ncompletion;some\nsatisfaction;joy\n"
    with pytest.raises(BallotFaults) as refused:
        read(FILE.replace("description;Two bins\n", own), "city.pb")
    assert [(fault.where, fault.what) for fault in refused.value.faults] == [
        ("city.pb:5", '"0" is none of a rule.'),
        ("city.pb:6", '"some" is none of a rule.'),
        ("city.pb:7", '"joy" is none of a rule.'),
    ]


def ballots(kind: Kind) -> st.SearchStrategy[dict[str, int]]:
    most = {"approvals": 1, "ranks": 4, "points": POINTS // 4}[kind]
    return st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.integers(1, most))


@given(data=st.data(), kind=st.sampled_from(["approvals", "ranks", "points"]), completion=st.sampled_from(COMPLETIONS))
def test_a_round_that_is_written_counts_again_as_it_was(
    data: st.DataObject, kind: Kind, completion: Completion
) -> None:
    costs = {name: Fraction(data.draw(st.integers(0, 900)), 100) for name in "abcd"}
    said: dict[str, Said] = {seat: data.draw(ballots(kind)) for seat in ("alpha", "beta", "gamma")}
    rule = Rule(completion=completion, step=Fraction(1, 3), seed="lcoo/round/1")
    budget = Fraction(data.draw(st.integers(1, 1800)), 100)
    question = Question(costs, {seat: weights_of(kind, one) for seat, one in said.items()}, budget)
    outcome = count(question, rule)
    text = write(
        RoundFile(
            title="Priorities of 2016Q4;\nof us",
            kind=kind,
            budget=budget,
            rule=rule,
            costs=costs,
            titles={"a": 'Rolling "upgrades"; all'},
            ballots=said,
            selected=outcome.names,
        )
    )
    again = read(text, "round.pb")
    assert (again.question, again.rule) == (question, rule)
    assert again.selected == frozenset(outcome.names)
    assert again.titles == {"a": 'Rolling "upgrades"; all', "b": "b", "c": "c", "d": "d"}
    assert again.title == "Priorities of 2016Q4; of us"


def test_a_figure_with_more_than_two_decimals_is_not_written() -> None:
    file = RoundFile(
        title="", kind="ranks", budget=Fraction(1, 3), rule=Rule(), costs={"a": Fraction(1)}, titles={}, ballots={}
    )
    with pytest.raises(ValueError, match="more than two decimals"):
        write(file)
