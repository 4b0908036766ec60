"""One child process: fed, listened to, and killed when its time is up.

The time is the child's own: while the caller does something for it, the clock stands. When it runs out, a timer kills
the child with everything that it started; a caller that waits on its pipes then finds them closed.
"""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Self

from chalicelib.isolation.frames import FrameBroken, read_frame, write_frame
from chalicelib.isolation.processes import CODE_UNKNOWN, Process, StartedProcess
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.json_data import JsonObject

PROGRAM = "chalicelib.isolation.child"
MAX_STDERR_BYTES = 2_000  # bytes: the end of a traceback
MAX_END_SECONDS = 10  # for a killed child to be gone


class ChildEnded(Exception):
    """The child ended without the answer that was waited for."""

    def __init__(self, module: str, code: int, stderr: str, *, too_late: bool) -> None:
        """Carry the exit code, the end of what the process said, and whether it was killed for its time."""
        self.code, self.stderr, self.too_late = code, stderr, too_late
        super().__init__(f"the process {module} ended with exit code {code}: {stderr}")


class ChildProcess:
    """A running child; a context manager, after which nothing of it is left."""

    def __init__(self, module: str, seconds: float, process: Process) -> None:
        """Speak to a process in which a module serves, and which has so many seconds from now on."""
        self._module, self._left, self._too_late, self._process = module, seconds, False, process
        self._run_clock()

    @classmethod
    def started(cls, module: str, seconds: float, limits: ResourceLimits) -> Self:
        """Have a module serve in a child that is started for it, which has so many seconds and may take so much."""
        return cls(module, seconds, StartedProcess([PROGRAM, module, json.dumps(asdict(limits))]))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it does."""
        self._stop_clock()
        self._kill()
        self._process.wait(MAX_END_SECONDS)
        self._process.close()

    def send(self, head: JsonObject, body: bytes = b"") -> None:
        """Say something to the child; where it can't hear any more, `receive` finds out why."""
        with suppress(BrokenPipeError):
            write_frame(self._process.tasks, head, body)

    def receive(self, most_bytes: int) -> tuple[JsonObject, bytes]:
        """Hear the child's next frame; raise `ChildEnded`."""
        try:
            return read_frame(self._process.answers, most_bytes)
        except FrameBroken as error:
            raise self._ended() from error

    def _ended(self) -> ChildEnded:
        self._stop_clock()
        self._process.wait(1)  # it may be about to end by itself, and then its exit code says why
        self._kill()
        code = self._process.wait(MAX_END_SECONDS)
        return ChildEnded(self._module, CODE_UNKNOWN if code is None else code, self._said(), too_late=self._too_late)

    def _said(self) -> str:
        """The end of what the child wrote to its standard error."""
        stderr = self._process.stderr
        stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - MAX_STDERR_BYTES))
        return stderr.read().decode(errors="replace")

    def is_running(self) -> bool:
        """Whether the child has not ended."""
        return self._process.wait(0) is None

    def peak_bytes(self) -> int:
        """The most memory that the child has had resident; 0 where it has ended or the system doesn't tell."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return 0
        peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        return int(peak.split()[1]) * 1024

    @contextmanager
    def clock_stopped(self) -> Iterator[None]:
        """While the caller does something for the child, that time is not the child's."""
        self._stop_clock()
        try:
            yield
        finally:
            self._run_clock()

    def pause(self) -> None:
        """Stop the clock of a child that waits for its next task."""
        self._stop_clock()

    def resume(self, seconds: float) -> None:
        """Give a paused child so many seconds for its next task."""
        self._left = seconds
        self._run_clock()

    def _run_clock(self) -> None:
        self._since = time.monotonic()
        self._timer = threading.Timer(max(0.0, self._left), self._time_is_up)
        self._timer.daemon = True
        self._timer.start()

    def _stop_clock(self) -> None:
        self._timer.cancel()
        self._left -= time.monotonic() - self._since

    def _time_is_up(self) -> None:
        self._too_late = True
        self._kill()

    def _kill(self) -> None:
        """End the child and what it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
