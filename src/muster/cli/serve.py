"""`muster serve`: the pages and the API, from this machine."""

import os
from pathlib import Path

import click

from muster.cli.installation import make_tables, set_up, tables_to_make

ON_SQLITE = "sqlite"
THIS_MACHINE = frozenset({"127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104 - where it may be asked to listen


@click.command(epilog="Example: muster serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen. 0.0.0.0 is everywhere.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="At which port.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="How many processes answer.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="How many at once in each.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages and the API until interrupted.

    On SQLite the tables are made as needed; on PostgreSQL `muster record prepare` makes them, so that several instances
    do not do it at once. docs/how-to/run-muster.md names the environment variables.
    """
    os.environ.setdefault("MUSTER_URL", address_of(host, port))
    set_up()
    from django.conf import settings  # noqa: PLC0415 - only once Django is set up
    from django.db import connection  # noqa: PLC0415 - as above
    from granian import Granian  # noqa: PLC0415 - as above
    from granian.constants import Interfaces  # noqa: PLC0415 - as above

    if connection.vendor == ON_SQLITE and tables_to_make():
        make_tables()
    where = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    click.echo(f"Muster is at {settings.BASE_URL}/ (record: {where}). Ctrl-C ends it.", err=True)
    Granian(
        "muster.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_enabled=True,
        log_access=False,
        websockets=False,
    ).serve()


def address_of(host: str, port: int) -> str:
    """Give the address to open for what listens there.

    On this machine it is a name: browsers make no passkeys for numbers.
    """
    name = "localhost" if host in THIS_MACHINE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"
