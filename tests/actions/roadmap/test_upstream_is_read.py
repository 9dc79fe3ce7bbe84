"""Upstream is read into a group's index: whole or not at all, without an address, and again only what is new."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from muster.actions.roadmap.indexing import home_of, index_state, open_index, person_called, read_upstream
from muster.domain.errors import LakeFault, RequestFault
from muster.evidence.progress import Silence
from tests.cast import Cast
from tests.roadmap_upstream import key, lay_out, with_an_upstream

TODAY = date(2017, 5, 9)


@pytest.fixture
def group(alpha: Cast, tmp_path: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = tmp_path / "home"
    return with_an_upstream(alpha)


def read(group: Cast, tmp_path: Path, **options: Any) -> Any:  # noqa: ANN401 - whatever is handed on
    return read_upstream(group.group, on=TODAY, lake=tmp_path / "home", progress=Silence(), workers=1, **options)


def test_what_was_read_is_told_and_the_folder_is_remembered(group: Cast, tmp_path: Path) -> None:
    state = read(group, tmp_path, folder=lay_out(tmp_path / "upstream"))
    assert (state.first_day, state.last_day, state.changes) == (date(2017, 3, 1), date(2017, 4, 6), 7)
    assert state.repositories == ("alpha/engine", "alpha/wheels", "alpha/tools")
    assert state.areas == ("Engines", "Wheels")
    assert state.unread == ()
    again = read(group, tmp_path)
    assert (again.folder, again.fingerprint) == (str(tmp_path / "upstream"), state.fingerprint)
    assert index_state(group.group) == again


def test_nobody_has_said_where_the_histories_lie(group: Cast, tmp_path: Path) -> None:
    with pytest.raises(RequestFault, match="Nobody has said yet where the histories lie"):
        read(group, tmp_path)
    with pytest.raises(RequestFault, match="There is no such folder"):
        read(group, tmp_path, folder=tmp_path / "nowhere")
    assert index_state(group.group) is None
    assert open_index(group.group) is None


def test_no_address_is_in_the_index_and_people_find_themselves_by_theirs(group: Cast, tmp_path: Path) -> None:
    read(group, tmp_path, folder=lay_out(tmp_path / "upstream"))
    found = sorted(home_of(group.group).glob("index-*/*.parquet"))
    cells = [str(cell) for file in found for column in pq.read_table(file).columns for cell in column.to_pylist()]
    assert len(cells) > 7
    assert [cell for cell in cells if "@" in cell] == []
    ada = person_called(group.group, " Ada@Aurora.example")
    assert ada is not None
    assert ada.startswith("person-")
    assert person_called(group.group, "oz@aurora.example") is None
    everything = json.loads((home_of(group.group) / "index.json").read_text())
    assert "@" not in json.dumps(everything)


def test_an_address_is_found_by_the_installation_that_read_it_alone(group: Cast, tmp_path: Path, settings: Any) -> None:  # noqa: ANN401 - as above
    read(group, tmp_path, folder=lay_out(tmp_path / "upstream"))
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    assert person_called(group.group, "ada@aurora.example") is None


def test_a_new_reading_takes_the_place_of_the_old_one_whole(group: Cast, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "upstream")
    first = read(group, tmp_path, folder=folder)
    before = open_index(group.group)
    assert before is not None
    assert open_index(group.group) is before
    (folder / "alpha" / "tools").rename(folder / "alpha" / "gone")
    second = read(group, tmp_path)
    assert [name for name, _ in second.unread] == ["alpha/tools"]
    assert second.changes == first.changes  # what was read of it before still stands
    after = open_index(group.group)
    assert after is not None
    assert after is not before
    assert len(before.changes()) == 7  # whoever still reads the old one can
    assert not list(home_of(group.group).glob(".index-*"))


def test_an_index_that_is_damaged_or_of_another_format_is_no_index(group: Cast, tmp_path: Path) -> None:
    read(group, tmp_path, folder=lay_out(tmp_path / "upstream"))
    file = home_of(group.group) / "index.json"
    facts = json.loads(file.read_text())
    file.write_text(json.dumps({**facts, "format": 0}))
    assert open_index(group.group) is None
    file.write_text("{")
    with pytest.raises(LakeFault, match="Read the group again"):
        index_state(group.group)


def test_every_change_is_told_once(group: Cast, tmp_path: Path) -> None:
    read(group, tmp_path, folder=lay_out(tmp_path / "upstream"))
    opened = open_index(group.group)
    assert opened is not None
    rows = sorted(opened.changes().to_pylist(), key=lambda row: row["change"])
    assert [row["change"] for row in rows] == [key(number) for number in range(1, 8)]
    assert rows[3] == {
        "change": key(4),
        "repository": "alpha/engine",
        "day": date(2017, 3, 3),
        "company": "*unaffiliated",
        "subject": "Count teeth",
    }
