"""Pages that are drawn in a process of its own: logos and values come from outside, and the libraries are large.

The process is kept: what it imports takes half a second. It has no credentials, and is given documents as data.
"""

from dataclasses import fields

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.layout import Layout
from chalicelib.isolation.child_pool import ChildPool
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.json_data import JsonObject
from chalicelib.process_singleton import single

CHILD = "chalicelib.documents.rendering.child"
SECONDS = 20  # for one document: the API has 29 to answer, and a request may look for letters as well
MAX_LETTERS_SECONDS = 5  # to look for letters in the fonts: requests do more than this
MAX_MEMORY_BYTES = 1_000_000_000
MAX_PAGE_BYTES = 100_000_000
_LAST_LATIN = 0x17F
"""Up to here in Unicode Source Sans has every letter (test_rendering.py holds it to that)."""


class NotLaidOut(Exception):
    """A document can't be laid out: the message is the end of the traceback, or how the process ended."""


def draw(document: Document, *, hybrid: bool, language: str, branding: Branding, is_draft: bool = False) -> Layout:
    """Have a document laid out, as `lay_out` does; raise `NotLaidOut`."""
    request = {
        "document": document.model_dump(mode="json", exclude_defaults=True),
        "hybrid": hybrid,
        "language": language,
        "is_draft": is_draft,
        "branding": {each.name: getattr(branding, each.name) for each in fields(branding) if each.name != "logo"},
    }
    try:
        return _ask(request, branding.logo or b"")
    except ChildEnded as ended:
        raise NotLaidOut("the drawing process ended") from ended


def can_draw(logo: bytes) -> bool:
    """Whether a logo can be drawn; one that ends the process can't."""
    try:
        with _children().child(SECONDS) as child:
            child.send({}, logo)
            return child.receive(0)[0] == {"drawable": True}
    except ChildEnded:
        return False


def unprintable(text: str) -> str | None:
    """Return the letters of a text that no font of ours has, each once; None where there is no answer in time."""
    if all(ord(letter) <= _LAST_LATIN for letter in text):
        return ""
    try:
        with _children().child(MAX_LETTERS_SECONDS) as child:
            child.send({"letters": "".join(sorted(set(text)))}, b"")
            answer, _ = child.receive(0)
    except ChildEnded:
        return None
    return str(answer["lacking"])


def _ask(request: JsonObject, logo: bytes) -> Layout:
    with _children().child(SECONDS) as child:
        child.send(request, logo)
        answer, pdf = child.receive(MAX_PAGE_BYTES)
        if "pdf" in answer:
            shown, preview = child.receive(MAX_PAGE_BYTES)
            return Layout(pdf, preview if shown["preview"] else None)
    raise NotLaidOut(answer.get("defect"))


@single
def _children() -> ChildPool:
    return ChildPool(CHILD, ResourceLimits(SECONDS, address_bytes=MAX_MEMORY_BYTES))
