"""What every field and parameter means: as its model says it, else by its name from `meanings.toml`.

The same name means the same thing all over the API, so that a new model has its meanings already.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Meanings = dict[str, Any]


def describe_fields(definitions: dict[str, Json]) -> None:
    """Give a description to each field that has none; what a model says of a field that may be null counts too."""
    for model, schema in definitions.items():
        for name, field in schema.get("properties", {}).items():
            described = field.get("description") or _in_options(field) or meaning_of(name, model)
            if described:
                field["description"] = described


def meaning_of(name: str, model: str = "") -> str:
    """Return what a field of a name means, in a model or anywhere; empty where it has no description.

    >>> meaning_of("invoice_number"), meaning_of("status", "Problem")
    ('Number of the invoice (BT-1)', 'The HTTP status')
    """
    meanings = _meanings()
    own = meanings.get(model)
    found = own.get(name) if isinstance(own, dict) else None
    return str(found or (meanings.get(name) if isinstance(meanings.get(name), str) else "") or "")


def _in_options(field: Json) -> str:
    options = (*field.get("anyOf", ()), *field.get("allOf", ()))
    return next((str(option["description"]) for option in options if "description" in option), "")


@cache
def _meanings() -> Meanings:
    return tomllib.loads((Path(__file__).parent / "meanings.toml").read_text(encoding="utf-8"))
