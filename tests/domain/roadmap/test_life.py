"""An item's life is what the group says of it, and the days since somebody worked on it."""

from datetime import date, timedelta

import pytest

from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.proof.life import Life, life_of

ON = date(2017, 6, 1)


def agreed(days: int | None, **options: int) -> Life:
    last = None if days is None else ON - timedelta(days=days)
    return life_of(ItemState.AGREED, last, last, on=ON, **options)


@pytest.mark.parametrize(
    ("days", "word", "sentence"),
    [
        (None, "not begun", "no change upstream yet"),
        (0, "active", "last change today"),
        (1, "active", "last change 1 day ago"),
        (30, "active", "last change 30 days ago"),
        (31, "quiet", "no activity for 31 days"),
        (90, "quiet", "no activity for 90 days"),
        (91, "stalled", "no activity for 91 days"),
        (97, "stalled", "no activity for 97 days"),
    ],
)
def test_silence_has_a_word_for_each_length_of_it(days: int | None, word: str, sentence: str) -> None:
    assert agreed(days) == Life(word, days, sentence)


def test_a_group_may_wait_longer_before_it_calls_silence_stalled() -> None:
    assert agreed(120, quiet_after=180).word == "quiet"


def test_what_the_group_says_comes_first_and_the_evidence_stands_beside_it() -> None:
    day = ON - timedelta(days=200)
    assert life_of(ItemState.DELIVERED, day, day, on=ON) == Life(
        "delivered", 200, "delivered; last change 200 days ago"
    )
    assert life_of(ItemState.DROPPED, None, None, on=ON) == Life(
        "dropped", None, "dropped by the group; no change upstream was seen"
    )


def test_work_of_a_later_day_is_not_seen_yet() -> None:
    later = ON + timedelta(days=1)
    assert life_of(ItemState.AGREED, later, later, on=ON).word == "not begun"
    assert life_of(ItemState.AGREED, ON - timedelta(days=99), later, on=ON).word == "active"
