"""When an office has to be filled again, as the charter's term and the record of its holders say."""

from datetime import date

import pytest

from muster.domain.elections.terms import Due, Term, election_due, last_day_after

FOUNDED = date(2016, 4, 26)
ADA = Term("Ada", date(2016, 10, 26))


def due(*terms: Term, on: date, holders: int = 1, months: int | None = 12) -> Due | None:
    return election_due("The chair", holders=holders, months=months, terms=terms, founded=FOUNDED, on=on)


def test_the_next_chair_is_due_when_the_term_ends() -> None:
    assert due(ADA, on=date(2017, 3, 1)) == Due(
        date(2017, 10, 26), 1, "The chair: the term of Ada ends as 26\xa0October 2017 begins."
    )


def test_an_office_that_nobody_was_ever_chosen_for_is_due_since_the_founding() -> None:
    answer = due(on=date(2016, 9, 1))
    assert answer == Due(FOUNDED, 1, "The chair has been without a holder since 26\xa0April 2016.")
    assert answer is not None
    assert answer.is_late(date(2016, 9, 1))


def test_an_office_is_late_from_the_day_on_which_the_term_is_over() -> None:
    answer = due(ADA, on=date(2017, 10, 26))
    why = "The chair: the term of Ada ended as 26\xa0October 2017 began, and nobody follows yet."
    assert answer == Due(date(2017, 10, 26), 1, why)
    before = due(ADA, on=date(2017, 10, 25))
    assert [one and one.is_late(date(2017, 10, 25)) for one in (before,)] == [False]


def test_whoever_leaves_early_leaves_the_office_empty_from_that_day() -> None:
    left = Term("Ada", date(2016, 10, 26), ended=date(2017, 2, 1))
    assert due(left, on=date(2017, 3, 1)) == Due(
        date(2017, 2, 1), 1, "The chair has been without a holder since 1\xa0February 2017."
    )


def test_of_two_chairs_the_one_whose_term_ends_first_is_due_first() -> None:
    cy = Term("Cy", date(2017, 1, 26))
    assert due(ADA, cy, on=date(2017, 3, 1), holders=2) == Due(
        date(2017, 10, 26), 1, "The chair: the term of Ada ends as 26\xa0October 2017 begins."
    )
    assert due(ADA, Term("Cy", ADA.began), on=date(2017, 3, 1), holders=2) == Due(
        date(2017, 10, 26), 2, "The chair: the terms of Ada and Cy end as 26\xa0October 2017 begins."
    )


def test_an_empty_place_beside_a_chair_is_due_since_it_became_empty() -> None:
    former = Term("Di", date(2015, 12, 1))
    cy = Term("Cy", date(2017, 1, 26))
    assert due(former, cy, on=date(2017, 3, 1), holders=2) == Due(
        date(2016, 12, 1), 1, "The chair: the term of Di ended as 1\xa0December 2016 began, and nobody follows yet."
    )
    assert due(cy, on=date(2017, 3, 1), holders=3) == Due(
        FOUNDED, 2, "The chair has been without 2 of its holders since 26\xa0April 2016."
    )


def test_an_office_without_a_term_is_held_until_its_holder_leaves() -> None:
    assert due(ADA, on=date(2030, 1, 1), months=None) is None


def test_a_term_that_begins_later_is_nobodys_yet() -> None:
    later = Term("Cy", date(2017, 10, 26))
    assert due(ADA, later, on=date(2017, 3, 1)) == due(ADA, on=date(2017, 3, 1))


@pytest.mark.parametrize(
    ("began", "months", "ended", "end"),
    [
        (date(2016, 2, 29), 12, None, date(2017, 2, 28)),
        (date(2016, 10, 26), 24, None, date(2018, 10, 26)),
        (date(2016, 10, 26), 24, date(2017, 1, 1), date(2017, 1, 1)),
        (date(2016, 10, 26), None, None, None),
    ],
)
def test_a_term_ends_on_the_same_day_so_many_months_later(
    began: date, months: int | None, ended: date | None, end: date | None
) -> None:
    assert last_day_after(Term("Ada", began, ended), months) == end
