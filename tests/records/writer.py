"""A process that writes to a group's log as fast as it can, and says on its output what was acknowledged.

Run as `python -m tests.records.writer GROUP NAME`, with MUSTER_DATABASE_URL set.
"""

import itertools
import sys

from muster.cli.installation import set_up


def main() -> None:
    """Add people, and print each one's name once the deed is done."""
    set_up()
    from muster.actions.caller import Caller  # noqa: PLC0415 - once Django is set up
    from muster.actions.people import add_person  # noqa: PLC0415 - as above
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    _, group, name = sys.argv
    caller = Caller(group_called(group), muster=True)
    for number in itertools.count():
        person = add_person(caller, f"{name} {number}", invented=True)
        sys.stdout.write(f"{person.name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
