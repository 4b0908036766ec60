"""One child process: started, fed, listened to, and killed when its time is up.

The time is the child's own: while the caller does something for it, the clock stands. When it runs out, a timer kills
the child with everything that it started; a caller that waits on its pipes then finds them closed.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Self

from chalicelib.isolation.allowance import Allowance
from chalicelib.isolation.frames import FrameBroken, read_frame, write_frame
from chalicelib.isolation.privacy import hide_this_process
from chalicelib.json_data import JsonObject

PROGRAM = "chalicelib.isolation.child"
MAX_STDERR_BYTES = 2_000  # bytes: the end of a traceback
KEPT_VARIABLES = ("PATH", "LANG", "LD_LIBRARY_PATH", "HOME")


class ChildEnded(Exception):
    """The child ended without the answer that was waited for."""

    def __init__(self, module: str, code: int, stderr: str, *, too_late: bool) -> None:
        """Carry the exit code, the end of what the process said, and whether it was killed for its time."""
        self.code, self.stderr, self.too_late = code, stderr, too_late
        super().__init__(f"the process {module} ended with exit code {code}: {stderr}")


class ChildProcess:
    """A running child; a context manager, after which nothing of it is left."""

    def __init__(self, module: str, seconds: float, allowance: Allowance) -> None:
        """Have a module serve in a child, which has so many seconds and may take so much."""
        self._module, self._left, self._too_late = module, seconds, False
        hide_this_process()
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - not a pipe: a full one blocks the child
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", PROGRAM, module, json.dumps(asdict(allowance))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env=environment(),
            start_new_session=True,  # a group of its own to kill; and Ctrl-C in a terminal is for us, not for it
        )
        self._run_clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it does."""
        self._stop_clock()
        self._kill()
        self._process.wait()
        for pipe in self._pipes:
            with suppress(BrokenPipeError):
                pipe.close()
        self._stderr.close()

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # noqa: S101 - for the type checker: both were asked for
        assert stdout is not None  # noqa: S101
        return stdin, stdout

    def send(self, head: JsonObject, body: bytes = b"") -> None:
        """Say something to the child; where it can't hear any more, `receive` finds out why."""
        with suppress(BrokenPipeError):
            write_frame(self._pipes[0], head, body)

    def receive(self, most_bytes: int) -> tuple[JsonObject, bytes]:
        """Hear the child's next frame; raise `ChildEnded`."""
        try:
            return read_frame(self._pipes[1], most_bytes)
        except FrameBroken as error:
            raise self._ended() from error

    def _ended(self) -> ChildEnded:
        self._stop_clock()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # it may be about to end by itself, and then its exit code says why
        self._kill()
        code = self._process.wait()
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - MAX_STDERR_BYTES))
        said = self._stderr.read().decode(errors="replace")
        return ChildEnded(self._module, code, said, too_late=self._too_late)

    def is_running(self) -> bool:
        """Whether the child has not ended."""
        return self._process.poll() is None

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


def environment() -> dict[str, str]:
    """The child's variables: its paths, and no credentials in the process that opens the file."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
