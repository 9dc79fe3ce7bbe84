"""Reading what is sent to the API: every JSON, and nothing else."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.api.problems import Refused, pointer
from muster.api.reading import read, why_unkeepable

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


@given(VALUES)
def test_whatever_json_can_say_is_read_as_it_was_written(value: object) -> None:
    assert read(json.dumps(value).encode()) == value
    assert read(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary())
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(body: bytes) -> None:
    with suppress(Refused):
        read(body)


@given(TEXT, TEXT, TEXT)
def test_text_is_kept_unless_it_has_nul_or_half_a_pair_in_it(before: str, after: str, whole: str) -> None:
    assert why_unkeepable(whole) == ""
    for unkeepable in ("\0", "\ud800", "\udfff"):
        assert why_unkeepable(before + unkeepable + after)


@pytest.mark.parametrize("body", [b'{"a": 1, "a": 1}', b'{"\\u0061": 1, "a": 2}', b'[{"x": {"b": 1, "b": 2}}]'])
def test_a_key_that_stands_there_twice_is_refused_however_deep_and_however_written(body: bytes) -> None:
    with pytest.raises(Refused, match="stands there twice"):
        read(body)


def test_a_place_is_written_as_rfc_6901_has_it() -> None:
    assert pointer(()) == "#"
    assert pointer(("members", 2, "a/b", "m~n")) == "#/members/2/a~1b/m~0n"
