"""From tallies to a member's standing: verdicts, margins, flips, people who began and stopped."""

from datetime import date
from fractions import Fraction

from muster.domain.contribution.assess import Party, Promise, Proof, Variant, assess
from muster.domain.contribution.fte import ActiveDays
from muster.domain.contribution.standing import MemberStanding, Theta
from muster.domain.contribution.tally import Counts, Tally, total
from muster.domain.contribution.verdict import Figures, Verdict
from muster.domain.contribution.windows import Window

WINDOW = Window(date(2026, 1, 1), date(2026, 7, 1))
BEFORE = Window(date(2025, 7, 1), date(2026, 1, 1))
THETA = Theta(9, 12, 15)


def tally(*rows: tuple[str, str, int], window: Window = WINDOW) -> Tally:
    """Give a tally of (person, company, active days), a third of them on the roadmap."""
    active = tuple(ActiveDays(person, company, 1, days, days // 3) for person, company, days in rows)
    return Tally(window, active, {"Alpha": Counts(2, 30, 40)}, {"Alpha": 7})


def alpha(measure: str, minimum: int, proof: Proof) -> MemberStanding:
    """Say where Alpha stands on one criterion."""
    promise = Promise("criterion", "a promise", measure, Fraction(minimum), WINDOW)
    party = Party("Alpha", "member", "Member", None, None, (promise,), ())
    return assess(party, WINDOW, proof, theta=THETA, by_area={"Testing": 5})


def proof(now: Tally, *variants: Variant, evidence: bool = True) -> Proof:
    """Give a proof with these variants and an earlier window in which Bo and Cy were active."""
    earlier = tally(("bo", "Alpha", 3), ("cy", "Alpha", 3), window=BEFORE)
    return Proof({WINDOW: now}, earlier, variants, {WINDOW: evidence})


def test_a_figure_between_strict_and_lenient_is_borderline_and_says_how_far_it_reaches() -> None:
    (criterion,) = alpha("fte", 2, proof(tally(("ada", "Alpha", 12), ("bo", "Alpha", 12)))).criteria
    assert criterion.figures == Figures(Fraction(2), Fraction(2), Fraction(8, 5))
    assert criterion.verdict is Verdict.BORDERLINE
    assert criterion.margin == Figures(Fraction(0), Fraction(0), Fraction(-2, 5))
    assert criterion.theta_reach is not None
    assert criterion.theta_reach.holds_up_to == 12


def test_a_convention_that_changes_the_verdict_is_named_with_what_comes_out() -> None:
    other = {WINDOW: tally(("ada", "Alpha", 3))}
    variants = (
        Variant("author date", "counted by author date", other),
        Variant("affiliations of that day", "with old files", None, "they have no history"),
    )
    (criterion,) = alpha("fte", 1, proof(tally(("ada", "Alpha", 15)), *variants)).criteria
    by_author, of_that_day = criterion.flips
    assert (by_author.flips, by_author.verdict) == (True, Verdict.SHORT)
    assert by_author.figures == Figures(Fraction(1, 3), Fraction(1, 4), Fraction(1, 5))
    assert (of_that_day.flips, of_that_day.figures, of_that_day.why_not) == (False, None, "they have no history")


def test_counts_know_no_theta_and_read_the_same_three_times() -> None:
    for measure, count in (("changes", 40), ("active_days", 30), ("people", 2), ("review_votes", 7)):
        (criterion,) = alpha(measure, count, proof(tally(("ada", "Alpha", 1)))).criteria
        assert criterion.figures == Figures(Fraction(count), Fraction(count), Fraction(count))
        assert (criterion.verdict, criterion.theta_reach) == (Verdict.MEETS, None)


def test_without_evidence_a_member_is_neither_praised_nor_blamed() -> None:
    (criterion,) = alpha("fte", 4, proof(tally(), evidence=False)).criteria
    assert (criterion.verdict, criterion.flips, criterion.theta_reach) == (Verdict.UNPROVEN, (), None)


def test_people_began_or_stopped_against_the_window_before() -> None:
    standing = alpha("fte", 1, proof(tally(("ada", "Alpha", 3), ("bo", "Alpha", 3))))
    assert (standing.began, standing.stopped) == (("ada",), ("cy",))


def test_roadmap_work_is_the_share_of_days_with_a_linked_change() -> None:
    standing = alpha("roadmap_fte", 1, proof(tally(("ada", "Alpha", 24))))
    assert standing.fte.likely == 1
    assert standing.roadmap_fte.likely == Fraction(1, 3)
    assert standing.changes_by_area == (("Testing", 5),)


def test_companies_add_up_to_everyone() -> None:
    now = tally(("ada", "Alpha", 12), ("ada", "Beta", 12), ("di", "Beta", 6))
    everyone = total("everyone", (now.work_of(company, THETA) for company in now.companies))
    assert everyone.fte.likely == 1 + Fraction(1, 2)
