"""MeetBot's logs and minutes, text and HTML, become the same items; what is written is read again as it was."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.meetings.minutes.items import Attendee, Item, Kind, Notes
from muster.domain.meetings.minutes.votes import votes_in
from muster.exchange.meetings.meetbot.log import read_log
from muster.exchange.meetings.meetbot.writing import as_markdown, as_meetbot
from muster.exchange.meetings.notes import read_notes

SAMPLES = Path(__file__).parent / "meetbot"
NAME = "example_wg.2017-08-17-14.00"
DAY = date(2017, 8, 17)


def read(ending: str) -> Notes:
    path = SAMPLES / f"{NAME}.{ending}"
    return read_notes(path.read_bytes(), file=path.name)


def at(text: str) -> time:
    return time.fromisoformat(text)


def test_a_log_is_understood_as_meetbot_understands_it() -> None:
    notes = read("log.txt")
    assert replace(notes, items=()) == Notes(
        title="Example WG",
        on=DAY,
        started=at("14:00:12"),
        ended=at("14:52:44"),
        chairs=("chair-a", "member-b"),
        present=(
            Attendee("chair-a", 12),
            Attendee("member-b", 9),
            Attendee("member-d", 9),
            Attendee("member-e_", 1),
            Attendee("late-c", 0),
        ),
    )
    assert [(item.line, item.kind.value, item.text, item.by, item.owners) for item in notes.items] == [
        (10, "link", "https://meetings.example/agenda today's agenda", "chair-a", ()),
        (11, "topic", "Roll call", "chair-a", ()),
        (14, "topic", "Roadmap: extreme testing", "chair-a", ()),
        (15, "info", "two companies will share their fault lists", "member-b", ()),
        (16, "agreed", "the first release covers controller failures only", "chair-a", ()),
        (17, "action", "member-b to publish the fault list before the Forum", "chair-a", ("member-b",)),
        (18, "action", "find a second reviewer", "member-d", ()),
        (19, "idea", "meet in Sydney", "member-d", ()),
        (20, "help", "with the tests", "member-d", ()),
        (21, "link", "see https://meetings.example/list.", "member-d", ()),
        (30, "vote", 'Voted on "Move the meeting (to 13:00)?" Results are, Yes: 1, No: 1', "chair-a", ()),
        (31, "accepted", "the plan", "chair-a", ()),
        (32, "rejected", "the other plan", "member-b", ()),
    ]
    assert [item.url for item in notes.items if item.kind is Kind.LINK] == [
        "https://meetings.example/agenda",
        "https://meetings.example/list",
    ]
    assert notes.items[10].votes == (("Yes", 1), ("No", 1))


MINUTES = Notes(
    title="example_wg",
    channel="#openstack-meeting",
    on=DAY,
    started=at("14:00:12"),
    ended=at("14:52:44"),
    chairs=("chair-a",),
    present=(Attendee("chair-a", 14), Attendee("member-b", 9), Attendee("member-e_", 1), Attendee("late-c", 0)),
    items=tuple(
        Item(kind=kind, text=text, by=by, at=at(said), **more)
        for kind, text, by, said, more in (
            (Kind.INFO, "before any topic", "chair-a", "14:00:35", {}),
            (
                Kind.LINK,
                "https://meetings.example/agenda today's agenda",
                "chair-a",
                "14:00:40",
                {"url": "https://meetings.example/agenda"},
            ),
            (Kind.TOPIC, "Roll call", "chair-a", "14:01:02", {}),
            (Kind.TOPIC, "Roadmap: extreme testing", "chair-a", "14:05:31", {}),
            (Kind.INFO, "two companies will share their fault lists", "member-b", "14:07:10", {}),
            (Kind.AGREED, "the first release covers controller failures only", "chair-a", "14:15:55", {}),
            (
                Kind.ACTION,
                "member-b to publish the fault list before the Forum",
                "chair-a",
                "14:16:20",
                {"owners": ("member-b",)},
            ),
            (Kind.ACTION, "find a second reviewer", "member-d", "14:16:48", {}),
            (Kind.HELP, "with the tests (all of them)", "member-d", "14:17:05", {}),
            (
                Kind.VOTE,
                'Voted on "Move the meeting (to 13:00)?" Results are, Yes: 1, No: 1',
                "chair-a",
                "14:30:07",
                {"votes": (("Yes", 1), ("No", 1))},
            ),
        )
    ),
)


def without_lines(notes: Notes) -> Notes:
    return replace(notes, items=tuple(replace(item, line=0) for item in notes.items))


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_minutes_are_read_alike_from_text_and_from_html(ending: str) -> None:
    notes = read(ending)
    assert without_lines(notes) == MINUTES
    assert [item.line for item in notes.items] == sorted({item.line for item in notes.items})


def test_minutes_of_newer_robots_are_read_too() -> None:
    text = """\
=================================
# #group:meetings.example: example
=================================

Meeting started by @ada:meetings.example at 2024-05-06 16:00:16

Meeting Summary
---------------
* TOPIC of the day  (@ada:meetings.example,
  16:05:22)
  * ACTION: @bo:meetings.example to write  (@ada:meetings.example, 16:06:00)
* TOPIC: Open floor (@ada:meetings.example, 16:50:00)

Meeting ended at 2024-05-06 17:00:00

Action Items
------------
* @bo:meetings.example to write

People Present (lines said)
---------------------------
* @ada:meetings.example (116)
* zodbot (5)
* @meetbot:meetings.example (4)
* @bo:meetings.example (33)
"""
    notes = read_notes(text.encode(), file="x.txt")
    assert (notes.on, notes.started, notes.ended) == (date(2024, 5, 6), at("16:00:16"), at("17:00:00"))
    assert notes.present == (Attendee("@ada:meetings.example", 116), Attendee("@bo:meetings.example", 33))
    assert [(item.kind.value, item.text, item.owners) for item in notes.items] == [
        ("topic", "TOPIC of the day", ()),
        ("action", "@bo:meetings.example to write", ("@bo:meetings.example",)),
        ("topic", "Open floor", ()),
    ]


def test_an_item_of_text_says_on_which_line_it_stands() -> None:
    lines = (SAMPLES / f"{NAME}.txt").read_text("utf-8").split("\n")
    for item in read("txt").items:
        assert item.text.split()[0] in lines[item.line - 1]


def test_a_log_in_html_is_the_log_that_it_shows() -> None:
    notes = read("log.html")
    assert (notes.title, notes.on, notes.ended) == ("Example WG & friends", DAY, at("14:52:44"))
    assert [(item.kind.value, item.text) for item in notes.items] == [("topic", "Roadmap <b>")]
    assert notes.present == (Attendee("chair-a", 3), Attendee("member-e_", 1), Attendee("member-b", 1))


words = st.text(st.sampled_from("abcxyzÄ:_-.,#"), min_size=1, max_size=9).filter(
    lambda word: any(map(str.isalnum, word))
)
sentences = st.lists(words, min_size=1, max_size=14).map(" ".join).filter(lambda text: not text.startswith("mailto:"))
nicks = st.text(st.sampled_from("abcxyz-_`|0"), min_size=1, max_size=8)
times = st.times().map(lambda one: one.replace(microsecond=0))


@st.composite
def notes_in_meetbots_form(draw: st.DrawFn) -> Notes:
    kinds = st.sampled_from([kind for kind in Kind if kind not in {Kind.DECISION, Kind.LINK, Kind.VOTE, Kind.ACTION}])
    some = draw(st.lists(st.builds(Item, kind=kinds, text=sentences, by=nicks, at=times), max_size=8))
    topic = Item(kind=Kind.TOPIC, text="Roll call", by="ada", at=at("14:00:00"))
    named = draw(st.lists(nicks, max_size=4, unique=True))
    return Notes(
        title="example_wg",
        channel="#openstack-meeting",
        started=draw(times),
        ended=draw(times),
        chairs=(draw(nicks),),
        items=(topic, *some),
        present=tuple(Attendee(nick, draw(st.integers(0, 999))) for nick in named),
    )


@given(notes=notes_in_meetbots_form())
def test_minutes_that_are_written_as_meetbots_are_read_as_they_were(notes: Notes) -> None:
    again = read_notes(as_meetbot(notes).encode(), file="x.txt")
    assert without_lines(again) == notes


def test_minutes_as_markdown_hold_their_numbers_and_what_there_is_to_do() -> None:
    assert as_markdown(MINUTES) == (SAMPLES / "minutes.md").read_text("utf-8")


def test_nothing_in_minutes_means_anything_to_markdown() -> None:
    hostile = "<script>alert(1)</script> [x](javascript:1) *a* # b\n\n# c"
    notes = Notes(
        title=hostile, items=(Item(kind=Kind.TOPIC, text=hostile), Item(kind=Kind.INFO, text=f"1. {hostile}"))
    )
    escaped = r"\<script\>alert(1)\</script\> \[x\](javascript:1) \*a\* \# b \# c"
    assert as_markdown(notes) == f"# {escaped}\n\n## 1. {escaped}\n\n- 1.1 \\1. {escaped}\n"


def test_minutes_in_markdown_are_read_again_with_the_same_decisions_and_actions() -> None:
    again = read_notes(as_markdown(MINUTES).encode(), file="x.md")
    assert (again.title, again.on) == (r"example\_wg", DAY)
    assert [(item.kind, item.text.rpartition(" (")[0]) for item in again.items if item.kind is Kind.AGREED] == [
        (Kind.AGREED, "the first release covers controller failures only")
    ]
    assert [item.text for item in again.items if item.kind is Kind.TOPIC] == [
        "Roll call",
        "Roadmap: extreme testing",
        "Action items",
    ]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        # Without #startmeeting everyone may do what chairs do.
        ("[14:00] <ada> #topic One\n[14:01] <bo> #agreed two", [("topic", "One"), ("agreed", "two")]),
        # What comes before it does not count; a stranger may end a meeting that runs over.
        (
            "13:00 <bo> #info early\n14:00 <ada> #startmeeting x\n15:01 <bo> #endmeeting\n15:02 <ada> #info z",
            [],
        ),
        ("23:30:00 <ada> #startmeeting x\n00:20:00 <bo> #endmeeting\n00:21:00 <ada> #info z", [("info", "z")]),
        (
            "14:00 <ada> #startvote Really?\n14:01 <bo> #vote YES\n14:02 <ada> #endvote",
            [("vote", 'Voted on "Really?" Results are, Yes: 1')],
        ),
        ("14:00 <ada> #endvote\n14:01 <ada> #vote yes\n14:02 <ada> #startvote no mark", []),
        ("14:00 <ada> #undo\n2017-08-17T14:01:00 <@ada> #INFO loud", [("info", "loud")]),
    ],
)
def test_a_log_follows_its_commands(log: str, expected: list[tuple[str, str]]) -> None:
    assert [(item.kind.value, item.text) for item in read_log(log).items] == expected


def test_a_vote_counts_only_what_is_counted_at_the_end() -> None:
    assert votes_in('Voted on "a: 3, b?" Results are, Yes: 3, No opinion: 12.') == (("Yes", 3), ("No opinion", 12))
    assert votes_in("nothing was voted on") == ()
    assert votes_in("Yes: 99999999999") == ()
