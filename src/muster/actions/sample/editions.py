"""The sample's four editions of the roadmap, and one of its monthly reports."""

import tomllib
from importlib import resources
from typing import Any

from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.reports import draft_report, publish_report, write_report
from muster.actions.sample.people import SECRETARY
from muster.actions.sample.shape import Sample, Steps, bind
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import read_month
from muster.records.queries.roadmap.reports import report_of


def steps(sample: Sample) -> Steps:
    """Yield the deeds about editions and reports."""
    data = tomllib.loads(resources.files("muster.samples.lcoo.roadmap").joinpath("editions.toml").read_text("utf-8"))
    for one in data["editions"]:
        yield one["at"], bind(_publish, sample, one)
    for one in data["reports"]:
        yield one["drafted"], bind(_draft, sample, one)
        yield one["edited"], bind(_edit, sample, one)
        yield one["published"], bind(_go_out, sample, one)


def _publish(sample: Sample, one: dict[str, Any]) -> None:
    publish_edition(sample.caller(SECRETARY), Quarter.read(one["quarter"]), foreword=one["foreword"])


def _draft(sample: Sample, one: dict[str, Any]) -> None:
    draft_report(sample.caller(SECRETARY), read_month(one["month"]))


def _edit(sample: Sample, one: dict[str, Any]) -> None:
    """Put a few words between the title and what was drafted."""
    month = read_month(one["month"])
    title, _, rest = report_of(sample.group, month.first_day, drafts=True).text.partition("\n")
    write_report(sample.caller(SECRETARY), month, f"{title}\n\n{one['opening'].strip()}\n{rest}")


def _go_out(sample: Sample, one: dict[str, Any]) -> None:
    publish_report(sample.caller(SECRETARY), read_month(one["month"]))
