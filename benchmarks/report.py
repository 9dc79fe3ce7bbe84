"""What benchmarks found: rows of a table, on the terminal and in README.md."""

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

README: Final = Path(__file__).with_name("README.md")
WIDTH: Final = 180
_HEADINGS: Final = ("What", "Against", "Time", "Ratio", "Processors' ratio", "Largest process", "Target")


@dataclass(frozen=True)
class Row:
    """One line. target: what DESIGN or the issue asks for, and whether it was met; "" where nothing is asked."""

    what: str
    against: str = ""
    time: str = ""
    ratio: str = ""
    cpu: str = ""
    peak: str = ""
    target: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts, in the order of the headings."""
        return tuple(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True)
class Findings:
    """What one benchmark found.

    notes: whole sentences that the rows need to be understood. taken: when and where, as `here_and_now` said before it.
    """

    rows: Sequence[Row]
    notes: Sequence[str] = ()
    taken: str = ""


def at_most(limit: float, value: float, said: str) -> str:
    """Say a target and whether it was met."""
    return f"≤ {said}: {'met' if value <= limit else 'missed'}"


def show(found: dict[str, Findings]) -> None:
    """Print one table of everything, and the notes below it."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    table = Table(*_HEADINGS)
    for findings in found.values():
        table.add_section()
        for row in findings.rows:
            table.add_row(*row.cells)
    console.print(table)
    for name, findings in found.items():
        for note in findings.notes:
            console.print(f"{name}: {note}", markup=False)


def write(found: dict[str, Findings]) -> None:
    """Put the figures of these benchmarks into README.md, each between its two marks."""
    text = README.read_text(encoding="utf-8")
    for name, findings in found.items():
        start, end = _place(name, text)
        text = f"{text[:start]}\n{_markdown(findings)}\n{text[end:]}"
    README.write_text(text, encoding="utf-8")


def check_places(names: Sequence[str]) -> None:
    """Stop before anything is timed if README.md has no place for some figures."""
    for name in names:
        _place(name, README.read_text(encoding="utf-8"))


def _place(name: str, text: str) -> tuple[int, int]:
    """Return where the figures of a benchmark begin and end."""
    mark = f"<!-- figures: {name} -->\n"
    start = text.find(mark) + len(mark)
    end = text.find("<!-- end -->", start)
    if text.count(mark) != 1 or end < 0:
        raise SystemExit(f"{README.name} needs one {mark.strip()} with an <!-- end --> after it.")
    return start, end


def _markdown(findings: Findings) -> str:
    used = [place for place in range(len(_HEADINGS)) if any(row.cells[place] for row in findings.rows)]
    lines = [_HEADINGS, ["---"] * len(_HEADINGS), *(row.cells for row in findings.rows)]
    table = "\n".join("| " + " | ".join(cells[place] for place in used) + " |" for cells in lines)
    return "\n\n".join([table, *findings.notes, f"*{findings.taken}*"]) + "\n"


def here_and_now() -> str:
    """Say when, of what and on which machine figures are about to be taken, and how busy it is with other things."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    kernel = f"{platform.system()} {platform.release().split('-')[0]}"
    return (
        f"Taken on {datetime.now(UTC).date()} at {_commit()} with Python {platform.python_version()} and git {git} on "
        f"{os.cpu_count()} × {_processor()}, {_memory():.0f} GiB, {kernel}; "
        f"load average before it {os.getloadavg()[0]:.1f}."
    )


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=, changed since"],
        capture_output=True,
        text=True,
        check=False,
        cwd=README.parent,
    )
    return f"commit {said.stdout.strip()}" if said.returncode == 0 else "an unknown commit"


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
