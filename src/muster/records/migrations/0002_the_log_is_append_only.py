"""Nobody changes or deletes an entry of the log: the database itself refuses, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """CREATE TRIGGER records_entry_is_never_changed BEFORE UPDATE ON records_entry
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct an entry by a new one'); END""",
    """CREATE TRIGGER records_entry_is_never_deleted BEFORE DELETE ON records_entry
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct an entry by a new one'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above; it meets this one first.
    """CREATE TRIGGER records_entry_is_never_replaced BEFORE INSERT ON records_entry
    WHEN EXISTS (SELECT 1 FROM records_entry AS e
                 WHERE e.id = NEW.id OR (e.group_id = NEW.group_id AND e.number = NEW.number))
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct an entry by a new one'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION records_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the log is append-only: correct an entry by a new one' USING ERRCODE = 'restrict_violation';
    END $$""",
    """CREATE TRIGGER records_entry_is_never_changed BEFORE UPDATE OR DELETE ON records_entry
    FOR EACH ROW EXECUTE FUNCTION records_entry_refuse()""",
    """CREATE TRIGGER records_entry_is_never_emptied BEFORE TRUNCATE ON records_entry
    FOR EACH STATEMENT EXECUTE FUNCTION records_entry_refuse()""",
)


def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django hands both in
    """Set the triggers of this kind of database."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Set them once; there is no way back."""

    dependencies = (("records", "0001_initial"),)
    operations = (migrations.RunPython(refuse),)
