"""Minutes as people type and paste them: topics, decisions and actions are found, each with its line and its owners."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.meetings.minutes.items import Attendee, Item, Kind, Notes, actions, decisions, numbered
from muster.domain.meetings.minutes.people import People
from muster.domain.meetings.minutes.reading import items_of, notes_of

MARKDOWN = """# Board meeting

Date: 2017-09-07
Chair: Ada Example
Present: Ada Example (Alpha), bo (Beta, alternate) and cy
Apologies: di

## Roadmap
- two companies will share their fault lists
- **AGREED:** the first release covers
  controller failures only
- AGREED to meet again
- ACTION: Ada will publish the list by 2017-10-01
- [ ] bo and cy to ask di about it
- [x] cy: send the slides
- ACTION(bo): write it up
- https://meetings.example/list.
* VOTE: Move it? Yes: 3, No: 1

Thursdays
---------
1. DECISION: we move to Thursdays
#action @eve checks the room
---
Actions:
"""


def test_notes_in_markdown_are_read_whole() -> None:
    assert notes_of(MARKDOWN) == Notes(
        title="Board meeting",
        on=date(2017, 9, 7),
        chairs=("Ada Example",),
        present=(Attendee("Ada Example", of="Alpha"), Attendee("bo", of="Beta, alternate"), Attendee("cy")),
        absent=(Attendee("di"),),
        items=(
            Item(kind=Kind.TOPIC, text="Roadmap", line=8),
            Item(kind=Kind.INFO, text="two companies will share their fault lists", line=9),
            Item(kind=Kind.AGREED, text="the first release covers controller failures only", line=10),
            Item(kind=Kind.AGREED, text="to meet again", line=12),
            Item(
                kind=Kind.ACTION,
                text="Ada will publish the list by 2017-10-01",
                line=13,
                owners=("Ada Example",),
                due=date(2017, 10, 1),
            ),
            Item(kind=Kind.ACTION, text="bo and cy to ask di about it", line=14, owners=("bo", "cy")),
            Item(kind=Kind.ACTION, text="cy: send the slides", line=15, owners=("cy",), done=True),
            Item(kind=Kind.ACTION, text="write it up", line=16, owners=("bo",)),
            Item(
                kind=Kind.LINK, text="https://meetings.example/list.", line=17, url="https://meetings.example/list"
            ),
            Item(kind=Kind.VOTE, text="Move it? Yes: 3, No: 1", line=18, votes=(("Yes", 3), ("No", 1))),
            Item(kind=Kind.TOPIC, text="Thursdays", line=20),
            Item(kind=Kind.DECISION, text="we move to Thursdays", line=22),
            Item(kind=Kind.ACTION, text="@eve checks the room", line=23, owners=("eve",)),
        ),
    )  # fmt: skip


def kinds(text: str) -> list[tuple[int, str, str]]:
    return [(item.line, item.kind.value, item.text) for item in items_of(text)]


def test_outermost_bullets_are_topics_where_something_stands_below_one_of_them() -> None:
    etherpad = "* Roll call\n* Roadmap\n  AGREED: one thing\n  - and more\n    of it\n* ACTION: bo will do it\n"
    assert kinds(etherpad) == [
        (1, "topic", "Roll call"),
        (2, "topic", "Roadmap"),
        (3, "agreed", "one thing"),
        (4, "info", "and more of it"),
        (6, "action", "bo will do it"),
    ]
    assert kinds("* one\n* AGREED: two\n* three\n") == [(1, "info", "one"), (2, "agreed", "two"), (3, "info", "three")]


@pytest.mark.parametrize(
    ("text", "title", "topics"),
    [
        ("# Board\n## One\n", "Board", ["One"]),
        ("# Board\n* One\n  AGREED: x\n", "Board", ["One"]),
        ("# Board\nPresent: ada\nAGREED: x\n", "Board", []),
        ("# One\nAGREED: x\n", "", ["One"]),
        ("# One\n- x\n# Two\n", "", ["One", "Two"]),
        ("AGREED: x\n# One\n## Two\n", "", ["One", "Two"]),
    ],
)
def test_a_heading_names_the_meeting_only_if_the_topics_stand_below_it(
    text: str, title: str, topics: list[str]
) -> None:
    notes = notes_of(text)
    assert (notes.title, [item.text for item in notes.items if item.kind is Kind.TOPIC]) == (title, topics)


def test_people_are_listed_below_a_heading_of_their_own() -> None:
    notes = notes_of("# Notes\n## Attendees\n- Ada Example (Alpha)\n* @bo\n## Next\n- cy was missed\n")
    assert notes.present == (Attendee("Ada Example", of="Alpha"), Attendee("bo"))
    assert [item.text for item in notes.items] == ["Next", "cy was missed"]


def test_commands_and_words_in_capitals_mean_what_they_mean_in_meetbot() -> None:
    text = "#topic Roll call\n#info on time\n#agreed yes\n#unknown no\nIDEA meet outside\nTopic: Rest\nHelp: wanted\n"
    assert kinds(text) == [
        (1, "topic", "Roll call"),
        (2, "info", "on time"),
        (3, "agreed", "yes"),
        (4, "info", "#unknown no"),
        (5, "idea", "meet outside"),
        (6, "topic", "Rest"),
        (7, "help", "wanted"),
    ]


def test_a_line_that_only_looks_like_an_item_is_what_was_said() -> None:
    assert [kind for _, kind, _ in kinds("action: x\nActionable: y\nagreed that z\nAI wins\n*** AGREED ***\n")] == [
        "action",
        "info",
        "info",
        "info",
        "info",
    ]


def test_decisions_and_actions_are_taken_from_the_rest() -> None:
    items = items_of(MARKDOWN)
    assert [item.line for item in decisions(items)] == [10, 12, 18, 22]
    assert [item.line for item in actions(items)] == [13, 14, 15, 16, 23]


def test_items_are_numbered_below_their_topics() -> None:
    items = items_of("AGREED: a\n## One\n- b\n- c\n## Two\n- d\n")
    assert [(number, item.text) for number, item in numbered(items)] == [
        ("0.1", "a"), ("1", "One"), ("1.1", "b"), ("1.2", "c"), ("2", "Two"), ("2.1", "d"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("ada to ask bo about the list", ("ada",)),
        ("Ada, bo and cy-two will ask dd", ("ada", "bo", "cy-two")),
        ("ada's list goes to bo/cy-two", ("ada", "bo", "cy-two")),
        ("find somebody who knows Eve", ("Eve Example",)),
        ("Eve Example: the slides", ("Eve Example",)),
        ("find a second reviewer", ()),
        ("Fay will bring cake", ("Fay",)),
        ("Fay and Gil will bring cake", ("Fay", "Gil")),
        ("@fay, @gil: cake", ("fay", "gil")),
        ("it will be fine", ()),
        ("everybody who has not read the draft will do so", ()),
        ("adam and bobby talk", ()),
        ("jo@meetings.example gets the list", ()),
    ],
)
def test_an_action_belongs_to_whoever_promises_it_or_is_named_in_it(text: str, owners: tuple[str, ...]) -> None:
    people = People(["ada", "bo", "cy-two", "Eve Example", "dd", "ada"])
    assert people.owners_of(text) == owners


def test_a_first_name_that_two_people_have_names_neither() -> None:
    assert People(["Eve Example", "Eve Other"]).in_text("Eve and Eve Other") == ("Eve Other",)


@given(text=st.text(max_size=400))
def test_any_text_at_all_is_read_and_every_item_says_where_it_stands(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item in items_of(text):
        assert lines[item.line - 1].strip()
        assert item.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "(" * 2_000_000,
        "* " * 1_000_000,
        "\n" * 2_000_000,
        ("a" + " " * 100) * 20_000,
        "Present: " + "a ( " * 200_000,
        "ACTION: " + "x " * 500_000,
        "VOTE: " + "a: 1," * 300_000,
        "ACTION: a will b\n" * 10_000,
        "a\n b" * 200_000,
    ],
    ids=["one line", "brackets", "bullets", "empty", "spaces", "people", "words", "votes", "actions", "going on"],
)
def test_megabytes_of_anything_are_read_in_seconds(text: str) -> None:
    begun = time.process_time()
    notes_of(text, people=["ada", "bo"])
    assert time.process_time() - begun < 5
