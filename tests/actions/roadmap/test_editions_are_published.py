"""An edition is published: the roadmap as it is, frozen, numbered, with its fingerprint in the log."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from muster.actions.roadmap.deciding import agree_item, drop_item
from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.items import ItemWritten, change_item, propose_item
from muster.actions.roadmap.rounds import Planned, plan_round, say
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, RecordFault
from muster.domain.record.chain import canonical, hash_of
from muster.domain.roadmap.editions.edition import CharterNamed, text_of
from muster.domain.roadmap.editions.words import told
from muster.domain.roadmap.quarters import Quarter
from muster.records import log
from muster.records.models import Edition, Organisation, Pledge, RoadmapItem
from muster.records.queries.roadmap.editions import edition_numbered, last_edition
from tests.cast import NOON, Cast

Q2, Q3 = Quarter(2017, 2), Quarter(2017, 3)
AUGUST = datetime(2017, 8, 9, 12, tzinfo=UTC)


def given_items(alpha: Cast, *, at: datetime = NOON) -> None:
    ed = alpha.caller("Ed", at=at)
    propose_item(
        ed,
        ItemWritten(title="Tests", cost=Decimal(2), need="Write to ada@alpha.example\nfor more.", owners=("aurora",)),
        slug="t1",
    )
    propose_item(ed, ItemWritten(title="Logs", need="Why.", cost=Decimal("1.5"), depends_on=("t1",)), slug="l1")
    agree_item(alpha.caller("Ada", at=at), "t1", reason="All want it.")


def given_pledge(alpha: Cast, fte: str) -> None:
    item = RoadmapItem.objects.get(group=alpha.group, slug="t1")
    aurora = Organisation.objects.get(group=alpha.group, slug="aurora")
    made, _ = Pledge.objects.update_or_create(
        organisation=aurora, item=item, cycle="Pike", defaults={"fte": fte, "at": NOON, "invented": True}
    )
    made.people.set([alpha.people["Ada"]])


def given_round(alpha: Cast) -> None:
    """Let a round choose logs and not tests, of which nobody has written anything down when it has closed."""
    before = NOON - timedelta(days=9)
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
    say(alpha.caller("Bo", at=NOON - timedelta(days=7)), 1, {"l1": 1})


def test_an_edition_of_a_group_without_round_pledge_evidence_or_item_can_be_published(alpha: Cast) -> None:
    row = publish_edition(alpha.caller("Di"), Q2)
    edition = edition_numbered(alpha.group, 1).edition
    assert (edition.items, edition.priorities, edition.pledges, edition.proof, edition.before, edition.changes) == (
        (),
        None,
        (),
        None,
        None,
        (),
    )
    assert row.sha256 == hash_of(text_of(edition))


def test_an_edition_holds_the_roadmap_as_it_is_and_the_log_its_fingerprint(alpha: Cast) -> None:
    given_items(alpha, at=NOON - timedelta(days=10))
    given_round(alpha)
    given_pledge(alpha, "2.50")
    row = publish_edition(alpha.caller("Ada"), Q2, foreword="The first.\n")
    edition = edition_numbered(alpha.group, 1).edition
    assert [one.slug for one in edition.items] == ["t1", "l1"]
    tests, logs = edition.items
    assert (tests.state, tests.need, [one.name for one in tests.owners]) == (
        "agreed",
        "Write to (address hidden)\nfor more.",
        ["Aurora"],
    )
    assert [(one.kind, one.why) for one in tests.entered] == [("item.proposed", ""), ("item.agreed", "All want it.")]
    assert (logs.cost, logs.depends_on, logs.work, logs.life) == (Fraction(3, 2), ("t1",), None, None)
    (pledge,) = edition.pledges
    assert (pledge.fte, pledge.people, pledge.invented) == (Fraction(5, 2), ("Ada",), True)
    assert edition.priorities is not None
    assert [one.slug for one in edition.priorities.chosen] == ["l1"]
    assert [one.slug for one in edition.priorities.others] == ["t1"]
    charter = alpha.group.charters.get()
    assert edition.charter == CharterNamed(version="1", sha256=charter.sha256)
    assert (edition.foreword, edition.at) == ("The first.", "2017-05-09T12:00:00.000000Z")
    said = log.entries(alpha.group, subject="edition/1")[0].data
    assert said == {"number": 1, "quarter": "2017Q2", "sha256": row.sha256, "before": "", "foreword": "The first."}
    assert canonical(Edition.objects.get().data) == text_of(edition)
    assert log.verify(alpha.group)[1] == []


def test_what_changes_afterwards_is_told_by_the_next_edition_and_changes_nothing_in_the_last(alpha: Cast) -> None:
    given_items(alpha)
    given_pledge(alpha, "2.50")
    first = publish_edition(alpha.caller("Di"), Q2)
    kept = text_of(edition_numbered(alpha.group, 1).edition)
    drop_item(alpha.caller("Ada", at=AUGUST), "t1", "Nobody came.")
    change_item(alpha.caller("Ada", at=AUGUST), "l1", ItemWritten(title="Logs", need="Why.", cost=Decimal(3)))
    given_pledge(alpha, "0")
    second = publish_edition(alpha.caller("Di", at=AUGUST), Q3)
    edition = edition_numbered(alpha.group, 2).edition
    assert edition.before is not None
    assert (edition.before.number, edition.before.sha256) == (1, first.sha256)
    lines = {
        section.title: [(one.sentence, one.why) for one in section.lines] for section in told(edition.changes, edition)
    }
    entry = log.version(alpha.group, "item/t1")
    assert lines == {
        "Dropped": [("Tests (t1) is dropped; it was agreed.", "Nobody came.")],
        "Pledges": [("Aurora no longer promises 2.5 FTE to Tests (t1) for Pike.", "Aurora took it back.")],
        "Changed otherwise": [
            ("Logs (l1): it costs 3 FTE; before: 1.5.", "It was changed since."),
            ("Logs (l1): it waits for nothing; before: t1.", "It was changed since."),
        ],
    }
    dropped = next(one for one in edition.changes if one.field == "state")
    assert dropped.because == (f"entry/{entry}",)
    assert text_of(edition_numbered(alpha.group, 1).edition) == kept
    assert hash_of(kept) == first.sha256 != second.sha256


def test_the_same_roadmap_at_the_same_moment_is_the_same_edition_to_the_byte(alpha: Cast) -> None:
    given_items(alpha)
    first = publish_edition(alpha.caller("Di"), Q2)
    Edition.objects.all().delete()
    assert publish_edition(alpha.caller("Di"), Q2).sha256 == first.sha256


def test_a_quarter_has_one_edition_and_none_before_it_begins(alpha: Cast) -> None:
    publish_edition(alpha.caller("Di"), Q2)
    with pytest.raises(AgainstTheRules, match="edition of 2017Q2: There is an edition of 2017Q2"):
        publish_edition(alpha.caller("Di"), Q2)
    with pytest.raises(AgainstTheRules, match="2017Q3 has not begun on 2017-05-09"):
        publish_edition(alpha.caller("Di"), Q3)
    with pytest.raises(AgainstTheRules, match="Choose a later quarter"):
        publish_edition(alpha.caller("Di", at=AUGUST), Quarter(2017, 1))
    assert [one.number for one in Edition.objects.all()] == [1]


def test_only_those_who_run_the_group_publish_an_edition(alpha: Cast) -> None:
    for name in ("Bo", "Ed", ""):
        with pytest.raises(NotAllowed, match="the chair or the secretary"):
            publish_edition(alpha.caller(name), Q2)
    assert last_edition(alpha.group) is None
    with pytest.raises(NotThere, match="no such edition"):
        edition_numbered(alpha.group, 1)


def test_an_edition_that_was_tampered_with_in_the_table_is_not_shown(alpha: Cast) -> None:
    row = publish_edition(alpha.caller("Di"), Q2)
    Edition.objects.filter(pk=row.pk).update(data={**row.data, "number": 2}, sha256="0" * 64)
    with pytest.raises(RecordFault, match="is not what was published"):
        edition_numbered(alpha.group, 1)
