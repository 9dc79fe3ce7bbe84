"""A standing is published as it was counted, or refused with everything that is wrong with it."""

import json
from datetime import date
from functools import partial
from typing import Any

import pytest

from muster.actions.admission import apply_for_membership, change_state
from muster.actions.organisations import add_organisation
from muster.actions.published_standing import publish_standing
from muster.domain.errors import AgainstTheRules, NotAllowed, Stale, StandingFaults
from muster.domain.record.chain import canonical, hash_of
from muster.records import log
from muster.records.models import Standing
from muster.records.queries.groups import last_standing
from tests.cast import Cast
from tests.membership import TODAY, adopted, last_said, refused
from tests.standing_files import published_by


def test_a_standing_is_kept_as_it_was_counted_and_the_log_has_its_fingerprint(alpha: Cast) -> None:
    text = published_by("Alpha", on=date(2017, 5, 1))
    kept = publish_standing(alpha.caller("Di"), text)
    data = json.loads(text)
    assert Standing.objects.get().data == data
    assert kept.sha256 == hash_of(canonical(Standing.objects.get().data))
    assert last_said(alpha.group, "standing") == (
        "standing.published",
        {
            "on": "2017-05-01",
            "sha256": kept.sha256,
            "charter": "3",
            "fingerprint": data["provenance"]["fingerprint"],
        },
    )


def test_the_last_standing_of_a_day_is_the_latest_of_that_day_or_before(alpha: Cast) -> None:
    for day in (date(2017, 5, 1), date(2017, 2, 1)):
        publish_standing(alpha.caller("Di"), published_by("Alpha", on=day))
    found = [last_standing(alpha.group, day) for day in (None, TODAY, date(2017, 3, 1), date(2017, 1, 31))]
    assert [one.on if one else None for one in found] == [
        *(date(2017, 5, 1), date(2017, 5, 1), date(2017, 2, 1), None),
    ]


def test_what_the_board_had_before_it_stands_with_its_decision(alpha: Cast) -> None:
    kept = publish_standing(alpha.caller("Di"), published_by("Alpha", on=date(2017, 5, 1), names={"Beta": "Dorado"}))
    dorado = add_organisation(alpha.caller("Di"), "Dorado Networks", aliases=["Dorado"])
    apply_for_membership(alpha.caller("Di"), dorado)
    change_state(alpha.caller("Di"), dorado, "member", TODAY, decided_by=adopted(alpha.group))
    data = last_said(alpha.group, dorado.handle)[1]
    assert data["standing"] == {
        "on": "2017-05-01",
        "sha256": kept.sha256,
        "verdicts": {"dedicated-fte": "borderline", "roadmap-fte": "borderline"},
    }


def changed(path: str, value: object) -> str:
    data: Any = json.loads(published_by("Alpha", on=date(2017, 5, 1)))
    place = data
    *above, last = path.split(".")
    for step in above:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "This is no JSON that can be kept: Expecting value"),
        ("[" * 100_000, "This is no JSON that can be kept"),
        ("{}", "group: field required."),
        ('{"a": NaN}', "This is no JSON that can be kept: NaN is no exact figure"),
        ('{"a": 1.5}', "This is no JSON that can be kept: 1.5 is no exact figure"),
        (changed("group", "Al\x00pha"), "This is no JSON that can be kept: there is the character U+0000"),
        (
            changed("full_name", "ada@alpha.example"),
            "There is an address or a hidden character in it: (address hidden).",
        ),
        (changed("full_name", "Al\u202epha"), "There is an address or a hidden character in it: Al\\u202epha."),
        (changed("group", "Al\ud800pha"), "This is no JSON that can be kept: 'utf-8' codec can't encode"),
        (changed("members.0.people", -3), "members.0.people: input should be greater than or equal to 0."),
        ('"' + "x" * 5 * 1024 * 1024 + '"', "It is larger than 5 MiB."),
    ],
)
def test_what_is_no_standing_is_refused_with_what_is_wrong(alpha: Cast, text: str, fault: str) -> None:
    with pytest.raises(StandingFaults) as found:
        publish_standing(alpha.caller("Di"), text)
    assert found.value.faults[0].startswith(fault)
    assert not Standing.objects.exists()


def test_a_backslash_before_u0000_is_only_text(alpha: Cast) -> None:
    publish_standing(alpha.caller("Di"), changed("full_name", "\\u0000"))
    assert Standing.objects.get().data["full_name"] == "\\u0000"


def test_a_standing_of_others_of_tomorrow_or_of_before_is_refused(alpha: Cast) -> None:
    publish = partial(publish_standing, alpha.caller("Di"))
    publish(published_by("Alpha", on=date(2017, 5, 1)))
    reasons = [
        refused(AgainstTheRules, partial(publish, published_by("Omega", on=TODAY)))[0],
        refused(AgainstTheRules, partial(publish, published_by("Alpha", on=date(2017, 5, 10))))[0],
        refused(AgainstTheRules, partial(publish, published_by("Alpha", on=date(2017, 5, 1))))[0],
    ]
    assert reasons == [
        "This is the standing of Omega, not of Alpha.",
        "It is of 2017-05-10, and that day is still to come.",
        "This very standing is published already.",
    ]


@pytest.mark.parametrize("name", ["", "Pat", "Ed", "Bo", "Oz"])
def test_only_those_who_keep_the_group_publish_where_it_stands(alpha: Cast, name: str) -> None:
    refused(NotAllowed, partial(publish_standing, alpha.caller(name), published_by("Alpha", on=TODAY)))


def test_a_standing_is_published_only_after_what_was_seen(alpha: Cast) -> None:
    seen = log.version(alpha.group, "standing")
    publish_standing(alpha.caller("Di"), published_by("Alpha", on=date(2017, 5, 1)), expected=seen)
    refused(Stale, partial(publish_standing, alpha.caller("Ada"), published_by("Alpha", on=TODAY), expected=seen))
