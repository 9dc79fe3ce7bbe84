"""What a reader must know before believing a figure."""

from datetime import date
from fractions import Fraction

from muster.domain.contribution.caveats import caveats
from muster.domain.contribution.standing import AffiliationEvidence, Provenance, RepositoryEvidence
from muster.domain.contribution.windows import Window

WINDOW = Window(date(2026, 1, 1), date(2026, 7, 1))


def repository(name: str = "alpha/one", **other: object) -> RepositoryEvidence:
    """Give a repository that was read well from 2020 to the window's last day, but for what is said otherwise."""
    facts: dict[str, object] = {
        "problem": None,
        "head": "",
        "tips": "",
        "commits": 1,
        "merges": 0,
        "first_day": date(2020, 1, 1),
        "last_day": date(2026, 6, 30),
        "shallow_since": None,
        "asides": (),
        "remarks": (),
    }
    return RepositoryEvidence(name, **{**facts, **other})  # type: ignore[arg-type] - the keys are those of the class


def said(*repositories: RepositoryEvidence, asides: tuple[str, ...] = (), **other: object) -> tuple[str, ...]:
    """Give the caveats on these repositories."""
    files = (AffiliationEvidence("people.csv", "overlay", "", asides),)
    provenance = Provenance("1", "", "1", (), (), repositories, files, "")
    facts: dict[str, object] = {"founded": None, "unattributed_share": Fraction(0), **other}
    return caveats(WINDOW, provenance, **facts)  # type: ignore[arg-type] - the keys are those of the function


def test_whole_evidence_needs_no_caveat() -> None:
    assert said(repository()) == ()


def test_what_could_not_be_read_makes_every_figure_a_lower_bound() -> None:
    first, second = said(repository(), repository("beta/two", problem="It is gone.", first_day=None, last_day=None))
    assert first == "beta/two could not be read: It is gone."
    assert "lower bound" in second


def test_a_shallow_clone_matters_only_if_it_was_cut_off_within_the_window() -> None:
    assert said(repository(shallow_since=date(2025, 12, 31))) == ()
    (sentence,) = said(repository(shallow_since=date(2026, 2, 1)))
    assert sentence.startswith("alpha/one is a shallow clone, cut off at 2026-02-01")


def test_evidence_that_begins_late_or_ends_early_is_said() -> None:
    begins, ends = said(repository(first_day=date(2026, 2, 1), last_day=date(2026, 6, 1)))
    assert begins.startswith("The evidence begins on 2026-02-01")
    assert ends.startswith("The evidence ends on 2026-06-01")


def test_no_work_at_all_is_said() -> None:
    assert said(repository(first_day=None, last_day=None)) == ("No work was found in any repository.",)


def test_a_day_before_the_founding_is_no_day_of_promises() -> None:
    (sentence,) = said(repository(), founded=date(2027, 1, 1))
    assert "in force since 2027-01-01" in sentence


def test_much_work_without_a_company_and_doubtful_entries_are_said() -> None:
    first, second = said(repository(), asides=("people.csv:3: twice",), unattributed_share=Fraction(1, 4))
    assert first == "Of all work in the window 25.0\N{NO-BREAK SPACE}% has no known company; it may be a member's."
    assert second.startswith("The affiliation files have 1 entry that a person should look at")
