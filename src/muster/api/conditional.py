"""ETags and what is asked by them: which version of a thing somebody has seen, and whether there is a newer one.

An ETag is `"12-4f2a9c…"`: the number of the log's last entry about the thing, then the beginning of the SHA-256 of
what was sent. The number is what a write compares (If-Match); the whole is what a reader compares (If-None-Match),
since what is sent also depends on the day, and on who asks. A list has no version, and nobody writes to it: its ETag is
the second half alone.
"""

import hashlib
import re
from typing import Annotated, Final

from django.http import HttpRequest
from ninja.params import functions

from muster.records.log import version
from muster.records.models import Group

IfMatch = Annotated[
    str,
    functions.Header(
        alias="If-Match",
        description="The ETag that the thing had when you read it; or `*`, for whatever it is now.",
        max_length=500,
    ),
]
"""The parameter of an operation that changes something which is there."""

NEVER: Final = -1
"""A version that nothing has."""

_TAG: Final = re.compile(r'(W/)?"([^"]*)"')
_OURS: Final = re.compile(r"([0-9]{1,18})-[0-9a-f]{16}")


def etag_of(body: bytes, seen: int | None) -> str:
    """Give the ETag of what is sent. seen: the log's version of the thing; None for a list."""
    digest = hashlib.sha256(body).hexdigest()[:16]
    return f'"{digest}"' if seen is None else f'"{seen}-{digest}"'


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the reader has this already, by If-None-Match; compared weakly, as RFC 9110 (13.1.2) has it."""
    header = request.headers.get("If-None-Match", "")
    return header.strip() == "*" or any(f'"{tag}"' == etag for _, tag in _TAG.findall(header))


def expected(group: Group, subject: str, if_match: str) -> int | None:
    """Give the version that a deed is to expect of its subject; None: any; NEVER: no tag names the one that it has.

    The deed does the refusing, after it has asked whether whoever asks may do this at all.
    """
    if if_match.strip() == "*":
        return None
    now = version(group, subject)
    # A weak tag never matches here (RFC 9110, 13.1.1): it does not promise that it is the very same thing.
    ours = [_OURS.fullmatch(tag) for weak, tag in _TAG.findall(if_match) if not weak]
    return now if now in {int(found[1]) for found in ours if found} else NEVER
