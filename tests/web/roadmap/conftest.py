"""What tests of the roadmap's pages can ask for beside what every test can."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from muster.actions.roadmap.items import propose_item
from tests.cast import Cast
from tests.roadmap_upstream import upstream, with_an_upstream  # noqa: F401 - the first is a fixture from there
from tests.web.roadmap.reading import GEARS, RIMS, signed_in


@pytest.fixture
def group(alpha: Cast, tmp_path: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    """Alpha with two items on its roadmap, and with nothing read yet."""
    settings.HOME = tmp_path
    found = with_an_upstream(alpha)
    propose_item(found.caller("Ed"), GEARS, slug="gears")
    propose_item(found.caller("Ed"), RIMS, slug="rims")
    return found


@pytest.fixture
def ed(group: Cast) -> Client:  # noqa: ARG001 - he is in it
    """Ed's browser, signed in."""
    return signed_in("Ed")
