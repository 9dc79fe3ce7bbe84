"""Who gets what of editions and reports by the API: everybody reads what is published; chair and secretary publish."""

from datetime import date
from typing import Any

from muster.actions.caller import server_clock
from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.reports import draft_report, publish_report
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import month_of
from muster.records.models import Edition, MonthlyReport
from tests.api.access.shape import Call
from tests.cast import FOUNDED, Cast
from tests.web.access.shape import OMEGAN, asking, everybody, only

RUN = ("chair", "secretary")
MARCH, APRIL, FEBRUARY = (date(2017, month, 1) for month in (3, 4, 2))


def calls(alpha: Cast) -> tuple[Call, ...]:
    ada, oz = asking(alpha, "Ada"), asking(alpha, "Oz", there=True)
    publish_edition(ada, Quarter(2017, 1))
    for month in (MARCH, APRIL):
        draft_report(ada, month_of(month))
    publish_report(ada, month_of(MARCH))
    theirs = publish_edition(oz, Quarter(2017, 1), foreword=OMEGAN)
    Edition.objects.filter(pk=theirs.pk).update(number=2)
    MonthlyReport.objects.create(
        group=alpha.other, month=FEBRUARY, text=OMEGAN, drafted_at=FOUNDED, published_at=FOUNDED
    )
    draft: dict[str, Any] = {"given": {"month": "2017-04"}, "foreign": {"month": "2017-02"}, "about": "report/2017-04"}
    made, changed = only(*RUN, gets=201, public=401), only(*RUN, public=401)
    now = str(Quarter.of(server_clock().date()))
    return (
        Call("list_editions", everybody(200)),
        Call("show_edition", everybody(200), given={"number": 1}, foreign={"number": 2}),
        Call("publish_edition", made, body={"quarter": now, "foreword": "A word."}),
        Call("list_reports", everybody(200)),
        Call("show_report", everybody(200), given={"month": "2017-03"}, foreign={"month": "2017-02"}),
        Call(
            "show_report",
            only(*RUN, others=404, public=404),
            given={"month": "2017-04"},
            foreign={"month": "2017-02"},
        ),
        Call("draft_report", made, body={"month": "2017-05"}),
        Call("write_report", changed, body={"text": "Another."}, **draft),
        Call("draft_report_again", changed, body={}, **draft),
        Call("publish_report", changed, body={}, **draft),
    )
