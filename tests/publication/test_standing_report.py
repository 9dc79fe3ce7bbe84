from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from muster.domain.contribution.standing import Standing
from muster.domain.contribution.windows import Window
from muster.publication.standing import render
from tests.publication import standings
from tests.publication.pages import Page, page_of, rows


@pytest.fixture
def small() -> Page:
    return page_of("small")


def test_the_first_words_say_who_keeps_the_promise(small: Page) -> None:
    lede = small.section("promise").children[1]
    assert lede.words() == (
        "On 26 October 2016, 1 of 4 members keeps every promise that can be measured: Alpha. "
        "Beta is borderline. Gamma falls short. Delta is unproven."
    )


def test_the_first_table_gives_figure_range_verdict_margin_reach_and_flips(small: Page) -> None:
    assert rows(small.all("table")[0]) == [
        ["Member", "Verdict", "Likely", "Strict to lenient", "Minimum", "Margin", "Holds to θ", "What would flip it"],
        ["Alpha", "meets", "8.5", "7.3 to 9.8", "4", "+4.5", "25", "none of 2 conventions tried"],
        ["Beta", "borderline", "4.3", "3.8 to 4.5", "4", "+0.3", "12", "author-date: 3.7, short"],
        ["Gamma", "short", "3.96", "3.5 to just under 4", "4", "−0.04", "11", "none of 2 conventions tried"],
        ["Delta", "unproven", "–", "–", "4", "–", "–", "evidence for the window"],
    ]


def test_every_figure_of_the_first_table_is_one_click_from_its_explanation(small: Page) -> None:
    likely = [link for link in small.all("a") if link.attributes["href"] == "#member-beta--dedicated-fte"]
    assert likely[0].words() == "4.3"
    explained = small.by_id("member-beta--dedicated-fte").words()
    assert "Borderline: 4.3 FTE, 0.3 above the minimum of 4" in explained
    assert "The minimum is reached up to θ = 12." in explained
    assert "What would flip it: Counted by author date: 3.7, short." in explained
    assert "What else was tried does not flip it: default-branch 4.3." in explained
    assert "Co-authors: could not be tried, no commit names one." in explained


def test_every_rounded_figure_carries_its_exact_fraction(small: Page) -> None:
    (figure,) = [one for one in small.all("data") if one.text == "3.96" and one.inside and one.inside.tag == "a"]
    assert figure.attributes == {"value": "99/25", "title": "exactly 99/25"}


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Alpha", "Alpha"), ("AT&T", "'AT&T'"), ("'; $(reboot)", "''\"'\"'; $(reboot)'")],
)
def test_a_members_section_gives_the_command_that_explains_it_quoted_for_a_shell(name: str, typed: str) -> None:
    only = standings.standing(standings.member(name, standings.figures(9, 8, 7)))
    commands = [one.text for one in Page(render(only, charter="our charter.toml")).all("pre")]
    assert commands[0] == f"muster explain 'our charter.toml' --on 2016-10-26 --member {typed}"


def test_a_member_is_shown_with_its_people_areas_and_what_upstream_cannot_prove(small: Page) -> None:
    alpha = small.section("member-alpha").words()
    assert "9 people with 425 changes on 204 active days: 8.5 FTE (7.3 to 9.8)" in alpha
    assert "1 person began, 2 people of the window before stopped." in alpha
    assert "Began: p-ada. Stopped: p-bo, p-cy." in alpha
    assert "is an operator of clouds (operator): somebody has to attest it." in alpha
    assert "Changes by focus area: Testing 8, Logging 17, Networking 25." in alpha


def test_two_organisations_of_one_name_have_anchors_of_their_own() -> None:
    former = replace(standings.ALPHA, state="former")
    page = Page(render(standings.standing(standings.ALPHA, others=(former,))))
    assert page.by_id("member-alpha").words() == page.by_id("member-alpha_2").words() == "Alpha"


def test_a_name_that_looks_like_another_members_anchor_takes_none_of_its_places() -> None:
    names = ("Alpha", "Alpha dedicated-fte", "Alpha criteria", "Alpha 2")
    others = tuple(standings.member(name, standings.figures(1, 1, 1), state="former") for name in ("Alpha", "Alpha"))
    members = tuple(standings.member(name, standings.figures(9, 8, 7)) for name in names)
    page = Page(render(standings.standing(*members, others=others)))
    idents = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert sorted(idents) == sorted(set(idents))


def test_companies_are_listed_with_those_without_one_and_sum_to_everyone(small: Page) -> None:
    (table,) = [one for one in small.all("table") if one.children[0].attributes["id"] == "companies-table"]
    assert [row[0] for row in rows(table)] == [
        "Company",
        "Alpha",
        "Beta",
        "Gamma",
        "(no company known)",
        "(independent people)",
        "Delta",
        "everyone",
    ]


def test_no_company_of_many_is_left_out_though_only_some_are_seen_at_once() -> None:
    page = page_of("large")
    shown = {row[0] for table in page.all("table") for row in rows(table)}
    assert {f"Company {index}" for index in range(300)} <= shown


def test_the_trend_marks_the_day_asked_about_and_says_since_when(small: Page) -> None:
    (asked,) = [row for row in small.all("tr") if row.attributes.get("class") == "asked"]
    assert asked.words().startswith("26 October 2016 this report")
    captions = [one.words() for one in small.all("figcaption")]
    assert (
        "Alpha 8.5 FTE, at or above 4 since the window that ended on 26 April 2016; 2.1 FTE by 26 July 2017."
        in captions
    )


def test_common_work_is_told_against_the_baseline_with_the_goals_that_were_shared(small: Page) -> None:
    together = small.section("together").words()
    assert (
        "Blueprints: members shared 14 of the 141 that they could have shared (9.9 %); "
        "upstream, companies shared 183 of 586 (31.2 %)."
    ) in together
    assert "Bugs: there was nothing that members could have shared; upstream, companies shared 12 of 90 (13.3 %)." in (
        together
    )
    assert "blueprint engine/faster-start: Alpha 12, Beta 3" in together


def test_a_share_just_above_the_limit_of_balance_is_not_rounded_to_it() -> None:
    row = replace(standings.small().balance[1], changes=100_000, companies=(("Alpha", 50_001), ("Beta", 10)))
    page = Page(render(replace(standings.small(), balance=(row,))))
    (table,) = [one for one in page.all("table") if one.children[0].attributes["id"] == "balance-table"]
    assert rows(table)[1][1:6] == ["one-sided", "100,000", "Alpha", "50.001 %", "Beta"]


def test_what_could_not_be_read_was_cut_off_or_put_aside_is_named(small: Page) -> None:
    left_out = small.section("left-out").words()
    assert "1 repository could not be read: example/engine-0: There is no repository." in left_out
    assert "1 history is cut off: example/engine-1 up to 1 January 2016." in left_out
    assert "Merge commits never count; 300 were passed over." in left_out
    assert "1 entry of default_data.json could not be believed user 7: overlapping dates" in left_out
    (table,) = [one for one in small.all("table") if one.children[0].attributes["id"] == "left-out-table"]
    assert rows(table)[1:] == [["undatable", "2", "example/engine-1"], ["author unreadable", "1", "example/engine-1"]]


def test_what_the_figures_rest_on_is_named_to_the_last_digit(small: Page) -> None:
    basis = small.section("basis").words()
    for said in (
        "version 3",
        "c" * 64,
        "f" * 64,
        "a" * 64,
        "active_days_v1, changes_v1",
        "all branches",
        "0123456789abcdef",
    ):
        assert said in basis


def test_a_group_without_members_still_gets_a_report_that_says_so() -> None:
    page = page_of("without-members")
    assert "On 26 October 2016 the charter names no member." in page.section("promise").words()
    assert "The charter names no member on 26 October 2016." in page.section("members").words()


def test_where_nothing_was_read_no_figure_is_shown_as_if_it_had_been() -> None:
    page = page_of("of-nothing")
    assert "Alpha and Beta are unproven." in page.section("promise").words()
    assert "No repository was read." in page.section("basis").words()
    for row in rows(page.all("table")[0])[1:]:
        assert row[2:4] == ["–", "–"]


def test_a_window_of_a_criterion_other_than_the_reports_is_said() -> None:
    year = Window(date(2015, 10, 26), standings.ON)
    longer = replace(standings.ALPHA, criteria=(replace(standings.ALPHA.criteria[0], window=year),))
    page = Page(render(standings.standing(longer)))
    assert "Measured from 26 October 2015 up to 26 October 2016." in page.section("member-alpha").words()


def test_a_criterion_without_theta_shows_no_reach() -> None:
    votes = replace(standings.ALPHA.criteria[0], measure="review_votes", unit="votes", theta_reach=None, flips=())
    whole: Standing = standings.standing(replace(standings.ALPHA, criteria=(votes,)))
    row = rows(Page(render(whole)).all("table")[0])[1]
    assert row[6:] == ["–", "nothing was tried"]


def test_minimums_are_written_exactly() -> None:
    third = standings.criterion(standings.figures(1, 1, 1), "1/3")
    page = Page(render(standings.standing(replace(standings.ALPHA, criteria=(third,)))))
    assert rows(page.all("table")[0])[1][4] == "1/3"
    assert third.minimum == Fraction(1, 3)
