"""What every test can ask for, and what no test can reach."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.databases import (  # noqa: F401 - fixtures: a conftest's win over those of the same name in a plugin
    alpha,
    both_databases,
    cast_rows,
    database,
    django_db_modify_db_settings,
    django_db_setup,
    postgres_url,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No deadline: the machine may be busy with other workers. `HYPOTHESIS_PROFILE=dev` looks for new counter-examples;
# the default finds the same ones each time, so that a red run on one machine is red on all.
settings.register_profile("ci", derandomize=True, max_examples=50, deadline=None)
settings.register_profile("dev", max_examples=500, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that share a Java machine, a browser or the built-in group on one worker: each starts once."""
    for item in items:
        for shared in ("spark", "browser", "sample"):
            if item.get_closest_marker(shared):
                item.add_marker(pytest.mark.xdist_group(shared))
                break
        if "database" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(databases=["default", "postgres"]))


@pytest.fixture(scope="session", autouse=True)
def _a_machine_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hide the developer's git configuration and evidence, and any repository that a git hook runs the tests from."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_TERMINAL_PROMPT", "0")
        patch.setenv("MUSTER_HOME", str(tmp_path_factory.mktemp("home_of_nobody")))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        yield


@pytest.fixture
def muster_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's evidence lies: an empty folder, named by MUSTER_HOME."""
    home = tmp_path / "muster_home"
    home.mkdir()
    monkeypatch.setenv("MUSTER_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the built-in group is laid out and read, once for all tests that are marked `sample`."""
    return tmp_path_factory.mktemp("sample_home")


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of other projects' data to check against; the test is skipped where there is none."""
    folder = os.environ.get("MUSTER_MATERIAL")
    if folder is None or not Path(folder).is_dir():
        pytest.skip("MUSTER_MATERIAL names no folder, so there is nothing of other projects to check against.")
    return Path(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A Chromium without a window: the system's, else the one that `make test` fetched."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - half a second that most tests need not wait for

    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(Path(__file__).parents[1] / ".venv" / "browsers"))
    system = next(filter(None, map(shutil.which, BROWSERS)), None)
    # Chromium refuses root its sandbox; the only pages opened here are our own.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, which Django takes for a reason to refuse every later test its
        # tables. Nothing is asynchronous here: whoever asks waits for the answer.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=system, args=arguments)
        yield chromium
        chromium.close()
