"""Files that `muster standing --format json` could have printed for a group of the tests."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from muster.publication.standing_data import as_json
from tests.publication.standings import small


def published_by(group: str, *, on: date, names: Mapping[str, str] | None = None) -> str:
    """Give a standing of a group on a day. names: what its members (Alpha, Beta, Gamma, Delta) are called instead."""
    data: dict[str, Any] = json.loads(as_json(replace(small(), group=group, on=on)))
    for one in (*data["members"], *data["others"], *data["companies"]):
        one["name"] = (names or {}).get(one["name"], one["name"])
    return json.dumps(data)
