"""Links: what a route makes, other routes take by its id."""

from collections.abc import Mapping

from chalicelib.api.openapi.schemas import Json, Schemas
from chalicelib.api.requests import JSON


def add_links(paths: Mapping[str, Json], schemas: Schemas) -> None:
    """Link every route that answers with something's id to the routes of that thing.

    `POST /invoices` answers with an `id`, so it links to what is at `/invoices/{invoice_id}`.
    """
    for path, methods in paths.items():
        targets = _targets(path, paths)
        if "post" in methods and targets:
            for status, answer in methods["post"]["responses"].items():
                if status.startswith("2") and _has_id(answer, schemas):
                    answer["links"] = targets


def _targets(path: str, paths: Mapping[str, Json]) -> Json:
    """Return links to the operations at a path with just one id after this one."""
    return {
        operation["operationId"]: {
            "operationId": operation["operationId"],
            "parameters": {other.removeprefix(f"{path}/{{").removesuffix("}"): "$response.body#/id"},
        }
        for other, methods in paths.items()
        if other.startswith(f"{path}/{{") and other.count("/") == path.count("/") + 1
        for operation in methods.values()
    }


def _has_id(answer: Json, schemas: Schemas) -> bool:
    reference = answer.get("content", {}).get(JSON, {}).get("schema", {}).get("$ref", "")
    return "id" in schemas.definitions.get(reference.rpartition("/")[2], {}).get("properties", {})
