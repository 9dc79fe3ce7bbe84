"""Elections that were really held: every ballot counted again comes to the outcome that was published."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muster.domain.elections.counting import count
from muster.domain.elections.result import Result
from muster.domain.elections.rule import Rule
from muster.exchange.elections import formats
from muster.exchange.elections.formats import FORMATS

EMPLOYERS_OF_2017 = {"c05": "Alpha", "c13": "Alpha"}
"""Two of the candidates of 2017 worked for one company, which held three of thirteen seats; four were allowed."""


def cases(material: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    folders = sorted((material / "elections").iterdir())
    assert folders
    for folder in folders:
        yield folder.name, (folder / "ballots.csv").read_text(), json.loads((folder / "expected.json").read_text())


def outcome(result: Result, expected: dict[str, Any]) -> dict[str, Any]:
    """Give of a result what was published of the election."""
    ours = {
        "ballots": result.ballots,
        "winners": list(result.winners),
        "ranking": [list(rank) for rank in result.ranking],
        "capped_out": list(result.outcome.seating.capped_out),
    }
    return {key: value for key, value in ours.items() if expected.get(key) is not None}


def rule_of(expected: dict[str, Any]) -> Rule:
    if "capped_out" in expected:
        return Rule("schulze", expected["seats"], cap=4, employers=EMPLOYERS_OF_2017, held={"Alpha": 3})
    return Rule("schulze", expected["seats"])


def test_each_of_them_comes_out_as_it_was_published(material: Path) -> None:
    for name, text, expected in cases(material):
        result = count(formats.read(text, name), rule_of(expected))
        assert outcome(result, expected) == {key: expected[key] for key in outcome(result, expected)}, name
        assert result.outcome.seating.undecided is None
        assert not result.outcome.seating.ties


def test_in_every_format_that_can_hold_them_they_come_out_the_same(material: Path) -> None:
    for name, text, expected in cases(material):
        poll = formats.read(text, name)
        last = formats.read(text.replace("No opinion", ""), name)
        for form in FORMATS.values():
            held = poll if form.NAME == "csv" else last
            again = formats.read(form.write(held), name)
            rule = rule_of(expected)
            assert count(again, rule).ranking == count(held, rule).ranking, (name, form.NAME)
