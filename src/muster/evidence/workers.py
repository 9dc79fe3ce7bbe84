"""Repositories read side by side, each in a process of its own. Loads much: import it if there are several to read."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from threading import Thread
from typing import Any

from muster.domain.errors import SourceFault
from muster.evidence.evidence import RepositoryEvidence
from muster.evidence.progress import Progress, Silence
from muster.evidence.reading import Place, read_or_say_why


def read_side_by_side(places: Sequence[Place], workers: int, progress: Progress) -> list[RepositoryEvidence]:
    """Read each repository, `workers` at a time, and return what came of each, in their order."""
    context = get_context("spawn")
    told: SimpleQueue[tuple[Any, ...] | None] = context.SimpleQueue()
    relay = Thread(target=_relay, args=(told, progress))
    relay.start()
    try:
        with ProcessPoolExecutor(workers, context, _start_worker, (told, progress.wants_counts)) as pool:
            futures = {place: pool.submit(_read_in_worker, place) for place in sorted(places, key=_size, reverse=True)}
        return [futures[place].result() for place in places]
    except BrokenProcessPool as error:
        what = "A process that was reading was ended from outside (out of memory?)."
        raise SourceFault("reading", what, "Try again, with fewer repositories at a time.") from error
    finally:
        told.put(None)
        relay.join()


def _size(place: Place) -> int:
    """Estimate how long a repository takes: the largest go first, so that none is left over for the end."""
    packs = place.folder.glob("objects/pack/*.idx"), place.folder.glob(".git/objects/pack/*.idx")
    return sum(pack.stat().st_size for found in packs for pack in found)


class _Relayed:
    """The progress of a worker: tells the process that started it."""

    def __init__(self, told: "SimpleQueue[tuple[Any, ...] | None]", *, wants_counts: bool) -> None:
        self._told = told
        self.wants_counts = wants_counts

    def start(self, repositories: int) -> None:
        self._told.put(("start", repositories))

    def expect(self, repository: str, commits: int) -> None:
        self._told.put(("expect", repository, commits))

    def advance(self, repository: str, commits: int) -> None:
        self._told.put(("advance", repository, commits))

    def finish(self, repository: str) -> None:
        self._told.put(("finish", repository))

    def say(self, sentence: str) -> None:
        self._told.put(("say", sentence))

    def done(self) -> None:
        self._told.put(("done",))


_progress_of_worker: Progress = Silence()


def _start_worker(told: "SimpleQueue[tuple[Any, ...] | None]", wants_counts: bool) -> None:  # noqa: FBT001 - by position
    global _progress_of_worker  # noqa: PLW0603 - how a pool hands something to its processes
    _progress_of_worker = _Relayed(told, wants_counts=wants_counts)


def _read_in_worker(place: Place) -> RepositoryEvidence:
    return read_or_say_why(place, _progress_of_worker)


def _relay(told: "SimpleQueue[tuple[Any, ...] | None]", progress: Progress) -> None:
    while (event := told.get()) is not None:
        name, *arguments = event
        getattr(progress, name)(*arguments)
