"""What people typed does nothing in Markdown, and headings, lists and paragraphs are read back as they were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.markdown import Block, blocks, plain, table
from muster.domain.words import neutral


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("# a", r"\# a"),
        ("## a", r"#\# a"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        ("+", r"\+"),
        ("a - b 1. c #2", "a - b 1. c #2"),
        ("AT&T & &lt;", r"AT&T & \&lt;"),
        ("[x](y) <b> *c* _d_ `e`", r"\[x\](y) \<b\> \*c\* \_d\_ \`e\`"),
        ("two\nlines", "two lines"),
        ("write to ada@alpha.example", "write to (address hidden)"),
        ("\u202eabc", r"\\u202eabc"),
    ],
)
def test_text_that_people_typed_does_nothing_in_markdown(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(text=st.text())
def test_whatever_was_typed_is_read_back_as_one_paragraph_of_the_same_words(text: str) -> None:
    words = neutral(" ".join(text.split()))
    assert blocks(plain(text)) == ((Block("paragraph", (words.strip(),)),) if words.strip() else ())


@given(cells=st.lists(st.tuples(st.text(), st.text()), max_size=3))
def test_a_table_has_a_line_a_row_whatever_stands_in_its_cells(cells: list[tuple[str, str]]) -> None:
    assert [line.count("|") - line.count(r"\|") for line in table(("a", "b"), cells)] == [3] * (len(cells) + 2)


def test_headings_lists_and_paragraphs_are_told_apart_wherever_the_empty_lines_are() -> None:
    text = "# One\ntext of\ntwo lines\n- first\n  goes on\n* second\n## Two ##\n\n\n+ third\n\nNo #heading, - no list\n"
    assert blocks(text) == (
        Block("heading", ("One",), 1),
        Block("paragraph", ("text of two lines",)),
        Block("list", ("first goes on", "second")),
        Block("heading", ("Two",), 2),
        Block("list", ("third",)),
        Block("paragraph", ("No #heading, - no list",)),
    )


def test_nothing_is_no_block_and_markup_is_text() -> None:
    assert blocks("") == blocks("\n\n \n") == ()
    assert blocks("<b>x</b> **y**") == (Block("paragraph", ("<b>x</b> **y**",)),)
