"""Pages of the roadmap: what is agreed, in order, who carries it, whether it is alive, and what selectors catch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.roadmap.confirming import confirm_change
from muster.actions.roadmap.deciding import agree_item, drop_item
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.records import log
from muster.records.models import CharterVersion, Membership, Organisation, Pledge, RoadmapItem, Round
from muster.records.queries.roadmap.items import item_called
from tests.cast import NOON, Cast
from tests.roadmap_upstream import Upstreams, key
from tests.web.roadmap.reading import GEARS, signed_in, text_of, words

ON = date(2017, 5, 9)


@contextmanager
def counted() -> Iterator[list[int]]:
    found: list[int] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    found.append(len(queries))


def test_the_roadmap_says_who_carries_what_and_whether_it_is_alive(
    group: Cast,
    upstream: Upstreams,
    client: Client,
) -> None:
    agree_item(group.caller("Ada"), "gears")
    upstream.read(group.group, on=ON)
    page = text_of(client, "/alpha/roadmap/")
    assert "1 item agreed, at 2.5 FTE together: 1 quiet." in page
    assert "As of 6 Apr 2017, the last day that was read" in page
    assert (
        "Gears <i>that</i> mesh gears, Engines; for Pike; 2.5 FTE Aurora worked on by Aurora (1), Borealis (1)" in page
    )
    assert "quiet no activity for 34 days, since 3 Mar 2017" in page
    assert "Rims rims, Wheels nobody yet worked on by Aurora (1) quiet" in page
    found = client.get("/alpha/roadmap/items.json").json()
    assert [(one["item"], one["alive"]["days"]) for one in found["items"]] == [("gears", 34), ("rims", 33)]
    assert found["evidence"]["on"] == "2017-04-06"
    front = text_of(client, "/alpha/")
    assert "1 item, 2.5 FTE together; as of 6 Apr 2017: 1 quiet." in front


def test_an_item_says_who_ever_worked_on_it_and_how_much_names_a_goal(
    group: Cast,
    upstream: Upstreams,
    client: Client,
) -> None:
    upstream.read(group.group, on=ON)
    page = text_of(client, "/alpha/roadmap/items/gears/")
    assert "3 changes in all, from 1 Mar 2017 to 3 Mar 2017, 1 of them by people of whom nobody knows" in page
    assert "100 % name a blueprint, bug or story. Two members or more worked on it: this is common work." in page
    found = client.get("/alpha/roadmap/items/gears.json").json()
    assert [(one["company"], one["member"], one["changes"]) for one in found["carriers"]] == [
        ("Aurora", True, 1),
        ("Borealis", True, 1),
    ]
    assert (found["changes"], found["linked"], found["unattributed"]) == (3, 3, 1)


def test_an_item_says_what_is_promised_to_it_and_which_owner_is_a_member_no_longer(group: Cast, client: Client) -> None:
    aurora = Organisation.objects.get(group=group.group, slug="aurora")
    row = RoadmapItem.objects.get(group=group.group, slug="gears")
    for cycle, fte in (("Pike", "1.5"), ("Queens", "0")):  # nought: it was taken back
        Pledge.objects.create(organisation=aurora, item=row, cycle=cycle, fte=fte, at=NOON)
    assert "What members promised, cycle by cycle Cycle Member FTE Pike Aurora 1.5 All pledges" in text_of(
        client, "/alpha/roadmap/items/gears/"
    )
    assert "no longer a member" not in text_of(client, "/alpha/roadmap/")
    Membership.objects.filter(organisation=aurora).update(state="former")
    for path in ("", "items/gears/"):
        assert "Aurora (no longer a member)" in text_of(client, f"/alpha/roadmap/{path}")


def test_a_group_that_was_founded_after_the_last_change_upstream_has_its_pages_as_of_that_day(
    group: Cast,
    upstream: Upstreams,
    ed: Client,
) -> None:
    CharterVersion.objects.filter(group=group.group).update(since=date(2017, 6, 1))
    upstream.read(group.group, on=date(2017, 6, 2))
    for path in ("/alpha/", "/alpha/roadmap/", "/alpha/roadmap/items/gears/", "/alpha/roadmap/items/gears/change/"):
        text_of(ed, path)
    assert "As of 1 Jun 2017, the last day that was read" in text_of(ed, "/alpha/roadmap/")
    assert "quiet no activity for 90 days, since 3 Mar 2017" in text_of(ed, "/alpha/roadmap/items/gears/")


def test_without_evidence_every_page_works_and_says_what_to_do(group: Cast, ed: Client) -> None:
    for path in ("", "items/gears/", "items/gears/changes/", "items/gears/change/", "new/", "preview/"):
        assert "muster roadmap read alpha" in text_of(ed, f"/alpha/roadmap/{path}")
    assert group.group.items.count() == 2


def test_what_is_agreed_stands_in_the_order_of_the_last_round_of_priorities(group: Cast, client: Client) -> None:
    for slug in ("gears", "rims"):
        agree_item(group.caller("Ada"), slug)
    assert "there was no round of priorities yet" in text_of(client, "/alpha/roadmap/")
    moment = datetime(2017, 5, 1, tzinfo=UTC)
    for number, slugs in ((1, ["gears"]), (2, ["rims", "gears"]), (3, None)):
        outcome = {"selected": [{"item": slug} for slug in slugs]} if slugs else None
        Round.objects.create(
            group=group.group,
            number=number,
            quarter=f"2017Q{number}",
            ballots="ranks",
            completion="none",
            opens_at=moment,
            closes_at=moment,
            budget=2,
            outcome=outcome,
        )
    page = text_of(client, "/alpha/roadmap/")
    assert "In the order of the priorities of 2017Q2" in page
    assert page.index("1 Rims") < page.index("2 Gears")
    found = client.get("/alpha/roadmap/items.json").json()
    assert [(one["item"], one["place"]) for one in found["items"]] == [("rims", 1), ("gears", 2)]


@pytest.mark.usefixtures("group")
def test_one_focus_area_can_be_seen_alone(client: Client) -> None:
    page = text_of(client, "/alpha/roadmap/", data={"area": "Wheels"})
    assert ("Rims rims" in page, "Gears" in page) == (True, False)


def test_each_fault_of_an_item_comes_back_at_its_field_all_at_once(ed: Client) -> None:
    said = {
        "title": "Wheels",
        "need": "Ours squeak.",
        "focus_area": "Wheels",
        "cost": "-1",
        "depends_on": ["gears"],
        "selectors": "blueprint *\nrepository gone/away",
        "slug": "gears",
        "version": 0,
    }
    answer = ed.post("/alpha/roadmap/new/", said)
    page = words(answer.content.decode())
    assert answer.status_code == 422
    for sentence in (
        "There is an item “gears” already.",
        "An item cannot cost less than nothing.",
        "would catch nearly every blueprint",
        "The charter does not name the repository gone/away",
    ):
        assert sentence in page


def test_whoever_changes_what_somebody_else_has_changed_is_told_and_keeps_what_they_wrote(
    group: Cast, ed: Client
) -> None:
    said = {"title": "Mine", "need": "Mine.", "focus_area": "Engines", "cost": "1", "version": 1}
    answer = ed.post("/alpha/roadmap/items/gears/change/", said)
    assert (answer.status_code, 'value="Mine"' in answer.content.decode()) == (409, True)
    assert item_called(group.group, "gears").item.title == GEARS.title
    # Sent again, it goes through: whoever reads that it was changed has seen it.
    seen = log.version(group.group, "item/gears")
    assert ed.post("/alpha/roadmap/items/gears/change/", {**said, "version": seen}).status_code == 302
    assert item_called(group.group, "gears").item.title == "Mine"


def test_an_item_whose_repository_vanished_says_so(
    group: Cast,
    upstream: Upstreams,
    client: Client,
) -> None:
    assert "does not name" not in text_of(client, "/alpha/roadmap/items/gears/")
    for kept in CharterVersion.objects.filter(group=group.group):
        kept.text, kept.sha256 = kept.text.replace('"alpha/engine", ', "").replace('"alpha/engine"', ""), "e" * 64
        kept.save()
    upstream.read(group.group, on=ON)
    page = text_of(client, "/alpha/roadmap/items/gears/")
    assert "The charter in force (1) does not name alpha/engine, so nothing of it is read." in page
    assert "No change upstream was seen yet." in page
    assert "alpha/engine is none of the repositories that were read" in text_of(
        client, "/alpha/roadmap/items/gears/changes/"
    )


def test_what_people_write_is_shown_and_not_obeyed(group: Cast, ed: Client) -> None:
    drop_item(group.caller("Ada"), "gears", "<b>No.</b>")
    for path in ("", "items/gears/", "items/gears/changes/", "items/gears/take-up/"):
        page = signed_in("Ada").get(f"/alpha/roadmap/{path}").content.decode()
        assert "<i>that</i>" not in page
        assert "&lt;i&gt;that&lt;/i&gt;" in page
    assert "&lt;b&gt;No.&lt;/b&gt;" in ed.get("/alpha/roadmap/items/gears/").content.decode()


def test_the_pages_ask_as_often_for_many_as_for_one(
    group: Cast,
    upstream: Upstreams,
    ed: Client,
) -> None:
    upstream.read(group.group, on=ON)
    paths = ("", "items/gears/", "items/gears/changes/", "items/gears/change/", "new/", "items.json")
    asked: dict[str, list[int]] = {path: [] for path in paths}
    for count in (1, 30):
        for number in range(count):
            slug = f"x{count}-{number}"
            waits = ItemWritten("X", "Y", focus_area="Engines", owners=("aurora", "corona"), depends_on=("gears",))
            propose_item(group.caller("Ed"), waits, slug=slug)
            agree_item(group.caller("Ada"), slug)
            confirm_change(group.caller("Ed"), "gears", key(1000 * count + number), belongs=True)
        for path in paths:
            with counted() as found:
                text_of(ed, f"/alpha/roadmap/{path}")
            asked[path] += found
    assert all(one == many for one, many in asked.values()), asked
