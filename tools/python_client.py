"""The generated half of clients/python, from the API's own description: `make client`.

openapi-python-client writes it (MIT, kept since 2020, what Benchling's client is made with): one typed function a route
and one class a shape, over httpx. Weighed against it: openapi-generator needs Java; datamodel-code-generator makes
shapes and no calls; pyopenapi-gen and clientele are one person's and change their output monthly.

Beside what it wrote lies `generated.json`: digests of all that went in and of all that came out. A test compares both
without the generator, so a description that changed and a generated file that was edited are found on any machine.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chalicelib.api.http.blueprint import endpoints_of
from chalicelib.api.openapi.text import document_json
from infra.package import stage_variables

ROOT = Path(__file__).resolve().parents[1]
CLIENT = ROOT / "clients" / "python"
GENERATED = CLIENT / "invoice_client" / "generated"
SETTINGS = CLIENT / "generator"
DIGESTS = CLIENT / "generated.json"
GENERATOR = "openapi-python-client==0.29.1"
_JSON, _FORM = "application/json", "multipart/form-data"
_UNTYPED = frozenset({"console", "documentation"})  # tags of what is for browsers
_LINE_LENGTH = 120


def main() -> None:
    """Write the generated half anew, with its digests."""
    os.environ.update(stage_variables("dev") | {"AWS_DEFAULT_REGION": "eu-central-1"})
    from app import app

    document = json.loads(document_json(tuple(endpoints_of(app))))
    source = ROOT / "build" / "client" / "openapi.json"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(json.dumps(described(document), ensure_ascii=False, indent=1), encoding="utf-8")
    _generate(source)
    _format()
    DIGESTS.write_text(json.dumps(digests(document), indent=2) + "\n", encoding="utf-8")


def digests(document: dict[str, Any]) -> dict[str, str]:
    """Return the digest of what the generator is given, and that of what lies there as its work."""
    settings = (path.read_bytes() for path in _files(SETTINGS))
    given = (json.dumps(described(document), sort_keys=True).encode(), GENERATOR.encode(), *settings)
    written = (part for path in _files(GENERATED) for part in (path.name.encode(), path.read_bytes()))
    return {"source": _digest(given), "code": _digest(written)}


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the client needs of the description.

    Left out are pages and redirects, which have no shape; forms where JSON does; errors, which are one class by hand;
    and examples. Every function takes the same client, whether its route asks for a token or not.
    """
    paths = {path: _operations(item) for path, item in document["paths"].items()}
    kept = {path: item for path, item in paths.items() if item}
    schemas: dict[str, Any] = {}
    _collect(kept, document["components"]["schemas"], schemas)
    head = {name: document[name] for name in ("openapi", "info")}
    whole: dict[str, Any] = _without_examples(
        head | {"paths": kept, "components": {"schemas": dict(sorted(schemas.items()))}}
    )
    return whole


def _operations(item: dict[str, Any]) -> dict[str, Any]:
    found = {method: _operation(operation) for method, operation in item.items()}
    return {method: operation for method, operation in found.items() if operation["responses"]}


def _operation(operation: dict[str, Any]) -> dict[str, Any]:
    operation = {name: value for name, value in operation.items() if name not in {"security", "links"}}
    is_typed = _UNTYPED.isdisjoint(operation["tags"])
    operation["responses"] = {
        status: _success(response)
        for status, response in operation["responses"].items()
        if is_typed and status.startswith("2") and response.get("content", {_JSON: None}).keys() & {_JSON, "text/csv"}
    }
    if "requestBody" in operation:
        content = operation["requestBody"]["content"]
        files = _FORM if len(content) > 3 else ""  # noqa: PLR2004 - three ways to send one form; more are files
        kept = {kind: content[kind] for kind in (files, _JSON) if kind in content}
        operation["requestBody"] = operation["requestBody"] | {"content": kept}
    return operation


def _success(response: dict[str, Any]) -> dict[str, Any]:
    content = {
        kind: {"schema": each["schema"]} for kind, each in response.get("content", {}).items() if "schema" in each
    }
    return {"description": response["description"], "content": content}


def _collect(value: object, schemas: dict[str, Any], found: dict[str, Any]) -> None:
    """Add the schemas that a value names, and those that they name."""
    if isinstance(value, dict):
        name = str(value.get("$ref", "")).removeprefix("#/components/schemas/")
        if name in schemas and name not in found:
            found[name] = schemas[name]
            _collect(schemas[name], schemas, found)
    for inner in _inner(value):
        _collect(inner, schemas, found)


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _without_examples(value: Any, *, are_properties: bool = False) -> Any:
    """Leave out the examples of shapes and parameters, but no property that is called so."""
    if isinstance(value, list):
        return [_without_examples(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    left_out = set() if are_properties else {"example", "examples"}
    kept = {name: inner for name, inner in value.items() if name not in left_out}
    return {name: _without_examples(inner, are_properties=name == "properties") for name, inner in kept.items()}


def _generate(source: Path) -> None:
    shutil.rmtree(GENERATED, ignore_errors=True)
    command = [
        *(sys.executable, "-m", "uv", "tool", "run", "--quiet", "--from", GENERATOR),
        *("openapi-python-client", "generate", "--meta", "none", "--fail-on-warning"),
        *("--path", str(source), "--output-path", str(GENERATED)),
        *("--config", str(SETTINGS / "config.yaml"), "--custom-template-path", str(SETTINGS / "templates")),
    ]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own words


def _format() -> None:
    """Sort imports, drop those that are not used, and wrap lines, by no settings but these."""
    ruff = (sys.executable, "-m", "ruff")
    alike = ("--isolated", "--quiet", "--line-length", str(_LINE_LENGTH), "--target-version", "py311", "--no-cache")
    for command in (("check", "--fix-only", "--select", "I,F401,F541", *alike), ("format", *alike)):
        subprocess.run([*ruff, *command, str(GENERATED)], check=True)  # noqa: S603 - our own words


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


if __name__ == "__main__":
    main()
