"""The JSON Schema says what the models say, as far as a schema can."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from muster.domain.charter.charter import Charter
from muster.domain.charter.schema import schema
from muster.domain.charter.shape import sections_of
from tests.domain.charter.whole import changed, whole

VALIDATOR = Draft202012Validator(schema())


def as_an_editor_sees(data: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is of any shape
    return json.loads(json.dumps(data, default=str))


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_charter_with_everything_fits_the_schema() -> None:
    assert list(VALIDATOR.iter_errors(as_an_editor_sees(whole()))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("group", "nmae"), "Alpha"),
        (("group", "name"), 3),
        (("meetings", 0, "cadence"), "quaterly"),
        (("classes", 0, "criteria", 0, "minimum"), 3.5),
        (("classes", 0, "criteria", 0, "minimum"), "half"),
        (("counting", "theta", "strict"), 185),
        (("evidence", "repositories", 0), 7),
    ],
)
def test_an_editor_sees_the_mistake_while_one_writes(path: tuple[str | int, ...], value: object) -> None:
    assert [tuple(error.path) for error in VALIDATOR.iter_errors(as_an_editor_sees(changed(path, value)))] != []


def test_every_key_says_what_it_means_and_every_leaf_shows_an_example_that_fits() -> None:
    made: dict[str, Any] = schema()
    definitions: dict[str, Any] = {"Charter": made, **made["$defs"]}
    found = 0
    for section in sections_of(Charter):
        for key, field in section.part.model_fields.items():
            assert field.description, (section.header, key)
            for example in field.examples or ():
                rule = {**definitions[section.part.__name__]["properties"][key], "$defs": made["$defs"]}
                assert Draft202012Validator(rule).is_valid(example), (section.header, key, example)
                found += 1
    assert found > 100


def test_the_schema_never_speaks_of_null_which_toml_cannot_write() -> None:
    assert '"null"' not in json.dumps(schema())
    assert ": null" not in json.dumps(schema())
