"""Spark: the engine of many machines, and of this one for comparison. Needs the extra muster[spark].

Parquet files are read by Spark's workers: with a master elsewhere, they must lie where all of them see them.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pyarrow as pa

from muster.domain.errors import MeasureFault
from muster.evidence.engines.java import java_home
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import schema_of

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

_SQL_TYPES = {
    pa.string(): "STRING",
    pa.int64(): "BIGINT",
    pa.int32(): "INT",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
}
_LOOPBACK = ("local", "spark://127.0.0.1:", "spark://localhost:")


class SparkEngine(Engine):
    """master: `local[*]` for this machine's cores, or the address of a running master, `spark://host:7077`.

    One at a time in a process. memory: of the driver, in Java's words ("2g"); settings: further ones of Spark's own.
    """

    name = "spark"
    _java: ClassVar[Any] = None  # one Java process, whatever is opened and closed

    def __init__(self, *, master: str = "local[*]", memory: str = "2g", settings: dict[str, str] | None = None) -> None:
        super().__init__()
        self._session = self._start(master, memory, settings or {})

    def close(self) -> None:
        """End the session. PySpark keeps the Java process for the next one; it ends with Python."""
        self._session.stop()

    @classmethod
    def _start(cls, master: str, memory: str, settings: dict[str, str]) -> "SparkSession":
        """A new session. MeasureFault if Spark or Java is missing or will not start."""
        try:
            from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - an optional extra
            from pyspark.sql import SparkSession  # noqa: PLC0415 - as above
        except ImportError as missing:
            raise MeasureFault("spark", "PySpark is not installed.", "Install muster[spark].") from missing
        if SparkSession.getActiveSession() is not None:
            raise MeasureFault("spark", "Spark already runs in this process.", "Close the other engine first.")
        conf = SparkConf(loadDefaults=False).setAll(list((_settings(master, memory) | settings).items()))
        cls._java = cls._java or _launch(conf)
        with _faults_of(master):
            return SparkSession(SparkContext(conf=conf, gateway=cls._java))

    def _put_rows(self, table: str, rows: pa.Table) -> None:
        with _faults_of(table):
            self._session.createDataFrame(rows).createOrReplaceTempView(table)

    def _put_files(self, table: str, paths: Sequence[Path]) -> None:
        columns = ", ".join(f"{column.name} {_SQL_TYPES[column.type]}" for column in schema_of(table))
        with _faults_of(table):
            rows = self._session.read.schema(columns).parquet(*map(_literal_path, paths))
            rows.createOrReplaceTempView(table)

    def _put_measure(self, name: str, rows: pa.Table) -> None:
        self._put_rows(name, rows)
        self._session.catalog.cacheTable(name)

    def _keep(self, name: str, statement: str) -> None:
        with _faults_of(name):
            self._session.sql(statement).createOrReplaceTempView(name)
            self._session.catalog.cacheTable(name)
            self._session.table(name).count()  # caching alone only promises

    def _forget(self, name: str) -> None:
        self._session.catalog.uncacheTable(name)
        self._session.catalog.dropTempView(name)

    def _answer(self, name: str, statement: str) -> pa.Table:
        with _faults_of(name):
            return self._session.sql(statement).toArrow()


def _settings(master: str, memory: str) -> dict[str, str]:
    settings = {
        "spark.master": master,
        "spark.app.name": "muster",
        "spark.driver.memory": memory,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
    }
    if master.startswith(_LOOPBACK):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings


def _launch(conf: "SparkConf") -> Any:  # noqa: ANN401 - py4j has no types
    """The Java process that Spark's driver runs in."""
    from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415 - an optional extra
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415 - as above

    # Java needs the folder only while it starts. What it prints there would otherwise reach the user's terminal.
    with tempfile.TemporaryDirectory(prefix="muster-spark-") as folder:
        said = Path(folder, "java.log")
        with said.open("w+b") as log, _environment(JAVA_HOME=str(java_home(Path(folder)))):
            try:
                return launch_gateway(conf, popen_kwargs={"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]  # py4j has no types
            except PySparkRuntimeError as fault:
                lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [str(fault)]
                mend = "Set JAVA_HOME to a Java 17 or newer."
                raise MeasureFault("spark", f"Java will not start: {lines[-1]}.", mend) from fault


@contextmanager
def _environment(**changed: str) -> Iterator[None]:
    """Variables that a process to be started shall see, and later ones not."""
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _faults_of(where: str) -> Iterator[None]:
    """Say Spark's errors as ours."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - comes with an optional extra
    from pyspark.errors import PySparkException  # noqa: PLC0415 - as above

    try:
        yield
    except (PySparkException, Py4JError) as fault:
        first_line = str(fault).strip().partition("\n")[0]
        mend = "Check that the master and its workers run, and see the files."
        raise MeasureFault(where, f"Spark says: {first_line}.", mend) from fault


def _literal_path(path: Path) -> str:
    r"""A path that Hadoop takes by the letter: `*?[]{}\` would otherwise stand for other names."""
    return "file://" + "".join(f"\\{letter}" if letter in "*?[]{}\\" else letter for letter in str(path.absolute()))
