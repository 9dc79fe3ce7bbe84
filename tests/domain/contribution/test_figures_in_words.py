from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution import words
from muster.domain.contribution.standing import MemberStanding
from muster.domain.contribution.verdict import Figures, Flip, ThetaReach, Verdict
from tests.publication.standings import ALPHA, BETA, DELTA, GAMMA, criterion, figures, member, small, standing

FOUR = Fraction(4)
fractions = st.fractions(min_value=-100, max_value=100, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("13/4", "3.3"), ("-13/4", "-3.2"), ("1/20", "0.1"), ("0", "0.0"), ("34", "34.0"), ("-1/100", "0.0")],
)
def test_a_figure_is_rounded_half_up_to_one_decimal(value: str, shown: str) -> None:
    assert words.rounded(Fraction(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("3.96", "3.96"),
        ("3.9996", "3.9996"),
        ("3.99999", "just under 4"),
        ("4", "4.0"),
        ("4.02", "4.02"),
        ("4.00001", "just over 4"),
        ("3.94", "3.9"),
        ("4.06", "4.1"),
    ],
)
def test_a_figure_near_the_minimum_takes_more_decimals_and_then_words(value: str, shown: str) -> None:
    assert words.rounded(Fraction(value), 1, FOUR) == shown


def test_a_figure_that_is_a_minimum_which_no_decimal_can_write_is_shown_as_that_fraction() -> None:
    assert words.rounded(Fraction(1, 3), 1, Fraction(1, 3)) == "1/3"


@given(value=fractions, places=st.integers(0, 4))
def test_rounding_moves_a_figure_by_at_most_half_a_step(value: Fraction, places: int) -> None:
    assert abs(Fraction(words.rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(value=fractions, minimum=fractions)
def test_a_rounded_figure_never_contradicts_its_verdict(value: Fraction, minimum: Fraction) -> None:
    shown = words.rounded(value, 1, minimum)
    if shown.startswith("just"):
        assert shown == f"just {'under' if value < minimum else 'over'} {words.number(minimum)}"
        assert value != minimum
    else:
        assert (Fraction(shown) > minimum, Fraction(shown) < minimum) == (value > minimum, value < minimum)


@given(value=fractions)
def test_a_number_in_words_is_exact(value: Fraction) -> None:
    assert Fraction(words.number(value)) == value


@pytest.mark.parametrize(("margin", "shown"), [("5.5", "+5.5"), ("-0.04", "-0.04"), ("0", "0"), ("0.04", "+0.04")])
def test_a_margin_has_its_sign_even_where_it_is_small(margin: str, shown: str) -> None:
    assert words.signed(Fraction(margin)) == shown


def test_a_share_is_in_per_cent_and_does_not_contradict_the_limit_it_is_held_to() -> None:
    assert words.percent(Fraction(1, 8)) == "12.5\N{NO-BREAK SPACE}%"
    assert words.percent(Fraction(50001, 100000), Fraction(1, 2)) == "50.001\N{NO-BREAK SPACE}%"


def test_a_day_is_written_so_that_nobody_takes_the_month_for_the_day() -> None:
    assert words.day(date(2016, 3, 4)) == "4\N{NO-BREAK SPACE}March 2016"


def test_names_and_counts_are_joined_as_people_say_them() -> None:
    assert [words.listed(["A", "B", "C"][:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert words.counted(1, "person", "people") == "1 person"
    assert words.counted(1204, "person", "people") == "1,204 people"


def test_a_range_runs_from_the_strict_to_the_lenient_figure_and_is_one_figure_if_they_agree() -> None:
    assert words.figure_range(figures(6, 5, 4)) == "4.0 to 6.0"
    assert words.figure_range(figures(5, 5, 5)) == "5.0"


def test_a_verdict_is_told_with_its_figure_its_margin_and_what_the_other_counts_say() -> None:
    said = [words.verdict_sentence(one.criteria[0]) for one in (ALPHA, BETA, GAMMA, DELTA)]
    assert said == [
        "Meets: 8.5 FTE, 4.5 above the minimum of 4; even counted strictly it is 7.3.",
        (
            "Borderline: 4.3 FTE, 0.3 above the minimum of 4; counted leniently it is 4.5, which reaches it, "
            "counted strictly 3.8, which does not."
        ),
        "Short: 3.96 FTE, 0.04 below the minimum of 4; even counted leniently it is just under 4.",
        "Unproven: nothing was read that could prove work in the window, 2016-04-26..2016-10-26.",
    ]


def test_a_count_that_knows_no_theta_is_told_once() -> None:
    votes = replace(criterion(figures(40, 40, 40), 30), unit="votes", theta_reach=None)
    assert words.verdict_sentence(votes) == "Meets: 40.0 votes, 10.0 above the minimum of 30."
    assert words.margin_sentence(criterion(figures(4, 4, 4))) == "exactly the minimum of 4"
    assert words.margin_sentence(criterion(figures(4, "3.9999999", 3))) == "a hair below the minimum of 4"


def test_a_flip_is_told_with_what_comes_out_and_whether_the_verdict_changes() -> None:
    tried = criterion(figures(5, "9/2", 4))
    assert [words.flip_sentence(flip, tried) for flip in tried.flips] == [
        "Counted by author date: 3.9, borderline",
        "Counted on default branches alone: 4.5, still meets",
        "Co-authors credited: could not be tried, no commit names one",
    ]
    assert words.flip_note(tried.flips[0], tried) == "author-date: 3.9, borderline"


def test_a_flip_that_could_not_be_tried_may_have_no_reason() -> None:
    untried = Flip("co-authors", "co-authors credited", None, None, flips=False)
    assert words.flip_note(untried, criterion(figures(5, 5, 5))) == "co-authors: could not be tried"


@pytest.mark.parametrize(
    ("counted", "holds", "said"),
    [
        (9, 27, "The minimum is reached up to θ = 27."),
        (9, 60, "The minimum is reached at every θ that was tried, up to 60."),
        (2, 4, "The minimum is reached up to θ = 4 only."),
        (2, None, "No θ would do, not even one active day in six months."),
    ],
)
def test_the_reach_of_a_verdict_is_told_by_the_largest_theta(counted: int, holds: int | None, said: str) -> None:
    judged = replace(criterion(figures(counted, counted, counted)), theta_reach=ThetaReach(holds, 60))
    assert words.reach_sentence(judged).replace("\N{NO-BREAK SPACE}", " ") == said


def test_no_reach_is_told_where_no_theta_was_asked_or_nothing_was_read() -> None:
    assert words.reach_sentence(replace(ALPHA.criteria[0], theta_reach=None)) == ""
    assert words.reach_sentence(DELTA.criteria[0]) == ""


def test_what_does_not_flip_a_verdict_is_told_briefly_and_what_could_not_be_tried_with_its_reason() -> None:
    assert words.steady_sentences(criterion(figures(5, "9/2", 4))) == [
        "What else was tried does not flip it: default-branch 4.5.",
        "Co-authors: could not be tried, no commit names one.",
    ]
    assert words.steady_sentences(ALPHA.criteria[0])[0] == (
        "Nothing that was tried flips it: author-date 7.4 and default-branch 8.5."
    )
    assert words.steady_sentences(DELTA.criteria[0]) == []


def test_a_member_is_as_good_as_its_worst_verdict() -> None:
    assert [words.overall(one) for one in (ALPHA, BETA, GAMMA, DELTA)] == [
        Verdict.MEETS,
        Verdict.BORDERLINE,
        Verdict.SHORT,
        Verdict.UNPROVEN,
    ]
    mixed = replace(ALPHA, criteria=(*ALPHA.criteria, *DELTA.criteria, *GAMMA.criteria))
    assert words.overall(mixed) is Verdict.SHORT
    assert words.overall(replace(ALPHA, criteria=())) is None


def said_of(*members: MemberStanding) -> str:
    return " ".join(words.promise_sentences(standing(*members))).replace("\N{NO-BREAK SPACE}", " ")


def test_who_keeps_the_promise_is_told_first_and_then_who_does_not() -> None:
    assert " ".join(words.promise_sentences(small())).replace("\N{NO-BREAK SPACE}", " ") == (
        "On 26 October 2016, 1 of 4 members keeps every promise that can be measured: Alpha. "
        "Beta is borderline. Gamma falls short. Delta is unproven."
    )
    assert said_of(ALPHA, replace(ALPHA, name="Zeta")) == (
        "On 26 October 2016, both members keep every promise that can be measured: Alpha and Zeta."
    )
    assert said_of(ALPHA) == "On 26 October 2016, the only member keeps every promise that can be measured: Alpha."
    three = [replace(ALPHA, name=name) for name in ("Alpha", "Eta", "Zeta")]
    assert said_of(*three).startswith("On 26 October 2016, all 3 members keep every promise")
    assert said_of(GAMMA, replace(GAMMA, name="Eta")) == (
        "On 26 October 2016, none of 2 members keep every promise that can be measured. Gamma and Eta fall short."
    )


def test_a_group_without_members_or_without_measured_promises_is_told_so() -> None:
    assert said_of() == "On 26 October 2016 the charter names no member."
    bare = replace(ALPHA, criteria=())
    assert said_of(bare) == "On 26 October 2016 no criterion of the 1 member can be measured upstream."
    assert said_of(ALPHA, replace(bare, name="Zeta")).endswith("Zeta has no measured criterion.")


def test_who_meets_one_criterion_is_told_like_who_meets_all() -> None:
    rows = [(one.name, one.criteria[0]) for one in (ALPHA, BETA, GAMMA)]
    assert words.criterion_sentences(rows) == [
        "1 of 3 members meets it: Alpha.",
        "Beta is borderline.",
        "Gamma falls short.",
    ]
    assert words.criterion_sentences(rows[2:]) == ["The only member does not meet it.", "Gamma falls short."]


def test_names_from_outside_are_safe_in_a_sentence() -> None:
    said = said_of(member("\u202eevil", figures(9, 9, 9)), member("x" * 5_000, figures(9, 9, 9)))
    assert "\u202e" not in said
    assert "(5,000 characters)" in said
    assert len(said) < 300


def test_no_figure_is_made_up_where_nothing_was_read() -> None:
    unproven = replace(DELTA.criteria[0], figures=Figures(FOUR, FOUR, FOUR))
    assert words.margin_sentence(unproven) == "the minimum is 4"
