"""Examples that look real, but are invented: made from a schema, with the usual values of its fields.

A schema's own example goes first, then the values in `example_values.py`: those for a model, for `Model.field` and for
`field`, then what the type allows. A name has the same meaning all over the API, so that a new model has its examples
already.
"""

import inspect
from collections.abc import Callable

from chalicelib.api.openapi.example_values import EXAMPLES, INSTANT
from chalicelib.json_data import JsonObject

Resolve = Callable[[str], tuple[str, JsonObject]]

_BY_FORMAT = {"date": "2026-03-02", "date-time": INSTANT, "email": "ann@example.com", "uri": "https://example.com/"}
_BY_TYPE = {"string": "text", "integer": 1, "number": 1.5, "boolean": True}


def example_of(schema: JsonObject, name: str, resolve: Resolve, owner: str = "") -> object:
    """Return an example for a schema: that of the field `name` of the model `owner`, where it is one."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        owner_of, target = resolve(schema["$ref"])
        if owner_of in EXAMPLES:
            return EXAMPLES[owner_of]
        return example_of(target, name, resolve, owner_of) if "properties" in target else _one(target, name, resolve)
    return _one(schema, name, resolve, owner)


def sample_argument(parameter: inspect.Parameter) -> object:
    """Return what an error might be made with."""
    return EXAMPLES.get(parameter.name, _BY_TYPE["integer"] if parameter.annotation is int else _BY_TYPE["string"])


def _one(schema: JsonObject, name: str, resolve: Resolve, owner: str = "") -> object:
    if "properties" in schema:
        return {field: _field(part, field, resolve, owner) for field, part in schema["properties"].items()}
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return EXAMPLES[name] if EXAMPLES.get(name) in schema["enum"] else schema.get("default", schema["enum"][0])
    if options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return _of_options(options, name, resolve, owner)
    if schema.get("type") == "array":
        return EXAMPLES[name] if isinstance(EXAMPLES.get(name), list) else [example_of(schema["items"], name, resolve)]
    return _simple(schema, name)


def _of_options(options: list[JsonObject], name: str, resolve: Resolve, owner: str) -> object:
    """Where nothing is said of a field that may be null, it is null."""
    may_be_null = {"type": "null"} in options
    if may_be_null and (EXAMPLES.get(name, ...) is None or (name not in EXAMPLES and "type" in options[0])):
        return None
    fitting = (option for option in options if _is(EXAMPLES.get(name), option.get("type")))
    return example_of(next(fitting, options[0]), name, resolve, owner)


def _field(schema: JsonObject, name: str, resolve: Resolve, owner: str) -> object:
    qualified = f"{owner}.{name}"
    return EXAMPLES[qualified] if qualified in EXAMPLES else example_of(schema, name, resolve)


def _simple(schema: JsonObject, name: str) -> object:
    kind = schema.get("type")
    if kind == "object":
        return {}
    if _is(EXAMPLES.get(name), kind):
        return EXAMPLES[name]
    by_format = _BY_FORMAT.get(schema.get("format", ""))
    return schema.get("default", by_format or schema.get("minimum") or _BY_TYPE.get(str(kind)))


def _is(value: object, kind: str | None) -> bool:
    """Tell whether a value is of one of JSON's simple types."""
    types = {"string": str, "integer": int, "number": int | float, "boolean": bool}
    return kind in types and isinstance(value, types[kind]) and (kind == "boolean") == isinstance(value, bool)
