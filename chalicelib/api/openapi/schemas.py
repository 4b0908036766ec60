"""JSON Schemas of the models, as components that refer to each other.

Pydantic makes them; here are only its options. A field's title is its name in other letters, so none is written, nor
is a default of null, which says no more than that the field may be absent.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema

from chalicelib.api.openapi.examples import example_of
from chalicelib.api.openapi.meanings import describe_fields
from chalicelib.json_data import JsonObject

if TYPE_CHECKING:
    from pydantic_core.core_schema import WithDefaultSchema

Used = tuple[type[BaseModel], JsonSchemaMode]

_PREFIX = "#/components/schemas/"


class Plain(GenerateJsonSchema):
    """Pydantic's generator, less talkative."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the base's signature
        """Never: it would only repeat the name."""
        return False

    def default_schema(self, schema: "WithDefaultSchema") -> JsonSchemaValue:
        """Leave out a default of null."""
        made = super().default_schema(schema)
        return {name: value for name, value in made.items() if name != "default" or value is not None}


class Schemas:
    """The schemas of all models that the routes use."""

    def __init__(self, used: Iterable[Used]) -> None:
        """Make them together, so that each name means one schema."""
        self._references, made = models_json_schema(
            sorted(set(used), key=lambda pair: (pair[0].__name__, pair[1])),
            ref_template=_PREFIX + "{model}",
            schema_generator=Plain,
        )
        self.definitions: dict[str, JsonObject] = made.get("$defs", {})
        describe_fields(self.definitions)

    def reference(self, model: type[BaseModel], mode: JsonSchemaMode) -> JsonObject:
        """Return the reference to a model's schema."""
        return self._references[model, mode]

    def definition(self, model: type[BaseModel], mode: JsonSchemaMode) -> JsonObject:
        """Return a model's schema itself."""
        return self.definitions[self.reference(model, mode)["$ref"].removeprefix(_PREFIX)]

    def example(self, schema: JsonObject, name: str = "") -> object:
        """Return a value that fits a schema, as it might really be."""
        return example_of(schema, name, self._find)

    def resolve(self, schema: JsonObject) -> JsonObject:
        """Return the schema that a schema refers to, or the schema itself."""
        return self._find(schema["$ref"])[1] if "$ref" in schema else schema

    def _find(self, reference: str) -> tuple[str, JsonObject]:
        name = reference.removeprefix(_PREFIX)
        return name, self.definitions[name]


def schema_of(annotation: Any) -> JsonObject:
    """Return the schema of a type that is no model, such as that of a path's parameter."""
    return TypeAdapter(annotation).json_schema(schema_generator=Plain)
