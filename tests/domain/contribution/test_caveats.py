"""What a reader must know before believing a figure."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from muster.domain.contribution.caveats import caveats
from muster.domain.contribution.standing import AffiliationEvidence, Provenance, RepositoryEvidence
from muster.domain.contribution.windows import Window

WINDOW = Window(date(2026, 1, 1), date(2026, 7, 1))


WHOLE = RepositoryEvidence(
    "alpha/one", None, "", "", 1, 0, date(2020, 1, 1), date(2026, 6, 30), shallow_until=None, asides=(), remarks=()
)


def said(
    *repositories: RepositoryEvidence,
    asides: tuple[str, ...] = (),
    founded: date | None = None,
    unattributed_share: Fraction = Fraction(0),
) -> tuple[str, ...]:
    """Give the caveats on these repositories."""
    files = (AffiliationEvidence("people.csv", "overlay", "", asides),)
    provenance = Provenance("1", "", "1", (), (), repositories, files, "")
    return caveats(WINDOW, provenance, founded=founded, unattributed_share=unattributed_share)


def test_whole_evidence_needs_no_caveat() -> None:
    assert said(WHOLE) == ()


def test_what_could_not_be_read_makes_every_figure_a_lower_bound() -> None:
    first, second = said(WHOLE, replace(WHOLE, name="beta/two", problem="It is gone.", first_day=None, last_day=None))
    assert first == "beta/two could not be read: It is gone."
    assert "lower bound" in second


def test_a_shallow_clone_matters_only_if_it_was_cut_off_within_the_window() -> None:
    assert said(replace(WHOLE, shallow_until=date(2025, 12, 31))) == ()
    (sentence,) = said(replace(WHOLE, shallow_until=date(2026, 2, 1)))
    assert sentence.startswith("alpha/one is a shallow clone: work up to 2026-02-01")


def test_evidence_that_begins_late_or_ends_early_is_said() -> None:
    begins, ends = said(replace(WHOLE, first_day=date(2026, 2, 1), last_day=date(2026, 6, 1)))
    assert begins.startswith("The evidence begins on 2026-02-01")
    assert ends.startswith("The evidence ends on 2026-06-01")


def test_no_work_at_all_is_said() -> None:
    assert said(replace(WHOLE, first_day=None, last_day=None)) == ("No work was found in any repository.",)


def test_a_day_before_the_founding_is_no_day_of_promises() -> None:
    (sentence,) = said(WHOLE, founded=date(2027, 1, 1))
    assert "in force since 2027-01-01" in sentence


def test_much_work_without_a_company_and_doubtful_entries_are_said() -> None:
    first, second = said(WHOLE, asides=("people.csv:3: twice",), unattributed_share=Fraction(1, 4))
    assert first == "Of all work in the window 25.0\N{NO-BREAK SPACE}% has no known company; it may be a member's."
    assert second.startswith("The affiliation files have 1 entry that a person should look at")
