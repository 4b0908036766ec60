"""Reading in a process of its own, which is killed when it takes too long and dies alone when it takes too much.

A thread cannot be killed, and pdfium, when it runs out of memory or meets a bug, ends its whole process: so each file
gets a process. It is not kept for the next one: one hostile file must not reach another's data. It is forked from a
process that has loaded the reader and never sees a file (`isolation/fork_server.py`), which costs milliseconds
(`make bench-extraction` prints them). Pipes only: Lambda has no shared memory.
The caller never looks into the file: it is given the reading and the document as data. Where a recogniser needs
credentials, it works in the caller's process: the child hands over pictures and is given words.
"""

import signal
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace

from chalicelib.extraction.errors import (
    CorruptFile,
    PictureNotRead,
    ReadingTookTooLong,
    ReadingUsedTooMuchMemory,
    UnreadableFile,
)
from chalicelib.extraction.isolation.serialisation import decode, decode_error
from chalicelib.extraction.reading.parting.limits import MAX_PARTS, MAX_TIMES_THE_FILE
from chalicelib.extraction.result import Context, Extracted, Limits, Reading
from chalicelib.extraction.sources.recognised_pages import MAX_PICTURES, Unavailable
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.isolation.warm_children import warm_child, warm_children
from chalicelib.json_data import JsonObject
from chalicelib.ocr.local import local_recogniser
from chalicelib.ocr.picture import MAX_BYTES
from chalicelib.ocr.recognition import Ocr, PhotoOpener, PictureRefused, to_json

# How a process ends when an allocation fails inside pdfium (it traps or aborts), or when the kernel needs the memory.
OUT_OF_MEMORY_SIGNALS = {signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}
CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}  # of pdfium, on a file that it should have refused
CHILD = "chalicelib.extraction.isolation.child"
PAGE_SECONDS = 10  # for the first page of a file whose reading ended its process


@dataclass
class _Outcome:
    """What a child has said so far."""

    reading: Reading | None = None
    reason: UnreadableFile | None = None
    preview: bytes | None = None
    page: bytes | None = None
    page_defect: str | None = None
    parts: list[bytes] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """Whether it has given its reading or a reason: if it ends early after that, only the page is lost."""
        return self.reading is not None or self.reason is not None


def prepare_to_read() -> None:
    """Begin to load the reader, for a worker that will read and has something else to do first."""
    warm_children(CHILD).prepare()


def read_isolated(
    data: bytes,
    context: Context | None = None,
    limits: Limits | None = None,
    ocr: Ocr | None = None,
) -> Extracted:
    """Like `reader.read`, with the same results and errors, within the limits of time and memory.

    The caller has checked the file's size (`sniff.check_size`).
    """
    return _read(data, context, limits, ocr, page=False).extracted


def read_isolated_with_page(
    data: bytes,
    context: Context | None = None,
    limits: Limits | None = None,
    ocr: Ocr | None = None,
) -> Reading:
    """The reading with the document and a page to look at; an `UnreadableFile` carries its first page as well."""
    return _read(data, context, limits, ocr, page=True)


def _read(data: bytes, context: Context | None, limits: Limits | None, ocr: Ocr | None, *, page: bool) -> Reading:
    limits, ocr = limits or Limits(), ocr or default_recogniser()
    outcome = _Outcome()
    tasks = ["read", "page"] if page else ["read"]
    try:
        _converse(data, _request(tasks, context or Context(), limits, ocr), limits, ocr, outcome)
    except ChildEnded as ended:
        if not outcome.is_settled:
            _after_early_end(outcome, why_it_ended(ended, limits), data, limits, page=page)
    except PictureRefused:
        _after_early_end(outcome, PictureNotRead(), data, limits, page=page)
    if outcome.reading is None:
        reason = outcome.reason or CorruptFile()
        reason.preview = outcome.preview
        raise reason
    return replace(outcome.reading, preview=outcome.preview, page=outcome.page, page_defect=outcome.page_defect)


def default_recogniser() -> Ocr:
    """The recogniser of this machine, where it is installed."""
    return local_recogniser() or Unavailable()


def _request(tasks: list[str], context: Context, limits: Limits, ocr: Ocr) -> JsonObject:
    recognised = not isinstance(ocr, Unavailable)
    return {"tasks": tasks, "context": asdict(context), "limits": asdict(limits), "recognised": recognised}


def _converse(data: bytes, request: JsonObject, limits: Limits, ocr: Ocr, outcome: _Outcome) -> None:
    """Ask a child, recognise pictures for it, and note what it answers; raise `ChildEnded` when it ends early."""
    pictures: list[bytes] = []
    recognised = photos = 0
    with warm_child(CHILD, limits.seconds, ResourceLimits(limits.seconds, limits.memory_bytes)) as child:
        child.send(request, data)
        while True:
            answer, body = child.receive(max(MAX_BYTES, limits.file_bytes))  # a page may be as large as the file
            match answer:
                case {"done": True}:
                    return
                case {"picture": True} if len(body) <= MAX_BYTES and recognised + len(pictures) < MAX_PICTURES:
                    pictures.append(body)
                case {"photo": True} if not photos:
                    photos += 1
                    with child.clock_stopped():
                        child.send(*_opened(body, ocr))
                case {"recognise": _}:
                    with child.clock_stopped():
                        recognitions = ocr.recognise(pictures)
                    child.send({"recognitions": [to_json(recognition) for recognition in recognitions]})
                    recognised += len(pictures)
                    pictures = []
                case _:
                    _note(outcome, answer, body, limits)


def _opened(photo: bytes, ocr: Ocr) -> tuple[JsonObject, bytes]:
    """Have the recogniser open a photo, if it can."""
    with suppress(PictureRefused):
        if isinstance(ocr, PhotoOpener):
            return {}, ocr.open_photo(photo)
    return {"refused": True}, b""


def _note(outcome: _Outcome, answer: JsonObject, body: bytes, limits: Limits) -> None:
    """Keep what a child has said."""
    match answer:
        case {"preview": True}:
            outcome.preview = body
        case {"page": True}:
            outcome.page = body
        case {"page_defect": str(defect)}:
            outcome.page_defect = defect
        case {"error": error}:
            outcome.reason = decode_error(error)
        case {"part": True} if _has_room(outcome.parts, body, limits):
            outcome.parts.append(body)
        case {"reading": reading}:
            outcome.reading = decode(reading, body or None, outcome.parts)
        case _:
            raise UnexpectedAnswer(answer)


def _has_room(parts: list[bytes], part: bytes, limits: Limits) -> bool:
    size = sum(map(len, parts)) + len(part)
    return len(parts) < MAX_PARTS and size <= MAX_TIMES_THE_FILE * limits.file_bytes


def _after_early_end(outcome: _Outcome, reason: UnreadableFile, data: bytes, limits: Limits, *, page: bool) -> None:
    """Note why a child has ended without an answer, and have another one draw the page."""
    outcome.reason = reason
    if page:
        few = Limits(**{**asdict(limits), "seconds": min(PAGE_SECONDS, limits.seconds)})
        try:
            _converse(data, _request(["page"], Context(), few, Unavailable()), few, Unavailable(), outcome)
        except ChildEnded:
            return


def why_it_ended(ended: ChildEnded, limits: Limits) -> UnreadableFile:
    """Why a child ended without an answer; a defect of ours, or a signal to end, is raised again."""
    if ended.too_late or -ended.code == signal.SIGXCPU:
        return ReadingTookTooLong(limits.seconds)
    if -ended.code in OUT_OF_MEMORY_SIGNALS:
        return ReadingUsedTooMuchMemory()
    if -ended.code in CRASHES:
        return CorruptFile()
    raise ended


class UnexpectedAnswer(Exception):
    """The child gave an answer that was not asked for, or asked for too much: a defect, or a file has taken it over."""

    def __init__(self, answer: JsonObject) -> None:
        """Name what it spoke of, not what it said: that may be the file's content."""
        super().__init__(f"the reading process spoke of {sorted(answer)[:5]}")
