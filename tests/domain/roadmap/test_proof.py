"""The proof judges what was counted: exactly, and so that items add up to a member's roadmap FTE."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.fte import ActiveDays
from muster.domain.contribution.standing import Theta
from muster.domain.contribution.tally import Tally
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window
from muster.domain.roadmap.proof.judging import (
    Basis,
    Counted,
    Evidence,
    SubjectDays,
    Subjects,
    SubjectTotal,
    SubjectWork,
    prove,
)
from muster.domain.roadmap.proof.proof import ItemProof, Proof, Share, added

HALF_YEAR = Window(date(2017, 1, 1), date(2017, 7, 1))
THETA = Theta(9, 12, 15)
MEMBERS = frozenset({"Alpha", "Beta"})
ASKED = Subjects(("t1", "t2"), frozenset({"t1", "t2"}), ("Testing",), MEMBERS)
MARCH = date(2017, 3, 1)


def proof_of(subjects: Subjects, items: Counted, *active: ActiveDays, areas: Counted | None = None) -> Proof:
    return prove(subjects, Evidence(Tally(HALF_YEAR, active), items, areas or Counted()), THETA, Basis("f", "r", "o"))


def test_an_items_fte_is_the_persons_by_their_days_on_it_and_a_shared_day_is_halved() -> None:
    """Ada was active on 6 days: on 2 for t1 alone, on 1 for t1 and t2, on 3 for nothing on the roadmap."""
    items = Counted(
        days=[
            SubjectDays("t1", "ada", "Alpha", 1, 1, 2),
            SubjectDays("t1", "ada", "Alpha", 1, 2, 1),
            SubjectDays("t2", "ada", "Alpha", 1, 2, 1),
        ],
        work=[
            SubjectWork("t1", "*unaffiliated", 4, 2, 4),
            SubjectWork("t1", "Alpha", 5, 1, 3),
            SubjectWork("t2", "Alpha", 1, 1, 1),
        ],
        totals=[SubjectTotal("t1", 9, 7, 9, MARCH, date(2017, 4, 1)), SubjectTotal("t2", 1, 0, 1, MARCH, MARCH)],
        ever={"t1": (date(2016, 1, 1), date(2017, 8, 1))},
    )
    found = proof_of(ASKED, items, ActiveDays("ada", "Alpha", 1, 6, 3))
    on_t1 = Figures(Fraction(5, 18), Fraction(5, 24), Fraction(5, 30))
    on_t2 = Figures(Fraction(1, 18), Fraction(1, 24), Fraction(1, 30))
    assert found.items == (
        ItemProof(
            "t1",
            9,
            (Share("Alpha", 5, 1, 3, on_t1, member=True),),
            4,
            7,
            MARCH,
            date(2017, 4, 1),
            date(2016, 1, 1),
            date(2017, 8, 1),
        ),
        ItemProof("t2", 1, (Share("Alpha", 1, 1, 1, on_t2, member=True),), 0, 0, MARCH, MARCH, None, None),
    )
    alpha = found.companies["Alpha"]
    assert alpha.fte == Figures(Fraction(6, 9), Fraction(1, 2), Fraction(6, 15))
    assert alpha.roadmap_fte == Figures(Fraction(3, 9), Fraction(3, 12), Fraction(3, 15))
    assert alpha.items == {"t1": on_t1, "t2": on_t2}
    assert found.companies["Beta"].fte == Figures(Fraction(0), Fraction(0), Fraction(0))
    assert (found.fingerprint, found.read_at, found.on) == ("f", "r", "o")


def test_an_item_is_common_work_once_two_members_were_active_on_it() -> None:
    def with_work_of(*companies: str) -> ItemProof:
        people = [f"who-{company}" for company in companies]
        items = Counted(
            days=[SubjectDays("t1", who, company, 1, 1, 1) for who, company in zip(people, companies, strict=True)],
            work=[SubjectWork("t1", company, 1, 1, 1) for company in companies],
        )
        active = [ActiveDays(who, company, 1, 1, 1) for who, company in zip(people, companies, strict=True)]
        return proof_of(ASKED, items, *active).items[0]

    assert not with_work_of("Alpha", "Gamma", "*unaffiliated", "*independent").shared
    both = with_work_of("Alpha", "Beta", "Gamma", "*unaffiliated", "*independent")
    assert both.shared
    assert [share.company for share in both.members] == ["Alpha", "Beta"]
    assert [share.company for share in both.shares] == ["Alpha", "Beta", "Gamma"]


def test_an_item_that_is_not_on_the_roadmap_is_measured_and_adds_nothing_to_it() -> None:
    asked = Subjects(("t1", "t2"), frozenset({"t1"}), (), MEMBERS)
    items = Counted(
        days=[SubjectDays("t1", "ada", "Alpha", 1, 1, 12), SubjectDays("t2", "ada", "Alpha", 1, 2, 12)],
        work=[SubjectWork("t1", "Alpha", 12, 1, 12), SubjectWork("t2", "Alpha", 12, 1, 12)],
    )
    found = proof_of(asked, items, ActiveDays("ada", "Alpha", 1, 12, 12)).companies["Alpha"]
    assert found.roadmap_fte.likely == 1
    assert {slug: fte.likely for slug, fte in found.items.items()} == {"t1": Fraction(1), "t2": Fraction(1, 2)}


def test_an_area_says_how_much_of_it_is_linked_to_nothing() -> None:
    areas = Counted(
        days=[SubjectDays("Testing", "bo", "Beta", 1, 1, 3)],
        work=[SubjectWork("Testing", "Beta", 8, 1, 3)],
        totals=[SubjectTotal("Testing", 20, 7, 5, MARCH, MARCH)],
    )
    (testing,) = proof_of(ASKED, Counted(), ActiveDays("bo", "Beta", 1, 3, 0), areas=areas).areas
    assert (testing.changes, testing.linked, testing.on_items) == (20, 7, 5)
    assert [(share.company, share.fte.likely) for share in testing.members] == [("Beta", Fraction(1, 4))]


def test_what_was_asked_about_is_there_even_if_nothing_came_of_it() -> None:
    found = proof_of(ASKED, Counted())
    assert [(item.slug, item.changes, item.shares) for item in found.items] == [("t1", 0, ()), ("t2", 0, ())]
    assert [area.name for area in found.areas] == ["Testing"]
    assert found.item("t3") is None


DAYS = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from(["ada", "bo", "cy"]),
        st.dictionaries(st.sampled_from(["Alpha", "Beta"]), st.sets(st.sampled_from(["t1", "t2"])), min_size=1),
    ),
    unique_by=lambda day: day[:2],
    max_size=40,
)


@given(DAYS)
def test_items_add_up_to_the_roadmap_fte_of_the_standing(
    days: list[tuple[int, str, dict[str, set[str]]]],
) -> None:
    """Whatever the days, companies and items: the proof's sum is what `muster standing` counts from the same days."""
    active: defaultdict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0])
    on_items: defaultdict[tuple[str, str, str, int, int], int] = defaultdict(int)
    work: defaultdict[tuple[str, str], int] = defaultdict(int)
    for _, person, companies in days:
        for company, items in companies.items():
            row = active[person, company, len(companies)]
            row[0] += 1
            row[1] += bool(items)
            for item in items:
                on_items[item, person, company, len(companies), len(items)] += 1
                work[item, company] += 1
    counted = Counted(
        days=[SubjectDays(*key, number) for key, number in on_items.items()],
        work=[SubjectWork(item, company, number, 1, number) for (item, company), number in work.items()],
    )
    rows = [ActiveDays(*key, all_days, linked) for key, (all_days, linked) in active.items()]
    tally = Tally(HALF_YEAR, tuple(rows))
    found = proof_of(ASKED, counted, *rows)
    for company in MEMBERS:
        expect = Figures(*(tally.roadmap_fte(company, theta) for theta in (9, 12, 15)))
        assert found.companies[company].roadmap_fte == expect
        assert added(found.companies[company].items.values()) == expect
        assert found.companies[company].fte.likely == tally.fte(company, 12)
