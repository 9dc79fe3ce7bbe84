"""Keeping apart who voted and how, on the database's own level: by nothing that a row carries can the two be joined.

Who has voted is public; how is a row without a name. But rows carry more than their columns: the order in which they
lie (SQLite's rowid, PostgreSQL's ctid), keys that count up, and in PostgreSQL the transaction that wrote each (xmin).
A ballot that was written in one transaction with its voter's tick would be found by any of these. So

- keys of ballots are drawn at random;
- `tick` marks a voter by one statement that writes every voter's row, so that all of them carry one transaction;
- `drop_in` puts a ballot into a small box by writing the whole box anew, in random order: all of its rows carry the
  transaction of the last voter. A box too large for that takes ballots as they come, until
- `shuffle`, at the close, writes a table of them anew in random order, under new keys, in one transaction.

What an administrator of the database can still see, and nobody else: while the vote is open, whoever watches it ballot
by ballot (two copies of the table, PostgreSQL's log of statements, a replica, a backup between two votes) learns each
as it comes; in a large box, so does whoever looks at row order and xmin before the close. After the close there are the
remains that a database leaves until it tidies up: dead rows until VACUUM, write-ahead logs until they are recycled,
free pages of SQLite until they are used again. Who must not trust the administrator needs encrypted ballots, which
Muster does not have; it says so where it asks for a secret vote.
"""

import random
from typing import Any, Final, TypeVar
from uuid import uuid4

from django.db.models import Case, F, Model, Q, QuerySet, UUIDField, Value, When

_CHANCE: Final = random.SystemRandom()

Row = TypeVar("Row", bound=Model)


def tick(everybody: QuerySet[Row], which: Q, **marks: bool) -> None:
    """Mark some of the rows, such as `has_voted=True`, by one statement that writes all of them."""
    fields = {name: Case(When(which, then=Value(mark)), default=F(name)) for name, mark in marks.items()}
    everybody.update(**fields)


def drop_in(box: QuerySet[Row], ballot: Row) -> None:
    """Put a ballot into a box, which is written anew. For boxes of some hundreds: it costs as much as all of them."""
    _write(box, [ballot])


def shuffle(box: QuerySet[Row]) -> None:
    """Write all rows of a box, or of a list of voters, anew in random order under new keys."""
    _write(box, [])


def _write(box: QuerySet[Row], more: list[Row]) -> None:
    rows = [*box, *more]
    box.delete()
    _CHANCE.shuffle(rows)
    for row in rows:
        row.pk = _key_of(row)
    box.bulk_create(rows)


def _key_of(row: Model) -> Any:  # noqa: ANN401 - whatever the table has for a key
    """Draw a key at random, or leave it to the database where that counts them up: in random order, by now."""
    return uuid4() if isinstance(row._meta.pk, UUIDField) else None  # noqa: SLF001 - the documented Model._meta API
