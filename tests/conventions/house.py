"""The house, as the tests of its rules see it: its files and what they say."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "muster"
TESTS = ROOT / "tests"


def said(path: Path) -> str:
    """Return what a text file of the house says."""
    return path.read_text(encoding="utf-8")


@cache
def files() -> tuple[Path, ...]:
    """Return the files that git tracks or would track, so that a rule is heard before the commit."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    paths = {ROOT / name for name in listed.split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*folders: Path) -> list[Path]:
    """Return the Python files of the house, or of some of its folders."""
    wanted = folders or (ROOT,)
    return [path for path in files() if path.suffix == ".py" and any(path.is_relative_to(one) for one in wanted)]


def texts() -> Iterator[tuple[Path, str]]:
    """Yield each file of the house that is text, with what it says."""
    for path in files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8", errors="replace")


def syntax(path: Path) -> ast.Module:
    """Return a Python file as a tree of its syntax."""
    return ast.parse(said(path), filename=str(path))


def places(pattern: re.Pattern[str], path: Path, text: str) -> list[str]:
    """Return `file:line: match` for each match of a pattern."""
    name = path.relative_to(ROOT)
    return [f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}" for found in pattern.finditer(text)]
