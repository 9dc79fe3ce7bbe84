"""What a liaison statement says, and what it waits for."""

from datetime import date

import pytest

from muster.domain.liaisons.statements import Waiting, refusal_of_a_statement, waiting

TODAY = date(2017, 5, 9)
EARLIER, LATER = date(2017, 5, 1), date(2017, 6, 1)


@pytest.mark.parametrize(
    ("purpose", "dated", "deadline", "refused"),
    [
        ("action", EARLIER, LATER, ""),
        ("comment", TODAY, TODAY, ""),
        ("information", EARLIER, None, ""),
        ("action", EARLIER, None, "by when"),
        ("information", EARLIER, LATER, "no deadline"),
        ("comment", TODAY, EARLIER, "lies before"),
        ("information", LATER, None, "still to come"),
    ],
)
def test_a_statement_has_a_deadline_exactly_if_it_wants_an_answer(
    purpose: str, dated: date, deadline: date | None, refused: str
) -> None:
    found = refusal_of_a_statement(purpose, dated, deadline, on=TODAY)
    assert (found is None) == (refused == "")
    assert found is None or refused in found.what


@pytest.mark.parametrize(
    ("purpose", "direction", "deadline", "answered", "expected"),
    [
        ("information", "in", None, False, Waiting.NOTHING),
        ("comment", "in", LATER, False, Waiting.OURS),
        ("comment", "in", TODAY, False, Waiting.OURS),
        ("comment", "in", EARLIER, False, Waiting.OUR_ANSWER_IS_LATE),
        ("action", "out", LATER, False, Waiting.THEIRS),
        ("action", "out", EARLIER, False, Waiting.THEIR_ANSWER_IS_LATE),
        ("action", "out", EARLIER, True, Waiting.ANSWERED),
    ],
)
def test_whose_answer_a_statement_waits_for_follows_from_side_and_day(
    purpose: str, direction: str, deadline: date | None, answered: bool, expected: Waiting
) -> None:
    assert waiting(purpose, direction, deadline, answered=answered, on=TODAY) is expected
