"""The document as text, made once a process."""

import json
from functools import cache

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.openapi.document import build_document

_WIDTH = 110


@cache
def document_json(endpoints: tuple[Endpoint, ...]) -> str:
    """Return the document of these routes as JSON."""
    return json.dumps(build_document(endpoints), ensure_ascii=False, separators=(",", ":"))


@cache
def document_yaml(endpoints: tuple[Endpoint, ...]) -> str:
    """Return the document of these routes as YAML."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes paragraphs as they are read."""

    def write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)

    Dumper.add_representer(str, write_text)
    parsed = json.loads(document_json(endpoints))  # nothing in it is shared, so that nothing is written as an alias
    return yaml.dump(parsed, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
