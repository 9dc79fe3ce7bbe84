"""The JSON Schema of a charter, for editors that complete and check while one writes."""

from types import NoneType

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import NullableSchema, WithDefaultSchema

from muster.domain.charter.charter import Charter


def schema() -> dict[str, object]:
    """Give the JSON Schema (draft 2020-12) of a charter, made from the models.

    A TOML date is a string of format `date` there. What a schema cannot say (the rules between keys) it leaves to
    `validate`.
    """
    made = Charter.model_json_schema(schema_generator=_TomlSchema)
    return {"$schema": _TomlSchema.schema_dialect, **made, "title": "Charter of a working group"}


class _TomlSchema(GenerateJsonSchema):
    """Says nothing of null, which TOML cannot write, and leaves out titles that only repeat a key."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the name is pydantic's
        return False

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        # A table's default is that of each of its keys, which say it themselves.
        return {key: value for key, value in made.items() if key != "default" or not isinstance(value, dict | NoneType)}
