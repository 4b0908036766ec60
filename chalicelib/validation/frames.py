"""How the validating process and its caller speak: a frame is its length in four bytes, big-endian, and its bytes."""

import os
import select
import struct
from time import monotonic
from typing import IO

from chalicelib.validation.errors import ValidatorStopped

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end of the stream."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(header)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Send a frame."""
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def send(stream: IO[bytes], body: bytes, deadline: float) -> None:
    """Send a frame to a process that may not be reading; raise `TimeoutError` or `ValidatorStopped`."""
    os.set_blocking(stream.fileno(), False)
    rest = memoryview(_LENGTH.pack(len(body)) + body)
    while rest:
        _, ready, _ = select.select([], [stream], [], max(0.0, deadline - monotonic()))
        if not ready:
            raise TimeoutError
        try:
            rest = rest[os.write(stream.fileno(), rest[:_CHUNK]) :]
        except BrokenPipeError as error:
            raise ValidatorStopped("the validating process has ended") from error


def receive(stream: IO[bytes], deadline: float) -> bytes:
    """The frame that a process answers with; raise `TimeoutError` or `ValidatorStopped`."""
    (length,) = _LENGTH.unpack(_receive(stream, _LENGTH.size, deadline))
    return _receive(stream, length, deadline)


def _receive(stream: IO[bytes], length: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < length:
        ready, _, _ = select.select([stream], [], [], max(0.0, deadline - monotonic()))
        if not ready:
            raise TimeoutError
        chunk = os.read(stream.fileno(), min(_CHUNK, length - len(received)))
        if not chunk:
            raise ValidatorStopped("the validating process ended before it answered")
        received += chunk
    return bytes(received)
