"""A file's pages to look at, drawn in a process of its own: this one parses no byte of the file."""

from dataclasses import asdict
from typing import Any

from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.isolation.isolated import UnexpectedAnswer, why_it_ended
from chalicelib.extraction.isolation.serialisation import decode_error
from chalicelib.extraction.pages.shown_page import ShownPage, ShownWord, Size
from chalicelib.extraction.result import Limits
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.isolation.warm_children import warm_child

CHILD = "chalicelib.extraction.isolation.page_child"
PAGE_LIMITS = Limits(seconds=15)  # somebody is looking
MAX_PICTURE_BYTES = 8_000_000


def page_sizes_isolated(data: bytes) -> list[Size]:
    """How large each page of a file is, in points; raises an `UnreadableFile` where it cannot be opened."""
    match _asked(data, None):
        case {"sizes": list(sizes)}, _:
            return [(float(width), float(height)) for width, height in sizes]
        case answer, _:
            raise UnexpectedAnswer(answer)


def show_page_isolated(data: bytes, number: int) -> ShownPage | None:
    """One page of a file, counted from 1; None where it has no such page. Raises as `page_sizes_isolated` does."""
    match _asked(data, number):
        case {"page": None}, _:
            return None
        case {"page": {"size": [width, height], "words": list(words)}}, picture:
            return ShownPage((float(width), float(height)), picture, tuple(map(_word, words)))
        case answer, _:
            raise UnexpectedAnswer(answer)


def _word(plain: list[Any]) -> ShownWord:
    text, *edges = plain
    return ShownWord(str(text), Box(*map(float, edges)))


def _asked(data: bytes, page: int | None) -> tuple[dict[str, Any], bytes]:
    limits = PAGE_LIMITS
    try:
        with warm_child(CHILD, limits.seconds, ResourceLimits(limits.seconds, limits.memory_bytes)) as child:
            child.send({"page": page, "limits": asdict(limits)}, data)
            answer, body = child.receive(MAX_PICTURE_BYTES)
    except ChildEnded as ended:
        raise why_it_ended(ended, limits) from ended
    if "error" in answer:
        error: UnreadableFile = decode_error(answer["error"])
        raise error
    return answer, body
