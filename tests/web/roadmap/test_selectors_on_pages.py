"""What selectors catch, shown while they are written, with script and without; and words about single changes."""

from datetime import date

from django.test import Client

from muster.actions.roadmap.items import ItemWritten, change_item
from muster.records import log
from tests.cast import Cast
from tests.roadmap_upstream import Upstreams, key
from tests.web.roadmap.reading import text_of, words

ON = date(2017, 5, 9)


def test_what_selectors_catch_is_shown_while_they_are_written(
    group: Cast,
    upstream: Upstreams,
    client: Client,
) -> None:
    upstream.read(group.group, on=ON)
    asked = {"selectors": "bug 1700017 in alpha/engine\nbug none\nmessage (?=x)", "focus_area": "Engines"}
    answer = client.get("/alpha/roadmap/preview/", asked, headers={"HX-Request": "true"})
    part = words(answer.content.decode())
    assert part.startswith("What the selectors catch 2 lines cannot be read: line 2:")
    assert "1 change caught, from 1 Mar 2017 to 1 Mar 2017; 1 near miss." in part
    # Of Engines' four changes all name a goal: nothing is linked to nothing.
    assert "In Engines, 0 of 4 changes (0 %) are linked to nothing" in part
    assert "names bug 1700017, in another repository" in part
    whole = text_of(client, "/alpha/roadmap/preview/", data=asked)
    assert "Try selectors" in whole
    assert "1 change caught" in whole


def test_before_anything_is_written_the_page_of_selectors_says_what_can_be(
    group: Cast,
    upstream: Upstreams,
    client: Client,
) -> None:
    upstream.read(group.group, on=ON)
    page = text_of(client, "/alpha/roadmap/preview/")
    assert "For example: blueprint centralize-config-options* in openstack/nova;" in page
    assert "Write selectors, and what they catch is shown here." in page
    assert "0 changes" not in page


def test_without_script_a_button_tries_the_selectors_and_keeps_what_was_written(
    group: Cast,
    upstream: Upstreams,
    ed: Client,
) -> None:
    upstream.read(group.group, on=ON)
    said = {"title": "Half a t", "selectors": "blueprint gears*", "focus_area": "Wheels", "version": 0, "try": "yes"}
    before = log.head(group.group)
    answer = ed.post("/alpha/roadmap/new/", said)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Half a t"' in page
    assert "4 changes caught" in words(page)
    assert "Not done yet" not in page
    assert log.head(group.group) == before


def test_a_near_miss_is_confirmed_with_one_click_and_taken_back_with_another(
    group: Cast,
    upstream: Upstreams,
    ed: Client,
) -> None:
    upstream.read(group.group, on=ON)
    change_item(group.caller("Ed"), "gears", replace_selectors("bug 1700017 in alpha/engine"))
    path = "/alpha/roadmap/items/gears/changes/"
    assert "Sharpen" in text_of(ed, path)
    answer = ed.post("/alpha/roadmap/items/gears/confirm/", {"change": key(7), "word": "yes"}, follow=True)
    page = words(answer.content.decode())
    assert "The change belongs to the item." in page
    assert "2 changes upstream are this item’s own" in page
    assert "Sharpen alpha/tools Aurora somebody’s word" in page
    answer = ed.post("/alpha/roadmap/items/gears/confirm/", {"change": key(7), "word": "yes"})
    assert (answer.status_code, "said so already" in words(answer.content.decode())) == (422, True)
    ed.post("/alpha/roadmap/items/gears/confirm/", {"change": key(7), "word": "no", "reason": "A knife."})
    found = ed.get("/alpha/roadmap/items/gears/changes.json").json()
    assert (found["caught"], [one["belongs"] for one in found["said"]], found["near"]) == (1, [False], [])
    ed.post("/alpha/roadmap/items/gears/confirm/", {"change": key(7), "word": "unsay"})
    assert [one["change"] for one in ed.get("/alpha/roadmap/items/gears/changes.json").json()["near"]] == [key(7)]


def replace_selectors(line: str) -> ItemWritten:
    return ItemWritten("Gears", "Ours grind.", focus_area="Engines", selectors=(line,))
