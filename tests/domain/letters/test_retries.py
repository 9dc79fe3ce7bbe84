"""A letter that did not go out is tried again, ever more rarely, and given up after three days."""

from datetime import UTC, datetime, timedelta

from muster.domain.letters.retries import next_try

NOON = datetime(2017, 5, 9, 12, tzinfo=UTC)


def test_each_wait_is_at_least_as_long_as_the_one_before() -> None:
    waits = []
    tries = 1
    while after := next_try(tries, NOON):
        waits.append(after - NOON)
        tries += 1
    assert waits[0] == timedelta(minutes=1)
    assert waits == sorted(waits)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


def test_a_letter_is_given_up_in_the_end() -> None:
    assert next_try(9, NOON) is None
    assert next_try(100, NOON) is None
