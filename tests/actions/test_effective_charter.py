"""A group of the record is measured by the charter in force, with the members that the record has."""

from datetime import date
from pathlib import Path

import pytest

from muster.actions.admission import change_state
from muster.actions.charters import load_charter, read_charter_text, resolve_charter
from muster.actions.effective_charter import effective_charter, loaded_from_record
from muster.actions.founding import found_group
from muster.actions.organisations import add_organisation
from muster.domain.charter.charter import Charter, dump, validate
from muster.domain.errors import NotThere
from muster.domain.membership.roll import parties
from muster.records.models import Organisation
from tests.cast import FOUNDED, Cast
from tests.membership import TODAY, adopted

JUNE = date(2017, 6, 1)


def roll(charter: Charter, on: date) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in parties(charter, on, None)]


def test_the_record_says_who_is_measured_as_what(alpha: Cast) -> None:
    di = alpha.caller("Di")
    dorado = add_organisation(di, "Dorado", aliases=["Dorado Networks"], domains=["dorado.example"], invited_as="")
    change_state(di, dorado, "member", JUNE, decided_by=adopted(alpha.group))
    change_state(di, Organisation.objects.get(group=alpha.group, slug="corona"), "former", TODAY)
    charter = effective_charter(alpha.group, JUNE)
    assert roll(charter, JUNE) == [
        *(("Aurora", "member"), ("Borealis", "member"), ("Corona", "former"), ("Dorado", "member")),
    ]
    assert dict(roll(charter, TODAY))["Dorado"] == "prospect"
    assert validate(dump(charter)) == charter
    known = next(one for one in charter.members if one.name == "Dorado")
    assert (known.also_known_as, known.domains) == (("Dorado Networks",), ("dorado.example",))


@pytest.mark.usefixtures("database")
def test_a_group_whose_members_never_changed_is_measured_as_its_charter_says() -> None:
    path = resolve_charter("lcoo")
    group = found_group("lcoo", read_charter_text(path), at=FOUNDED)
    written = load_charter(path).charter
    for day in (date(2016, 10, 26), date(2017, 5, 9), date(2018, 5, 31)):
        by_record = {one.name: one for one in parties(effective_charter(group, day), day, None)}
        by_charter = {one.name: one for one in parties(written, day, None)}
        assert by_record.keys() == by_charter.keys()
        assert [(one.state, one.promises, one.attested) for one in by_record.values()] == [
            (one.state, one.promises, one.attested) for one in by_charter.values()
        ]


def test_the_fingerprint_changes_with_the_members(alpha: Cast, tmp_path: Path) -> None:
    before = loaded_from_record(alpha.group, TODAY, tmp_path)
    assert before == loaded_from_record(alpha.group, TODAY, tmp_path)
    change_state(alpha.caller("Di"), Organisation.objects.get(group=alpha.group, slug="corona"), "former", TODAY)
    after = loaded_from_record(alpha.group, TODAY, tmp_path)
    assert before.sha256 != after.sha256
    assert after.path.parent == tmp_path


def test_before_the_founding_there_is_nothing_to_measure_by(alpha: Cast) -> None:
    with pytest.raises(NotThere):
        effective_charter(alpha.group, date(2016, 12, 31))
