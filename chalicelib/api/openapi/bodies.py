"""Request bodies: JSON, forms, and files as forms or as they are."""

from pydantic import BaseModel

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.http.file_types import BODY_TYPES, FILE_TYPES, MULTIPART
from chalicelib.api.http.multipart import MAX_PARTS
from chalicelib.api.http.requests import FORM, JSON
from chalicelib.api.openapi.schemas import Schemas
from chalicelib.api.openapi.types import is_kind, members_of
from chalicelib.json_data import JsonObject

BINARY: JsonObject = {"type": "string", "format": "binary", "minLength": 1}


def body_models(endpoint: Endpoint) -> list[type[BaseModel]]:
    """Return the models of a route's body; none where it takes no such body."""
    if "body" not in endpoint.parameters:
        return []
    return [member for member in members_of(endpoint.parameters["body"].annotation) if is_kind(member, BaseModel)]


def _schema_of(models: list[type[BaseModel]], schemas: Schemas) -> JsonObject:
    options = [schemas.reference(model, "validation") for model in models]
    return options[0] if len(options) == 1 else {"anyOf": options}


def request_body(endpoint: Endpoint, schemas: Schemas) -> JsonObject:
    """Describe a route's body; empty where it takes none."""
    content = _files() if "uploads" in endpoint.parameters else {}
    models = body_models(endpoint)
    if models:
        schema = _schema_of(models, schemas)
        content[JSON] = {"schema": schema, "example": schemas.example(schema)}
        fits_a_form = all(_fits_a_form(schemas.definition(model, "validation")) for model in models)
        for media_type in (FORM, MULTIPART) if fits_a_form else ():
            content.setdefault(media_type, {"schema": schema})
    return {"required": True, "content": content} if content else {}


def _files() -> JsonObject:
    several = {"type": "array", "items": BINARY, "minItems": 1, "maxItems": MAX_PARTS}
    form = {"type": "object", "properties": {"file": several}, "required": ["file"]}
    by_form = {"schema": form, "encoding": {"file": {"contentType": ", ".join(FILE_TYPES)}}}
    return {MULTIPART: by_form} | {media_type: {"schema": BINARY} for media_type in BODY_TYPES}


def _fits_a_form(schema: JsonObject) -> bool:
    """Tell whether a form can say whatever JSON can: it has only text, and no null."""
    return all(field.get("type") == "string" for field in schema["properties"].values())
