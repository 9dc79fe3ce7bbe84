"""Budgets that cities really had: equal shares select on each what other programs select, completed and not."""

import json
from pathlib import Path

from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.question import Rule
from muster.exchange.roadmap.pabulib import read


def test_each_of_them_comes_out_exactly(material: Path) -> None:
    files = sorted((material / "equal-shares").glob("*.pb"))
    assert len(files) == 8
    for file in files:
        expected = json.loads(file.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"))
        assert expected["unique"]
        budget = read(file.read_text(encoding="utf-8"), file.name)
        assert (budget.rule, budget.selected) == (None, None)
        plain = count(budget.question, Rule())
        raised = count(budget.question, Rule(completion="add-one"))
        assert sorted(plain.names) == expected["selected"], file.name
        assert sorted(raised.names) == expected["selected_add1"], file.name
        assert raised.spent <= budget.question.budget
