"""What the opening process does: it opens one archive or mail, says what is in it file by file, and ends."""

from collections.abc import Iterator
from dataclasses import asdict

from chalicelib.containers.contents import Budget, ContainerRefused, Found, FoundFile, LeftOut
from chalicelib.containers.opening import open_container
from chalicelib.isolation.channel import Channel
from chalicelib.json_data import JsonObject


def load() -> None:
    """Load what pictures in a mail need; all else has come with this module."""
    from PIL import Image

    Image.preinit()


def serve(channel: Channel) -> None:
    """Answer the one request."""
    for request, data in channel.tasks():
        for head, body in _answers(request, data):
            channel.send(head, body)
        channel.send({"done": True})


def _answers(request: JsonObject, data: bytes) -> Iterator[tuple[JsonObject, bytes]]:
    try:
        for found in open_container(
            request["name"], data, Budget(request["file_bytes"]), known_mail=request["is_mail"]
        ):
            yield _said(found)
    except ContainerRefused as refusal:
        yield {"refused": {"code": refusal.code, "detail": refusal.detail}}, b""
    except (MemoryError, RecursionError):
        detail = "Opening it takes more memory than is allowed."
        yield {"refused": {"code": "unpacks_to_too_much", "detail": detail}}, b""


def _said(found: Found) -> tuple[JsonObject, bytes]:
    match found:
        case FoundFile(name, content_type, data):
            return {"file": {"name": name, "content_type": content_type}}, data
        case LeftOut():
            return {"left_out": asdict(found)}, b""
        case _:
            return {"mail": asdict(found)}, b""
