"""`muster serve`: the address that it says, and what it has loaded by then."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from muster.cli.serve import address_of


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),  # noqa: S104 - a test of what is said of it
        ("::1", "http://localhost:8000"),
        ("muster.alpha.example", "http://muster.alpha.example:8000"),
        ("2001:db8::7", "http://[2001:db8::7]:8000"),
    ],
)
def test_on_this_machine_the_address_is_a_name_at_which_passkeys_work(host: str, address: str) -> None:
    assert address_of(host, 8000) == address


def test_a_server_has_loaded_every_page_before_its_first_visitor_comes(tmp_path: Path) -> None:
    asked = "import muster.wsgi, sys; print('muster.web.roadmap.proof.views' in sys.modules)"
    home = {**os.environ, "MUSTER_HOME": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", asked], env=home, check=True, capture_output=True, text=True)
    assert said.stdout == "True\n"
