"""An edition in words: every change a sentence, nothing that people typed does anything in Markdown."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from pydantic import JsonValue

from muster.domain.roadmap.editions.changes import changes, facts_of, frozen
from muster.domain.roadmap.editions.edition import Alive, Before, Change, Edition, Entered, Share, Three, Work
from muster.domain.roadmap.editions.in_markdown import as_markdown
from muster.domain.roadmap.editions.words import SECTIONS, is_said_already, named, summary, three_in_words, told
from tests.domain.roadmap.drawn_editions import AT, COMPANIES, THREE, edition, editions, item, pledge, priorities


@given(before=editions(), after=editions())
def test_every_change_is_told_once_as_a_sentence_with_a_reason(before: Edition, after: Edition) -> None:
    made = changes(before, after)
    sections = told(made, after)
    lines = [line for section in sections for line in section.lines]
    decided = {one.about for one in made if one.field == "state"}
    assert len(lines) == len([one for one in made if not is_said_already(one, decided)])
    assert [section.title for section in sections] == [title for title in SECTIONS if title in _titles(sections)]
    assert all(line.sentence.endswith(".") and line.why.endswith(".") for line in lines)


def _titles(sections: object) -> list[str]:
    return [section.title for section in sections]  # type: ignore[attr-defined]  # it is a tuple of sections


def sentences(before: Edition, after: Edition) -> dict[str, list[str]]:
    return {one.title: [line.sentence for line in one.lines] for one in told(changes(before, after), after)}


def test_what_was_added_decided_prioritised_and_promised_is_told_by_kind() -> None:
    before = edition(
        item("t1"),
        item("t2"),
        item("t3"),
        item("n1", state="proposed"),
        item("x1", title="Gone"),
        pledges=(pledge("t1"), pledge("t2", organisation=COMPANIES[1])),
        priorities=priorities("t1", "t2"),
    )
    after = edition(
        item("t1", state="delivered"),
        item("t2", state="dropped"),
        item("t3", cycle="Queens", cost="5/2"),
        item("n1"),
        item("l1", owners=COMPANIES, state="proposed", cycle=""),
        pledges=(pledge("t1", "3"), pledge("t3", "1/2")),
        priorities=priorities("t2", "t3", number=2),
    )
    assert sentences(before, after) == {
        "New on the roadmap": ["Item l1 (l1): in Testing, 2 FTE, carried by Aurora and Borealis; proposed."],
        "Agreed": ["Item n1 (n1) is agreed; it was proposed."],
        "Delivered": ["Item t1 (t1) is delivered; it was agreed."],
        "Dropped": ["Item t2 (t2) is dropped; it was agreed."],
        "No longer listed": ["Gone (x1)."],
        "Priorities": [
            "Item t1 (t1) is no longer among the chosen.",
            "Item t2 (t2) moved up from place 2 to 1.",
            "Item t3 (t3) was chosen, in place 2.",
        ],
        "Pledges": [
            "Aurora raised its promise to Item t1 (t1) for Pike from 2 to 3 FTE.",
            "Aurora promises 0.5 FTE to Item t3 (t3) for Pike.",
            "Borealis no longer promises 2 FTE to Item t2 (t2) for Pike.",
        ],
        "Changed otherwise": [
            "Item t3 (t3): it costs 2.5 FTE; before: 2.",
            "Item t3 (t3): it is meant for Queens; before: Pike.",
        ],
    }


def test_what_came_alive_or_fell_still_is_told_with_who_is_at_work() -> None:
    def share(company: str, days: int, *, member: bool = True) -> Share:
        return Share(company=company, member=member, changes=days, people=1, days=days, fte=THREE)

    def work(*shares: Share) -> Work:
        return Work(changes=9, unattributed=0, first_day=None, last_day=None, shares=shares)

    def alive(word: str) -> Alive:
        return Alive(word=word, days=None, sentence="as it is")

    before = edition(
        item("t1", life=alive("not begun")),
        item("t2", life=alive("active"), work=work(share("Aurora", 3), share("Corona", 1))),
        item("t3", life=alive("active"), work=work(share("Aurora", 1))),
    )
    after = edition(
        item("t1", life=alive("active")),
        item("t2", life=alive("stalled"), work=work(share("Borealis", 2), share("Else", 5, member=False))),
        item("t3"),
    )
    assert sentences(before, after) == {
        "Came alive": ["Item t1 (t1) is active; it was not begun."],
        "Fell still": [
            "Item t2 (t2) is stalled; it was active.",
            "Item t3 (t3): nothing was read that shows whether it is alive; it was active.",
        ],
        "Who is at work": [
            "Item t2 (t2): Borealis is at work on it now, and Aurora and Corona are no longer.",
            "Item t3 (t3): Aurora is no longer at work on it.",
        ],
    }


@pytest.mark.parametrize(
    ("field", "before", "after", "sentence"),
    [
        ("title", "Old", "New", "this is its new title; it was “Old”."),
        ("need", "a", "b", "its need was written anew."),
        ("focus_area", "Logging", "Testing", "it is in Testing; before: Logging."),
        ("vectors", [], ["Operations"], "it is for Operations; before: no vector."),
        ("use_cases", [1], [1, 2], "it serves the use cases 1 and 2; before: 1."),
        ("depends_on", ["t2"], [], "it waits for nothing; before: t2."),
        ("owners", [], ["Aurora"], "it is carried by Aurora; before: nobody."),
        ("outcome", "", "It came.", "what came of it: It came."),
        ("selectors", ["topic a"], ["topic b"], "its work is also known by “topic b”, no longer by “topic a”."),
        ("selectors", ["topic a", "topic b"], ["topic b", "topic a"], "its selectors stand in another order."),
    ],
)
def test_a_field_of_an_item_that_changed_has_words_of_its_own(
    field: str, before: JsonValue, after: JsonValue, sentence: str
) -> None:
    change = Change(about="item/t1", field=field, before=before, after=after, why="So.", because=())
    ((section,),) = [told([change], edition(item("t1")))]
    assert [line.sentence for line in section.lines] == [f"Item t1 (t1): {sentence}"]


def test_every_field_that_two_editions_are_compared_in_has_words() -> None:
    fields = facts_of(edition(item("t1")))["item/t1"]
    for field in {*fields} - {"state", "life", "at_work", "cost"}:
        empty: JsonValue = [] if isinstance(fields[field], list) else ""
        change = Change(about="item/t1", field=field, before=empty, after=empty, why="So.", because=())
        assert told([change], edition(item("t1")))[0].title == "Changed otherwise"


def test_an_edition_as_markdown_says_what_it_is_and_what_there_is_not() -> None:
    said = as_markdown(frozen(edition(), None))
    assert said.startswith("# Alpha: the roadmap of 2017Q1\n\nEdition 1, frozen on 2017-03-21 at 08:00 UTC, under ch")
    for sentence in (
        "This is the first edition: there is nothing to compare it with.",
        "No round of priorities was closed yet.",
        "Nothing was promised yet.",
        "No evidence was read for this edition.",
    ):
        assert said.count(sentence) == 1


def test_a_change_is_told_in_markdown_with_why_and_with_what_the_record_has() -> None:
    first = frozen(edition(item("t1")), None)
    entered = Entered(entry=9, kind="item.changed", at=AT, why="Nobody came", decided_by="proposal/3")
    second = frozen(
        edition(
            item("t1", state="dropped", entered=(entered,)),
            number=2,
            before=Before(number=1, quarter="2016Q4", sha256="a" * 64),
        ),
        first,
    )
    said = as_markdown(second)
    assert "## What changed since edition 1, 2016Q4" in said
    assert "- Item t1 (t1) is dropped; it was agreed. Nobody came. (proposal 3 and entry 9)" in said
    assert "Nothing." in as_markdown(second.model_copy(update={"changes": ()}))


@given(one=editions(), before=editions())
def test_the_same_edition_is_the_same_markdown_in_lines_of_which_tables_stay_whole(
    one: Edition, before: Edition
) -> None:
    after = frozen(one.model_copy(update={"before": Before(number=1, quarter="2016Q4", sha256="a" * 64)}), before)
    said = as_markdown(after)
    assert said == as_markdown(after.model_copy())
    assert not [line for line in said.splitlines() if line.startswith("| ") and len(_cells(line)) not in {3, 5, 7}]
    assert "<b>" not in said


def _cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line)[1:-1]


@pytest.mark.parametrize(
    ("lenient", "likely", "strict", "words"),
    [
        ("4", "4", "4", "4.0"),
        ("5", "4", "3", "4.0 (3.0 to 5.0)"),
        ("3", "4", "5", "4.0 (3.0 to 5.0)"),
        ("0", "0", "0", "0.0"),
        ("1/10", "1/11", "1/12", "0.1"),
        ("1/10", "1/30", "1/40", "under 0.1 (under 0.1 to 0.1)"),
        ("1/30", "1/40", "1/50", "under 0.1"),
    ],
)
def test_three_figures_are_one_where_nobody_could_see_the_difference(
    lenient: str, likely: str, strict: str, words: str
) -> None:
    three = Three(lenient=Fraction(lenient), likely=Fraction(likely), strict=Fraction(strict))
    assert three_in_words(three) == words


def test_a_summary_counts_items_by_what_they_are_and_what_is_promised() -> None:
    assert summary(edition()) == "No items."
    pledges = (pledge("t1", "1/2"), pledge("t2", "2"), pledge("t1", "1", cycle="Ocata"))
    one = edition(item("t1"), item("t2", state="dropped"), pledges=pledges)
    assert summary(one) == "2 items (1 agreed, 1 dropped); promised: 1 FTE for Ocata and 2.5 FTE for Pike."
    assert named("t9", {}) == "t9"
