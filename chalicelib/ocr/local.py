"""The recogniser of this machine: processes that keep the models loaded, and are given pictures.

In a process of its own a page can be given up when it takes too long, the caller's memory stays its own, and pages are
recognised side by side. The processes end with their parent.
"""

import atexit
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

from chalicelib.isolation.child_process import ChildEnded, ChildProcess
from chalicelib.ocr.packages import is_installed
from chalicelib.ocr.recognition import Recognition, from_json

SECONDS = 60  # for one picture: a page takes two
MAX_PROCESSES = 4
MAX_ANSWER_BYTES = 10_000_000


class PictureNotRecognised(Exception):
    """The recogniser could not open a picture, or took too long or too much memory for it."""


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
        """The words of each picture; raise `PictureNotRecognised`."""
        if len(pictures) == 1:
            return [self._recognise(pictures[0])]
        with ThreadPoolExecutor(self._most) as pool:
            return list(pool.map(self._recognise, pictures))

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _recognise(self, picture: bytes) -> Recognition:
        with self._process() as process:
            process.send({}, picture)
            answer, _ = process.receive(MAX_ANSWER_BYTES)
        if "refused" in answer:
            raise PictureNotRecognised(answer["refused"])
        return from_json(answer["recognition"])

    @contextmanager
    def _process(self) -> Iterator[ChildProcess]:
        """A process that nobody else uses; one that fails is not used again."""
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
            process = self._idle.pop() if self._idle else None
        if process is None:
            return ChildProcess("chalicelib.ocr.child", SECONDS)
        process.resume(SECONDS)
        return process


@cache
def local_recogniser() -> LocalRecogniser | None:
    """The only one of this process; None where the packages of text recognition are not installed."""
    return LocalRecogniser() if is_installed() else None
