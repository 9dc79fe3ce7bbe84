"""The built-in group on the record: founded, peopled, and led through a year by the same deeds as any other group."""

import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any

from django.db import transaction

from muster.actions.caller import Caller
from muster.actions.decisions.settling import settle
from muster.actions.founding import found_group
from muster.actions.published_standing import publish_standing
from muster.actions.sample import deciding, editions, electing, meeting, people, pledges, priorities, roadmap, team
from muster.actions.sample.shape import Sample, address, morning
from muster.records.models import Group

SLUG = "lcoo"
FOUNDED = date(2016, 10, 26)
UPSTREAM_IS_READ = datetime(2016, 11, 16, tzinfo=UTC)
"""Once there are items, and before anything is planned or frozen."""


@transaction.atomic
def make_sample(
    *, today: datetime, standing: str | None = None, upstream: Callable[[Group], object] | None = None
) -> Group:
    """Found the built-in group and lead it through its year: all of it, or nothing.

    today: the moment up to which it goes. standing: what `muster standing lcoo --format json` printed, to be published
    on its pages. upstream: what reads what came of its items, so that plans and editions can say it; without it they
    say that no evidence was read. AgainstTheRules: the group is there already.
    """
    data, founded = _data(), morning(FOUNDED)
    group = found_group(SLUG, _read("charter.toml"), at=founded, notice=data["notice"])
    sample = Sample(data, group, founded, today)
    steps = [
        step
        for area in (people, meeting, deciding, electing, roadmap, priorities, pledges, team, editions)
        for step in area.steps(sample)
    ]
    if upstream is not None:
        steps.append((UPSTREAM_IS_READ, lambda: upstream(group)))
    # What happened later is written down later: the log goes by the moment of each deed.
    for moment, step in sorted(steps, key=lambda one: one[0]):
        sample.now = moment
        step()
    settle(group, today)
    if standing is not None:
        publish_standing(Caller(group, muster=True), standing)
    group.letters.all().delete()  # it is all long past, and nobody in it has a letter box
    return group


def accounts() -> list[tuple[str, str]]:
    """Give what one can sign in with: address, and who that is; the password is `password()`."""
    return [(address(one["account"]), one["part"]) for one in _data()["people"] if "account" in one]


def password() -> str:
    """Give the one password of the accounts that are listed."""
    return str(_data()["password"])


def _data() -> dict[str, Any]:
    return tomllib.loads(_read("record.toml"))


def _read(name: str) -> str:
    return resources.files("muster.samples.lcoo").joinpath(name).read_text(encoding="utf-8")
