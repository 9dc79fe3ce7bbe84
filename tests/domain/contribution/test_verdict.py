"""Verdicts are exact, and say how firmly they stand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.verdict import Figures, Verdict, judge, theta_reach

FOUR = Fraction(4)
JUST_UNDER = Fraction(399_999_999, 100_000_000)


@pytest.mark.parametrize(
    ("lenient", "strict", "verdict"),
    [
        (FOUR, FOUR, Verdict.MEETS),
        (FOUR, JUST_UNDER, Verdict.BORDERLINE),
        (JUST_UNDER, JUST_UNDER, Verdict.SHORT),
        (Fraction(9), Fraction(0), Verdict.BORDERLINE),
    ],
)
def test_the_minimum_is_compared_exactly(lenient: Fraction, strict: Fraction, verdict: Verdict) -> None:
    assert judge(Figures(lenient, strict, strict), FOUR, evidence=True) is verdict


def test_without_evidence_nothing_is_proven_and_nothing_refuted() -> None:
    assert judge(Figures(Fraction(0), Fraction(0), Fraction(0)), FOUR, evidence=False) is Verdict.UNPROVEN


def test_the_margin_is_what_lies_above_the_minimum() -> None:
    assert Figures(Fraction(5), FOUR, Fraction(3)).less(FOUR) == Figures(Fraction(1), Fraction(0), Fraction(-1))


@given(st.integers(1, 2000), st.integers(1, 40))
def test_the_reach_is_the_last_theta_that_holds(days: int, minimum: int) -> None:
    found = theta_reach(lambda theta: Fraction(days, theta), Fraction(minimum), 184).holds_up_to
    assert found == (min(days // minimum, 184) or None)
