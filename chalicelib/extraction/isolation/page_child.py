"""What the process does that shows a file's pages: it says how large they are, or draws one and reads its words."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chalicelib.extraction.errors import ReadingUsedTooMuchMemory, UnreadableFile
from chalicelib.extraction.isolation.serialisation import encode_error
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sniff import sniff
from chalicelib.extraction.sources.shown_pages import page_sizes, show_page
from chalicelib.isolation.channel import Channel


def load() -> None:
    """Load what any file may need."""
    from chalicelib.extraction.isolation import loading

    loading.load()


def serve(channel: Channel) -> None:
    """Answer the one request."""
    for request, data in channel.tasks():
        try:
            channel.send(*_answer(request, data))
        except UnreadableFile as error:
            channel.send({"error": encode_error(error)})
        except MemoryError:
            channel.send({"error": encode_error(ReadingUsedTooMuchMemory())})


def _answer(request: Mapping[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    kind, limits = sniff(data), Limits(**request["limits"])
    if request["page"] is None:
        return {"sizes": page_sizes(kind, data, limits)}, b""
    page = show_page(kind, data, request["page"], limits)
    if page is None:
        return {"page": None}, b""
    words = [[word.text, *asdict(word.box).values()] for word in page.words]
    return {"page": {"size": page.size, "words": words}}, page.picture
