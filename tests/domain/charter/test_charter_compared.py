"""What changed between two versions of a charter is found, and only that."""

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.changes import LINES_AT_MOST, Line, changes

lines = st.lists(st.sampled_from(["a = 1", "b = 2", "", "- c", "+ d", "@ e", "   "]), max_size=12)


def test_a_changed_line_is_gone_and_new_with_those_around_it() -> None:
    before, after = "\n".join("abcdefghi"), "\n".join("abcdEfghi")
    found = changes(before, after)
    assert found == (
        Line("place", "@@ -2,7 +2,7 @@"),
        *(Line("same", text) for text in "bcd"),
        Line("gone", "e"),
        Line("new", "E"),
        *(Line("same", text) for text in "fgh"),
    )


@given(before=lines, after=lines)
def test_what_is_gone_and_same_was_before_and_what_is_new_and_same_is_after(
    before: list[str], after: list[str]
) -> None:
    found = changes("\n".join(before), "\n".join(after))
    assert found is not None
    old, new = "\n".join(before).splitlines(), "\n".join(after).splitlines()
    assert (found == ()) is (old == new)
    shown_old = [line.text for line in found if line.sort in {"gone", "same"}]
    shown_new = [line.text for line in found if line.sort in {"new", "same"}]
    if len(old) <= 4 and len(new) <= 4 and found:  # short enough that all of both is shown
        assert (shown_old, shown_new) == (old, new)
    assert len(old) - len(shown_old) == len(new) - len(shown_new)


def test_texts_that_would_take_long_to_compare_are_not_compared() -> None:
    long = "x = 1\n" * (LINES_AT_MOST // 2)
    assert changes(long, long + "y = 2\n") is None
