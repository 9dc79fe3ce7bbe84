"""Where a repository is said to be: a folder, or an address in one of the protocols that are spoken."""

import re
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from muster.domain.errors import RepositoryUnsafe

SCHEMES: Final = ("https", "http", "ssh", "git", "file")

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HELPER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*::")
_SCP: Final = re.compile(r"(?:[^/@:]+@)?([^/@:]+):(?!//)")


class Address(NamedTuple):
    """Where an upstream is: `url` without credentials, which alone is stored and shown, and `login` with them or ""."""

    url: str
    login: str


def address_of(location: str) -> Address | None:
    """Return the address that a location is, None if it is a folder; RepositoryUnsafe if it is neither."""
    scheme = _SCHEME.match(location)
    scp = _SCP.match(location)
    if location.startswith("-") or (scp and scp[1].startswith("-")) or _HELPER.match(location):
        raise RepositoryUnsafe(location, "This is no location of a repository.", "Give a folder or a plain address.")
    if scheme is None:
        return Address(location, "") if scp and not Path(location).exists() else None
    if scheme[1].lower() not in SCHEMES:
        what = f"The protocol {scheme[1]} is not among those that are spoken ({', '.join(SCHEMES)})."
        raise RepositoryUnsafe(location, what, "Give a folder or a plain address.")
    parts = urlsplit(location)
    user, at, host = parts.netloc.rpartition("@")
    if scheme[1].lower() == "ssh":
        host = f"{user.partition(':')[0]}{at}{host}"  # here the name is part of the address, and no secret
    if host.startswith("-"):
        raise RepositoryUnsafe(location, "This is no location of a repository.", "Give a folder or a plain address.")
    plain = urlunsplit(parts._replace(netloc=host))
    return Address(plain, location if plain != location else "")
