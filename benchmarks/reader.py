"""Many readers of one page at once: `python -m benchmarks.reader PORT PATH READERS SECONDS`.

It prints how many seconds a page took, all readers together, and how many pages were read in all, as JSON. A program
of its own, so that reading costs the server nothing. Each reader has a connection to this machine that it keeps, and
asks again as soon as it has an answer; before it ends, every answer that was asked for has come, so that the next
program finds the server idle. It reads no more of HTTP/1.1 than these answers need.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Callable
from typing import cast

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


class Readers:
    """All of them together: how many answers have come, and whether they are to ask again."""

    def __init__(self) -> None:
        self.answered = 0
        self.asking = True
        self.waiting = 0
        self.refused = ""


class Reader(asyncio.Protocol):
    """One reader: asks, reads to the end, asks again."""

    def __init__(self, request: bytes, readers: Readers) -> None:
        self.request = request
        self.readers = readers
        self.read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = cast("asyncio.Transport", transport)
        self.readers.waiting += 1
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Read on; once the answer is whole, count it and ask again."""
        self.read += data
        head, there, body = self.read.partition(b"\r\n\r\n")
        length = LENGTH.search(head + b"\r\n") if there else None
        if length is None or len(body) < int(length[1]):
            return
        if b" 200 " not in head[:20]:
            self.readers.refused = head.decode("latin-1")
        self.readers.answered += 1
        self.read = b""
        if self.readers.asking:
            self.transport.write(self.request)
        else:
            self.readers.waiting -= 1


async def read(port: int, path: str, number: int, seconds: float) -> dict[str, float]:
    """Let them read for so long at least; return the seconds that each page took, and how many were read in all."""
    readers = Readers()
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    for _ in range(number):
        await loop.create_connection(lambda: Reader(request, readers), "127.0.0.1", port)
    await _until(lambda: readers.answered >= number)
    before, started = readers.answered, time.perf_counter()
    await _until(lambda: readers.answered >= before + number and time.perf_counter() >= started + seconds)
    took, answered = time.perf_counter() - started, readers.answered - before
    readers.asking = False
    await _until(lambda: not readers.waiting)
    if readers.refused:
        raise SystemExit(f"{path} was refused: {readers.refused}")
    return {"seconds": took / answered, "pages": readers.answered}


async def _until(reached: Callable[[], bool]) -> None:
    while not reached():  # noqa: ASYNC110 - looked at now and then, so that the readers need not think of it
        await asyncio.sleep(0.005)


if __name__ == "__main__":
    port, path, number, seconds = sys.argv[1:]
    sys.stdout.write(json.dumps(asyncio.run(read(int(port), path, int(number), float(seconds)))))
