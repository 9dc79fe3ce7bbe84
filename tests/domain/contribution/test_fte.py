"""The laws of full-time equivalents: exact, additive, never more than the days can hold."""

from collections.abc import Iterable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.fte import ActiveDays, full_time_days, full_time_share, shares, summed

THETAS = st.integers(1, 60)
MONTHS = st.fractions(min_value=Fraction(1, 31), max_value=36)
FULL_TIME = st.builds(full_time_days, THETAS, MONTHS)
TWELVE = Fraction(12)


@st.composite
def active_days(draw: st.DrawFn) -> list[ActiveDays]:
    """People who work for one company, change company, or serve two on the same days."""
    rows: list[ActiveDays] = []
    for number in range(draw(st.integers(0, 5))):
        person = f"person-{number}"
        for company in draw(st.sets(st.sampled_from(("Alpha", "Beta", "Gamma")), max_size=3)):
            days = draw(st.integers(1, 90))
            rows.append(ActiveDays(person, company, 1, days, draw(st.integers(0, days))))
        if draw(st.booleans()):
            days = draw(st.integers(1, 40))
            rows += [ActiveDays(person, company, 2, days, draw(st.integers(0, days))) for company in ("Alpha", "Beta")]
    return rows


def company_fte(rows: Iterable[ActiveDays], full_time: Fraction) -> dict[str, Fraction]:
    """Sum people to companies, the slow and plain way."""
    total: dict[str, Fraction] = {}
    for (_, company), share in shares(rows).items():
        total[company] = total.get(company, Fraction(0)) + share.fte(full_time)
    return total


def test_twelve_days_in_six_months_make_one_full_timer() -> None:
    full_time = full_time_days(12, Fraction(6))
    assert full_time_share(Fraction(12), full_time) == 1
    assert full_time_share(Fraction(11), full_time) == Fraction(11, 12)
    assert full_time_share(Fraction(100), full_time) == 1
    assert full_time_share(Fraction(3), full_time_days(12, Fraction(3))) == Fraction(1, 2)


def test_a_person_who_changed_company_is_split_by_the_days_under_each() -> None:
    everyone = shares([ActiveDays("ada", "Alpha", 1, 9, 3), ActiveDays("ada", "Beta", 1, 3, 0)])
    assert everyone["ada", "Alpha"].fte(TWELVE) == Fraction(3, 4)
    assert everyone["ada", "Beta"].fte(TWELVE) == Fraction(1, 4)
    assert everyone["ada", "Alpha"].roadmap_fte(TWELVE) == Fraction(1, 4)


def test_a_day_under_two_companies_is_half_a_day_under_each() -> None:
    rows = [ActiveDays("ada", company, 2, 6, 6) for company in ("Alpha", "Beta")]
    assert shares(rows)["ada", "Alpha"].days == 3
    assert company_fte(rows, TWELVE) == {"Alpha": Fraction(1, 4), "Beta": Fraction(1, 4)}


@pytest.mark.parametrize("days", [1, 2, 7])
def test_fractions_are_never_rounded_on_the_way(days: int) -> None:
    rows = [ActiveDays(f"person-{number}", "Alpha", 1, days, 0) for number in range(27)]
    assert company_fte(rows, Fraction(9))["Alpha"] == 3 * days


@given(active_days(), FULL_TIME)
def test_people_sum_to_companies_and_companies_to_the_total(rows: list[ActiveDays], full_time: Fraction) -> None:
    days: dict[str, Fraction] = {}
    for row in rows:
        days[row.person] = days.get(row.person, Fraction(0)) + Fraction(row.days, row.companies_that_day)
    assert sum(company_fte(rows, full_time).values()) == sum(full_time_share(d, full_time) for d in days.values())


@given(active_days(), FULL_TIME)
def test_the_quick_sum_is_the_sum(rows: list[ActiveDays], full_time: Fraction) -> None:
    everyone = shares(rows).values()
    assert summed(((one.all_days, one.days) for one in everyone), full_time) == sum(
        one.fte(full_time) for one in everyone
    )
    assert summed(((one.all_days, one.roadmap_days) for one in everyone), full_time) == sum(
        one.roadmap_fte(full_time) for one in everyone
    )


@given(active_days(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows: list[ActiveDays], order: Random) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert shares(shuffled) == shares(rows)


@given(active_days(), active_days())
def test_another_companys_people_never_change_yours(rows: list[ActiveDays], others: list[ActiveDays]) -> None:
    strangers = [ActiveDays(f"x-{o.person}", f"x-{o.company}", o.companies_that_day, o.days, 0) for o in others]
    alone, together = shares(rows), shares(rows + strangers)
    assert {key: together[key] for key in alone} == alone


@given(active_days(), FULL_TIME)
def test_roadmap_work_is_never_more_than_all_work(rows: list[ActiveDays], full_time: Fraction) -> None:
    assert all(share.roadmap_fte(full_time) <= share.fte(full_time) for share in shares(rows).values())


@given(st.integers(0, 90), st.integers(0, 90), THETAS, MONTHS, MONTHS)
def test_splitting_a_window_never_creates_more_than_each_part_can_hold(
    first: int, second: int, theta: int, months: Fraction, more: Fraction
) -> None:
    """Weighted by their lengths, the parts hold at most a full-timer each, and together no more than the whole says."""

    def work(days: int, length: Fraction) -> Fraction:
        return full_time_share(Fraction(days), full_time_days(theta, length)) * length

    whole = work(first + second, months + more)
    parts = work(first, months) + work(second, more)
    assert parts <= whole <= months + more


@given(active_days(), FULL_TIME)
def test_a_stricter_theta_never_gives_more(rows: list[ActiveDays], full_time: Fraction) -> None:
    lenient, strict = company_fte(rows, full_time), company_fte(rows, full_time + 1)
    assert all(strict[company] <= figure for company, figure in lenient.items())
