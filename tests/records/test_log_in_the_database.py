"""The log holds: entries follow each other, and the database itself lets nobody change one."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from muster.records import log
from muster.records.models import Entry, Group

NOON = datetime(2017, 5, 9, 12, tzinfo=UTC)


@pytest.fixture
def group(database: str) -> Group:  # noqa: ARG001 - the group lies in it
    found = Group.objects.create(slug="alpha", name="Alpha")
    for number in range(3):
        log.append(found, "thing.done", f"thing/{number}", {"words": "ä\u2028"}, at=NOON, by="", on_behalf="")
    return found


def test_entries_are_numbered_and_each_names_the_hash_before_it(group: Group) -> None:
    assert log.verify(group) == (3, [])
    assert [entry.number for entry in group.entries.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_entry SET body = 'x' WHERE number = 2",
        "DELETE FROM records_entry WHERE number = 2",
        "DELETE FROM records_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(group: Group, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert log.verify(group) == (3, [])


def test_the_database_refuses_to_empty_or_replace_the_log(group: Group, database: str) -> None:
    statement = (
        "TRUNCATE records_entry"
        if database == "postgres"
        else "INSERT OR REPLACE INTO records_entry SELECT * FROM records_entry WHERE number = 1"
    )
    connection.check_constraints()  # PostgreSQL empties no table that has checks still to come
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.filter(group=group).count() == 3
