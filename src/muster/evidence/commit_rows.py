"""A raw commit as rows of the lake: the commit itself, its links to goals, its co-authors."""

from collections.abc import Iterable, Iterator
from typing import Final

from muster.evidence.messages import DECODED_WITH_REPLACEMENT, parse_message
from muster.evidence.raw_commits import Person, RawCommit, Signatures
from muster.evidence.tables import Cells

FIRST_MOMENT_OF_GIT: Final = 1_112_832_000
"""2005-04-07 00:00 UTC, the day of git's first commit. Earlier moments are counted as they are, and remarked."""

UNDATABLE: Final = "undatable"
UNREADABLE_AUTHOR: Final = "author unreadable"
NO_ADDRESS: Final = "author without address"

TIME_UNREADABLE: Final = "time unreadable"
ZONE_UNREADABLE: Final = "zone unreadable, taken as UTC"
CLOCK_BEFORE_GIT: Final = "clock before git existed"

_DAY: Final = 86_400
_ENCODINGS: Final = 64


def rows_of(commits: Iterable[RawCommit], *, on_default: bool) -> Iterator[tuple[str, Cells]]:
    """Yield the rows of each commit. Every commit of every history comes through here: no more work than it needs."""
    signatures: dict[str | None, Signatures] = {None: Signatures()}
    for sha, author_line, committer_line, encoding, message in commits:
        if encoding not in signatures:
            if len(signatures) > _ENCODINGS:  # no honest history has so many; memory stays bounded all the same
                signatures.clear()
            signatures[encoding] = Signatures(encoding)
        author, authored, authored_zone = signatures[encoding].parts(author_line)
        committer, committed, committed_zone = signatures[encoding].parts(committer_line)
        subject, change_id, goals, co_authors, remarks = parse_message(message, encoding)
        aside = remark = None
        if committed is None:
            aside = UNDATABLE
        elif not author.mail:
            aside = NO_ADDRESS if author.readable else UNREADABLE_AUTHOR
        if (
            authored_zone is None
            or committed_zone is None
            or remarks
            or author.replaced
            or committer.replaced
            or (authored or 0) < FIRST_MOMENT_OF_GIT
            or (committed or 0) < FIRST_MOMENT_OF_GIT
        ):
            remark = _remark(remarks, (author, authored, authored_zone), (committer, committed, committed_zone))
        yield (
            "commits",
            (
                sha,
                committed,
                authored,
                None if committed is None else committed // _DAY,
                None if authored is None else authored // _DAY,
                None if committed is None else (committed + (committed_zone or 0)) // _DAY,
                None if authored is None else (authored + (authored_zone or 0)) // _DAY,
                author.name,
                author.mail,
                committer.name,
                committer.mail,
                change_id,
                subject,
                on_default,
                True,
                aside,
                remark,
            ),
        )
        for kind, key in goals:
            yield "goals", (sha, kind, key)
        for name, mail in co_authors:
            yield "co_authors", (sha, name, mail)


def _remark(remarks: tuple[str, ...], *signatures: tuple[Person, int | None, int | None]) -> str | None:
    found = set(remarks)
    for person, at, zone in signatures:
        if person.replaced:
            found.add(DECODED_WITH_REPLACEMENT)
        if at is None:
            found.add(TIME_UNREADABLE)
        elif zone is None:
            found.add(ZONE_UNREADABLE)
        elif at < FIRST_MOMENT_OF_GIT:
            found.add(CLOCK_BEFORE_GIT)
    return ", ".join(sorted(found)) if found else None
