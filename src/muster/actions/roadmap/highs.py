"""HiGHS as the planner's solver: one thread, a fixed seed, a programme whose order is canonical.

HiGHS reckons in floating point. Its values are rounded to whole numbers here and held against the rows as whole numbers
before the next stage builds on them; a value that is not next to a whole number is refused. The library is loaded when
something is planned, and not before: it brings numpy along.
"""

from math import inf
from typing import TYPE_CHECKING, Final

from muster.domain.errors import PlanFault
from muster.domain.roadmap.planning.programme import Programme, Solution, Stage, Terms, checked, value_of

if TYPE_CHECKING:
    from highspy._core import _Highs

SEED: Final = 0
SECONDS: Final = 60
"""How long one stage may take. What is not proven best by then is no plan: another machine might find more."""
NEXT_TO: Final = 1e-4
"""How far a value may lie from the whole number that it stands for."""
HALF: Final = 0.5
"""Sums of whole numbers that lie nearer to each other than this are one."""
_OPTIONS: Final[tuple[tuple[str, bool | int | float | str], ...]] = (
    ("output_flag", False),
    ("threads", 1),
    ("parallel", "off"),
    ("random_seed", SEED),
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", HALF),
)


def solve(programme: Programme) -> Solution:
    """Solve a programme stage by stage. PlanFault: nothing satisfies its rows, or HiGHS cannot tell what does best."""
    model = _model(programme)
    reached: list[int] = []
    values: tuple[int, ...] = ()
    bounds, rung = _bounds(programme), 0
    for number, stage in enumerate(programme.stages):
        if not values or value_of(stage.terms, values) < bounds[stage.terms]:
            values, rung = _best(model, programme, stage, rung)
        upto = Programme(programme.columns, programme.rows, programme.stages[:number])
        checked(upto, Solution(values, tuple(value_of(one.terms, values) for one in upto.stages)))
        for before, one in zip(reached, upto.stages, strict=True):
            if value_of(one.terms, values) < before:
                raise _refused(f"it gave up some of what the stage {one.name} had reached")
        best = value_of(stage.terms, values)
        reached.append(best)
        _keep(model, stage, best)
    return Solution(values, tuple(value_of(one.terms, values) for one in programme.stages))


def _bounds(programme: Programme) -> dict[Terms, float]:
    """Give what no stage can exceed, by its sum: a row that bounds the same one. What reaches it need not be sought."""
    rows = {row.terms: row.most for row in programme.rows if row.most is not None}
    return {one.terms: rows.get(one.terms, inf) for one in programme.stages}


def _model(programme: Programme) -> "_Highs":
    import highspy  # noqa: PLC0415 - with numpy: for planning alone
    import numpy  # noqa: PLC0415, ICN001 - as above

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.columns), len(programme.rows)
    lp.col_cost_ = numpy.zeros(lp.num_col_)
    lp.col_lower_ = numpy.zeros(lp.num_col_)
    lp.col_upper_ = numpy.array([float(one.upper) for one in programme.columns])
    lp.row_lower_ = numpy.array([-highspy.kHighsInf if one.least is None else one.least for one in programme.rows])
    lp.row_upper_ = numpy.array([highspy.kHighsInf if one.most is None else one.most for one in programme.rows])
    starts = [0]
    for row in programme.rows:
        starts.append(starts[-1] + len(row.terms))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.array(starts)
    lp.a_matrix_.index_ = numpy.array([place for row in programme.rows for place, _ in row.terms])
    lp.a_matrix_.value_ = numpy.array([float(factor) for row in programme.rows for _, factor in row.terms])
    lp.sense_ = highspy.ObjSense.kMaximize
    # The class that highspy.Highs is made of: itself it prints a banner before anybody can ask it for silence.
    model: _Highs = highspy._core._Highs()  # noqa: SLF001 - as above
    for name, value in _OPTIONS:
        if model.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise _refused(f"HiGHS {model.version()} knows no {name}")
    if model.passModel(lp) != highspy.HighsStatus.kOk:
        raise _refused("HiGHS does not take the programme")
    return model


def _best(model: "_Highs", programme: Programme, stage: Stage, rung: int) -> tuple[tuple[int, ...], int]:
    """Give the values at which a stage is greatest, and the rung on which they were found.

    The rows are nearly those of a network, whose best is whole without being told to: so the first try leaves all
    columns free, the second asks whole numbers of the switches alone, and only the third of all. A try whose best comes
    out whole is the best of all whole ones too. rung: the try to begin with; those before it failed at another stage.
    """
    import highspy  # noqa: PLC0415 - as above
    import numpy  # noqa: PLC0415, ICN001 - as above

    size = len(programme.columns)
    every = numpy.arange(size, dtype=numpy.int32)
    costs = numpy.zeros(size)
    for place, factor in stage.terms:
        costs[place] = factor
    model.changeColsCost(size, every, costs)
    free, whole = int(highspy.HighsVarType.kContinuous), int(highspy.HighsVarType.kInteger)
    switches = numpy.array([whole if one.upper == 1 else free for one in programme.columns], dtype=numpy.uint8)
    tries = (numpy.full(size, free, dtype=numpy.uint8), switches, numpy.full(size, whole, dtype=numpy.uint8))
    for number, kinds in enumerate(tries[rung:], start=rung):
        model.changeColsIntegrality(size, every, kinds)
        found = _run(model, stage)
        if all(abs(value - round(value)) <= NEXT_TO for value in found):
            values = tuple(map(round, found))
            if abs(value_of(stage.terms, values) - model.getInfo().objective_function_value) < HALF:
                return values, number
    raise _refused(f"at the stage {stage.name} it gives parts of a unit")


def _run(model: "_Highs", stage: Stage) -> list[float]:
    import highspy  # noqa: PLC0415 - as above

    model.setOptionValue("time_limit", model.getRunTime() + SECONDS)  # HiGHS counts from the model's beginning
    model.run()
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kTimeLimit:
        raise _refused(f"the stage {stage.name} was not proven best within {SECONDS} seconds")
    if status != highspy.HighsModelStatus.kOptimal:
        raise _refused(f"at the stage {stage.name} HiGHS says: {model.modelStatusToString(status)}")
    return list(model.getSolution().col_value)


def _keep(model: "_Highs", stage: Stage, best: int) -> None:
    """Hold what a stage has reached as a row of its own."""
    import highspy  # noqa: PLC0415 - as above
    import numpy  # noqa: PLC0415, ICN001 - as above

    places = numpy.array([place for place, _ in stage.terms], dtype=numpy.int32)
    factors = numpy.array([float(factor) for _, factor in stage.terms])
    model.addRow(float(best), highspy.kHighsInf, len(places), places, factors)


def _refused(why: str) -> PlanFault:
    return PlanFault("the planner", f"There is no plan: {why}.", "Report this with the plan's question.")
