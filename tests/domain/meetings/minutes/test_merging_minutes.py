"""Two people type into the same minutes: both changes stand, nobody loses a word, and nobody waits for it."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.meetings.minutes.differences import hunks
from muster.domain.meetings.minutes.merge import (
    FIRST_MARK,
    LAST_MARK,
    SECOND_MARK,
    Conflict,
    Merged,
    merge,
    unsettled,
)

BASE = "Roll call\n\nRoadmap\n- two lists\n- a date\n\nAny other business\n"

# Few different lines, so that they repeat, move and meet.
texts = st.lists(st.sampled_from(("", "a", "b", "c", "d", "e", "f")), max_size=12).map("\n".join)


def test_changes_of_different_lines_are_both_made() -> None:
    theirs = BASE.replace("two lists", "three lists")
    mine = BASE.replace("Any other business", "Any other business: none")
    assert merge(BASE, theirs, mine) == Merged(
        "Roll call\n\nRoadmap\n- three lists\n- a date\n\nAny other business: none\n"
    )


def test_changes_of_neighbouring_lines_do_not_disturb_each_other() -> None:
    theirs = BASE.replace("- two lists", "- three lists\n- one more")
    mine = BASE.replace("- a date", "- a day")
    assert merge(BASE, theirs, mine).text == BASE.replace("- two lists", "- three lists\n- one more").replace(
        "- a date", "- a day"
    )


@pytest.mark.parametrize("base", ["", "Notes\n", "Notes"])
def test_what_two_people_add_at_the_same_place_stands_one_after_the_other(base: str) -> None:
    start = f"{base.rstrip()}\n".lstrip()
    assert merge(base, f"{start}Ada spoke", f"{start}Bo spoke") == Merged(f"{start}Ada spoke\nBo spoke")


def test_what_two_people_add_alike_stands_once() -> None:
    theirs, mine = f"{BASE}\nACTION: Ada\nACTION: Bo\nEnd", f"{BASE}\nACTION: Ada\nACTION: Cy\nEnd"
    assert merge(BASE, theirs, mine).text == f"{BASE}\nACTION: Ada\nACTION: Bo\nACTION: Cy\nEnd"


def test_lines_that_both_changed_are_kept_in_both_versions_between_marks() -> None:
    merged = merge(BASE, BASE.replace("two lists", "three lists"), BASE.replace("two lists", "four lists"))
    assert merged == Merged(
        f"Roll call\n\nRoadmap\n{FIRST_MARK}\n- three lists\n{SECOND_MARK}\n- four lists\n{LAST_MARK}\n- a date\n\n"
        "Any other business\n",
        (Conflict(4, ("- two lists",), ("- three lists",), ("- four lists",)),),
    )
    assert unsettled(merged.text) == (4, 6, 8)
    assert unsettled(BASE) == ()


def test_a_line_that_one_removed_and_the_other_changed_is_kept_between_marks() -> None:
    merged = merge(BASE, BASE.replace("- two lists\n", ""), BASE.replace("two lists", "four lists"))
    assert merged.conflicts == (Conflict(4, ("- two lists",), (), ("- four lists",)),)


def test_a_line_that_one_removed_and_the_other_left_alone_is_gone() -> None:
    mine = BASE + "Next meeting"
    assert merge(BASE, BASE.replace("- two lists\n", ""), mine).text == mine.replace("- two lists\n", "")


def test_other_line_ends_change_nothing() -> None:
    theirs = BASE.replace("two lists", "three lists").replace("\n", "\r\n")
    assert merge(BASE, theirs, BASE + "Next meeting\r") == Merged(
        BASE.replace("two lists", "three lists") + "Next meeting\n"
    )


@given(base=texts, text=texts)
def test_a_change_of_one_side_alone_is_the_outcome(base: str, text: str) -> None:
    assert merge(base, base, text) == merge(base, text, base) == merge(base, text, text) == Merged(text)


@given(base=texts, theirs=texts, mine=texts)
def test_no_line_that_either_side_wrote_is_lost(base: str, theirs: str, mine: str) -> None:
    stands = Counter(merge(base, theirs, mine).text.split("\n"))
    for side in (theirs, mine):
        written = Counter(side.split("\n")) - Counter(base.split("\n"))
        assert written - stands == Counter()


@given(base=texts, theirs=texts, mine=texts)
def test_a_line_that_neither_side_removed_is_still_there(base: str, theirs: str, mine: str) -> None:
    stands, before = Counter(merge(base, theirs, mine).text.split("\n")), Counter(base.split("\n"))
    removed = (before - Counter(theirs.split("\n"))) + (before - Counter(mine.split("\n")))
    assert before - removed - stands == Counter()


@given(
    lines=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=12),
    cut=st.integers(0, 12),
    begin=texts,
    end=texts,
)
def test_changes_that_do_not_meet_commute_and_are_both_made(lines: list[str], cut: int, begin: str, end: str) -> None:
    # A line that stands once lies between the two changes, so that they cannot meet.
    before, after = lines[:cut], lines[cut:]
    base = "\n".join([*before, "-- middle --", *after])
    theirs = "\n".join([begin, "-- middle --", *after])
    mine = "\n".join([*before, "-- middle --", end])
    both = Merged(f"{begin}\n-- middle --\n{end}")
    assert merge(base, theirs, mine) == merge(base, mine, theirs) == both


@given(base=texts, theirs=texts, mine=texts)
def test_conflicts_say_where_their_marks_stand_and_what_is_between_them(base: str, theirs: str, mine: str) -> None:
    merged = merge(base, theirs, mine)
    lines = merged.text.split("\n")
    for one in merged.conflicts:
        marked = [FIRST_MARK, *one.theirs, SECOND_MARK, *one.mine, LAST_MARK]
        assert lines[one.line - 1 : one.line - 1 + len(marked)] == marked
    assert len(unsettled(merged.text)) == 3 * len(merged.conflicts)


@given(base=texts, other=texts)
def test_hunks_make_one_text_of_the_other_and_do_not_touch(base: str, other: str) -> None:
    old, new = base.split("\n"), other.split("\n")
    made: list[str] = []
    place = -1
    for hunk in hunks(old, new):
        assert hunk.start > place
        made += [*old[max(place, 0) : hunk.start], *hunk.lines]
        place = hunk.end
    assert [*made, *old[max(place, 0) :]] == new


@pytest.mark.parametrize("different", [160_000, 1_000, 3])
def test_ten_megabytes_merge_in_seconds_whatever_they_hold(different: int) -> None:
    lines = [f"line {number * 7919 % different}".ljust(60, ".") for number in range(160_000)]
    theirs = [*lines[:50], "Ada wrote this", *lines[60:]]
    mine = [*lines[-2000:], "Bo wrote this", *lines[:-2000]]
    begun = time.process_time()
    merged = merge("\n".join(lines), "\n".join(theirs), "\n".join(mine))
    assert time.process_time() - begun < 15
    assert {"Ada wrote this", "Bo wrote this"} <= set(merged.text.split("\n"))
