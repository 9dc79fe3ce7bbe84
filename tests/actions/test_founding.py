"""A group is founded from its charter, with everything that the charter says of its members, and nothing else."""

from datetime import date

import pytest

from muster.actions.charters import read_charter_text, resolve_charter
from muster.actions.founding import found_group
from muster.domain.errors import AgainstTheRules, CharterFaults
from muster.records import log
from muster.records.models import Group, Membership, Organisation, Seat
from muster.records.queries.people import members_on, seats_on
from tests.cast import CHARTER, FOUNDED

pytestmark = pytest.mark.usefixtures("database")
NAMES = CHARTER.replace("NAME", "Beta")
MEMBERS = NAMES[NAMES.index("members = [") : NAMES.index("]\n\n[board]") + 1]


def with_members(*rows: str) -> str:
    return NAMES.replace(MEMBERS, "members = [\n" + ",\n".join(rows) + "\n]")


def test_the_built_in_group_is_founded_with_its_members_on_every_day() -> None:
    group = found_group("lcoo", read_charter_text(resolve_charter("lcoo")), at=FOUNDED)
    first, later = date(2016, 10, 26), date(2018, 1, 1)
    assert {one.organisation.name for one in members_on(group, first) if one.state == "member"} == {
        *("AT&T", "Comcast", "Intel", "NTT", "Orange", "Reliance Jio", "Walmart")
    }
    former = [one.organisation.slug for one in members_on(group, later) if one.state == "former"]
    assert former == ["comcast", "walmart"]
    seated = {one.seat.slug for one in seats_on(group, later)}
    assert seated == {one.organisation.slug for one in members_on(group, later) if one.state == "member"}
    assert Organisation.objects.get(group=group, name="AT&T").slug == "att"
    assert log.verify(group) == (2, [])


def test_a_member_that_came_back_has_two_times_and_two_seats() -> None:
    text = with_members(
        '{ name = "Aurora", membership = "member", until = 2017-03-01 }',
        '{ name = "Aurora", membership = "member", since = 2017-06-01, also_known_as = ["Aurora Lights"] }',
    )
    group = found_group("beta", text, at=FOUNDED)
    rows = Membership.objects.filter(organisation__group=group).order_by("since")
    assert [(one.state, one.since, one.until, one.decided_by) for one in rows] == [
        ("member", date(2017, 1, 2), date(2017, 3, 1), "charter"),
        ("former", date(2017, 3, 1), date(2017, 6, 1), "charter"),
        ("member", date(2017, 6, 1), None, "charter"),
    ]
    assert [(one.slug, one.since, one.until) for one in Seat.objects.filter(group=group).order_by("since")] == [
        ("aurora", date(2017, 1, 2), date(2017, 3, 1)),
        ("aurora-from-2017-06-01", date(2017, 6, 1), None),
    ]
    assert Organisation.objects.get(group=group).aliases == ["Aurora Lights"]


def test_organisations_whose_names_look_alike_in_an_address_have_one_each() -> None:
    text = with_members(
        *(f'{{ name = "{name}", membership = "member" }}' for name in ("A/B", "A-B", "日本電信電話", "東日本"))
    )
    group = found_group("beta", text, at=FOUNDED)
    slugs = list(Organisation.objects.filter(group=group).order_by("pk").values_list("slug", flat=True))
    assert slugs == ["a-b", "a-b-2", "organisation", "organisation-2"]
    assert sorted(Seat.objects.filter(group=group).values_list("slug", flat=True)) == slugs


def test_the_organisation_that_two_members_belong_to_is_known_though_it_is_none() -> None:
    text = with_members(
        *(f'{{ name = "{name}", membership = "member", part_of = "Sky" }}' for name in ("Aurora", "Borealis"))
    )
    group = found_group("beta", text, at=FOUNDED)
    sky = Organisation.objects.get(group=group, name="Sky")
    assert {one.name for one in sky.parts.all()} == {"Aurora", "Borealis"}
    assert not sky.memberships.exists()


@pytest.mark.parametrize("slug", ["accounts", "taken"])
def test_a_name_that_is_taken_or_reserved_is_refused(slug: str) -> None:
    found_group("taken", NAMES, at=FOUNDED)
    with pytest.raises(AgainstTheRules, match="taken"):
        found_group(slug, NAMES, at=FOUNDED)


def test_a_charter_with_faults_founds_nothing() -> None:
    with pytest.raises(CharterFaults):
        found_group("beta", NAMES.replace('"motion"', "3"), at=FOUNDED)
    with pytest.raises(CharterFaults) as found:
        found_group("beta", NAMES.replace('name = "Beta"', f'name = "{"x" * 300}"'), at=FOUNDED)
    assert [(fault.key, fault.what) for fault in found.value.faults] == [("group.name", "has 300 characters")]
    with pytest.raises(AgainstTheRules, match="1 MiB"):
        found_group("beta", NAMES + "#" * 1024 * 1024, at=FOUNDED)
    with pytest.raises(AgainstTheRules, match="UTF-8"):
        found_group("beta", NAMES + "# \ud800", at=FOUNDED)
    assert not Group.objects.exists()
