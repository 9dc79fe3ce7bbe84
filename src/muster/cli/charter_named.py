"""The charter that a command is asked about: of a file, of the built-in group, or of a group of this record."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from muster.actions.charters import BUILT_IN, LoadedCharter, load_charter, resolve_charter

GROUP = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def charter_named(
    named: str, on: date, *, home: Path, files: Path | None, recorded: bool, say: Callable[[str], None]
) -> LoadedCharter:
    """Give the charter that is meant by a file's path, `lcoo`, or the name that a group has in addresses.

    A file of that name comes first, and `lcoo` is the built-in group as its file has it; recorded: neither of them, but
    a group of the record. files: where the files lie that its charter names; left out, here, or where the built-in
    group's own lie.
    CharterFaults, NotThere: there is none, or it cannot be read.
    """
    is_file = named == BUILT_IN or Path(named).exists() or not GROUP.fullmatch(named)
    if is_file and not recorded:
        return load_charter(resolve_charter(named, home, say=say))
    from muster.cli.installation import refuse_old_tables, set_up  # noqa: PLC0415 - a second that a file need not wait

    set_up()
    refuse_old_tables()
    from muster.actions.effective_charter import loaded_from_record  # noqa: PLC0415 - once the record is at hand
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    group = group_called(named)
    folder = files or (resolve_charter(named, home, say=say).parent if named == BUILT_IN else Path())
    return loaded_from_record(group, on, folder.absolute())
