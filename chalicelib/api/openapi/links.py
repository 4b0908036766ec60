"""Links: what a route makes or lists, other routes take by its id."""

from collections.abc import Iterator, Mapping

from chalicelib.api.http.requests import JSON
from chalicelib.api.openapi.schemas import Schemas
from chalicelib.json_data import JsonObject


def add_links(paths: Mapping[str, JsonObject], schemas: Schemas) -> None:
    """Link every answer that has something's id to the routes of that thing.

    `POST /invoices` answers with an `id`, so it links to what is at `/invoices/{invoice_id}` and below.
    """
    for path, methods in paths.items():
        targets = _targets(path, paths)
        for answer in _successes(methods) if targets else ():
            if place := _place_of_id(answer, schemas):
                answer["links"] = {
                    target: {"operationId": target, "parameters": {parameter: f"$response.body#{place}"}}
                    for target, parameter in targets.items()
                }


def _successes(methods: JsonObject) -> Iterator[JsonObject]:
    for operation in methods.values():
        yield from (answer for status, answer in operation["responses"].items() if status.startswith("2"))


def _targets(path: str, paths: Mapping[str, JsonObject]) -> dict[str, str]:
    """Return the operations that take one id more than this path, and that parameter's name."""
    return {
        operation["operationId"]: other.removeprefix(f"{path}/{{").partition("}")[0]
        for other, methods in paths.items()
        if other.startswith(f"{path}/{{") and other.count("{") == path.count("{") + 1
        for operation in methods.values()
    }


def _place_of_id(answer: JsonObject, schemas: Schemas) -> str | None:
    """Return where in an answer an id stands: its own, or the first item's of a list."""
    model = schemas.resolve(answer.get("content", {}).get(JSON, {}).get("schema", {}))
    if "id" in model.get("properties", {}):
        return "/id"
    item = schemas.resolve(model.get("properties", {}).get("items", {}).get("items", {}))
    return "/items/0/id" if "id" in item.get("properties", {}) else None
