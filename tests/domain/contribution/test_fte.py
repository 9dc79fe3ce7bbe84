"""The laws of full-time equivalents: exact, additive, never more than the days can hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.fte import ActiveDays, company_fte, company_roadmap_fte, efforts, full_time_share

THETAS = st.integers(1, 60)
MONTHS = st.fractions(min_value=Fraction(1, 31), max_value=36)


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


def test_twelve_days_in_six_months_make_one_full_timer() -> None:
    assert full_time_share(12, 12, Fraction(6)) == 1
    assert full_time_share(11, 12, Fraction(6)) == Fraction(11, 12)
    assert full_time_share(100, 12, Fraction(6)) == 1
    assert full_time_share(3, 12, Fraction(3)) == Fraction(1, 2)


def test_a_person_who_changed_company_is_split_by_the_days_under_each() -> None:
    rows = [ActiveDays("ada", "Alpha", 1, 9, 3), ActiveDays("ada", "Beta", 1, 3, 0)]
    everyone = efforts(rows, 12, Fraction(6))
    assert everyone["ada", "Alpha"].fte == Fraction(3, 4)
    assert everyone["ada", "Beta"].fte == Fraction(1, 4)
    assert everyone["ada", "Alpha"].roadmap_fte == Fraction(1, 4)


def test_a_day_under_two_companies_is_half_a_day_under_each() -> None:
    rows = [ActiveDays("ada", company, 2, 6, 6) for company in ("Alpha", "Beta")]
    everyone = efforts(rows, 12, Fraction(6))
    assert everyone["ada", "Alpha"].days == 3
    assert company_fte(everyone) == {"Alpha": Fraction(1, 4), "Beta": Fraction(1, 4)}


@pytest.mark.parametrize("thirds", [1, 2, 7])
def test_fractions_are_never_rounded_on_the_way(thirds: int) -> None:
    rows = [ActiveDays(f"person-{number}", "Alpha", 1, thirds, 0) for number in range(27)]
    assert company_fte(efforts(rows, 9, Fraction(6)))["Alpha"] == 3 * thirds


@given(active_days(), THETAS, MONTHS)
def test_people_sum_to_companies_and_companies_to_the_total(
    rows: list[ActiveDays], theta: int, months: Fraction
) -> None:
    everyone = efforts(rows, theta, months)
    days: dict[str, Fraction] = {}
    for row in rows:
        days[row.person] = days.get(row.person, Fraction(0)) + Fraction(row.days, row.companies_that_day)
    assert sum(company_fte(everyone).values()) == sum(full_time_share(d, theta, months) for d in days.values())


@given(active_days(), st.randoms(use_true_random=False), THETAS, MONTHS)
def test_the_order_of_rows_never_matters(rows: list[ActiveDays], order: object, theta: int, months: Fraction) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a Random that it does not declare
    assert efforts(shuffled, theta, months) == efforts(rows, theta, months)


@given(active_days(), active_days(), THETAS, MONTHS)
def test_another_companys_people_never_change_yours(
    rows: list[ActiveDays], others: list[ActiveDays], theta: int, months: Fraction
) -> None:
    strangers = [ActiveDays(f"x-{o.person}", f"x-{o.company}", o.companies_that_day, o.days, 0) for o in others]
    alone, together = efforts(rows, theta, months), efforts(rows + strangers, theta, months)
    assert {key: together[key] for key in alone} == alone


@given(active_days(), THETAS, MONTHS)
def test_roadmap_work_is_never_more_than_all_work(rows: list[ActiveDays], theta: int, months: Fraction) -> None:
    everyone = efforts(rows, theta, months)
    whole = company_fte(everyone)
    assert all(figure <= whole[company] for company, figure in company_roadmap_fte(everyone).items())


@given(st.integers(0, 90), st.integers(0, 90), THETAS, MONTHS, MONTHS)
def test_splitting_a_window_never_creates_more_than_each_part_can_hold(
    first: int, second: int, theta: int, months: Fraction, more: Fraction
) -> None:
    """Weighted by their lengths, the parts hold at most a full-timer each, and together no less than the whole says."""
    whole = full_time_share(first + second, theta, months + more) * (months + more)
    parts = full_time_share(first, theta, months) * months + full_time_share(second, theta, more) * more
    assert parts <= whole <= months + more


@given(active_days(), THETAS, MONTHS)
def test_a_stricter_theta_never_gives_more(rows: list[ActiveDays], theta: int, months: Fraction) -> None:
    lenient, strict = company_fte(efforts(rows, theta, months)), company_fte(efforts(rows, theta + 1, months))
    assert all(strict[company] <= figure for company, figure in lenient.items())
