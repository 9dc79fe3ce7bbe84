"""Rows that very many tests begin with: made once in a process by the deeds that make them, from then on put back."""

from typing import TypeAlias

from django.apps import apps
from django.db.models import Model

Rows: TypeAlias = dict[type[Model], list[Model]]


def rows_now() -> Rows:
    """Give every row of every table of the database that queries go to."""
    every = apps.get_models(include_auto_created=True)
    return {model: list(model._base_manager.all()) for model in every}  # noqa: SLF001 - the way to leave no row out


def rows_since(before: Rows) -> Rows:
    """Give the rows that have come since."""
    return {model: [row for row in rows if row not in before[model]] for model, rows in rows_now().items()}


def put_back(rows: Rows) -> None:
    """Write rows as they were, keys and all, a table at a time; that keys fit together is looked at by the end only."""
    for model, kept in rows.items():
        model._base_manager.bulk_create(kept)  # noqa: SLF001 - as above
