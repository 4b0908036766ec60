"""Answers that fit through Lambda, which takes 6 MB of JSON; a received document can be twenty.

What is too long is left out and named, never cut off in silence; the files have it all.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

# As it leaves: JSON within JSON, whose quotation marks and backslashes count twice. The rest is for the summary, the
# timeline and the headers.
MOST_BYTES = 5_000_000


def size_of(part: object) -> int:
    r"""Return how many bytes a part of an answer takes on its way out.

    >>> size_of({"name": "Å"}), len(r'{\"name\": \"\\u00c5\"}')
    (23, 23)
    """
    return len(json.dumps(json.dumps(part, default=str))) - 2


def bounded(content: Mapping[str, Any]) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return what an invoice says, without what makes it too long, and the names of what was left out.

    Embedded files go first, then the document, which says once more what the lines say; then the lines themselves.
    """
    left_out: list[str] = []
    for name, shorter in _shorter(content):
        if size_of(content) <= MOST_BYTES:
            break
        content = shorter
        left_out.append(name)
    return content, tuple(left_out)


def _shorter(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    document = dict(content.get("document", {}))
    attachments = document.get("attachments", [])
    document["attachments"] = [{**attachment, "content": None} for attachment in attachments]
    yield "attachments", {**content, "document": document}
    yield "document", {**content, "document": {}}
    yield "lines", {**content, "document": {}, "lines": []}
