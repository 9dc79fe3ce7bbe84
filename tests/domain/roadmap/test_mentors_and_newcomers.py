"""Who could help whom: matched by focus area, by what was seen of them, and never with themselves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.team import MENTORS_AT_MOST, Known, Teammate, matches, refusal_of, unmet

AREAS = ("Engines", "Wheels")


def known(days: int) -> tuple[Known, ...]:
    return (Known("Engines", days, days, date(2017, 5, 1)),)


NEW = Teammate(1, "Ed", ("Borealis",), learns=("Engines", "Wheels"))
SEEN = Teammate(2, "Ada", ("Borealis",), helps_with=("Engines",), known=known(9))
OTHER = Teammate(3, "Cy", ("Corona",), helps_with=("Engines",))
SAME = Teammate(4, "Bo", ("Borealis",), helps_with=("Engines",))


def test_whoever_was_seen_most_comes_first_then_another_company() -> None:
    found = matches([SAME, NEW, OTHER, SEEN])
    assert [(one.area, one.newcomer.name, one.mentor.name, one.why) for one in found] == [
        ("Engines", "Ed", "Ada", "Ada has 9 active days there; works in the same company."),
        ("Engines", "Ed", "Cy", "Cy offers it in their own words; works in another company."),
        ("Engines", "Ed", "Bo", "Bo offers it in their own words; works in the same company."),
    ]
    assert unmet([SAME, NEW, OTHER]) == (("Wheels", (NEW,)),)


def test_nobody_is_their_own_mentor() -> None:
    both = Teammate(1, "Ed", helps_with=("Wheels",), learns=("Wheels",))
    assert matches([both]) == ()
    assert unmet([both]) == (("Wheels", (both,)),)


SOME = st.lists(st.sampled_from(AREAS), unique=True).map(tuple)


@st.composite
def teams(draw: st.DrawFn) -> list[Teammate]:
    return [
        Teammate(
            number,
            f"P{number}",
            (draw(st.sampled_from("AB")),),
            helps_with=draw(SOME),
            learns=draw(SOME),
            known=known(draw(st.integers(1, 9))),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@given(team=teams(), order=st.randoms())
def test_a_match_is_wanted_by_both_is_few_and_does_not_depend_on_the_order(team: list[Teammate], order: object) -> None:
    found = matches(team)
    for one in found:
        assert one.area in one.newcomer.learns
        assert one.area in one.mentor.helps_with
        assert one.newcomer != one.mentor
    for newcomer in team:
        for area in newcomer.learns:
            asked = [one for one in found if one.newcomer == newcomer and one.area == area]
            waits = any(newcomer in waiting for name, waiting in unmet(team) if name == area)
            assert len(asked) <= MENTORS_AT_MOST
            assert bool(asked) != waits
    shuffled = list(team)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert matches(shuffled) == found


@pytest.mark.parametrize(
    ("helps", "learns", "words", "said"),
    [
        (["Engines"], ["Wheels"], "Hello.", None),
        (["Brakes"], [], "", "The charter names no focus area “Brakes”. Choose among its own: Engines, Wheels."),
        (
            ["Engines"],
            ["Engines"],
            "",
            "Nobody helps newcomers and is one in the same area: Engines. Choose one of the two for each area.",
        ),
        ([], [], "x" * 501, "That is 501 characters. Say it in 500 or fewer."),
    ],
)
def test_what_cannot_be_said_of_oneself_is_refused(
    helps: list[str], learns: list[str], words: str, said: str | None
) -> None:
    refused = refusal_of(helps, learns, words, areas=AREAS)
    assert (str(refused) if refused else None) == said


def test_without_focus_areas_there_is_nothing_to_choose_from() -> None:
    assert "its own: none" in str(refusal_of(["Engines"], [], "", areas=()))
