from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.people.affiliation import (
    BEGINNING,
    END_OF_TIME,
    UNAFFILIATED,
    Affiliation,
    Voice,
    affiliation_on,
    chained,
    overlaps,
    spans,
)

JULY = date(2016, 7, 1)
AUGUST = date(2016, 8, 1)

days = st.dates(date(2015, 1, 1), date(2015, 2, 1))
affiliations = st.lists(
    st.builds(Affiliation, st.sampled_from("ABC"), st.none() | days, st.none() | days, st.just("file:1")), max_size=5
)


def test_an_affiliation_ends_the_day_before_its_end_day() -> None:
    alpha = Affiliation("Alpha", None, JULY, "f:1")
    beta = Affiliation("Beta", JULY, None, "f:2")
    assert affiliation_on([alpha, beta], date(2016, 6, 30)) == alpha
    assert affiliation_on([alpha, beta], JULY) == beta


def test_an_affiliation_without_days_holds_always() -> None:
    alpha = Affiliation("Alpha", None, None, "f:1")
    assert affiliation_on([alpha], BEGINNING) == alpha
    assert affiliation_on([alpha], END_OF_TIME - timedelta(1)) == alpha


def test_nobody_is_affiliated_on_a_day_that_no_entry_holds() -> None:
    assert affiliation_on([Affiliation("Alpha", JULY, AUGUST, "f:1")], AUGUST) is None


def test_of_two_that_hold_a_day_the_one_that_began_later_counts() -> None:
    ever = Affiliation("Alpha", None, None, "f:1")
    later = Affiliation("Beta", JULY, None, "f:2")
    assert affiliation_on([later, ever], AUGUST) == later
    assert affiliation_on([later, ever], date(2016, 6, 30)) == ever


def test_of_two_that_began_together_the_one_that_ends_first_counts() -> None:
    short = Affiliation("Zeta", JULY, AUGUST, "f:1")
    long = Affiliation("Alpha", JULY, None, "f:2")
    assert affiliation_on([long, short], JULY) == short


def test_entries_that_say_only_when_they_ended_follow_one_another() -> None:
    entries = [
        Affiliation("Now", None, None, "f:1"),
        Affiliation("Then", None, AUGUST, "f:2"),
        Affiliation("First", None, JULY, "f:3"),
    ]
    assert chained(entries) == [
        Affiliation("First", None, JULY, "f:3"),
        Affiliation("Then", JULY, AUGUST, "f:2"),
        Affiliation("Now", AUGUST, None, "f:1"),
    ]


def test_two_companies_on_one_day_are_reported_with_the_days() -> None:
    alpha = Affiliation("Alpha", None, AUGUST, "f:1")
    beta = Affiliation("Beta", JULY, None, "f:2")
    (overlap,) = overlaps([beta, alpha])
    assert (overlap.first_day, overlap.end_day, overlap.counts, overlap.yields) == (JULY, AUGUST, beta, alpha)


def test_one_company_twice_on_one_day_is_no_conflict() -> None:
    assert overlaps([Affiliation("Alpha", None, AUGUST, "f:1"), Affiliation("Alpha", JULY, None, "f:2")]) == []


@given(affiliations)
def test_spans_say_on_every_day_what_affiliation_on_says(entries: list[Affiliation]) -> None:
    last = Affiliation(UNAFFILIATED, None, None, "")
    found = spans([Voice("listed", entries), Voice("none", (last,))])
    assert found[0].first_day == BEGINNING
    assert found[-1].end_day == END_OF_TIME
    assert all(before.end_day == after.first_day for before, after in pairwise(found))
    for offset in range(-1, 33):
        day = date(2015, 1, 1) + timedelta(offset)
        (span,) = [span for span in found if span.first_day <= day < span.end_day]
        assert span.affiliation == (affiliation_on(entries, day) or last)


@given(affiliations, st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(entries: list[Affiliation], order: Random) -> None:
    shuffled = entries.copy()
    order.shuffle(shuffled)
    assert overlaps(shuffled) == overlaps(entries)
    assert chained(shuffled) == chained(entries)
    assert spans([Voice("listed", shuffled)]) == spans([Voice("listed", entries)])
