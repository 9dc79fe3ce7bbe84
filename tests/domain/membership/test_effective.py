"""The charter with the record's members is a charter, and says of each what the record says."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.charter import Charter, dump, validate
from muster.domain.membership.effective import OnTheRoll, differences, effective
from muster.domain.membership.naming import Names
from muster.domain.membership.roll import parties
from muster.domain.membership.states import STATES, Stay

FOUNDED, MAY, JUNE, JULY = date(2017, 1, 2), date(2017, 5, 9), date(2017, 6, 1), date(2017, 7, 1)


def charter() -> Charter:
    found = validate(
        {
            "version": "1",
            "group": {"name": "Alpha", "mission": "To try things out.", "founded": FOUNDED},
            "classes": [{"id": "member", "name": "Member"}, {"id": "friend", "name": "Friend"}],
            "members": [{"name": "Corona", "membership": "member"}, {"name": "Aurora", "membership": "member"}],
        }
    )
    assert isinstance(found, Charter)
    return found


def on_the_roll(name: str, *stays: Stay, aliases: tuple[str, ...] = (), part_of: str = "") -> OnTheRoll:
    return OnTheRoll(Names(name, aliases, ()), part_of, stays)


def stay(state: str, since: date, until: date | None = None, *, membership: str = "member") -> Stay:
    return Stay(state, membership, since, until)


def said(found: Charter) -> list[tuple[str, str, str, date | None, date | None]]:
    return [(one.name, one.state, one.membership, one.since, one.until) for one in found.members]


def test_members_come_in_the_charters_order_and_then_by_name() -> None:
    roll = [on_the_roll(name, stay("member", FOUNDED)) for name in ("dorado", "Aurora", "Borealis", "Corona")]
    assert [one.name for one in effective(charter(), roll).members] == ["Corona", "Aurora", "Borealis", "dorado"]


def test_what_a_charter_has_one_word_for_is_one_entry() -> None:
    roll = [
        on_the_roll(
            "Aurora",
            stay("prospect", FOUNDED, MAY),
            stay("applicant", MAY, JUNE),
            stay("member", JUNE, JULY),
            stay("suspended", JULY),
            aliases=("Aurora Lights",),
            part_of="Sky",
        )
    ]
    found = effective(charter(), roll)
    assert said(found) == [
        ("Aurora", "prospect", "member", FOUNDED, JUNE),
        ("Aurora", "member", "member", JUNE, None),
    ]
    assert [(one.also_known_as, one.part_of) for one in found.members] == [(("Aurora Lights",), "Sky"), ((), "Sky")]


def test_another_class_is_another_entry_and_a_former_member_has_none_for_that_time() -> None:
    roll = [
        on_the_roll(
            "Aurora",
            stay("member", FOUNDED, MAY),
            stay("member", MAY, JUNE, membership="friend"),
            stay("former", JUNE, JULY),
            stay("applicant", JULY),
        )
    ]
    assert said(effective(charter(), roll)) == [
        ("Aurora", "member", "member", FOUNDED, MAY),
        ("Aurora", "member", "friend", MAY, JUNE),
        ("Aurora", "prospect", "member", JULY, None),
    ]


def test_a_standing_is_asked_of_the_organisations_of_the_record() -> None:
    roll = [
        on_the_roll("Aurora", stay("member", FOUNDED, MAY), stay("former", MAY)),
        on_the_roll("Dorado", stay("applicant", MAY)),
    ]
    assert [(one.name, one.state) for one in parties(effective(charter(), roll), JUNE, None)] == [
        ("Aurora", "former"),
        ("Dorado", "prospect"),
    ]


def test_the_record_and_the_charters_own_list_are_compared_on_a_day() -> None:
    roll = [
        on_the_roll("Aurora", stay("suspended", FOUNDED)),
        on_the_roll("Dorado", stay("applicant", MAY, JUNE), stay("member", JUNE)),
    ]
    assert differences(charter(), roll, on=JUNE) == (
        "The charter names Corona as a member, and the record does not.",
        "Dorado is a member by the record, and the charter does not name it.",
    )
    assert differences(charter(), roll, on=MAY) == ("The charter names Corona as a member, and the record does not.",)


@given(data=st.data())
def test_whatever_the_record_says_the_result_is_a_charter_without_faults(data: st.DataObject) -> None:
    roll = []
    for name in ("Aurora", "Borealis"):
        edges = sorted(data.draw(st.sets(st.dates(FOUNDED, date(2020, 1, 1)), min_size=1, max_size=6)))
        ends = [*edges[1:], data.draw(st.none() | st.just(date(2021, 1, 1)))]
        states = st.tuples(st.sampled_from(STATES), st.sampled_from(["member", "friend"]))
        stays = [
            Stay(state, membership, since, until)
            for since, until, (state, membership) in zip(
                edges, ends, data.draw(st.lists(states, min_size=len(edges), max_size=len(edges))), strict=True
            )
        ]
        roll.append(on_the_roll(name, *stays, aliases=(f"{name} Inc",)))
    found = effective(charter(), roll)
    assert validate(dump(found)) == found
