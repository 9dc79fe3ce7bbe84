"""Tables that are no ballots, by what they call themselves and by what it costs to say so."""

import tracemalloc

import pytest

from muster.domain.errors import BallotFaults
from muster.exchange.elections import formats


def test_a_file_that_calls_itself_csv_and_is_none_is_told_line_by_line() -> None:
    with pytest.raises(BallotFaults) as refused:
        formats.read("Ada;Bo\nfirst;second\nfirst;x\n", "ballots.CSV")
    assert [str(fault.where) for fault in refused.value.faults] == ["ballots.CSV:1", "ballots.CSV:1"]
    with pytest.raises(BallotFaults) as refused:
        formats.read("Dear sir, thank you\n", "letter.csv")
    assert [fault.what for fault in refused.value.faults] == ["These are ballots of no known format."]


def test_a_long_file_that_is_wrong_is_not_held_as_a_table() -> None:
    text = "Ada,Bo\n" + "10,first\n10,20\n" * 50_000
    tracemalloc.start()
    try:
        with pytest.raises(BallotFaults):
            formats.read(text, "file", "csv")
        assert tracemalloc.get_traced_memory()[1] < 30 * len(text)
    finally:
        tracemalloc.stop()
