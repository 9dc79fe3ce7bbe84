"""Who gets what of editions and reports: everybody reads what is published; chair and secretary publish."""

from datetime import date

from muster.actions.caller import server_clock
from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.reports import draft_report, publish_report
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import month_of
from muster.records import log
from muster.records.models import Edition, MonthlyReport
from tests.cast import FOUNDED, Cast
from tests.web.access.shape import NO_ID, OMEGAN, SIGN_IN, Row, asking, everybody, only

RUN = ("chair", "secretary")
MARCH, APRIL, FEBRUARY = (date(2017, month, 1) for month in (3, 4, 2))


def rows(alpha: Cast) -> tuple[Row, ...]:
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
    edition = {"given": {"number": 1}, "foreign": {"number": 2}}
    published = {"given": {"month": "2017-03"}, "foreign": {"month": "2017-02"}}
    draft = {"given": {"month": "2017-04"}, "foreign": {"month": "2017-02"}}
    seen = {"version": log.version(alpha.group, "report/2017-04")}
    here, there = "roadmap:editions:", only(*RUN, others=404, public=404)
    writing = only(*RUN, gets=302)
    quarter = {"quarter": str(Quarter.of(server_clock().date())), "version": 0}
    return (
        Row("GET", f"{here}overview", everybody(200)),
        Row("GET", f"{here}overview-data", everybody(200)),
        Row("GET", f"{here}feed", everybody(200)),
        Row("GET", f"{here}publish", only(*RUN, public=SIGN_IN)),
        Row("POST", f"{here}publish", writing, data=quarter, foreign={"quarter": NO_ID}),
        Row("POST", f"{here}publish", only(*RUN, gets=422), data={}),
        Row("GET", f"{here}edition", everybody(200), **edition),
        Row("GET", f"{here}edition-data", everybody(200), **edition),
        Row("GET", f"{here}markdown", everybody(200), **edition),
        Row("GET", f"{here}print", everybody(200), **edition),
        Row("GET", f"{here}reports", everybody(200)),
        Row("GET", f"{here}draft", only(*RUN, public=SIGN_IN)),
        Row("POST", f"{here}draft", writing, data={"month": "2017-05", "version": 0}, foreign={"month": NO_ID}),
        Row("POST", f"{here}draft", only(*RUN, gets=422), data={}),
        Row("GET", f"{here}report", everybody(200), **published),
        Row("GET", f"{here}report-data", everybody(200), **published),
        Row("GET", f"{here}report-markdown", everybody(200), **published),
        Row("GET", f"{here}report", there, **draft),
        Row("GET", f"{here}report-data", there, **draft),
        Row("GET", f"{here}report-markdown", there, **draft),
        Row("GET", f"{here}edit", only(*RUN, public=SIGN_IN), **draft),
        Row("POST", f"{here}edit", writing, data={"text": "Another.", **seen}, **draft),
        Row("POST", f"{here}edit", only(*RUN, gets=422), data={}, **draft),
        Row("POST", f"{here}again", writing, data=seen, **draft),
        Row("POST", f"{here}publish-report", writing, data=seen, **draft),
    )
