"""Path and query parameters."""

import re

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.openapi.schemas import Schemas, schema_of
from chalicelib.json_data import JsonObject

_NAMES = re.compile(r"{(\w+)}")
_HEADERS: dict[str, tuple[str, JsonObject]] = {
    "if_match": (
        "If-Match",
        {
            "type": "string",
            "description": "The `ETag` of what the client has seen; another version is not changed (412).",
        },
    ),
    "if_none_match": (
        "If-None-Match",
        {"type": "string", "description": "The `ETag` of what the client has: the same again is answered by 304."},
    ),
    "idempotent": (
        "Idempotency-Key",
        {
            "type": "string",
            "pattern": "^[!-~]{1,255}$",
            "description": "The same request again under the same key gets the first one's answer, and does nothing.",
        },
    ),
}
_MEANINGS = {
    "uid": "The user's id, as the mailed link has it.",
    "token": "The token of the mailed link.",
}


def parameters_of(endpoint: Endpoint, schemas: Schemas) -> list[JsonObject]:
    """Describe a route's parameters, wherever they stand."""
    return [
        *path_parameters(endpoint, schemas),
        *query_parameters(endpoint, schemas),
        *header_parameters(endpoint, schemas),
    ]


def path_parameters(endpoint: Endpoint, schemas: Schemas) -> list[JsonObject]:
    """Describe the parameters in a route's path."""
    return [_path_parameter(name, endpoint, schemas) for name in path_names(endpoint)]


def path_names(endpoint: Endpoint) -> list[str]:
    """Return the names of the parameters in a route's path."""
    return _NAMES.findall(endpoint.path)


def query_parameters(endpoint: Endpoint, schemas: Schemas) -> list[JsonObject]:
    """Describe the query's parameters; a raw body has its file's name there."""
    if "query" not in endpoint.parameters:
        schema = {"type": "string", "description": "The file's name, where the body is the file itself."}
        return [_parameter("query", "filename", schema, schemas, required=False)] * ("uploads" in endpoint.parameters)
    model = schemas.definition(endpoint.parameters["query"].annotation, "validation")
    required = model.get("required", [])
    return [
        _parameter("query", name, _not_null(schema), schemas, required=name in required)
        for name, schema in model["properties"].items()
    ]


def header_parameters(endpoint: Endpoint, schemas: Schemas) -> list[JsonObject]:
    """Describe the headers that a view asks for by name, and the one that a route honours before its view."""
    asked = {*endpoint.parameters, *({"idempotent"} if endpoint.idempotent else ())}
    return [
        _parameter("header", header, schema, schemas, required=False)
        for name, (header, schema) in _HEADERS.items()
        if name in asked
    ]


def _path_parameter(name: str, endpoint: Endpoint, schemas: Schemas) -> JsonObject:
    schema = schema_of(endpoint.parameters[name].annotation)
    return _parameter("path", name, {"description": _meaning(name), **schema}, schemas, required=True)


def _meaning(name: str) -> str:
    """Say what a parameter of the path is.

    >>> _meaning("invoice_id")
    "The invoice's id."
    """
    owner = name.removesuffix("_id").replace("_", " ")
    return _MEANINGS.get(name, f"The {owner}'s id." if name.endswith("_id") else f"The {owner}.")


def _parameter(place: str, name: str, schema: JsonObject, schemas: Schemas, *, required: bool) -> JsonObject:
    described: JsonObject = {"name": name, "in": place, "required": required}
    if description := schema.get("description"):
        described["description"] = description
    described["schema"] = {key: value for key, value in schema.items() if key not in {"description", "examples"}}
    if required:  # Swagger UI sends examples: what may be left out is left out
        described["example"] = schemas.example(schema, name)
    return described


def _not_null(schema: JsonObject) -> JsonObject:
    """A query can leave a parameter out, but has no word for null."""
    kept = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if not kept:
        return schema
    return {**rest, **kept[0]} if len(kept) == 1 else {**rest, "anyOf": kept}
