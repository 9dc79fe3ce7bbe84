"""What the commands need that touch the record: Django, set up, with the tables there."""

import os
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def on_the_record(command: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Make a command one that runs with the record at hand. MusterError: the tables are not there or out of date."""

    @wraps(command)
    def prepared(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        set_up()
        refuse_old_tables()
        return command(*args, **kwargs)

    return prepared


def set_up() -> None:
    """Load Django with Muster's settings: a second that only these commands take."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.settings")
    import django  # noqa: PLC0415 - see above

    django.setup()


def tables_to_make() -> int:
    """Count the steps that bring the tables up to date; 0 if they are. RecordFault: no database answers."""
    from django.db import OperationalError, connection  # noqa: PLC0415 - only once Django is set up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    from muster.domain.errors import RecordFault  # noqa: PLC0415 - as above

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as wrong:
        where, what = str(connection.settings_dict["NAME"]), f"The database does not answer: {str(wrong).strip()}."
        raise RecordFault(where, what, "Start it, or say in MUSTER_DATABASE_URL where it is.") from None
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_tables() -> None:
    """Make the tables, or bring them up to date."""
    from django.core.management import call_command  # noqa: PLC0415 - only once Django is set up

    call_command("migrate", interactive=False, verbosity=0)


def refuse_old_tables() -> None:
    """RecordFault: the tables are not those of this version."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    from muster.domain.errors import RecordFault  # noqa: PLC0415 - as above

    steps = tables_to_make()
    if steps:
        where, what = str(connection.settings_dict["NAME"]), f"The record's tables are {steps} steps behind."
        raise RecordFault(where, what, "Run `muster record prepare`.")
