"""The charter that a group lives by on a day, read from the record; read once for each text."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from muster.actions.charters import parse_charter
from muster.domain.charter.charter import Charter
from muster.domain.charter.decisions import DecisionRule
from muster.domain.errors import NotThere
from muster.records.models import CharterVersion, Group
from muster.records.queries.groups import charter_on


def charter_in_force(group: Group, day: date) -> Charter:
    """Give the charter in force. NotThere: the group had none yet."""
    kept = charter_on(group, day)
    if kept is None:
        raise NotThere(
            group.name, f"The group had no charter yet on {day}.", "Ask about a later day, or give it a charter first."
        )
    return charter_of(kept)


def charter_of(kept: CharterVersion) -> Charter:
    """Give the charter that one version's text says."""
    return _read(kept.sha256, kept.text)


def decision_rules(charter: Charter) -> Sequence[DecisionRule]:
    """Give the rules by which the group decides; none if its charter says nothing of that."""
    return charter.decisions.rules if charter.decisions else ()


@lru_cache(maxsize=64)
def _read(sha256: str, text: str) -> Charter:  # noqa: ARG001 - the fingerprint alone would do; the text is what is read
    return parse_charter(Path("charter.toml"), text)
