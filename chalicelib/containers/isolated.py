"""Opening in a process of its own: this one parses no byte of the archive or mail, and is given files one by one."""

from collections.abc import Iterator

from chalicelib.containers.contents import ContainerRefused, Found, FoundFile, LeftOut, MailHead
from chalicelib.extraction.isolation.isolated import UnexpectedAnswer, why_it_ended
from chalicelib.extraction.result import Limits
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.isolation.warm_children import warm_child
from chalicelib.json_data import JsonObject
from chalicelib.records.batches.batch import MAX_ENTRIES

CHILD = "chalicelib.containers.child"
SECONDS = 90  # of the child's own time; while a file is stored, its clock stands
MAX_MEMORY_BYTES = 1_000_000_000  # of addresses: a mail of 40 MB is parsed in 300


def open_isolated(name: str, data: bytes, file_bytes: int, *, is_mail: bool = False) -> Iterator[Found]:
    """Yield what an archive or a mail holds, as `open_container` does, within limits of time and memory.

    Raises:
        ContainerRefused: it can't be opened, or not to its end.

    """
    try:
        with warm_child(CHILD, SECONDS, ResourceLimits(SECONDS, MAX_MEMORY_BYTES)) as child:
            child.send({"name": name, "file_bytes": file_bytes, "is_mail": is_mail}, data)
            for _ in range(MAX_ENTRIES + 2):  # a mail's head, and the end
                answer, body = child.receive(file_bytes)
                if "done" in answer:
                    return
                with child.clock_stopped():
                    yield _found(answer, body)
    except ChildEnded as ended:
        reason = why_it_ended(ended, Limits(seconds=SECONDS))
        raise ContainerRefused(reason.code, reason.detail) from ended
    raise UnexpectedAnswer({"files": MAX_ENTRIES})


def _found(answer: JsonObject, body: bytes) -> Found:
    match answer:
        case {"file": {"name": str(name), "content_type": str(content_type)}}:
            return FoundFile(name, content_type, body)
        case {"left_out": {"name": str(name), "code": str(code), "detail": str(detail)}}:
            return LeftOut(name, code, detail)
        case {"mail": {"automatic": bool(automatic), **texts}}:
            return MailHead(automatic=automatic, **{str(name): str(text) for name, text in texts.items()})
        case {"refused": {"code": str(code), "detail": str(detail)}}:
            raise ContainerRefused(code, detail)
        case _:
            raise UnexpectedAnswer(answer)
