"""One edition a quarter, in the order of the quarters, never of one that is still to come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.editions.rules import A_YEAR, quarters_open, refusal_of_an_edition
from muster.domain.roadmap.quarters import Quarter

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
THERE_IS = "There is an edition of 2017Q2, and nothing of what is published is changed."
QUARTERS = st.builds(Quarter, st.integers(2010, 2030), st.integers(1, 4))


@given(on=DAYS, last=st.none() | QUARTERS, quarter=QUARTERS)
def test_a_quarter_is_offered_if_and_only_if_it_would_not_be_refused(
    on: date, last: Quarter | None, quarter: Quarter
) -> None:
    offered = quarters_open(last, on=on)
    recent = Quarter.of(on)
    for _ in range(A_YEAR - 1):
        recent = recent.previous
    assert (quarter in offered) == (quarter >= recent and refusal_of_an_edition(quarter, last, on=on) is None)
    assert list(offered) == sorted(offered, reverse=True)


@pytest.mark.parametrize(
    ("quarter", "last", "said"),
    [
        ("2017Q1", None, None),
        ("2017Q2", "2017Q1", None),
        ("2016Q3", None, None),
        ("2017Q3", None, "2017Q3 has not begun on 2017-05-09. Publish the edition of 2017Q2."),
        (
            "2017Q2",
            "2017Q2",
            f"{THERE_IS} What changed since goes into the edition of 2017Q3.",
        ),
        (
            "2016Q4",
            "2017Q1",
            f"{THERE_IS.replace('Q2', 'Q1')} Choose a later quarter.",
        ),
    ],
)
def test_a_refusal_says_which_quarter_can_be_published_instead(
    quarter: str, last: str | None, said: str | None
) -> None:
    before = Quarter.read(last) if last else None
    refused = refusal_of_an_edition(Quarter.read(quarter), before, on=date(2017, 5, 9))
    assert (str(refused) if refused else None) == said
