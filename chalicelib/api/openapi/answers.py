"""What a route answers when all is well, as its view's return type says."""

import inspect
from collections.abc import Mapping
from http import HTTPStatus
from typing import get_args, get_origin

from pydantic import BaseModel

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.http.file_types import HTML
from chalicelib.api.http.requests import JSON
from chalicelib.api.http.responses import Begun, Content, File, Html, NotModified, Redirect, Reply, Several
from chalicelib.api.openapi.schemas import Schemas
from chalicelib.api.openapi.types import Undescribable, is_kind, members_of
from chalicelib.json_data import JsonObject

LOCATED: Mapping[object, int] = {Begun: Begun.status, Several: Several.status}
"""Answers that say where to look further, with their statuses."""

HEADERS: dict[str, JsonObject] = {
    "Location": {
        "description": "Where the result is: a path of this API, or another address.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Retry-After": {
        "description": "How many seconds to wait before the next try.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "ETag": {
        "description": (
            "The version that was sent; `If-Match` with it changes this version and no later one, "
            "`If-None-Match` asks for another."
        ),
        "schema": {"type": "string"},
    },
    "Content-Disposition": {
        "description": "The name under which a browser saves the file.",
        "schema": {"type": "string"},
    },
    "X-Next-Cursor": {
        "description": "The `cursor` of the next file; `end` where this one has the rest.",
        "schema": {"type": "string"},
    },
    "WWW-Authenticate": {
        "description": "How to authenticate: `Bearer`.",
        "schema": {"type": "string"},
    },
}


def answer_types(endpoint: Endpoint) -> list[object]:
    """Return what a view may return, models and bodies without the `Reply` around them.

    Raises:
        Undescribable: the view does not say it.

    """
    annotation = inspect.signature(endpoint.view).return_annotation
    kinds = [kind for member in members_of(annotation) for kind in _unwrapped(member)]
    for kind in kinds:
        is_file = kind is File and endpoint.answers is not None
        is_known = any(is_kind(kind, known) for known in (BaseModel, Html, Redirect, NotModified, type(None)))
        if not (is_file or is_known or get_origin(kind) in {Content, *LOCATED}):
            message = f"{endpoint.method} {endpoint.path}: what is a {kind!r} as an answer?"
            raise Undescribable(message)
    return kinds


def answer_models(endpoint: Endpoint) -> list[type[BaseModel]]:
    """Return the models that a route answers with."""
    kinds = (get_args(kind)[0] if get_origin(kind) in LOCATED else kind for kind in answer_types(endpoint))
    return [kind for kind in kinds if is_kind(kind, BaseModel)]


def shows_pages(endpoint: Endpoint) -> bool:
    """Tell whether a route answers a browser with a page."""
    return Html in answer_types(endpoint)


def answers_of(endpoint: Endpoint, schemas: Schemas) -> dict[str, JsonObject]:
    """Describe a route's answers by their status.

    A route that redirects shows a page where something went wrong; one that has a model besides leaves it to `Accept`.
    """
    kinds = answer_types(endpoint)
    redirects = [kind for kind in kinds if is_kind(kind, Redirect)]
    begun = [kind for kind in kinds if get_origin(kind) in LOCATED]
    elsewhere = [*redirects, *begun, NotModified, *([Html] if redirects else [])]
    bodies = [kind for kind in kinds if kind not in elsewhere]
    answers = {str(kind.status): _redirect(kind) for kind in redirects}
    if NotModified in kinds:
        answers[str(NotModified.status)] = _answer(NotModified.status, {}, endpoint.headers)
    for kind in begun:
        status = LOCATED[get_origin(kind)]
        answers[str(status)] = _answer(status, _content([*get_args(kind)], schemas), ("Location",))
    if bodies:
        answers[str(endpoint.status)] = _success(endpoint, bodies, schemas)
    return answers


def header_references(names: tuple[str, ...]) -> JsonObject:
    """Return the references to headers' descriptions."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _unwrapped(kind: object) -> tuple[object, ...]:
    return members_of(get_args(kind)[0]) if get_origin(kind) is Reply else (kind,)


def _success(endpoint: Endpoint, bodies: list[object], schemas: Schemas) -> JsonObject:
    content = _content([kind for kind in bodies if kind is not type(None)], schemas)
    headers = endpoint.headers
    if endpoint.answers is not None:
        content[endpoint.answers] = {"schema": {"type": "string", "format": "binary"}}
        headers = (*headers, "Content-Disposition")
    return _answer(endpoint.status, content, headers)


def _redirect(kind: type[Redirect]) -> JsonObject:
    meaning = inspect.cleandoc(kind.__doc__ or "")
    return {"description": meaning, "headers": header_references(("Location",))}


def _answer(status: int, content: JsonObject, headers: tuple[str, ...]) -> JsonObject:
    described: JsonObject = {"description": HTTPStatus(status).phrase}
    if headers:
        described["headers"] = header_references(headers)
    if content:
        described["content"] = content
    return described


def _content(bodies: list[object], schemas: Schemas) -> JsonObject:
    models = [schemas.reference(body, "serialization") for body in bodies if is_kind(body, BaseModel)]
    content: JsonObject = {}
    if models:
        schema = models[0] if len(models) == 1 else {"anyOf": models}
        content[JSON] = {"schema": schema, "example": schemas.example(schema)}
    for body in bodies:
        if body is Html:
            content[HTML] = {"schema": {"type": "string"}}
        elif get_origin(body) is Content:
            content |= {media_type: {} for media_type in _media_types(body)}
    return content


def _media_types(body: object) -> tuple[str, ...]:
    return tuple(
        str(value).partition(";")[0] for literal in members_of(get_args(body)[0]) for value in get_args(literal)
    )
