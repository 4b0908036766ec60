"""The recogniser of this machine: processes that keep the models loaded, and are given pictures.

In a process of its own a page can be given up when it takes too long, the caller's memory stays its own, and pages are
recognised side by side. The processes end with their parent.
"""

import atexit
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from chalicelib.isolation.child_process import ChildEnded, ChildProcess
from chalicelib.ocr.packages import is_installed
from chalicelib.ocr.recognition import PictureRefused, Recognition, from_json
from chalicelib.ocr.side_by_side import side_by_side

SECONDS = 60  # for one picture: a page takes two
MAX_PROCESSES = 4


class PictureNotRecognised(Exception):
    """The recogniser took too long or too much memory for a picture, or ended; it may be tried again."""


class LocalRecogniser:
    """Up to one process for each processor; safe for several threads."""

    def __init__(self) -> None:
        """Start nothing yet: many files have no picture."""
        self._most = min(MAX_PROCESSES, os.cpu_count() or 1)
        self._free = threading.BoundedSemaphore(self._most)
        self._idle: list[ChildProcess] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture; raise `PictureRefused` or `PictureNotRecognised`."""
        return side_by_side(self._recognise, pictures, self._most)

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _recognise(self, picture: bytes) -> Recognition:
        with self._process() as process:
            process.send({}, picture)
            answer, _ = process.receive(0)
            recognition = None if "refused" in answer else from_json(answer["recognition"])
        if recognition is None:
            raise PictureRefused
        return recognition

    @contextmanager
    def _process(self) -> Iterator[ChildProcess]:
        """A process for one picture; one that fails is not used again."""
        with self._free:
            process = self._take()
            try:
                yield process
            except ChildEnded as ended:
                process.close()
                raise PictureNotRecognised("the recogniser ended") from ended
            except BaseException:
                process.close()
                raise
            process.pause()
            with self._lock:
                self._idle.append(process)

    def _take(self) -> ChildProcess:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.is_running():
                    process.resume(SECONDS)
                    return process
                process.close()
        return ChildProcess("chalicelib.ocr.child", SECONDS)


@cache
def local_recogniser() -> LocalRecogniser | None:
    """The only one of this process; None where the packages of text recognition are not installed."""
    return LocalRecogniser() if is_installed() else None
