"""So many a minute for each account: as many at once as one likes, and then at an even pace."""

from hypothesis import given
from hypothesis import strategies as st

from muster.actions.pace import KEYS_AT_MOST, Pace


def test_so_many_at_once_and_then_one_after_each_share_of_the_minute() -> None:
    pace = Pace()
    assert [pace.wait("ada", a_minute=6, now=100.0) for _ in range(6)] == [0.0] * 6
    assert pace.wait("ada", a_minute=6, now=100.0) == 10.0
    assert pace.wait("ada", a_minute=6, now=109.0) == 1.0, "whoever is refused is not counted"
    assert pace.wait("ada", a_minute=6, now=110.0) == 0.0
    assert pace.wait("ada", a_minute=6, now=110.0) == 10.0
    assert [pace.wait("ada", a_minute=6, now=500.0) for _ in range(6)] == [0.0] * 6


def test_one_account_does_not_slow_another() -> None:
    pace = Pace()
    for _ in range(3):
        pace.wait("ada", a_minute=3, now=0.0)
    assert pace.wait("ada", a_minute=3, now=0.0)
    assert pace.wait("bo", a_minute=3, now=0.0) == 0.0


@given(gaps=st.lists(st.integers(0, 40), min_size=1, max_size=60), a_minute=st.integers(1, 10))
def test_in_no_minute_is_more_let_through_than_twice_the_limit(gaps: list[int], a_minute: int) -> None:
    pace, now, through = Pace(), 0.0, []
    for gap in gaps:
        now += gap
        if not pace.wait("ada", a_minute=a_minute, now=now):
            through.append(now)
    assert all(sum(at - 60 < other <= at for other in through) <= 2 * a_minute for at in through)
    assert len(through) <= a_minute + now * a_minute / 60 + 1


def test_accounts_that_are_at_rest_are_forgotten_once_there_are_many() -> None:
    pace = Pace()
    for number in range(KEYS_AT_MOST + 1):
        pace.wait(number, a_minute=60, now=float(number))
    assert len(pace._even_at) < 10  # noqa: SLF001 - memory is all that can be seen of it
