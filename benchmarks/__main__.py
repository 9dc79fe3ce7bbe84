"""Run the benchmarks: `python -m benchmarks [NAME…]` prints one table; with --write it goes into README.md too."""

import argparse
import importlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.report import Findings, check_places, here_and_now, show, write
from benchmarks.setting import CHECKOUT, CannotRun, Setting

NAMES: Final = (
    "mining",
    "growth",
    "again",
    "verdict",
    "ten_million",
    "demo",
    "elections",
    "priorities",
    "planning",
    "pages",
    "mining_peers",
)
"""Each a module here with `run(setting) -> Findings`. A new one needs its name in this line and marks in README.md."""
BUSY: Final = 1.0


def main() -> int:
    """Run those that are named, or all; return 1 if one of them cannot be run here."""
    options = _options()
    setting = Setting(
        cache=options.cache.absolute(),
        repositories=options.repositories and options.repositories.absolute(),
        affiliations=options.affiliations and options.affiliations.absolute(),
        rounds=options.rounds,
        bound=options.bound,
    )
    names = options.names or NAMES
    if options.write:
        check_places(names)
    setting.cache.mkdir(parents=True, exist_ok=True)
    if os.getloadavg()[0] > BUSY:
        print("The machine is busy with other work: the ratios will scatter.", file=sys.stderr)
    found: dict[str, Findings] = {}
    refused = False
    for name in names:
        print(f"{name} …", file=sys.stderr)
        try:
            taken = here_and_now()
            found[name] = replace(importlib.import_module(f"benchmarks.{name}").run(setting), taken=taken)
        except CannotRun as reason:
            print(f"{name} cannot be run: {reason}", file=sys.stderr)
            refused = True
    show(found)
    if options.write:
        write(found)
    return int(refused)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *NAMES], help=f"one of: {', '.join(NAMES)}")
    parser.add_argument("--write", action="store_true", help="put the figures into benchmarks/README.md")
    parser.add_argument("--rounds", type=int, default=7, help="how often contenders take turns (7)")
    parser.add_argument("--bound", type=float, default=900, help="seconds after which a peer is stopped (900)")
    parser.add_argument(
        "--repositories",
        type=Path,
        default=os.environ.get("MUSTER_BENCH_REPOSITORIES"),
        help="where openstack/nova.git and its like lie, with commit-graphs ($MUSTER_BENCH_REPOSITORIES); "
        "without it they are cloned",
    )
    parser.add_argument(
        "--affiliations",
        type=Path,
        default=os.environ.get("MUSTER_BENCH_AFFILIATIONS"),
        help="a default_data.json of Stackalytics ($MUSTER_BENCH_AFFILIATIONS)",
    )
    parser.add_argument(
        "--cache", type=Path, default=CHECKOUT / "build" / "benchmarks", help="a folder for clones and the like"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
