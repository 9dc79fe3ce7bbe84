"""Links to goals, in every spelling that people use; the table is goal_links.txt beside this file."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.evidence.goal_links import canonical_key, goal_links
from muster.evidence.messages import parse_message

TABLE = Path(__file__).with_name("goal_links.txt")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "goal-links.md"
IN_PAGE = re.compile(r"^\| (`[^|]+`) \| ((?:blueprint|bug|story|task|jira) [^|]+|nothing) \|$", re.MULTILINE)

Case = tuple[str, tuple[tuple[str, str], ...]]


def case_of(said: str, links: str) -> Case:
    pairs = [link.partition(" ") for link in links.strip().split(", ") if link != "nothing"]
    return said.strip().replace("⏎", "\n"), tuple((kind, key) for kind, _, key in pairs)


def table() -> list[Case]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [case_of(*line.rsplit("→", 1)) for line in lines if line and not line.startswith("#")]


def page() -> list[Case]:
    shown = IN_PAGE.findall(PAGE.read_text(encoding="utf-8"))
    return [case_of(spelling, links) for cell, links in shown for spelling in re.findall("`([^`]+)`", cell)]


def links_in(message: bytes | str) -> tuple[tuple[str, str], ...]:
    return goal_links((message if isinstance(message, bytes) else message.encode()).lower().decode("latin-1"))


@pytest.mark.parametrize(("said", "links"), table())
def test_a_message_links_to_what_the_table_says(said: str, links: tuple[tuple[str, str], ...]) -> None:
    assert links_in(said) == links


@pytest.mark.parametrize(("said", "links"), page())
def test_the_page_about_links_is_right(said: str, links: tuple[tuple[str, str], ...]) -> None:
    assert links_in("a subject\n\n" + said) == links


def test_the_page_about_links_shows_every_kind() -> None:
    assert {kind for _, links in page() for kind, _ in links} == {"blueprint", "bug", "story", "task", "jira"}


PIECES = [
    *b"bug bugs lp bp blueprint jira story task: - : # / ( 1000001 0 a-b fixes of http launchpad.net/ +bug/".split(),
    *(b" ", b"\n", b"+spec/", b"\xff"),
]
messages = st.one_of(
    st.binary(max_size=300),
    st.sampled_from(table()).map(lambda case: case[0].encode()),
    st.lists(
        st.sampled_from(PIECES),
        max_size=30,
    ).map(b"".join),
)
# No letter of these begins a link, and no line of them is a reference.
prose = st.text(alphabet="acdefghimnoqruvwxyz .,\n", max_size=200).map(str.encode)


@given(message=messages)
def test_any_bytes_give_sorted_links_in_canonical_spelling(message: bytes) -> None:
    links = links_in(message)
    assert list(links) == sorted(set(links))
    assert links == tuple((kind, canonical_key(kind, key)) for kind, key in links)
    assert all(key for _, key in links)


@given(message=messages, more=prose)
def test_text_without_links_below_a_message_changes_nothing(message: bytes, more: bytes) -> None:
    said = message + b"\n\n"
    assert links_in(said + more) == links_in(said)


@given(message=messages)
def test_the_case_of_letters_never_matters(message: bytes) -> None:
    assert (
        parse_message(message.upper()).goals == parse_message(message.swapcase()).goals == parse_message(message).goals
    )


@given(numbers=st.lists(st.integers(100, 999_999_999)), order=st.randoms())
def test_trailers_link_to_their_goals_in_whatever_order_they_stand(numbers: list[int], order: Random) -> None:
    trailers = [f"closes-bug: #{number}\nimplements: blueprint a-{number}\n".encode() for number in numbers]
    order.shuffle(trailers)
    expected = {(kind, f"{lead}{number}") for number in numbers for kind, lead in (("bug", ""), ("blueprint", "a-"))}
    assert links_in(b"".join(trailers)) == tuple(sorted(expected))


@given(kind=st.sampled_from(["blueprint", "bug", "story", "task", "jira"]), key=st.text(max_size=20))
def test_a_canonical_key_stays_as_it_is(kind: str, key: str) -> None:
    once = canonical_key(kind, key)
    assert canonical_key(kind, once) == once


@pytest.mark.parametrize(
    "piece",
    b"bug |-bug: |bug #1000001, |bug 100001 |lp:|bp:a-|blueprint a|blueprint |+bug/|launchpad.net/a/|blueprints.a/|"
    b"jira a-1 |jira|story/|task:|http|a-|fixes the | |change-id: |co-authored-by: |a@|<".split(b"|"),
)
def test_a_message_of_any_size_takes_linear_time(piece: bytes) -> None:
    # A reader that went over the text again for each piece would not come back within an hour.
    parse_message(
        b"bug blueprint bp lp jira story task: +spec/ launchpad.net/ author" + piece * (1_000_000 // len(piece))
    )
