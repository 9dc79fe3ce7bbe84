"""Who could work: whom evidence has found, whom members name, and words where nothing was read."""

from fractions import Fraction

from muster.domain.roadmap.planning.question import Worker
from muster.domain.roadmap.planning.staffing import Found, Named, workers

MEMBERS = {"aurora": "Aurora", "borealis": "Borealis"}
AREAS = {"gears": "Engines", "belts": "Engines", "rims": "Wheels"}


def found(key: str, fte: str, *items: str, member: str = "aurora", area: str = "") -> Found:
    return Found(key, member, Fraction(fte), frozenset(items), frozenset({area} if area else ()))


def test_whoever_is_found_gives_what_they_gave_rounded_down_and_the_busiest_is_the_first() -> None:
    people = [
        found("x9", "1/3", "gears", "gone", area="Engines"),
        found("a1", "0.999"),
        found("b2", "1"),
        found("zz", "1", member="elsewhere"),
    ]
    staff, keys = workers(people, [], unit=100, members=MEMBERS, areas=AREAS, promised={"borealis": 150})
    assert staff == (
        Worker("aurora b2", "aurora", "Aurora, person 1", 100),
        Worker("aurora a1", "aurora", "Aurora, person 2", 99),
        Worker("aurora x9", "aurora", "Aurora, person 3", 33, knows=("gears",), near=("belts",)),
    )
    assert keys == {}


def test_somebody_who_is_named_is_taken_at_the_members_word_unless_evidence_knows_them() -> None:
    named = [
        Named("aurora person/3", "aurora", "person/3", upstream="a1"),
        Named("aurora person/4", "aurora", "person/4", upstream="unknown"),
        Named("borealis person/3", "borealis", "person/3", upstream="a1"),
    ]
    people = [found("a1", "0.25")]
    staff, keys = workers(people, named, unit=100, members=MEMBERS, areas=AREAS, promised={})
    assert staff == (
        Worker("aurora a1", "aurora", "person/3", 25),
        Worker("aurora person/4", "aurora", "person/4", 100, measured=False),
        Worker("borealis person/3", "borealis", "person/3", 100, measured=False),
    )
    assert keys == {
        "aurora person/3": "aurora a1",
        "aurora person/4": "aurora person/4",
        "borealis person/3": "borealis person/3",
    }


def test_before_anything_was_read_members_are_taken_at_their_word_for_what_they_promised() -> None:
    named = [Named("aurora person/3", "aurora", "person/3")]
    promised = {"aurora": 250, "borealis": 50}
    staff, _ = workers(None, named, unit=100, members=MEMBERS, areas=AREAS, promised=promised)
    assert staff == (
        Worker("aurora person/3", "aurora", "person/3", 100, measured=False),
        Worker("word/aurora", "aurora", "People of Aurora, not measured", 150, measured=False),
        Worker("word/borealis", "borealis", "People of Borealis, not measured", 50, measured=False),
    )


def test_a_member_without_anybody_has_nobody_once_something_was_read() -> None:
    assert workers([], [], unit=100, members=MEMBERS, areas=AREAS, promised={"aurora": 100}) == ((), {})
