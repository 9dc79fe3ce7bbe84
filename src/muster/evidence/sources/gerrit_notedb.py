"""Gerrit's NoteDb: every vote with its moment, votes taken back, and the change's topic, in refs/changes/NN/NNNN/meta.

The history of one change is a linear chain of commits. The server writes them, in the name of the account that acted.
Gerrit's facts are footers, the lines of the last paragraph. What stands before is text that people wrote:

    author Gerrit User 1002 <1002@server-uuid> 1483264800 +0000

    Update patch set 2

    Patch Set 2: Code-Review+2

    Patch-set: 2
    Reviewer: Gerrit User 1002 <1002@server-uuid>
    Label: Code-Review=+2

What the label lines mean here:

- `X=+1`, also with the vote's id behind a comma and an account behind that: a vote, by that account or the author.
- `X=0`: a removal if that account's vote on X stands on this very patch set. Else it was asked to review, or a robot
  begins its work, and that is no event.
- `-X`, also with an account: a removal, if a vote stands.
- `Topic: x` is what its authors call the work that the change is part of; the last one holds, an empty one is none.
- `SUBM` is the server's own mark of the merge. `Copied-Label` repeats an old vote on a new patch set. No votes.

Accounts are numbers; `muster.evidence.sources.gerrit_accounts` says whose. What is learnt of one today names its votes
of years ago, so everything is read again when any change has moved.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from muster.evidence.raw_commits import Signatures
from muster.evidence.reviews import Review, placed_in_time
from muster.evidence.sources.gerrit_accounts import Accounts, Holder
from muster.evidence.sources.shape import Findings, Request, Row

if TYPE_CHECKING:
    from muster.evidence.git import SafeRepository

NAME: Final = "gerrit_notedb"
VERSION: Final = 2
TABLES: Final = ("reviews", "topics")
STEPS: Final = False

REFS: Final = "refs/changes/*/*/meta"


def cursor(repository: "SafeRepository") -> str:
    """Return a SHA-256 over the tip of every change; "" without any."""
    refs = repository.for_each_ref([REFS])
    return hashlib.sha256("\n".join(f"{ref.sha} {ref.name}" for ref in refs).encode()).hexdigest() if refs else ""


def read(repository: "SafeRepository", request: Request, findings: Findings) -> Iterator[Row]:
    """Yield a row for each vote and each removal in each change."""
    del request  # see above: read whole or not at all
    changes = {ref.sha: ref.name.split("/")[3] for ref in repository.for_each_ref([REFS]) if ref.sha}
    if not changes:
        return
    accounts = Accounts()
    events: list[tuple[str, Event]] = []
    shas = repository.rev_list(["--topo-order", "--reverse"], sorted(changes))
    for chain in chains_of(repository.cat_file(shas)):
        number = changes.get(chain[-1].sha, "")
        events += [(number, event) for event in events_from_meta(chain, accounts)]
        change_id, topic = topic_of(chain)
        if change_id and topic:
            yield Row("topics", (number, change_id, topic))
    accounts.read_uploads(repository)
    rows = dict.fromkeys(_review(number, event, accounts) for number, event in events)
    yield from (Row("reviews", row) for row in rows)
    nameless = {row.account for row in rows if not row.voter_mail}
    if nameless:
        voters = len({row.account for row in rows})
        votes = sum(row.event == "vote" for row in rows if not row.voter_mail)
        findings.remarks.append(
            f"Gerrit accounts that nothing in the repository names: {len(nameless)} of {voters}; their votes: {votes}."
        )


class MetaCommit(NamedTuple):
    """One commit of a change's history. `author`: its author line; `text` and `footers`: the message, cut in two."""

    sha: str
    parent: str
    author: bytes
    text: bytes
    footers: bytes


class Event(NamedTuple):
    """A vote, or a vote taken back (value 0). `account`: `server:number`; "" if the server itself acted."""

    change_id: str | None
    kind: Literal["vote", "removal"]
    label: str
    value: int
    account: str
    written_name: str
    at: int | None


def chains_of(objects: Iterable[tuple[str, str, bytes]]) -> Iterator[list[MetaCommit]]:
    """Yield each change's history, oldest commit first, from objects in git's reversed topological order.

    That order keeps every line of history together, so a change begins where a commit's parent is not the one before.
    """
    chain: list[MetaCommit] = []
    for sha, kind, content in objects:
        if kind != "commit":
            continue
        commit = meta_commit(sha, content)
        if chain and commit.parent != chain[-1].sha:
            yield chain
            chain = []
        chain.append(commit)
    if chain:
        yield chain


def meta_commit(sha: str, content: bytes) -> MetaCommit:
    """Take one raw commit apart."""
    headers, _, message = content.partition(b"\n\n")
    lines = headers.split(b"\n")
    parent = next((line[7:].decode("ascii", "replace") for line in lines if line.startswith(b"parent ")), "")
    author = next((line for line in lines if line.startswith(b"author ")), b"")
    text, _, footers = message.rstrip(b"\n").rpartition(b"\n\n")
    return MetaCommit(sha, parent, author, text, footers)


def events_from_meta(commits: Iterable[MetaCommit], accounts: Accounts) -> Iterator[Event]:
    """Yield the votes and removals of one change, oldest first; what is seen of accounts is noted in `accounts`."""
    signatures = Signatures()
    change_id: str | None = None
    standing: Standing = {}
    for commit in commits:
        if not any(key in commit.footers for key in _TELLING):
            continue
        lines = commit.footers.decode("utf-8", "replace").replace("\0", "\ufffd").split("\n")
        footers = [(key.lower(), value.strip()) for key, _, value in (line.partition(":") for line in lines)]
        facts = dict(footers)
        author = signatures.read(commit.author)
        act = _Act(_account(author.person.mail), author.person.name, author.at, facts.get("patch-set", ""))
        labels = [label for key, value in footers if key == "label" and (label := _LABEL.fullmatch(value))]
        if _CHANGE_ID.fullmatch(facts.get("change-id", "").lower()):
            change_id = facts["change-id"].lower()
        if "commit" in facts and act.account and act.at is not None:
            accounts.uploaded(act.account, act.at, facts["commit"])
        if facts.get("tag", "").lower() == _DELETED_VOTE:
            _name_losers(commit.text, labels, act, accounts)
        for label in labels:
            if (event := _event(label, act, standing)) and event.label != _MERGE_MARK:
                yield event._replace(change_id=change_id)


def topic_of(commits: Iterable[MetaCommit]) -> tuple[str, str]:
    """Return the Change-Id and the topic that one change's history ends with, each "" if it has none."""
    change_id = topic = ""
    for commit in commits:
        if b"Topic:" not in commit.footers and b"Change-id: " not in commit.footers:
            continue
        for line in commit.footers.decode("utf-8", "replace").replace("\0", "\ufffd").split("\n"):
            key, _, value = line.partition(":")
            if key.lower() == "topic":
                topic = value.strip()[:_TOPIC_LENGTH]
            elif key.lower() == "change-id" and _CHANGE_ID.fullmatch(value.strip().lower()):
                change_id = value.strip().lower()
    return change_id, topic


class _Act(NamedTuple):
    """Who did what one commit says, when, and on which patch set."""

    account: str
    name: str
    at: int | None
    patch_set: str


Standing: TypeAlias = dict[tuple[str, str], tuple[int, str]]
"""Account and label → the value that stands, and the patch set that it was given on."""

_TELLING: Final = (b"Label: ", b"Commit: ", b"Change-id: ")
_LABEL: Final = re.compile(
    r"(?:-(?P<removed>[A-Za-z0-9_-]{1,99})|(?P<label>[A-Za-z0-9_-]{1,99})=(?P<value>[+-]?[0-9]{1,4}))"
    r"(?:, ?[^ <>]+)?(?: (?P<name>[^<>]*)<(?P<account>[^<>]*)>)?"
)
_MERGE_MARK: Final = "SUBM"
_ACCOUNT: Final = re.compile(r"([0-9]+)@(.+)")
_TAKEN_AWAY: Final = re.compile(r"^Removed ([A-Za-z0-9_-]{1,99})[+-][0-9]{1,4} by ([^<>\n]*)<([^<>\s]+)>", re.MULTILINE)
_DELETED_VOTE: Final = "autogenerated:gerrit:deletevote"
_TOPIC_LENGTH: Final = 200
_CHANGE_ID: Final = re.compile(r"i[0-9a-f]{40}")


def _event(label: re.Match[str], act: _Act, standing: Standing) -> Event | None:
    """Return the event that a label line is, if it is one, and bring `standing` up to it."""
    account, name = act.account, act.name
    if label["account"] is not None:
        account, name = _account(label["account"]), label["name"].strip()
    vote = int(label["value"] or 0)
    place = (account, label["label"] or label["removed"])
    stood, patch_set = standing.get(place, (0, ""))
    standing[place] = (vote, act.patch_set)
    if vote:
        return Event(None, "vote", place[1], vote, account, name, act.at)
    if stood and (label["removed"] or patch_set == act.patch_set):
        return Event(None, "removal", place[1], 0, account, name, act.at)
    return None


def _name_losers(text: bytes, labels: Iterable[re.Match[str]], act: _Act, accounts: Accounts) -> None:
    lost = _TAKEN_AWAY.findall(text.decode("utf-8", "replace").replace("\0", "\ufffd"))
    holders = {label: Holder(name.strip(), mail.lower()) for label, name, mail in lost}
    for label in labels:
        if act.at is not None and label["removed"] in holders:
            accounts.named(_account(label["account"] or "") or act.account, act.at, holders[label["removed"]])


def _account(mail: str) -> str:
    found = _ACCOUNT.fullmatch(mail)
    return f"{found[2].lower()}:{found[1]}" if found else ""


def _review(number: str, event: Event, accounts: Accounts) -> Review:
    holder = accounts.holder(event.account, event.at)
    voted_at, voted_day, aside = placed_in_time(event.at)
    return Review(
        change_number=number,
        change_id=event.change_id,
        source="notedb",
        label=event.label,
        value=event.value,
        voter_name=holder.name if holder else event.written_name,
        voter_mail=holder.mail if holder else "",
        account=event.account,
        voted_at=voted_at,
        voted_day=voted_day,
        event=event.kind,
        aside=aside,
    )
