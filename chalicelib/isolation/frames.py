"""How a child process and its parent speak: a frame is one line of JSON and as many bytes as it says.

JSON and not pickle: the child has read a stranger's file, and what it says is data, not code.
"""

import json
from typing import IO

from chalicelib.json_data import JsonObject

MAX_HEAD_BYTES = 64_000_000  # bytes of JSON: the reading of the longest document has 5 million
_BODY = "body_bytes"


class FrameBroken(EOFError):
    """The other side ended, or what it says is no frame."""


def write_frame(stream: IO[bytes], head: JsonObject, body: bytes = b"") -> None:
    """Send a frame."""
    stream.write(json.dumps({**head, _BODY: len(body)}).encode() + b"\n")
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes], most_bytes: int) -> tuple[JsonObject, bytes]:
    """Receive a frame whose body has at most so many bytes; raise `FrameBroken`.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> write_frame(pipe, {"preview": True}, b"PNG")
    >>> read_frame(io.BytesIO(pipe.getvalue()), 3)
    ({'preview': True}, b'PNG')
    >>> read_frame(io.BytesIO(pipe.getvalue()), 2)
    Traceback (most recent call last):
    chalicelib.isolation.frames.FrameBroken: a body of 3 bytes
    """
    line = stream.readline(MAX_HEAD_BYTES)
    try:
        head = json.loads(line)
        size = int(head.pop(_BODY))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise FrameBroken("no frame") from error
    if not 0 <= size <= most_bytes:
        raise FrameBroken(f"a body of {size} bytes")
    body = stream.read(size)
    if len(body) < size:
        raise FrameBroken("the body ended early")
    return head, body
