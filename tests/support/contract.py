"""Every answer that a test gets, held against the API's own description."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from chalicelib.api.http.blueprint import endpoints_of
from chalicelib.api.openapi.document import build_document

FAILURES = 400
_TOLD = frozenset({"location", "retry-after", "etag", "content-disposition", "www-authenticate", "x-next-cursor"})


@cache
def document() -> dict[str, Any]:
    """Return the description of the composed application."""
    from app import app

    made: dict[str, Any] = json.loads(json.dumps(build_document(endpoints_of(app))))
    return made


def check_answer(method: str, path: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Hold an answer against the description; what is no route is not described."""
    operation = find_operation(method, path)
    if operation is None:
        return
    name = f"{method} {path} -> {status}"
    answers = operation["responses"]
    answer = resolved(answers.get(str(status)) or answers.get(f"{status // 100}XX") or {})
    assert answer, f"{name} is not documented: does the route's `raises=` miss an error?"
    sent = {header.lower() for header in headers} & _TOLD
    told = {header.lower() for header in answer.get("headers", {})}
    assert sent <= told, f"{name}: headers {sent} were sent, {told} are documented"
    assert sent == told or status >= FAILURES, f"{name}: headers {told} are documented, {sent} were sent"
    _check_body(name, answer.get("content", {}), headers.get("Content-Type", ""), body)


def find_operation(method: str, path: str) -> dict[str, Any] | None:
    """Return the operation that a request goes to."""
    plain = path.partition("?")[0].rstrip("/") or "/"
    found = (methods for pattern, methods in _patterns() if pattern.fullmatch(plain) and method.lower() in methods)
    methods: dict[str, Any] = next(found, {})
    return methods.get(method.lower())


@cache
def _patterns() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Return the paths as patterns, those without parameters first."""
    paths = sorted(document()["paths"].items(), key=lambda pair: pair[0].count("{"))
    return [(re.compile(re.sub(r"{\w+}", "[^/]+", path)), methods) for path, methods in paths]


def resolved(described: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference refers to, or the thing itself."""
    if "$ref" not in described:
        return described
    found: Any = document()
    for part in described["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def validator(schema: dict[str, Any]) -> Any:
    """Return a validator of a schema that refers to the document's components."""
    return _validator(json.dumps(schema))


@cache
def _validator(schema: str) -> Any:
    whole = json.loads(schema) | {"components": document()["components"]}
    return Draft202012Validator(whole, validate_formats=True)


def _check_body(name: str, content: dict[str, Any], content_type: str, body: bytes) -> None:
    kind = content_type.partition(";")[0]
    if not content:
        assert body == b"", f"{name}: no body is documented"
        return
    assert kind in content, f"{name}: {kind} is not documented"
    if kind.endswith("json") and "schema" in content[kind]:
        validator(content[kind]["schema"]).validate(json.loads(body))
