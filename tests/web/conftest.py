"""What the tests of pages can ask for beside what every test can."""

from tests.web.board import browser_of, clock  # noqa: F401 - fixtures from there
from tests.web.team import team  # noqa: F401 - a fixture from there
