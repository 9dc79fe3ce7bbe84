"""What a command costs, seen from outside: `python -I -S stopwatch.py BOUND OUT ERR COMMAND…` prints it as JSON.

A program of its own, that loads next to nothing, because Linux counts the memory of the process that starts another
as that one's peak too. BOUND is in seconds: a command that takes longer is ended, with all that it started. OUT and
ERR are the files that its output and its complaints go to.
"""

import json
import os
import signal
import sys
import time


def main(bound: str, out: str, err: str, *command: str) -> None:
    """Run the command, wait for it, print `wall`, `cpu` (seconds), `peak` (bytes), `code` and `ended` (by us)."""
    ended = False

    def end(_signal: int, _frame: object) -> None:
        nonlocal ended
        ended = True
        os.killpg(child, signal.SIGKILL)

    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    redirected = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, err, flags, 0o644),
    ]
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=redirected, setpgroup=0)
    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, float(bound))
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    cost = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss * 1024,
        "code": os.waitstatus_to_exitcode(status),
        "ended": ended,
    }
    sys.stdout.write(json.dumps(cost))


if __name__ == "__main__":
    main(*sys.argv[1:])
