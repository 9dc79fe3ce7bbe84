"""A charter is what its data say, whole, exact and unchangeable; and every mistake in it has a message of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from muster.domain.charter.charter import Charter, dump, validate
from muster.domain.charter.faults import Fault
from muster.domain.charter.membership import Member
from muster.domain.charter.shape import sections_of
from tests.domain.charter.whole import changed, whole

SMALL = {"version": "1", "group": {"name": "Alpha", "mission": "Letters."}}


def charter_of(data: dict[str, Any]) -> Charter:
    charter = validate(data)
    assert isinstance(charter, Charter), charter
    return charter


def faults_of(data: dict[str, Any]) -> tuple[Fault, ...]:
    faults = validate(data)
    assert isinstance(faults, tuple)
    return faults


def keys_used(part: BaseModel) -> Iterator[tuple[str, str]]:
    for key in part.model_fields_set:
        yield type(part).__name__, key
        value = getattr(part, key)
        for item in value if isinstance(value, tuple) else [value]:
            if isinstance(item, BaseModel):
                yield from keys_used(item)


def test_the_charter_with_everything_uses_every_key_but_the_one_that_excludes_another() -> None:
    every = {(section.part.__name__, key) for section in sections_of(Charter) for key in section.part.model_fields}
    # Bounds have one number each: the first condition and the quorum use the one, the second condition the other.
    assert every - set(keys_used(charter_of(whole()))) == {("Board", "seats_per_member")}


def test_a_charter_of_a_name_and_a_mission_counts_by_the_rules_of_the_method() -> None:
    counting = charter_of(SMALL).counting
    assert counting.model_dump() == {
        "version": "1",
        "theta": {"lenient": 9, "likely": 12, "strict": 15},
        "window_months": 6,
        "day_of": "committer",
        "clock": "utc",
        "refs": "branches",
        "credit": "author",
        "identities": "merged",
        "goal_kinds": ("blueprint", "bug", "story", "task", "jira"),
        "bots": (),
        "overlay": None,
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (4, Fraction(4)),
        ("4", Fraction(4)),
        ("13/4", Fraction(13, 4)),
        ("3.5", Fraction(7, 2)),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_a_minimum_is_taken_exactly(written: object, meant: Fraction) -> None:
    (criterion, *_), _ = (
        one.criteria for one in charter_of(changed(("classes", 0, "criteria", 0, "minimum"), written)).classes
    )
    assert criterion.kind == "measured"
    assert criterion.minimum == meant


def test_only_an_attested_criterion_is_attested() -> None:
    (made, _) = charter_of(whole()).classes
    assert [(criterion.id, criterion.attested) for criterion in made.criteria] == [
        ("time", False),
        ("licence", True),
        ("pledge", False),
    ]


def test_a_charter_cannot_be_changed() -> None:
    charter = charter_of(whole())
    with pytest.raises(ValidationError, match="frozen"):
        setattr(charter.group, "name", "Beta")  # noqa: B010 - mypy already forbids the plain assignment


def test_a_repository_lies_where_the_template_says_unless_it_says_otherwise() -> None:
    assert charter_of(whole()).evidence.located() == {
        "alpha/pen": "mirrors/alpha/pen.git",
        "alpha/ink": "https://git.example.org/ink",
    }


@pytest.mark.parametrize(
    ("day", "belongs"),
    [
        (date(2020, 2, 2), False),
        (date(2020, 2, 3), True),
        (date(2021, 4, 4), True),
        (date(2021, 4, 5), False),
    ],
)
def test_a_member_belongs_from_its_first_day_until_the_day_before_its_end(day: date, belongs: bool) -> None:
    member = Member(name="Alpha", membership="maker", since=date(2020, 2, 3), until=date(2021, 4, 5))
    assert member.belongs_on(day) is belongs


def test_a_founder_belongs_on_any_day() -> None:
    assert Member(name="Alpha", membership="maker").belongs_on(date(1999, 1, 1))


def test_the_data_of_a_charter_make_the_same_charter_again() -> None:
    charter = charter_of(whole())
    assert validate(dump(charter)) == charter


def test_the_measures_that_are_known_are_handed_in() -> None:
    data = changed(("classes", 0, "criteria", 0, "measure"), "letters")
    assert isinstance(validate(data, measures={"letters"}), Charter)
    (fault,) = faults_of(data)
    assert (fault.key, fault.what, fault.mend) == (
        "classes[0].criteria[0].measure",
        '"letters" is no measure that is known',
        'write one of "active_days", "changes", "fte", "people", "review_votes", "roadmap_fte"',
    )


PATHS: list[tuple[str | int, ...]] = [
    ("version",),
    ("group",),
    ("group", "founded"),
    ("classes",),
    ("classes", 0),
    ("classes", 0, "criteria"),
    ("classes", 0, "criteria", 0),
    ("classes", 0, "criteria", 0, "kind"),
    ("classes", 0, "criteria", 0, "minimum"),
    ("members",),
    ("members", 0),
    ("members", 0, "name"),
    ("members", 0, "since"),
    ("members", 0, "also_known_as"),
    ("board",),
    ("board", "seats"),
    ("board", "cap"),
    ("board", "election", "seats_in_turn"),
    ("board", "roles"),
    ("decisions",),
    ("decisions", "quorum"),
    ("decisions", "quorum", "more_than"),
    ("decisions", "quorum", "of"),
    ("decisions", "discussion"),
    ("decisions", "vote", "called_by"),
    ("decisions", "rules", 0, "passes"),
    ("decisions", "rules", 0, "passes", 0),
    ("decisions", "rules", 0, "passes", 0, "at_least"),
    ("decisions", "rules", 0, "way"),
    ("meetings",),
    ("evidence",),
    ("evidence", "location"),
    ("evidence", "repositories"),
    ("focus_areas", 0, "paths"),
    ("focus_areas", 0, "repositories"),
    ("counting", "theta"),
    ("counting", "theta", "likely"),
    ("counting", "overlay"),
    ("calendar",),
    ("calendar", "cycles", 0, "milestones"),
    ("calendar", "events", 0, "last"),
]
TEXTS = st.text(max_size=8) | st.sampled_from(["1/2", "1/0", "any-seat", "fte", "\ud800", "\u202e", "alpha/pen", "-x"])
GARBAGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXTS
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(TEXTS | st.sampled_from(["id", "name", "kind", "of", "at_least", "seats"]), inner, max_size=4)
        | st.dictionaries(st.integers(), inner, max_size=2)
    ),
    max_leaves=8,
)


@given(data=GARBAGE)
def test_data_of_any_shape_have_faults_and_raise_nothing(data: Any) -> None:  # noqa: ANN401 - any is what it tries
    assert isinstance(validate(data), tuple)


@given(spoilt=st.lists(st.tuples(st.sampled_from(PATHS), GARBAGE), min_size=1, max_size=3))
def test_a_charter_with_garbage_anywhere_is_a_charter_or_has_faults(
    spoilt: list[tuple[tuple[str | int, ...], Any]],
) -> None:
    data = whole()
    for path, garbage in sorted(spoilt, key=lambda one: -len(one[0])):  # the inner before what is around it
        here: Any = data
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = garbage
    result = validate(data)
    if isinstance(result, Charter):
        assert validate(dump(result)) == result
    else:
        assert result
        assert all(fault.what and fault.mend and fault.key for fault in result)


@pytest.mark.parametrize(
    "path",
    [
        ("board", "seats"),
        ("board", "election", "term_months"),
        ("decisions", "quorum", "more_than"),
        ("decisions", "rules", 0, "passes", 1, "more_than"),
        ("counting", "theta", "lenient"),
        ("classes", 0, "criteria", 0, "minimum"),
    ],
)
def test_a_number_too_long_to_write_out_is_a_fault_like_others(path: tuple[str | int, ...]) -> None:
    assert faults_of(changed(path, 16**5000))


NAMES = st.text("abcdefghijk", min_size=1, max_size=6)
DAYS = st.dates(date(2020, 1, 2), date(2022, 1, 1))


@st.composite
def sound_charters(draw: st.DrawFn) -> dict[str, Any]:
    theta = sorted(draw(st.lists(st.integers(1, 184), min_size=3, max_size=3)))
    members = []
    for name in draw(st.lists(NAMES, unique=True, max_size=4)):
        first, last = sorted(draw(st.lists(DAYS, min_size=2, max_size=2, unique=True)))
        members.append({"name": name, "membership": "maker", "since": first, "until": last})
    minimum = draw(st.integers(1, 100) | st.builds("{}/{}".format, st.integers(1, 99), st.integers(1, 99)))
    return whole() | {
        "members": members,
        "counting": {"theta": dict(zip(("lenient", "likely", "strict"), theta, strict=True))},
        "classes": [
            {
                "id": "maker",
                "name": "Maker",
                "criteria": [{"id": "a", "kind": "measured", "text": "t", "measure": "fte", "minimum": minimum}],
            },
            {"id": "user", "name": "User"},
        ],
    }


@given(data=sound_charters())
def test_every_sound_charter_comes_back_from_its_own_data(data: dict[str, Any]) -> None:
    charter = charter_of(data)
    assert validate(dump(charter)) == charter


def test_a_moment_is_no_day() -> None:
    (fault,) = faults_of(changed(("group", "founded"), datetime(2020, 1, 1, 12, tzinfo=UTC)))
    assert (fault.key, fault.what, fault.mend) == (
        "group.founded",
        "is a date with a time (2020-01-01 12:00:00+00:00), not a date",
        "write the day alone, such as 2016-10-26",
    )
