"""Bring the evidence of many repositories up to now.

First every location becomes a folder (an address by its mirror) and is asked whether anything is new: git and the
network do the work, so threads are enough. Then what is new is read, a repository a process: two repositories side by
side pay, two git processes on one do not.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from threading import Thread
from typing import Any, Final, NamedTuple

from muster.domain.errors import RepositoryBroken, RepositoryUnsafe, SourceFault
from muster.evidence.evidence import Evidence, RepositoryEvidence, RepositoryRequest, Status
from muster.evidence.mirrors import Mirror, address_of
from muster.evidence.progress import Progress, Silence
from muster.evidence.reading import Place, as_it_stands, if_nothing_is_new, read

_ASKED_AT_ONCE: Final = 8


class _Found(NamedTuple):
    """What looking found: the evidence if there is nothing to read, and the fault of a mirror that is not up to now."""

    place: Place
    evidence: RepositoryEvidence | None
    fault: SourceFault | None = None


def collect(
    requests: Sequence[RepositoryRequest],
    home: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    base: Path | None = None,
) -> Evidence:
    """Read what is new in each repository into the lake under `home`, and return what is known of all.

    base: the folder that relative locations start from (the current one by default). workers: processes that read (one
    a processor by default). A repository that cannot be read says why and stops no other; LakeFault if the lake itself
    cannot be written.
    """
    watched = progress or Silence()
    watched.start(len(requests))
    try:
        look = partial(_look, home=home, base=(base or Path.cwd()).resolve(), progress=watched)
        with ThreadPoolExecutor(_ASKED_AT_ONCE) as threads:
            found = list(threads.map(look, requests))
        new = [each.place for each in found if each.evidence is None]
        read_now = iter(_read_all(new, workers or len(os.sched_getaffinity(0)), watched))
        known = [_with_fault(each.evidence or next(read_now), each.fault) for each in found]
    finally:
        watched.done()
    return Evidence(tuple(known))


def _look(request: RepositoryRequest, *, home: Path, base: Path, progress: Progress) -> _Found:
    place = Place(request, base / request.location, request.location, home)
    fault = None
    try:
        address = address_of(request.location)
        if address is None:
            place = place._replace(location=os.path.normpath(place.folder))
        else:
            mirror = Mirror(address, home)
            place = place._replace(folder=mirror.folder, location=address.url)
            fault = mirror.refresh(progress.say, trees=bool(request.paths))
        evidence = if_nothing_is_new(place)
    except SourceFault as error:
        evidence = _unread(place, error)
    if evidence is not None:
        progress.finish(request.name)
    return _Found(place, evidence, fault)


def _read_all(places: Sequence[Place], workers: int, progress: Progress) -> list[RepositoryEvidence]:
    """Read each repository; in this process if one is enough, for starting another takes longer than many a reading."""
    if min(workers, len(places)) <= 1:
        return [_read(place, progress) for place in places]
    context = get_context("spawn")
    told: SimpleQueue[tuple[Any, ...] | None] = context.SimpleQueue()
    relay = Thread(target=_relay, args=(told, progress))
    relay.start()
    try:
        starting = (told, progress.wants_counts)
        with ProcessPoolExecutor(min(workers, len(places)), context, _start_worker, starting) as pool:
            futures = [pool.submit(_read_in_worker, place) for place in places]
        return [future.result() for future in futures]
    except BrokenProcessPool as error:
        what = "A process that was reading was ended from outside (out of memory?)."
        raise SourceFault("reading", what, "Try again, with `--workers 1` if memory is short.") from error
    finally:
        told.put(None)
        relay.join()


def _read(place: Place, progress: Progress) -> RepositoryEvidence:
    try:
        return read(place, progress)
    except SourceFault as fault:
        return _unread(place, fault)
    finally:
        progress.finish(place.request.name)


def _unread(place: Place, fault: SourceFault) -> RepositoryEvidence:
    """Return what was read of it before, if anything, with the fault."""
    earlier = as_it_stands(place) or RepositoryEvidence(place.request.name, place.location, "missing")
    return _with_fault(earlier, fault)


def _with_fault(evidence: RepositoryEvidence, fault: SourceFault | None) -> RepositoryEvidence:
    if fault is None:
        return evidence
    status: Status = "missing"
    if isinstance(fault, RepositoryUnsafe):
        status = "unsafe"
    elif isinstance(fault, RepositoryBroken):
        status = "broken"
    return replace(evidence, status=status, fault=fault)


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
    return _read(place, _progress_of_worker)


def _relay(told: "SimpleQueue[tuple[Any, ...] | None]", progress: Progress) -> None:
    while (event := told.get()) is not None:
        name, *arguments = event
        getattr(progress, name)(*arguments)
