"""The sample's use cases and roadmap items: the work that they name is real, what is said about them is invented."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from muster.actions.roadmap import deciding, use_cases
from muster.actions.roadmap.items import ItemWritten, change_item, propose_item
from muster.actions.sample.people import SECRETARY
from muster.actions.sample.shape import Sample, Steps, bind
from muster.domain.roadmap.use_cases import UseCaseState
from muster.records.queries.roadmap.items import item_called

PROPOSED: Final = datetime(2016, 11, 15, 16, tzinfo=UTC)
"""When the items were put before the group: in its first roadmap meeting."""


def steps(sample: Sample) -> Steps:
    """Yield the deeds about use cases and items."""
    data = tomllib.loads(resources.files("muster.samples.lcoo.roadmap").joinpath("items.toml").read_text("utf-8"))
    for number, one in enumerate(data["use_cases"], start=1):
        yield one["at"], bind(_open, sample, one)
        for said in one.get("supports", ()):
            yield said["at"], bind(_support, sample, number, said)
        for said in one.get("comments", ()):
            yield said["at"], bind(_comment, sample, number, said)
        for said in (one[name] for name in ("answer", "served") if name in one):
            yield said["at"], bind(_answer, sample, number, said)
    # What waits for others comes after them.
    for place, one in enumerate(sorted(data["items"], key=lambda one: "depends_on" in one)):
        yield PROPOSED + timedelta(minutes=place), bind(_propose, sample, one)
        if "serves" in one:
            yield one["serves"]["at"], bind(_serve, sample, one)
        if "agreed" in one:
            yield one["agreed"], bind(_agree, sample, one)
        if "delivered" in one:
            yield one["delivered"]["at"], bind(_deliver, sample, one)


def _open(sample: Sample, one: dict[str, Any]) -> None:
    written = use_cases.UseCaseWritten(one["title"], one["who"], one["need"], one.get("why", ""))
    use_cases.open_use_case(sample.caller(one["by"]), written, invented=True)


def _support(sample: Sample, number: int, one: dict[str, Any]) -> None:
    slug = _slug(sample, one["organisation"])
    use_cases.support(sample.caller(one["by"]), number, organisation=slug, reason=one.get("reason", ""))


def _comment(sample: Sample, number: int, one: dict[str, Any]) -> None:
    use_cases.comment(sample.caller(one["by"]), number, one["text"])


def _answer(sample: Sample, number: int, one: dict[str, Any]) -> None:
    state = UseCaseState(one["state"])
    use_cases.answer_use_case(sample.caller(SECRETARY), number, state, one.get("reason", ""))


def _propose(sample: Sample, one: dict[str, Any]) -> None:
    written = ItemWritten(
        title=one["title"],
        need=one["need"],
        focus_area=one["focus_area"],
        vectors=tuple(one["vectors"]),
        cost=Decimal(one["cost"]),
        cycle=one.get("cycle", ""),
        use_cases=tuple(one.get("use_cases", ())),
        depends_on=tuple(one.get("depends_on", ())),
        owners=tuple(_slug(sample, name) for name in one["owners"]),
        selectors=tuple(one["selectors"]),
    )
    propose_item(sample.caller(one["by"]), written, slug=one["slug"], invented=True)


def _serve(sample: Sample, one: dict[str, Any]) -> None:
    now = ItemWritten.of(item_called(sample.group, one["slug"]))
    served = replace(now, use_cases=tuple(one["serves"]["use_cases"]))
    change_item(sample.caller(one["by"]), one["slug"], served)


def _agree(sample: Sample, one: dict[str, Any]) -> None:
    reason = "Agreed in the roadmap meeting."
    deciding.agree_item(sample.caller(SECRETARY), one["slug"], reason=reason)


def _deliver(sample: Sample, one: dict[str, Any]) -> None:
    deciding.deliver_item(sample.caller(SECRETARY), one["slug"], one["delivered"]["outcome"])


def _slug(sample: Sample, name: str) -> str:
    return str(sample.group.organisations.values_list("slug", flat=True).get(name=name))
