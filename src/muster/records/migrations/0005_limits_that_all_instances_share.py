"""The table of the cache in which several instances on one PostgreSQL count attempts to sign in (settings.CACHES)."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "muster_cache"


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django hands both in
    """Make Django's own table for it; on SQLite it stays empty, for there one process counts in memory."""
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Make it once; what is in it may be thrown away at any time."""

    dependencies = (("records", "0004_doors_and_letters"),)
    operations = (migrations.RunPython(make),)
