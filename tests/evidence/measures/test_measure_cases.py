"""Each measure answers each case as its folder says, on every engine."""

from pathlib import Path

import pytest

from muster.evidence.engines.registry import ENGINES
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.catalog import measures
from tests.evidence.measures.given import expected, load_case

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expect.csv"))
ON = [pytest.param(name, marks=[pytest.mark.spark] if name == "spark" else []) for name in ENGINES]


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Engine:
    started: Engine = request.getfixturevalue(f"{request.param}_engine")
    return started


@pytest.mark.parametrize("engine", ON, indirect=True)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_measure_answers_as_the_case_says(case: Path, engine: Engine) -> None:
    load_case(engine, case)
    expect = expected(case)
    answer = engine.rows(case.parent.name)
    assert answer.select(expect.column_names).to_pylist() == expect.to_pylist()


def test_every_measure_has_a_case() -> None:
    assert {case.parent.name for case in CASES} == {one.name for one in measures()}
