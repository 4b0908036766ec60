"""Children of one module that are kept between tasks, because what they load is worth it: models, compiled rules.

A child whose task failed, or that has grown large, is not used again. All end with their parent.
"""

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.isolation.child_process import ChildProcess
from chalicelib.isolation.resource_limits import ResourceLimits

GROWN = 0.8  # of its memory: a child that has filled so much of it ends after its task


class ChildPool:
    """At most so many children at a time, each with one task; safe for several threads."""

    def __init__(self, module: str, limits: ResourceLimits, most: int = 1) -> None:
        """Start nothing yet: many files need none."""
        self._module, self._limits = module, limits
        self._free = threading.BoundedSemaphore(most)
        self._idle: list[ChildProcess] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    @contextmanager
    def child(self, seconds: float) -> Iterator[ChildProcess]:
        """A child for one task, which has so many seconds."""
        with self._free:
            child = self._take(seconds)
            try:
                yield child
            except BaseException:
                child.close()
                raise
            self._keep(child)

    def close(self) -> None:
        """End the children that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def peak_bytes(self) -> int:
        """The most memory that one of the waiting children has had resident; 0 where there is none."""
        with self._lock:
            return max((child.peak_bytes() for child in self._idle), default=0)

    def _take(self, seconds: float) -> ChildProcess:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_running():
                    child.resume(seconds)
                    return child
                child.close()
        return ChildProcess.started(self._module, seconds, self._limits)

    def _keep(self, child: ChildProcess) -> None:
        child.pause()
        if child.peak_bytes() > GROWN * self._most_bytes:
            child.close()
            return
        with self._lock:
            self._idle.append(child)

    @property
    def _most_bytes(self) -> float:
        limits = self._limits
        return limits.data_bytes or limits.address_bytes or float("inf")
