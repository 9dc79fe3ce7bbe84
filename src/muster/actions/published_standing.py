"""A group publishes where its members stand: the JSON of `muster standing`, kept as it was counted."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from muster.actions.caller import Caller
from muster.actions.deed import deed
from muster.domain.contribution.published import PublishedStanding, read_published
from muster.domain.errors import AgainstTheRules, StandingFaults
from muster.domain.record.chain import canonical, hash_of
from muster.domain.words import neutral
from muster.records.models import Standing

LARGEST = 5 * 1024 * 1024
"""Bytes. The standing of a group of fifty members over fifty repositories takes a tenth of that."""

SUBJECT = "standing"
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def publish_standing(caller: Caller, text: str, *, expected: int | None = None) -> Standing:
    """Publish a standing. text: what `muster standing --format json` printed.

    What is kept, and what its SHA-256 is of, is the same data as canonical JSON; figures are exact strings in it.
    AgainstTheRules: it is another group's, of a day to come, or published already. StandingFaults: it is no standing.
    """
    data, standing = read_standing(text)
    with deed(caller, "standing.publish", SUBJECT, expected=expected) as doing:
        if standing.group != doing.group.name:
            what = f"This is the standing of {standing.group[:60]}, not of {doing.group.name}."
            raise AgainstTheRules(SUBJECT, what, "Choose the file that was counted for this group.")
        if standing.on > doing.who.on:
            what = f"It is of {standing.on}, and that day is still to come."
            raise AgainstTheRules(SUBJECT, what, "Count it again for today.")
        sha256 = hash_of(canonical(data))
        if Standing.objects.filter(group=doing.group, sha256=sha256).exists():
            raise AgainstTheRules(SUBJECT, "This very standing is published already.", "There is nothing to do.")
        kept = Standing.objects.create(group=doing.group, on=standing.on, counted_at=doing.at, data=data, sha256=sha256)
        said = {"on": standing.on.isoformat(), "sha256": sha256, "charter": standing.charter_version}
        doing.log("standing.published", {**said, "fingerprint": standing.fingerprint})
    return kept


def read_standing(text: str) -> tuple[dict[str, object], PublishedStanding]:
    """Read a standing from text: as data, and as pages show it. StandingFaults: it is none, and why."""
    if len(text.encode(errors="surrogatepass")) > LARGEST:
        raise StandingFaults(SUBJECT, ("It is larger than 5 MiB.",))
    try:
        data = json.loads(text, parse_float=_no_floats, parse_constant=_no_floats)
        _refuse_unkeepable(data)
    except (ValueError, RecursionError) as wrong:
        raise StandingFaults(SUBJECT, (f"This is no JSON that can be kept: {str(wrong)[:200]}.",)) from None
    standing = read_published(data)
    if isinstance(standing, tuple):
        raise StandingFaults(SUBJECT, standing)
    unfit = sorted({text for text in _texts(data) if neutral(text) != text})
    if unfit:
        what = f"There is an address or a hidden character in it: {neutral(unfit[0])[:80]}."
        raise StandingFaults(SUBJECT, (what,))
    return data, standing


def _texts(data: object) -> Iterator[str]:
    """Give every text in JSON, keys too. `muster standing` writes none that is not fit to be published."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _refuse_unkeepable(data: object) -> None:
    """Refuse what UTF-8 cannot hold (half a surrogate pair) and what PostgreSQL does not keep in JSON (U+0000)."""
    written = json.dumps(data, ensure_ascii=False)
    written.encode()
    if _NUL.search(written):
        _refuse("there is the character U+0000 in it, which no text has")


def _no_floats(text: str) -> NoReturn:
    _refuse(f"{text[:20]} is no exact figure")


def _refuse(what: str) -> NoReturn:
    raise ValueError(what)
