"""The process that reads one file and ends, started by `isolated.py`.

It limits itself before it looks at the first byte, so that whatever a hostile file makes the libraries do ends with
this process. Standard input: a frame with the request and the file, then, where the caller recognises, its words.
Standard output: a frame for each thing that was asked for, the reading before the preview, so that a page which can be
read but not drawn is not lost; before the reading the PDFs of the parts that it speaks of.
"""

import logging
import resource
import sys
from collections.abc import Mapping, Sequence
from typing import IO, Any

from chalicelib.extraction.errors import ReadingUsedTooMuchMemory, UnreadableFile
from chalicelib.extraction.isolation.serialisation import encode, encode_error
from chalicelib.extraction.result import Context, Limits
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.isolation.frames import read_frame, write_frame
from chalicelib.ocr.recognition import Ocr, Recognition, from_json

MAX_REQUEST_BYTES = 1_000_000_000  # the caller has checked the file's size
MAX_STDERR_BYTES = 1_000_000  # of anything written to a file: the caller keeps standard error in one


def main() -> int:
    """Read the request, answer it."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no frame
    logging.disable()  # pypdf complains at length of what is wrong with a file
    request, data = read_frame(source, MAX_REQUEST_BYTES)
    limits = Limits(**request["limits"])
    _limit_self(limits)
    if "read" in request["tasks"]:
        _read(data, request, limits, AskedOfCaller(source, out) if request["recognised"] else Unavailable(), out)
    if "preview" in request["tasks"]:
        _preview(data, out)
    write_frame(out, {"done": True})
    return 0


def _limit_self(limits: Limits) -> None:
    """Memory and processor time by the kernel; no core dumps: they would hold the customer's file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_STDERR_BYTES, MAX_STDERR_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class AskedOfCaller:
    """The recogniser in the caller's process, which has the credentials for it or keeps it loaded."""

    def __init__(self, source: IO[bytes], out: IO[bytes]) -> None:
        self._source, self._out = source, out

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """Hand the pictures over and wait for their words."""
        for picture in pictures:
            write_frame(self._out, {"picture": True}, picture)
        write_frame(self._out, {"recognise": len(pictures)})
        return [from_json(plain) for plain in read_frame(self._source, 0)[0]["recognitions"]]


def _read(data: bytes, request: Mapping[str, Any], limits: Limits, ocr: Ocr, out: IO[bytes]) -> None:
    from chalicelib.extraction.reading.reader import read

    known = request["context"]
    context = Context(tuple(known["company_names"]), tuple(known["company_tax_ids"]), known["own_pages"])
    try:
        extracted = read(data, context, limits, ocr)
    except UnreadableFile as error:
        write_frame(out, {"error": encode_error(error)})
    except MemoryError:
        write_frame(out, {"error": encode_error(ReadingUsedTooMuchMemory())})
    else:
        for part in extracted.parts:
            write_frame(out, {"part": True}, part.pdf)
        write_frame(out, {"extracted": encode(extracted)}, extracted.embedded_xml or b"")


def _preview(data: bytes, out: IO[bytes]) -> None:
    from chalicelib.documents.preview import render_preview
    from chalicelib.extraction.sources.sniff import sniff

    try:
        preview = render_preview(data, sniff(data))
    except MemoryError:
        return
    if preview:
        write_frame(out, {"preview": True}, preview)


if __name__ == "__main__":
    sys.exit(main())
