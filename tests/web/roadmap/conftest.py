"""What tests of the roadmap's pages can ask for beside what every test can."""

from tests.roadmap_upstream import upstream  # noqa: F401 - a fixture from there
