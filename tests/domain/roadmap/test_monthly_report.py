"""The monthly report: what the record has of a month, first as data and then in words, the same each time."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.published import PublishedMember, PublishedStanding
from muster.domain.contribution.verdict import Figures, Verdict, judge
from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault
from muster.domain.roadmap.markdown import blocks
from muster.domain.roadmap.reports.report import (
    Happened,
    MonthOfGroup,
    Stood,
    month_of,
    read_month,
    refusal_of_a_change,
    refusal_of_a_draft,
    standing_moved,
    written,
)
from muster.domain.roadmap.reports.words import drafted, title_of

MARCH = month_of(date(2017, 3, 21))


def figures(likely: str) -> Figures:
    return Figures(Fraction(likely) + 1, Fraction(likely), Fraction(likely) / 2)


def standing(on: date, **fte: str) -> PublishedStanding:
    members = tuple(
        PublishedMember(name, "member", int(Fraction(said)), 9, figures(said), ()) for name, said in fte.items()
    )
    gone = PublishedMember("Gone", "former", 0, 0, figures("0"), ())
    return PublishedStanding("Alpha", on, Window(date(2016, 9, 1), on), (*members, gone), (), (), (), "1", "f" * 64)


def happened() -> st.SearchStrategy[tuple[Happened, ...]]:
    days = st.dates(MARCH.first_day, MARCH.end_day - timedelta(days=1))
    one = st.builds(Happened, days, st.text(min_size=1, max_size=9), st.sampled_from(("", "proposal/3", "item/t1")))
    return st.lists(one, max_size=3).map(tuple)


def months() -> st.SearchStrategy[MonthOfGroup]:
    stood = st.none() | st.just(standing_moved(standing(date(2017, 3, 2), Aurora="4"), None, {}))
    lives = st.lists(st.text(min_size=1, max_size=9), max_size=2).map(tuple)
    return st.builds(
        MonthOfGroup, st.just("Alpha"), st.just(MARCH), stood, happened(), happened(), happened(), lives, happened()
    )


@given(month=months(), chance=st.randoms(use_true_random=False))
def test_a_report_is_the_same_text_in_whatever_order_the_record_was_read(month: MonthOfGroup, chance: Random) -> None:
    def shuffled(things: tuple[Happened, ...]) -> tuple[Happened, ...]:
        found = list(things)
        chance.shuffle(found)
        return tuple(found)

    other = MonthOfGroup(
        group=month.group,
        month=month.month,
        standing=month.standing,
        decided=shuffled(month.decided),
        open_at_end=shuffled(month.open_at_end),
        moved=shuffled(month.moved),
        life=month.life[::-1],
        people=shuffled(month.people),
    )
    assert drafted(other) == drafted(month)


@given(month=months())
def test_a_report_has_its_four_parts_and_an_entry_for_everything_whatever_was_typed(month: MonthOfGroup) -> None:
    found = blocks(drafted(month))
    assert [one.lines[0] for one in found if one.kind == "heading"] == [
        "Alpha in March 2017",
        "Standing",
        "Decisions",
        "Roadmap",
        "People",
    ]
    members = len(month.standing.members) if month.standing else 0
    things = len(month.decided) + len(month.open_at_end) + len(month.moved) + len(month.people)
    assert sum(len(one.lines) for one in found if one.kind == "list") == members + things + len(month.life)


def test_a_month_in_which_nothing_was_done_says_so_part_by_part() -> None:
    assert drafted(MonthOfGroup("Alpha", MARCH)) == (
        "# Alpha in March 2017\n\n## Standing\n\nNo standing was published.\n\n## Decisions\n\nNothing was decided.\n\n"
        "## Roadmap\n\nNothing moved on the roadmap.\n\n## People\n\nNobody came, and nobody went.\n"
    )


def test_every_part_of_a_month_is_told_with_its_day_and_what_the_record_calls_it() -> None:
    month = MonthOfGroup(
        group="Alpha",
        month=MARCH,
        decided=(Happened(date(2017, 3, 9), "“Work on *tests*” was adopted.", "proposal/3"),),
        open_at_end=(Happened(date(2017, 3, 30), "“Meet more often” is being discussed.", "proposal/4"),),
        moved=(
            Happened(date(2017, 3, 21), "Edition 2 was published.", "edition/2"),
            Happened(date(2017, 3, 8), "AT&T promises 2 FTE to t1.", ""),
        ),
        life=("t2 fell still: no activity for 97 days.",),
        people=(Happened(date(2017, 3, 1), "Cy left.", ""),),
    )
    said = drafted(month)
    assert said[said.index("## Decisions") :] == (
        "## Decisions\n\n- 9 March 2017: “Work on \\*tests\\*” was adopted. (proposal 3)\n\n"
        "Open at the end of the month:\n\n- 30 March 2017: “Meet more often” is being discussed. (proposal 4)\n\n"
        "## Roadmap\n\n- 8 March 2017: AT&T promises 2 FTE to t1.\n- 21 March 2017: Edition 2 was published. (edition "
        "2)\n\nBy the evidence:\n\n- t2 fell still: no activity for 97 days.\n\n"
        "## People\n\n- 1 March 2017: Cy left.\n"
    )


def test_members_are_compared_with_the_standing_before_under_any_of_their_names() -> None:
    now = standing(date(2017, 3, 2), Aurora="4", Borealis="3/2", Corona="1")
    before = standing(date(2017, 2, 2), Aurora="4", Boreal="2")
    moved = standing_moved(now, before, {"Borealis": ["Borealis", "Boreal"]})
    assert moved is not None
    assert [(one.member, one.fte_before and one.fte_before.likely, one.people_before) for one in moved.members] == [
        ("Aurora", 4, 4),
        ("Borealis", 2, 2),
        ("Corona", None, None),
    ]
    said = drafted(MonthOfGroup("Alpha", MARCH, standing=moved))
    assert "by the standing of 2 March 2017, compared with that of 2 February 2017.\n\n" in said
    assert "- Aurora: not measured, 4.0 FTE, 4 people upstream.\n" in said
    assert "- Borealis: not measured, 1.5 FTE (-0.5), 1 person upstream (-1).\n" in said


def test_a_verdict_that_is_another_one_now_is_told_with_what_it_was() -> None:
    now, was = figures("5"), figures("1")
    minimum = Fraction(2)
    verdicts = judge(now, minimum, evidence=True), judge(was, minimum, evidence=True)
    assert verdicts == (Verdict.MEETS, Verdict.BORDERLINE)
    moved = standing_moved(standing(date(2017, 3, 2), Aurora="5"), None, {})
    assert moved is not None
    stood = Stood("Aurora", verdicts[0], now, 5, verdicts[1], was, 5)
    one = type(moved)(moved.on, None, (stood,))
    said = drafted(MonthOfGroup("Alpha", MARCH, standing=one))
    assert "1 of 1 member meets every criterion, by the standing of 2 March 2017.\n\n" in said
    assert "- Aurora: meets (before: borderline), 5.0 FTE (+4.0), 5 people upstream.\n" in said


def test_a_standing_is_not_compared_with_itself() -> None:
    one = standing(date(2017, 3, 2), Aurora="4")
    moved = standing_moved(one, one, {})
    assert moved is not None
    assert moved.before is None
    assert standing_moved(None, one, {}) is None


@pytest.mark.parametrize(
    "text", ["", "2017", "2017-3", "2017-13", "2017-00", "0000-01", "2017-03-01", "2017-0³", "-017-03"]
)
def test_what_is_no_month_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(RequestFault, match="Write it like this: 2017-03"):
        read_month(text)


@given(day=st.dates(max_value=date(9998, 12, 31)))
def test_a_month_holds_its_days_and_is_read_as_it_is_written(day: date) -> None:
    month = month_of(day)
    assert day in month
    assert read_month(written(day)) == month
    assert month.end_day == month_of(month.end_day).first_day


def test_a_report_is_drafted_once_and_changed_until_it_is_published_after_the_month() -> None:
    on = date(2017, 3, 21)
    assert refusal_of_a_draft(MARCH, exists=False, on=on) is None
    assert "still to come" in str(refusal_of_a_draft(month_of(date(2017, 4, 1)), exists=False, on=on))
    assert "There is a report of 2017-03." in str(refusal_of_a_draft(MARCH, exists=True, on=on))
    assert refusal_of_a_change(published=False) is None
    assert "published" in str(refusal_of_a_change(published=True))
    assert "not over" in str(refusal_of_a_change(published=False, over=False))
    assert title_of("Alpha", MonthOfGroup("Alpha", MARCH)) == "Alpha in March 2017"
