"""`muster serve`: the address that it says."""

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
