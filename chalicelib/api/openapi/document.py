"""The whole document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.http.problems import Problem
from chalicelib.api.openapi.answers import HEADERS, answer_models
from chalicelib.api.openapi.bodies import body_models
from chalicelib.api.openapi.failures import failures_of
from chalicelib.api.openapi.links import add_links
from chalicelib.api.openapi.operations import KEY_SCHEME, SECURITY_SCHEME, operation_of, tag_description, tag_of
from chalicelib.api.openapi.schemas import Schemas, Used
from chalicelib.json_data import JsonObject

VERSION = "0.1.0"
INFO: JsonObject = {
    "title": "Invoice system",
    "version": VERSION,
    "summary": "Invoices uploaded or made in a form: read, validated as e-invoices, listed, corrected, exported, sent.",
    "description": (
        "JSON in and out, UTF-8. Amounts are decimal strings, instants ISO 8601 in UTC, ids opaque. "
        "Unknown fields and query parameters are refused, so that a typing error never goes unseen.\n\n"
        "Authenticate with `Authorization: Bearer <access token>`: `POST /auth/login` gives the token, good for some "
        "minutes, and a refresh token, good once, for `POST /auth/token/refresh`. Programs use an API key "
        "(`POST /company/keys`) instead.\n\n"
        "Requests are limited by the minute, by person, company and network address: `RateLimit` and "
        "`RateLimit-Policy` of an answer tell how many are left, 429 `rate_limited` comes with `Retry-After`.\n\n"
        "Every error is a problem document (RFC 9457). Rely on `code`, which is stable; `detail` is a sentence for a "
        "person; `request_id`, also in the header `X-Request-Id`, finds the request in the logs."
    ),
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
}
SECURITY_SCHEMES: JsonObject = {
    SECURITY_SCHEME: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token that `POST /auth/login`, `/auth/register` and `/auth/token/refresh` give.",
    },
    KEY_SCHEME: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "inv_…",
        "description": "An API key that `POST /company/keys` gave, with the scope that is named.",
    },
}


def build_document(endpoints: Iterable[Endpoint]) -> JsonObject:
    """Return the OpenAPI document of these routes."""
    served = list(endpoints)
    schemas = Schemas(_models(served))
    paths: dict[str, JsonObject] = defaultdict(dict)
    for endpoint in served:
        paths[endpoint.path][endpoint.method.lower()] = operation_of(endpoint, schemas)
    add_links(paths, schemas)
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": ".", "description": "Where this document is."}],
        "tags": list(_tags(served)),
        "paths": dict(paths),
        "components": {
            "schemas": _without_queries(schemas, served),
            "responses": {failure.name: failure.response() for endpoint in served for failure in failures_of(endpoint)},
            "headers": HEADERS,
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def _models(endpoints: list[Endpoint]) -> Iterator[Used]:
    yield Problem, "validation"  # its optional members are absent, not null
    for endpoint in endpoints:
        for model in body_models(endpoint):
            yield model, "validation"
        for model in answer_models(endpoint):
            yield model, "serialization"
        if "query" in endpoint.parameters:
            yield endpoint.parameters["query"].annotation, "validation"


def _tags(endpoints: list[Endpoint]) -> Iterator[JsonObject]:
    told = {tag_of(endpoint): tag_description(endpoint) for endpoint in endpoints}
    for name, description in told.items():
        yield {"name": name, "description": description}


def _without_queries(schemas: Schemas, endpoints: list[Endpoint]) -> JsonObject:
    """Leave out the models of queries, which are described parameter by parameter."""
    queries = {
        endpoint.parameters["query"].annotation.__name__ for endpoint in endpoints if "query" in endpoint.parameters
    }
    return {name: schema for name, schema in schemas.definitions.items() if name not in queries}
