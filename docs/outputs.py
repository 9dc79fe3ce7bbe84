"""Run the commands that a page shows, and put what they really print below them."""

import os
import re
import shlex
import tempfile
from functools import cache
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
SHOWN = re.compile(r"^```console\n\$ muster ([^\n]*)\n.*?^```$", re.DOTALL | re.MULTILINE)


def with_outputs(name: str) -> str:
    """Return the page with the output below each `$ muster ...` of its console blocks as it is now."""
    return SHOWN.sub(_run, (ROOT / name).read_text(encoding="utf-8"))


def _run(block: re.Match[str]) -> str:
    from muster.cli.main import muster  # noqa: PLC0415 - half a second that other pages need not wait for

    environment = {"MUSTER_HOME": os.environ.get("MUSTER_DOCS_HOME") or _home(), "COLUMNS": "120"}
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        answer = CliRunner(env=environment).invoke(muster, shlex.split(block[1]), catch_exceptions=False)
    finally:
        os.chdir(before)
    lines = "\n".join(line.rstrip() for line in answer.output.rstrip("\n").split("\n"))
    return f"```console\n$ muster {block[1]}\n{lines}\n```"


@cache
def _home() -> str:
    """Give a home that all pages of one run share."""
    return tempfile.mkdtemp(prefix="muster-docs-")
