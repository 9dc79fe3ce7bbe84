"""Whose a Gerrit account is, worked out from one repository: NoteDb knows accounts by number alone.

Two things say it:

- A patch set that an account uploaded. Its *committer* counts, not its author: Gerrit refuses a committer address that
  is not the uploader's own unless it was told otherwise, while anybody may upload what another wrote.
- A vote taken away from an account. There Gerrit writes the name and address of the loser into the text.

People change employer and keep their account. So an account is asked about for a moment: what counts is what was
last seen before it, else what was first seen after.
"""

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from muster.evidence.raw_commits import Signatures

if TYPE_CHECKING:
    from muster.evidence.git import SafeRepository


class Holder(NamedTuple):
    """A person as Gerrit or a commit names them; "" for what is unknown."""

    name: str
    mail: str


class Accounts:
    """What has been seen of each account."""

    def __init__(self) -> None:
        self._seen: defaultdict[str, set[tuple[int, Holder]]] = defaultdict(set)
        self._uploads: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        self._in_order: dict[str, list[tuple[int, Holder]]] = {}

    def named(self, account: str, at: int, holder: Holder) -> None:
        """Note that `account` was called so at a moment. Names without an address say too little."""
        if "@" in holder.mail:
            self._seen[account].add((at, holder))

    def uploaded(self, account: str, at: int, commit: str) -> None:
        """Note that `account` uploaded a commit, to be read by `read_uploads`."""
        self._uploads[commit].add((account, at))

    def read_uploads(self, repository: "SafeRepository") -> None:
        """Note the committers of all uploaded commits that the repository has; many clones lack some of them."""
        signatures = Signatures()
        for sha, kind, content in repository.cat_file(sorted(self._uploads)):
            if kind != "commit":
                continue
            headers = content.partition(b"\n\n")[0].split(b"\n")
            committer = next((line for line in headers if line.startswith(b"committer ")), b"")
            person = signatures.read(committer).person
            for account, at in self._uploads[sha]:
                self.named(account, at, Holder(person.name, person.mail))

    def holder(self, account: str, at: int | None) -> Holder | None:
        """Return who held an account at a moment; None if nothing was ever seen of it."""
        if account not in self._in_order:
            self._in_order[account] = sorted(self._seen.get(account, ()))
        seen = self._in_order[account]
        if not seen:
            return None
        before = bisect_right(seen, at or 0, key=lambda sighting: sighting[0])
        return seen[max(before - 1, 0)][1]
