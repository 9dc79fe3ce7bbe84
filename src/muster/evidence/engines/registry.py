"""The engines by name. A new one is a file of the same shape and one line here."""

from collections.abc import Callable, Mapping

from muster.domain.errors import MeasureFault
from muster.evidence.engines.duckdb_engine import DuckDBEngine
from muster.evidence.engines.shape import Engine
from muster.evidence.engines.spark_engine import SparkEngine

ENGINES: Mapping[str, Callable[..., Engine]] = {
    DuckDBEngine.name: DuckDBEngine,
    SparkEngine.name: SparkEngine,
}


def open_engine(name: str, **options: object) -> Engine:
    """An engine, ready for tables; close it, or use it in `with`. Options are those of its class.

    MeasureFault if there is no such engine, or if it cannot run here.
    """
    if name not in ENGINES:
        raise MeasureFault(name, "There is no such engine.", f"Choose one of: {', '.join(ENGINES)}.")
    return ENGINES[name](**options)
