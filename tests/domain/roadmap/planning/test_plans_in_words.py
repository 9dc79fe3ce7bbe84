"""A plan in sentences, each reason once; and answers of a solver that nobody should believe."""

from dataclasses import replace
from fractions import Fraction

import pytest

from muster.domain.errors import PlanFault
from muster.domain.roadmap.planning.making import plan
from muster.domain.roadmap.planning.programme import Programme, Solution, value_of
from muster.domain.roadmap.planning.question import (
    FINEST,
    Member,
    Promise,
    Question,
    Work,
    Worker,
    unit_for,
    units_down,
    units_up,
)
from muster.domain.roadmap.planning.words import Wording
from tests.domain.roadmap.planning.strategies import best_by_hand

ADA, BEN = Worker("ada", "aurora", "Ada", 3, knows=("tests",)), Worker("ben", "borealis", "Ben", 4, near=("tests",))
QUESTION = Question(
    cycle="Pike",
    unit=1,
    members=(Member("aurora", "Aurora", 2), Member("borealis", "Borealis", 4), Member("corona", "Corona", 2)),
    workers=(ADA, BEN),
    works=(
        Work("tests", "Tests for all", 1, cost=4),
        Work("logs", "Logs", 2, cost=3),
        Work("charts", "Charts", 2, cost=3, after=("logs",)),
        Work("meters", "Meters", 3, cost=2, after=("gone",)),
    ),
    promises=(
        Promise("aurora", "logs", 2, ("ada",)),
        Promise("aurora", "tests", 3),
        Promise("aurora", "over", 1, ("ada",)),
        Promise("borealis", "charts", 1, ("ben",)),
        Promise("borealis", "tests", 2),
        Promise("corona", "logs", 1),
    ),
    measured_over="2016-09-01..2017-03-01",
)


def by_hand(programme: Programme) -> Solution:
    """Solve the programmes of QUESTION by trying everything: the second has but one column."""
    if programme.columns[0].name.startswith("ask"):
        most = (min(programme.columns[0].upper, *(row.most for row in programme.rows if row.most is not None)),)
        return Solution(most, tuple(value_of(stage.terms, most) for stage in programme.stages))
    best = best_by_hand(QUESTION.in_order)
    places = [one.name.split() for one in programme.columns]
    values = [best.get((name[-1], name[1]), 0) if name[0] == "place" else 0 for name in places]
    for place, name in enumerate(places):
        if name[0] == "short":
            row = next(one for one in programme.rows if one.name == f"minimum {name[1]}")
            values[place] = max(0, (row.least or 0) - value_of(row.terms, values))
    found = tuple(values)
    return Solution(found, tuple(value_of(stage.terms, found) for stage in programme.stages))


def test_every_reason_has_its_sentence() -> None:
    answer = plan(QUESTION, by_hand)
    words = Wording(QUESTION, answer)
    assert [words.sentence(wish) for wish in answer.wishes] == [
        (
            "Aurora promised 2.00 to Logs, and 1.00 of it is planned: "
            "its people can give 3.00 in all, and that goes to what comes first."
        ),
        "Aurora promised 1.00 to over, and 0.00 of it is planned: the item is delivered, or was dropped.",
        (
            "Aurora promised 3.00 to Tests for all, and 2.00 of it is planned: "
            "with what others do, the item has all that it costs."
        ),
        (
            "Borealis promised 1.00 to Charts, and 0.00 of it is planned: "
            "it waits for Logs, which does not get all that is needed."
        ),
        (
            "Corona promised 1.00 to Logs, and 0.00 of it is planned: "
            "nobody of it was found upstream from 2016-09-01 until 2017-03-01, and it named nobody."
        ),
        "Charts costs 3.00 and gets 0.00: it waits for Logs, which does not get all that is needed.",
        "Logs costs 3.00 and gets 1.00: 3.00 is promised, which is more than those who promised it can give.",
        "Meters costs 2.00 and gets 0.00: it waits for gone, which does not get all that is needed.",
        (
            "Borealis gives 2.00 of the 4.00 that the charter asks of it: "
            "it promised no more that can be planned. What it could be asked for stands below."
        ),
        (
            "Corona gives 0.00 of the 2.00 that the charter asks of it: "
            "nobody of it was found upstream from 2016-09-01 until 2017-03-01, and it named nobody."
        ),
        "Ada, named for over, is not put on it: the item is delivered, or was dropped.",
        "Ben, named for Charts, is not put on it: it waits for Logs, which does not get all that is needed.",
    ]
    assert [words.asked(one) for one in answer.asked] == [
        "Borealis: 2.00 for Logs (nobody of it has worked on it yet)."
    ]


def test_an_answer_above_a_capacity_is_not_believed() -> None:
    def lying(programme: Programme) -> Solution:
        values = tuple(column.upper for column in programme.columns)
        return Solution(values, tuple(value_of(stage.terms, values) for stage in programme.stages))

    with pytest.raises(PlanFault, match="breaks 3 rules of the plan, the first of them capacity ada at 5"):
        plan(QUESTION, lying)


def test_an_answer_that_leaves_out_what_could_be_done_is_not_believed() -> None:
    def lazy(programme: Programme) -> Solution:
        values = tuple(one.upper if one.name.startswith("short") else 0 for one in programme.columns)
        return Solution(values, tuple(value_of(stage.terms, values) for stage in programme.stages))

    with pytest.raises(PlanFault, match="gives less to logs than aurora promised and can give"):
        plan(QUESTION, lazy)


def test_an_answer_that_asks_for_less_than_it_could_is_not_believed() -> None:
    def shy(programme: Programme) -> Solution:
        asks = programme.columns[0].name.startswith("ask")
        return Solution((0,), (0,) * len(programme.stages)) if asks else by_hand(programme)

    with pytest.raises(PlanFault, match="asks borealis for less than the charter does"):
        plan(QUESTION, shy)


def test_an_answer_that_boasts_is_not_believed() -> None:
    def boasting(programme: Programme) -> Solution:
        honest = by_hand(programme)
        return Solution(honest.values, tuple(value + 1 for value in honest.reached))

    with pytest.raises(PlanFault, match="what its stages came to"):
        plan(QUESTION, boasting)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (replace(QUESTION, workers=(ADA, ADA, BEN)), "twice"),
        (replace(QUESTION, members=QUESTION.members[1:]), "that it does not name"),
        (replace(QUESTION, promises=(Promise("aurora", "logs", 1, ("ben",)),)), "names somebody of another"),
        (replace(QUESTION, promises=(Promise("aurora", "logs", -1),)), "below nought"),
    ],
)
def test_a_question_that_contradicts_itself_is_refused(question: Question, why: str) -> None:
    with pytest.raises(PlanFault, match=why):
        plan(question, by_hand)


def test_a_unit_is_as_fine_as_what_is_promised_and_no_finer_than_anybody_needs() -> None:
    assert unit_for() == 100
    assert unit_for(Fraction("2.5"), Fraction(1, 8)) == 200
    assert unit_for(Fraction(1, 99_991)) == FINEST
    assert (units_down(Fraction(1, 3), 100), units_up(Fraction(1, 3), 100)) == (33, 34)
