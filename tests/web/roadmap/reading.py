"""Pages of the roadmap as a reader reads them, and two items to read about."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

from django.test import Client

from muster.actions.roadmap.items import ItemWritten
from muster.records.models import Account
from tests.cast import address

GEARS = ItemWritten(
    "Gears <i>that</i> mesh",
    "Ours grind.",
    focus_area="Engines",
    cost=Decimal("2.5"),
    cycle="Pike",
    owners=("aurora",),
    selectors=("blueprint gears in alpha/engine",),
)
RIMS = ItemWritten("Rims", "They bend.", focus_area="Wheels", selectors=("message round the rims in alpha/wheels",))


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address(name)))
    return client


def text_of(client: Client, path: str, **asked: Any) -> str:  # noqa: ANN401 - what an address asks
    """Give what a reader reads on a page."""
    answer = client.get(path, **asked)
    assert answer.status_code == 200, answer.content.decode()
    return words(answer.content.decode())


def words(page: str) -> str:
    """Give the text of a page: what stands in a line of its own is set off, what stands within one is not."""
    within = re.sub(r"</?(a|strong|span|time|code)\b[^>]*>", "", page)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", within)).split())
