"""Bring the evidence of repositories up to now: `python -m benchmarks.mine HOME NAME=FOLDER…` prints the commits."""

import sys
from pathlib import Path

from muster.evidence.collect import collect
from muster.evidence.evidence import RepositoryRequest


def main(home: str, *named: str) -> int:
    """Read them as `muster standing` does; return 1 if one of them cannot be read."""
    requests = [RepositoryRequest(name, folder) for name, _, folder in (one.partition("=") for one in named)]
    read = collect(requests, Path(home)).repositories
    for repository in read:
        if repository.fault:
            print(repository.fault, file=sys.stderr)
    print(sum(repository.commits for repository in read))
    return int(any(repository.fault for repository in read))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
