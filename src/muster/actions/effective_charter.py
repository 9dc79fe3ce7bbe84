"""The charter that a group is measured by: the one in force, with the members that the record has."""

from datetime import date
from pathlib import Path

from muster.actions.charter_in_force import charter_in_force
from muster.actions.charters import LoadedCharter
from muster.actions.fitting_seats import as_stays
from muster.actions.organisations import names_of
from muster.domain.charter.charter import Charter
from muster.domain.membership.effective import OnTheRoll, effective
from muster.domain.record.chain import canonical, hash_of
from muster.records.models import Group
from muster.records.queries.histories import organisations_of


def roll_of(group: Group) -> tuple[OnTheRoll, ...]:
    """Give every organisation that the group knows, with all of its states. Two queries."""
    return tuple(
        OnTheRoll(
            names_of(one),
            one.part_of.name if one.part_of else "",
            as_stays(one.states),  # type: ignore[attr-defined]  # prefetched under that name
        )
        for one in organisations_of(group)
    )


def effective_charter(group: Group, on: date) -> Charter:
    """Give the charter in force on a day with the record's members in it. NotThere: the group had none yet."""
    return effective(charter_in_force(group, on), roll_of(group))


def loaded_from_record(group: Group, on: date, folder: Path) -> LoadedCharter:
    """Give the charter that `muster standing` measures a group of the record by, as if it came from a file.

    folder: where the files lie that the charter names (histories, affiliations). The fingerprint is of what the charter
    says with the record's members in it, so it changes as either does. NotThere: the group had no charter yet.
    """
    charter = effective_charter(group, on)
    said = charter.model_dump(mode="json", exclude_defaults=True)
    return LoadedCharter(charter, folder / "charter.toml", hash_of(canonical(said)))
