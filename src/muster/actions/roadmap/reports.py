"""The monthly report: drafted from the record, edited by the secretary, published once the month is over."""

from typing import Final

from muster.actions.caller import Caller
from muster.actions.decisions import settling
from muster.actions.decisions.writing import prose
from muster.actions.deed import deed
from muster.actions.roadmap import rounds_settling
from muster.actions.roadmap.reports_gathering import month_in_the_record
from muster.domain.contribution.windows import Window
from muster.domain.errors import AgainstTheRules
from muster.domain.record.chain import hash_of
from muster.domain.roadmap.reports.report import month_of, refusal_of_a_change, refusal_of_a_draft, written
from muster.domain.roadmap.reports.words import drafted
from muster.domain.words import neutral
from muster.records.models import MonthlyReport
from muster.records.queries.roadmap.reports import report_of

LONGEST: Final = 100_000


def draft_report(caller: Caller, month: Window) -> MonthlyReport:
    """Draft the report of a month from what the record has. AgainstTheRules: there is one, or it is to come."""
    handle = f"report/{written(month.first_day)}"
    _settle(caller)
    with deed(caller, "report.write", handle) as doing:
        exists = doing.group.reports.filter(month=month.first_day).exists()
        refused = refusal_of_a_draft(month, exists=exists, on=doing.who.on)
        if refused:
            raise refused.error(handle)
        text = drafted(month_in_the_record(doing.group, month, at=doing.at))
        report = MonthlyReport.objects.create(group=doing.group, month=month.first_day, text=text, drafted_at=doing.at)
        # A draft is not for everyone yet: the log holds its fingerprint.
        doing.log("report.drafted", {"sha256": hash_of(text)})
    return report


def write_report(caller: Caller, month: Window, text: str, *, expected: int | None = None) -> MonthlyReport:
    """Change what a report says. AgainstTheRules: it is published, or an address is in it."""
    handle = f"report/{written(month.first_day)}"
    with deed(caller, "report.write", handle, expected=expected) as doing:
        report = _changeable(report_of(doing.group, month.first_day, drafts=True))
        report.text = fit_text(text)
        report.save(update_fields=["text"])
        doing.log("report.edited", {"sha256": hash_of(report.text)})
    return report


def draft_again(caller: Caller, month: Window, *, expected: int | None = None) -> MonthlyReport:
    """Draft a report anew from what the record has by now; what was edited is gone."""
    handle = f"report/{written(month.first_day)}"
    _settle(caller)
    with deed(caller, "report.write", handle, expected=expected) as doing:
        report = _changeable(report_of(doing.group, month.first_day, drafts=True))
        report.text = drafted(month_in_the_record(doing.group, month, at=doing.at))
        report.drafted_at = doing.at
        report.save(update_fields=["text", "drafted_at"])
        doing.log("report.drafted", {"sha256": hash_of(report.text)})
    return report


def publish_report(caller: Caller, month: Window, *, expected: int | None = None) -> MonthlyReport:
    """Let everyone read a report; from now on its text stands in the log. AgainstTheRules: its month is not over."""
    handle = f"report/{written(month.first_day)}"
    with deed(caller, "report.write", handle, expected=expected) as doing:
        report = _changeable(report_of(doing.group, month.first_day, drafts=True), over=doing.who.on >= month.end_day)
        report.published_at = doing.at
        report.save(update_fields=["published_at"])
        doing.log("report.published", {"text": report.text, "sha256": hash_of(report.text)})
    return report


def fit_text(text: str) -> str:
    """Give a report's text as it is kept. AgainstTheRules: it is empty, too long, or no text to publish."""
    said = prose("text", text.expandtabs(2), at_most=LONGEST) + "\n"
    unfit = next((line for line in said.splitlines() if neutral(line) != line), None)
    if unfit is not None:
        what = f"There is an address or a hidden character in it: {neutral(unfit)[:80]}."
        raise AgainstTheRules("text", what, "Take it out: none is ever published.")
    return said


def month_of_report(report: MonthlyReport) -> Window:
    """Give the month that a report is of."""
    return month_of(report.month)


def _settle(caller: Caller) -> None:
    """Let the log say first what the clock has decided."""
    for area in (settling, rounds_settling):
        area.settle(caller.group, caller.clock())


def _changeable(report: MonthlyReport, *, over: bool = True) -> MonthlyReport:
    refused = refusal_of_a_change(published=report.published_at is not None, over=over)
    if refused:
        raise refused.error(report.handle)
    return report
