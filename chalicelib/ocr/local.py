"""The recogniser of this machine: processes that keep the models loaded, and are given pictures.

In a process of its own a page can be given up when it takes too long, the caller's memory stays its own, and pages are
recognised side by side.
"""

import os
from collections.abc import Sequence
from functools import cache

from chalicelib.isolation.child_pool import ChildPool
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.ocr.packages import is_installed
from chalicelib.ocr.photos.isolated import open_photo
from chalicelib.ocr.recognition import PictureRefused, Recognition, from_json
from chalicelib.ocr.side_by_side import side_by_side

CHILD = "chalicelib.ocr.child"
SECONDS = 60  # for one picture: a page takes two
MAX_PROCESSES = 4
MAX_CPU_SECONDS = 240  # for one picture: the models may use several processors
MAX_MEMORY_BYTES = 4_000_000_000  # of addresses: the models' arrays of a page take a quarter of it


class PictureNotRecognised(Exception):
    """The recogniser took too long or too much memory for a picture, or ended; it may be tried again."""


class LocalRecogniser:
    """Up to one process for each processor; safe for several threads."""

    def __init__(self) -> None:
        self._most = min(MAX_PROCESSES, os.cpu_count() or 1)
        self._children = ChildPool(CHILD, ResourceLimits(MAX_CPU_SECONDS, address_bytes=MAX_MEMORY_BYTES), self._most)

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture; raise `PictureRefused` or `PictureNotRecognised`."""
        return side_by_side(self._recognise, pictures, self._most)

    def open_photo(self, photo: bytes) -> bytes:
        """A HEIC photo as JPEG; raise `PictureRefused`."""
        return open_photo(photo)

    def close(self) -> None:
        """End the processes that wait."""
        self._children.close()

    def _recognise(self, picture: bytes) -> Recognition:
        try:
            with self._children.child(SECONDS) as child:
                child.send({}, picture)
                answer, _ = child.receive(0)
        except ChildEnded as ended:
            raise PictureNotRecognised("the recogniser ended") from ended
        if "refused" in answer:
            raise PictureRefused
        return from_json(answer["recognition"])


@cache
def local_recogniser() -> LocalRecogniser | None:
    """The only one of this process; None where the packages of text recognition are not installed."""
    return LocalRecogniser() if is_installed() else None
