"""The child's side of the conversation with its parent."""

import traceback
from collections.abc import Iterator
from typing import IO

from chalicelib.isolation.frames import FrameBroken, read_frame, write_frame
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.json_data import JsonObject

MAX_TASK_BYTES = 1_000_000_000  # the parent has checked what it sends
MAX_DEFECT = 2_000  # characters of a traceback


class Channel:
    """What the parent says, and what the child answers."""

    def __init__(self, source: IO[bytes], out: IO[bytes], limits: ResourceLimits) -> None:
        self._source, self._out, self._limits = source, out, limits

    def tasks(self) -> Iterator[tuple[JsonObject, bytes]]:
        """Each task that the parent sets, until it goes away."""
        while True:
            try:
                task = self.receive(MAX_TASK_BYTES)
            except FrameBroken:
                return
            self._limits.begin_task()
            yield task

    def receive(self, most_bytes: int) -> tuple[JsonObject, bytes]:
        """What the parent says next; raise `FrameBroken`."""
        return read_frame(self._source, most_bytes)

    def send(self, head: JsonObject, body: bytes = b"") -> None:
        """Say something to the parent."""
        write_frame(self._out, head, body)


def defect() -> str:
    """The end of the traceback of the exception that is being handled."""
    return traceback.format_exc()[-MAX_DEFECT:]
