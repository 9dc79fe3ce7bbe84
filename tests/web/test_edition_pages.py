"""Pages, data and files of editions and monthly reports: the same to everybody, as often asked for many as for few."""

import base64
import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.roadmap.deciding import agree_item, drop_item
from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.reports import draft_report, publish_report, write_report
from muster.actions.roadmap.rounds import Planned, plan_round, say
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import month_of
from muster.records.models import Account, Edition, MonthlyReport
from muster.records.queries.roadmap import editions as kept
from tests.cast import NOON, Cast, address

Q2, Q3 = Quarter(2017, 2), Quarter(2017, 3)
AUGUST = datetime(2017, 8, 9, 12, tzinfo=UTC)
MAY = month_of(date(2017, 5, 9))
HERE = "/alpha/roadmap/editions/"
ATOM = "{http://www.w3.org/2005/Atom}"


def two_editions(alpha: Cast) -> None:
    propose_item(alpha.caller("Ed"), ItemWritten(title="Tests <b>&", need="Much."), slug="t1")
    agree_item(alpha.caller("Ada"), "t1")
    publish_edition(alpha.caller("Di"), Q2, foreword="The <i>first</i>.")
    drop_item(alpha.caller("Ada", at=AUGUST), "t1", "Nobody <came>.")
    propose_item(alpha.caller("Ed", at=AUGUST), ItemWritten(title="Logs", need="Why."), slug="l1")
    publish_edition(alpha.caller("Di", at=AUGUST), Q3)


def words(content: bytes) -> str:
    said = re.sub(r"<style>.*?</style>|<[^>]+>", " ", content.decode().split("<main", 1)[-1], flags=re.DOTALL)
    return " ".join(said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())


def signed_in(client: Client, name: str) -> Client:
    client.force_login(Account.objects.get(email=address(name)))
    return client


def test_an_edition_tells_what_changed_why_and_where_the_record_has_it(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    page = client.get(f"{HERE}2/")
    said = words(page.content)
    assert "What changed since edition 1, 2017Q2" in said
    assert "Dropped Tests <b>& (t1) is dropped; it was agreed. Nobody <came>. ( entry " in said
    assert "New on the roadmap Logs (l1): in no focus area, 0 FTE; proposed. It was proposed since. ( entry" in said
    assert "No round of priorities was closed yet." in said
    assert "Nothing was promised yet." in said
    assert "No evidence was read for this edition." in said
    links = re.findall(
        r'href="(/alpha/(?:record|roadmap/editions)/[^"#]*)"', page.content.decode().split("<main", 1)[1]
    )
    assert len(links) > len(("print", "Markdown", "JSON"))
    for path in links:
        assert client.get(path).status_code == 200, path


def test_the_data_of_an_edition_is_the_very_text_whose_fingerprint_the_record_has(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    for row in Edition.objects.all():
        text = client.get(f"{HERE}{row.number}.json").content
        assert hashlib.sha256(text).hexdigest() == row.sha256
        assert json.loads(text)["number"] == row.number


def test_an_edition_shows_what_the_last_round_chose_and_what_it_left(alpha: Cast, client: Client) -> None:
    before = NOON - timedelta(days=9)
    for slug, title in (("t1", "Tests"), ("l1", "Logs")):
        propose_item(alpha.caller("Ed", at=before), ItemWritten(title=title, need="x", cost=Decimal(2)), slug=slug)
    planned = Planned(
        quarter="2017Q2",
        kind="approvals",
        completion="none",
        opens_at=NOON - timedelta(days=8),
        closes_at=NOON - timedelta(days=1),
        budget=Decimal(6),
        items=("l1", "t1"),
    )
    plan_round(alpha.caller("Di", at=before), planned)
    say(alpha.caller("Bo", at=NOON - timedelta(days=7)), 1, {"t1": 1})
    publish_edition(alpha.caller("Di"), Q2)
    for path in ("1/", "1.html"):
        said = words(client.get(f"{HERE}{path}").content)
        assert "closed on 2017-05-08: 6 FTE, shared out equally between the seats. Tests (t1), 2 FTE" in said
        assert "Not chosen: Logs (l1), 2 FTE." in said
    assert "1. Tests (t1), 2 FTE\n\nNot chosen: Logs (l1)." in client.get(f"{HERE}1.md").content.decode()


def test_an_edition_is_compared_with_any_earlier_one_and_with_no_other(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    publish_edition(alpha.caller("Di", at=datetime(2017, 10, 9, tzinfo=UTC)), Quarter(2017, 4))
    assert "What changed since edition 2, 2017Q3 Nothing." in words(client.get(f"{HERE}3/").content)
    assert "What changed since edition 1, 2017Q2 New on the" in words(client.get(f"{HERE}3/?since=1").content)
    for wrong in ("3", "0", "4", "x", "1" * 30, "-1"):
        assert client.get(f"{HERE}3/?since={wrong}").status_code == 400, wrong


def test_a_file_to_print_needs_nothing_and_may_use_nothing_but_its_own_style(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    answer = client.get(f"{HERE}2.html")
    text = answer.content.decode()
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    )
    assert re.findall(r"<(?:link|script|img|a)\b", text) == []
    assert "Tests &lt;b&gt;&amp;" in text
    assert Edition.objects.get(number=2).sha256 in text


def test_markdown_of_an_edition_is_a_file_of_its_own_name(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    answer = client.get(f"{HERE}1.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="alpha-roadmap-2017Q2-edition-1.md"'
    assert answer.content.decode().startswith("# Alpha: the roadmap of 2017Q2\n")
    assert "The \\<i\\>first\\</i\\>." in answer.content.decode()


def test_a_group_without_an_edition_says_so_and_one_that_has_some_lists_them(alpha: Cast, client: Client) -> None:
    assert "No edition of the roadmap was published yet." in words(client.get(HERE).content)
    two_editions(alpha)
    data = client.get("/alpha/roadmap/editions.json").json()
    assert [(one["number"], one["data"]) for one in data["editions"]] == [
        (2, "/alpha/roadmap/editions/2.json"),
        (1, "/alpha/roadmap/editions/1.json"),
    ]
    for number in (0, 3):
        assert client.get(f"{HERE}{number}/").status_code == 404


def test_the_feed_tells_editions_and_published_reports_and_no_draft(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    draft_report(alpha.caller("Di", at=AUGUST), MAY)
    write_report(alpha.caller("Di", at=AUGUST), MAY, "# May\n\nWhat <b>we</b> did.")
    draft_report(alpha.caller("Di", at=AUGUST), month_of(date(2017, 6, 1)))
    publish_report(alpha.caller("Di", at=AUGUST), MAY)
    answer = client.get(f"{HERE}feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - it is our own
    assert sorted(str(one.findtext(f"{ATOM}title")) for one in entries) == [
        "Edition 1 of the roadmap, 2017Q2",
        "Edition 2 of the roadmap, 2017Q3",
        "Report of May 2017",
    ]
    told = {one.findtext(f"{ATOM}title"): one.findtext(f"{ATOM}summary") for one in entries}
    assert told["Edition 1 of the roadmap, 2017Q2"] == "<p>The &lt;i&gt;first&lt;/i&gt;.</p>"
    assert "What &lt;b&gt;we&lt;/b&gt; did." in str(told["Report of May 2017"])
    again = client.get(f"{HERE}feed.atom", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_whoever_publishes_sees_first_what_would_be_published(alpha: Cast, client: Client) -> None:
    two_editions(alpha)
    signed_in(client, "Di")
    said = words(client.get(f"{HERE}publish/").content)
    assert "What changed since edition 2, 2017Q3 Nothing." in said
    quarter = re.findall(r'<option value="(\w+)"', client.get(f"{HERE}publish/").content.decode())[0]
    answer = client.post(f"{HERE}publish/", {"quarter": quarter, "foreword": "Now.", "version": 0})
    assert answer["Location"] == f"{HERE}3/"
    assert "is published . What changed since goes into the one of the next" in words(
        client.get(f"{HERE}publish/").content
    )
    answer = client.post(f"{HERE}publish/", {"quarter": quarter, "version": 0})
    assert answer.status_code == 422


def test_a_report_is_shown_as_headings_and_lists_of_which_no_level_is_skipped(alpha: Cast, client: Client) -> None:
    draft_report(alpha.caller("Di", at=AUGUST), MAY)
    page = client.get("/alpha/roadmap/reports/2017-05/")
    assert page.status_code == 404
    signed_in(client, "Di")
    page = client.get("/alpha/roadmap/reports/2017-05/")
    assert re.findall(r"<(h\d)>([^<]*)<", page.content.decode()) == [
        ("h1", "Report of May 2017"),
        ("h2", "Standing"),
        ("h2", "Decisions"),
        ("h2", "Roadmap"),
        ("h2", "People"),
    ]
    text = "Before.\n\n### Deep\n\n- <b>one</b>\n- two\n\n# High\n\n### Deeper"
    answer = client.post("/alpha/roadmap/reports/2017-05/edit/", {"text": text, "version": "1"})
    assert answer.status_code == 409
    seen = re.findall(r'name="version" value="(\d+)"', client.get("/alpha/roadmap/reports/2017-05/").content.decode())[
        0
    ]
    client.post("/alpha/roadmap/reports/2017-05/edit/", {"text": text, "version": seen})
    page = client.get("/alpha/roadmap/reports/2017-05/")
    assert re.findall(r"<(h\d)>([^<]*)<", page.content.decode())[1:] == [
        ("h2", "Deep"),
        ("h2", "High"),
        ("h3", "Deeper"),
    ]
    assert "&lt;b&gt;one&lt;/b&gt;" in page.content.decode()
    assert client.get("/alpha/roadmap/reports/2017-05.md").content.decode() == text + "\n"


@pytest.mark.parametrize("month", ["2017-13", "may", "2017-5"])
def test_an_address_that_names_no_month_is_told_how_to_write_one(month: str, alpha: Cast, client: Client) -> None:  # noqa: ARG001 - the group is there
    assert client.get(f"/alpha/roadmap/reports/{month}/").status_code == 400


@pytest.mark.parametrize("path", ["editions/", "editions.json", "editions/feed.atom", "editions/1/", "reports/"])
def test_pages_ask_as_often_for_thirty_editions_as_for_one(path: str, alpha: Cast, client: Client) -> None:
    def asked() -> int:
        kept._read.cache_clear()  # noqa: SLF001 - each time as if nothing had been read before
        with CaptureQueriesContext(connection) as asking:
            assert client.get(f"/alpha/roadmap/{path}").status_code == 200
        return len(asking)

    first = publish_edition(alpha.caller("Di"), Q2)
    MonthlyReport.objects.create(
        group=alpha.group, month=date(2017, 1, 1), text="x", drafted_at=AUGUST, published_at=AUGUST
    )
    few = asked()
    for number in range(2, 31):
        Edition.objects.create(
            group=alpha.group,
            number=number,
            quarter="2017Q3",
            published_at=AUGUST,
            data=first.data,
            sha256=first.sha256,
        )
        month = date(2017 + number // 12, number % 12 + 1, 1)
        MonthlyReport.objects.create(group=alpha.group, month=month, text="x", drafted_at=AUGUST, published_at=AUGUST)
    assert asked() == few
