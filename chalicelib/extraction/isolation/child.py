"""What the reading process does: it reads one file, makes the document of it and a page to look at, and ends.

Only this process parses the file. After the request come, where the caller recognises, the words of pictures. The PDFs
of the parts are sent before the reading that names them, and the page after it, so that a file which can be read but
not drawn is not lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.extraction.errors import ReadingUsedTooMuchMemory, UnreadableFile
from chalicelib.extraction.isolation.serialisation import encode, encode_error
from chalicelib.extraction.result import Context, Limits, Reading
from chalicelib.extraction.sniff import Format, sniff
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.isolation.channel import Channel, defect
from chalicelib.json_data import JsonObject
from chalicelib.ocr.picture import MAX_BYTES
from chalicelib.ocr.recognition import Ocr, PictureRefused, Recognition, from_json

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document


def load() -> None:
    """Load what any file may need."""
    from chalicelib.extraction.isolation import loading

    loading.load()


def serve(channel: Channel) -> None:
    """Answer the one request."""
    for request, data in channel.tasks():
        _work(channel, request, data)
        channel.send({"done": True})


def _work(channel: Channel, request: JsonObject, data: bytes) -> None:
    ocr: Ocr = AskedOfCaller(channel) if request["recognised"] else Unavailable()
    try:
        file = _open(data, Limits(**request["limits"]), ocr)
    except UnreadableFile as error:
        channel.send({"error": encode_error(error)})
        return
    except MemoryError:
        channel.send({"error": encode_error(ReadingUsedTooMuchMemory())})
        return
    reading = _read(channel, request, file, ocr) if "read" in request["tasks"] else None
    if "page" in request["tasks"]:
        _show_page(channel, file, reading)


@dataclass(frozen=True, slots=True)
class _File:
    """A file: what it came as, and what is read and shown of it."""

    came_as: Format
    kind: Format
    data: bytes


def _open(data: bytes, limits: Limits, ocr: Ocr) -> _File:
    from chalicelib.extraction.reading.reader import as_pages

    came_as = sniff(data)
    return _File(came_as, *as_pages(came_as, data, limits, ocr))


def _read(channel: Channel, request: JsonObject, file: _File, ocr: Ocr) -> Reading | None:
    from chalicelib.extraction.einvoices.to_document import to_document
    from chalicelib.extraction.reading.reader import read_as

    known = request["context"]
    context = Context(tuple(known["company_names"]), tuple(known["company_tax_ids"]), known["own_pages"])
    try:
        extracted = read_as(file.kind, file.data, context, Limits(**request["limits"]), ocr)
        reading = Reading(extracted, to_document(extracted), file.came_as)
        encoded = encode(reading)
        for part in extracted.parts:
            channel.send({"part": True}, part.pdf)
        channel.send({"reading": encoded}, extracted.embedded_xml or b"")
    except UnreadableFile as error:
        channel.send({"error": encode_error(error)})
    except MemoryError:
        channel.send({"error": encode_error(ReadingUsedTooMuchMemory())})
    else:
        return reading
    return None


def _show_page(channel: Channel, file: _File, reading: Reading | None) -> None:
    """Send the picture of the file's first page; a file without pages has its document laid out."""
    if file.came_as.is_converted and reading:
        channel.send({"page": True}, file.data)
    if file.kind.has_pages:
        _show_picture(channel, file.kind, file.data)
    elif reading:
        _lay_out(channel, reading.document)


def _show_picture(channel: Channel, kind: Format, data: bytes) -> None:
    from chalicelib.documents.preview import render_preview

    try:
        preview = render_preview(data, kind)
    except MemoryError:
        return
    if preview:
        channel.send({"preview": True}, preview)


def _lay_out(channel: Channel, document: "Document") -> None:
    from chalicelib.documents.rendering.layout import lay_out

    try:
        layout = lay_out(document)
    except Exception:  # noqa: BLE001 - a stranger's values; the page is a convenience, the reading must not go with it
        channel.send({"page_defect": defect()})
        return
    channel.send({"page": True}, layout.pdf)
    if layout.preview:
        channel.send({"preview": True}, layout.preview)


class AskedOfCaller:
    """The recogniser in the caller's process, which has the credentials for it or keeps it loaded."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """Hand the pictures over and wait for their words."""
        for picture in pictures:
            self._channel.send({"picture": True}, picture)
        self._channel.send({"recognise": len(pictures)})
        return [from_json(plain) for plain in self._channel.receive(0)[0]["recognitions"]]

    def open_photo(self, photo: bytes) -> bytes:
        """Hand a photo over and wait for it as JPEG; raises `PictureRefused`."""
        self._channel.send({"photo": True}, photo)
        answer, picture = self._channel.receive(MAX_BYTES)
        if "refused" in answer:
            raise PictureRefused
        return picture
