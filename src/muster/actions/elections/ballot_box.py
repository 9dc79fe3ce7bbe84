"""The public ballot file of an election, and what can be read from it once voting has closed, by anybody.

Candidates are called as the log calls them, `person/3`: names change, and may have to go; the file never changes, since
the log holds its fingerprint and its text. The lots that break ties are drawn from these labels too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from muster.domain.elections.ballots import BLANK, Ranks, tiers
from muster.domain.elections.counting import count
from muster.domain.elections.flow import result_refused
from muster.domain.elections.receipts import as_made, code_of
from muster.domain.elections.result import Result
from muster.domain.errors import AgainstTheRules
from muster.exchange.elections.ballot_file import BallotFile, closed, write
from muster.exchange.elections.ballot_file_reading import read
from muster.records.models import Ballot, Election
from muster.records.queries.elections import ElectionShown, ballot_file_in_the_log, rule_of


@dataclass(frozen=True, slots=True)
class Published:
    """What is public of an election that has closed. text: the ballot file. sealed: whether the log holds it yet."""

    text: str
    sha256: str
    file: BallotFile
    result: Result
    sealed: bool


def public_name(row: Election) -> str:
    """Give the name by which receipts and the ballot file know an election: `lcoo/election/3`."""
    return f"{row.group.slug}/{row.handle}"


def ballot_file(now: ElectionShown) -> BallotFile:
    """Make the ballot file of an election, with its result. For whom may see it, ask `published`."""
    row = now.row
    ballots = list(Ballot.objects.filter(election=row).values_list("ranks", "receipt"))
    file = BallotFile(
        election=public_name(row),
        candidates=tuple(one.person.handle for one in now.standing),
        rule=rule_of(row),
        ballots=tuple(tuple(ranks) for ranks, _ in ballots),
        codes=tuple(code for _, code in ballots),
        title=row.title,
        voters=len(now.voters),
        withdrawn=now.withdrawn,
    )
    return closed(file)


def published(now: ElectionShown) -> Published:
    """Give what is public once voting has closed. AgainstTheRules: it has not, or there was none."""
    if now.not_held:
        raise AgainstTheRules(now.row.handle, f"It was not held: {now.not_held}", "There is nothing to see.")
    if refusal := result_refused(now.calendar, at=now.at):
        raise refusal.error(now.row.handle)
    sealed = ballot_file_in_the_log(now.row) if now.row.result is not None else ""
    text = sealed or write(ballot_file(now))
    file, result = _counted(text)
    return Published(text, sha256(text.encode()).hexdigest(), file, result, bool(sealed))


@lru_cache(maxsize=16)
def _counted(text: str) -> tuple[BallotFile, Result]:
    """Count a file again from its text, as a stranger would; the same text gives the same result."""
    file = read(text, "the ballot file")
    return file, count(file.poll(), file.rule)


def find_ballot(found: Published, typed: str) -> Ranks | None:
    """Give the ballot that a receipt leads to, as the file has it; None: no ballot has this receipt."""
    code = code_of(as_made(typed), found.file.election)
    return next((ranks for own, ranks in zip(found.file.codes, found.file.ballots, strict=True) if own == code), None)


def in_words(ranks: Ranks, names: Sequence[str], method: str) -> list[str]:
    """Read a ballot back: a sentence for each rank that it uses, best first, and one for those it says nothing of.

    names: of the candidates, in the order of the ranks.
    """
    groups = [[name for place, name in enumerate(names) if bits >> place & 1] for bits in tiers(ranks)]
    silent = [name for name, rank in zip(names, ranks, strict=True) if rank == BLANK]
    if method in {"approval", "majority"}:
        verb, first = ("approve of", "You") if method == "approval" else ("vote for", "You")
        said = [f"{first} {verb} {_listed(groups[0])}."] if groups else []
        others = [name for name in names if name not in (groups[0] if groups else [])]
        return [*said, *([f"Not {_listed(others, 'or')}."] if others and groups else []), *_nobody(groups)]
    said = [
        f"{place}. {_listed(group)}{', level with each other' if len(group) > 1 else ''}."
        for place, group in enumerate(groups, 1)
    ]
    return [*said, *([f"No opinion on {_listed(silent, 'or')}."] if silent and groups else []), *_nobody(groups)]


def _nobody(groups: Sequence[object]) -> list[str]:
    return [] if groups else ["Nobody."]


def _listed(names: Sequence[str], word: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
