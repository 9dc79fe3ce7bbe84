"""The built-in group's promises and its plan: invented, and made from whom its histories really show at work."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from muster.actions.roadmap.indexing import read_upstream
from muster.actions.roadmap.planning import planned_again
from muster.actions.roadmap.planning_people import people_found
from muster.actions.roadmap.planning_question import window_of_people
from muster.actions.sample.making import make_sample
from muster.actions.sample.pledges import found_upstream
from muster.domain.roadmap.planning.answer import Kind, Reason
from muster.evidence.progress import Silence
from muster.records import log
from muster.records.models import Plan, Pledge
from muster.records.queries.roadmap.plans import plan_numbered
from muster.records.queries.roadmap.pledges import pledges_of, total_of

TODAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
PLANNED = date(2017, 3, 8)


def test_promises_for_three_cycles_are_invented_and_one_plan_says_who_cannot_keep_theirs(database: str) -> None:  # noqa: ARG001 - the group lies in it
    lcoo = make_sample(today=TODAY)
    totals = {cycle: total_of(pledges_of(lcoo, cycle=cycle)) for cycle in ("Ocata", "Pike", "Queens")}
    assert totals == {"Ocata": Fraction("19.5"), "Pike": Fraction(26), "Queens": Fraction(17)}
    assert not Pledge.objects.filter(organisation__group=lcoo, invented=False).exists()
    (row,) = Plan.objects.filter(group=lcoo)
    assert (row.cycle, row.made_at.date(), row.invented) == ("Pike", PLANNED, True)
    shown = plan_numbered(lcoo, row.number)
    assert (shown.question.order_from, shown.question.measured_over) == ("round/1", "2016-09-08..2017-03-08")
    nobody = {one.member for one in shown.answer.wishes if one.reason is Reason.NOBODY and one.kind is Kind.MINIMUM}
    assert nobody == {"reliance-jio", "walmart"}
    asked = [(one.member, one.item, one.amount) for one in shown.answer.asked]
    assert asked == [("orange", "t3", 50)]
    assert planned_again(row) == shown.answer
    assert log.verify(lcoo)[1] == []


@pytest.mark.sample
@pytest.mark.django_db
def test_whom_the_plan_knows_is_whom_the_histories_show(sample_home: Path, settings: Any) -> None:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = sample_home
    lcoo = make_sample(today=TODAY)
    read_upstream(lcoo, on=PLANNED, lake=sample_home, progress=Silence(), workers=1)
    found = people_found(lcoo, window_of_people(lcoo, PLANNED), on=PLANNED)
    assert found is not None
    assert sorted(found, key=lambda one: (one.member, one.key)) == list(found_upstream())
