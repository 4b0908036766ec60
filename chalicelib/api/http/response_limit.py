"""Answers that fit through Lambda, which takes 6 MB of JSON; a received document can be twenty.

What is too long is left out and named, never cut off in silence; the files have it all.
"""

import json
from collections.abc import Callable, Mapping

from chalicelib.invoices.building.content import Content
from chalicelib.settings import MAX_ANSWER_BYTES


def size_of(part: object) -> int:
    r"""Return how many bytes a part of an answer takes on its way out: as JSON within JSON.

    >>> size_of({"name": "Å"}), len(r'{\"name\": \"\\u00c5\"}')
    (23, 23)
    """
    return len(json.dumps(json.dumps(part, default=str))) - 2


def bounded(content: Content) -> tuple[Content, tuple[str, ...]]:
    """Return what an invoice says, without what makes it too long, and the names of what was left out.

    Embedded files go first, then the document, which says once more what the lines say; then what of it was derived,
    the lines themselves, and the taxes.
    """
    left_out: list[str] = []
    for name, shorten in _STEPS.items():
        if size_of(content) <= MAX_ANSWER_BYTES:
            break
        shorter = shorten(content)
        if shorter != content:
            content = shorter
            left_out.append(name)
    return content, tuple(left_out)


def _without_embedded_files(content: Content) -> Content:
    document = content.get("document", {})
    attachments = [{**attachment, "content": None} for attachment in document.get("attachments") or ()]
    return {**content, "document": {**document, "attachments": attachments}} if attachments else content


_STEPS: Mapping[str, Callable[[Content], Content]] = {
    "attachments": _without_embedded_files,
    "document": lambda content: {**content, "document": {}},
    "derived": lambda content: {**content, "derived": {}} if content.get("derived") else content,
    "lines": lambda content: {**content, "lines": []},
    "tax_breakdown": lambda content: {**content, "tax_breakdown": []},
}
