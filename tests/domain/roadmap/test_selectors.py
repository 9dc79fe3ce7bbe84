"""Selectors are read a line each, written as they are read, and every fault is told at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.items import Selector, SelectorKind
from muster.domain.roadmap.selectors import EXAMPLES, LONGEST, MOST, read_selectors, written

ID = "I2a3b8c0d1e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b"


def only(line: str) -> Selector:
    found = read_selectors(line)
    assert (found.faults, len(found.selectors)) == ((), 1)
    return found.selectors[0]


def refused(line: str) -> tuple[str, str]:
    found = read_selectors(line)
    assert (found.selectors, len(found.faults)) == ((), 1)
    return found.faults[0].what, found.faults[0].mend


@pytest.mark.parametrize(
    ("line", "selector"),
    [
        ("blueprint Fluent_Formatter", Selector(SelectorKind.BLUEPRINT, "fluent-formatter")),
        ("blueprint  a-name*  in  openstack/nova", Selector(SelectorKind.BLUEPRINT, "a-name*", "openstack/nova")),
        ("bug #1747511", Selector(SelectorKind.BUG, "1747511")),
        ("Bug: 0017", Selector(SelectorKind.BUG, "17")),
        ("story 2001545", Selector(SelectorKind.STORY, "2001545")),
        ("task 4711 in org/nova", Selector(SelectorKind.TASK, "4711", "org/nova")),
        ("jira FUNCTEST-12", Selector(SelectorKind.JIRA, "functest-12")),
        ("repository openstack/patrole", Selector(SelectorKind.REPOSITORY, "", "openstack/patrole")),
        ("path /nova/scheduler/ in org/nova", Selector(SelectorKind.PATH, "nova/scheduler", "org/nova")),
        ("topic bp/live-migration", Selector(SelectorKind.TOPIC, "bp/live-migration")),
        ("message cache (a|b|c)", Selector(SelectorKind.MESSAGE, "cache (a|b|c)")),
        (f"change {ID}", Selector(SelectorKind.CHANGE, ID.lower())),
        (f"change commit:{'a' * 40}", Selector(SelectorKind.CHANGE, "a" * 40)),
        ("message l3 cache|perf event in org/c", Selector(SelectorKind.MESSAGE, "l3 cache|perf event", "org/c")),
        ("message support for fish in the sea", Selector(SelectorKind.MESSAGE, "support for fish in the sea")),
    ],
)
def test_a_line_says_which_work_is_meant(line: str, selector: Selector) -> None:
    assert only(line) == selector


@pytest.mark.parametrize("line", EXAMPLES.values())
def test_every_example_that_a_refusal_gives_can_be_taken(line: str) -> None:
    assert written(only(line)).lower() == line.lower()


def test_empty_lines_and_remarks_say_nothing() -> None:
    assert read_selectors("\n# what we mean\n\nbug 1\n").selectors == (Selector(SelectorKind.BUG, "1"),)


def test_every_fault_is_told_with_its_line() -> None:
    found = read_selectors(["bug 1", "bug one", "bug 1", "wish 3", "repository"])
    assert found.selectors == (Selector(SelectorKind.BUG, "1"),)
    assert [(fault.line, fault.text) for fault in found.faults] == [
        (2, "bug one"),
        (3, "bug 1"),
        (4, "wish 3"),
        (5, "repository"),
    ]
    assert str(found.faults[1]) == "line 3: Line 1 says the same. Leave one of them out."


@pytest.mark.parametrize("line", ["blueprint *", "blueprint **", "blueprint *-a*", "blueprint ab*"])
def test_a_pattern_of_blueprints_that_catches_everything_is_refused(line: str) -> None:
    assert refused(line)[0].endswith("would catch nearly every blueprint.")


@pytest.mark.parametrize(
    "pattern", [".*", ".", "", "^", "(?i)", "\\w+", "[a-z]{100}", "a|b", "l3 cache|", "l3 cache|.*", "(?:)", "x{3}"]
)
def test_a_pattern_of_messages_that_catches_everything_is_refused(pattern: str) -> None:
    assert read_selectors(f"message {pattern}").selectors == ()


@pytest.mark.parametrize(
    "pattern", ["(?=abc)def", "(?!abc)def", "(?<=abc)d", "(abc)\\1", "abc*+", "(?>abc)d", "(?P=abc)", "(abc)(?(1)d|e)"]
)
def test_a_pattern_that_could_run_for_ever_is_refused_by_what_is_in_it(pattern: str) -> None:
    what, _ = refused(f"message {pattern}")
    assert what.endswith("is no part of RE2, which never takes for ever.")


def test_a_pattern_that_makes_other_engines_run_for_ever_is_taken_because_nothing_here_runs_it() -> None:
    assert only("message (aaa+)+$").value == "(aaa+)+$"


@pytest.mark.parametrize("pattern", ["abc(", "[[abc", "abc{2,1}", "*abc", "a" * 80 + "{99999999999}"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    assert refused(f"message {pattern}")[0].startswith("The pattern cannot be read")


@pytest.mark.parametrize(
    "line",
    [
        "path nova/scheduler",
        "path . in org/nova",
        "path nova/../etc in org/nova",
        "path nova/* in org/nova",
        f"change {ID} in org/nova",
        "change I123",
        "bug -1",
        "bug 1 2",
        "jira functest",
        "repository a b",
        "blueprint two words",
        "topic \u202e",
        "message " + "long " * LONGEST,
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_a_mend(line: str) -> None:
    what, mend = refused(line)
    assert what.endswith(".")
    assert mend.endswith(".")


def test_an_item_has_no_more_selectors_than_a_page_can_show() -> None:
    found = read_selectors([f"bug {number}" for number in range(1, MOST + 2)])
    assert (len(found.selectors), len(found.faults), found.faults[0].line) == (MOST, 1, MOST + 1)


LINES = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda kind, value, place: f"{kind} {value}{place}",
        st.sampled_from(list(SelectorKind)),
        st.one_of(st.text(max_size=30), st.from_regex(r"[a-z0-9*|()-]{1,20}", fullmatch=True), st.just(ID)),
        st.sampled_from(["", " in org/nova"]),
    ),
)


@given(st.lists(LINES, max_size=8))
def test_what_is_taken_is_written_as_it_is_read(lines: list[str]) -> None:
    found = read_selectors(lines)
    assert read_selectors([written(selector) for selector in found.selectors]).selectors == found.selectors
    said = [line for line in lines if line.split() and not line.lstrip().startswith("#")]
    assert len(found.selectors) + len(found.faults) == len(said)
