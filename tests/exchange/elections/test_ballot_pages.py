"""The examples on the reference page are ballots, each of the format under whose heading it stands."""

import re
from pathlib import Path

from muster.domain.elections.ballots import Poll
from muster.domain.elections.rule import Rule
from muster.exchange.elections import ballot_file, ballot_file_reading, employers, formats

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "ballot-files.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```\w+ (\S+\.\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
POLLS = {
    "ballots.csv": Poll(("Ada", "Cy", "Di"), {(1, 2, 2): 1, (2, 1, 0): 1}),
    "chair.blt": Poll(
        ("Ada", "Cy", "Di"), {(1, 0, 2): 4, (2, 1, 1): 1}, "last", "Chair 2017", 1, withdrawn=frozenset({"Cy"})
    ),
    "chair.toi": Poll(("Ada", "Cy", "Di"), {(1, 0, 2): 4, (2, 1, 1): 1}, "last", "Chair 2017"),
    "chair.abif": Poll(
        ("Ada Example", "Di of Delta", "cy"), {(1, 2, 0): 4, (2, 1, 1): 1, (1, 0, 2): 2}, "last", "Chair 2017"
    ),
}


def test_every_example_is_read_as_the_page_says() -> None:
    assert {name: formats.read(text, name) for name, text in EXAMPLES.items() if name in POLLS} == POLLS
    assert set(EXAMPLES) - set(POLLS) == {"chair.json", "employers.csv"}


def test_the_example_of_musters_own_file_is_written_as_the_page_shows_it() -> None:
    assert ballot_file.recognises(EXAMPLES["chair.json"])
    file = ballot_file_reading.read(EXAMPLES["chair.json"], "chair.json")
    assert (file.rule, file.ballots) == (Rule("schulze", 1, "7f3a of 8 May 2017"), ((1, 2), (1, 0)))
    assert ballot_file.write(file) == EXAMPLES["chair.json"]


def test_the_example_of_employers_is_read_as_the_page_says() -> None:
    assert employers.read(EXAMPLES["employers.csv"], "employers.csv") == {"Ada": "Alpha", "Cy": "Beta"}


def test_the_page_names_every_format() -> None:
    assert re.findall(r"^## ([a-z]+)$", PAGE, re.MULTILINE) == ["csv", "blt", "preflib", "abif", ballot_file.NAME]
    assert {"csv", "blt", "preflib", "abif"} == set(formats.FORMATS)
