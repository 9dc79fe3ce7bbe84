"""Bring the evidence of many repositories up to now.

First every location becomes a folder (an address by its mirror) and is asked whether anything is new: git and the
network do the work, so threads are enough. Then what is new is read, a repository a process: two repositories side by
side pay, two git processes on one do not.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from muster.domain.errors import SourceFault
from muster.evidence.addresses import address_of
from muster.evidence.evidence import Evidence, RepositoryEvidence, RepositoryRequest, with_fault
from muster.evidence.progress import Progress, Silence
from muster.evidence.reading import Place, if_nothing_is_new, read_or_say_why, unread

_ASKED_AT_ONCE: Final = 8
_MANY: Final = 2


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
        found = _look_at_all(requests, look)
        new = [each.place for each in found if each.evidence is None]
        read_now = iter(_read_all(new, workers or len(os.sched_getaffinity(0)), watched))
        known = [with_fault(each.evidence or next(read_now), each.fault) for each in found]
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
            from muster.evidence.mirrors import Mirror  # noqa: PLC0415 - as below: folders need none of it

            mirror = Mirror(address, home)
            place = place._replace(folder=mirror.folder, location=address.url)
            fault = mirror.refresh(progress.say, trees=bool(request.paths))
        evidence = if_nothing_is_new(place)
    except SourceFault as error:
        evidence = unread(place, error)
    if evidence is not None:
        progress.finish(request.name)
    return _Found(place, evidence, fault)


def _look_at_all(requests: Sequence[RepositoryRequest], look: Callable[[RepositoryRequest], _Found]) -> list[_Found]:
    if len(requests) < _MANY:
        return [look(request) for request in requests]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - loads half of what a small reading takes

    with ThreadPoolExecutor(_ASKED_AT_ONCE) as threads:
        return list(threads.map(look, requests))


def _read_all(places: Sequence[Place], workers: int, progress: Progress) -> list[RepositoryEvidence]:
    """Read each repository; in this process if one is enough, for starting another takes longer than many a reading."""
    workers = min(workers, len(places))
    if workers <= 1:
        return [read_or_say_why(place, progress) for place in places]
    from muster.evidence.workers import read_side_by_side  # noqa: PLC0415 - as above

    return read_side_by_side(places, workers, progress)
