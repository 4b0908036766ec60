"""What a child is to its parent, however it came to be: pipes, a number to kill, an exit code; and how one is started.

`StartedProcess` is a program of its own, from nothing; `forked_process.py` has the quick way.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO, Protocol

from chalicelib.isolation.privacy import hide_this_process

KEPT_VARIABLES = ("PATH", "LANG", "LD_LIBRARY_PATH", "HOME")
CODE_UNKNOWN = -signal.SIGKILL
"""Where nobody can say how a child ended: as when the kernel needed the memory of it and of its parent."""


class Process(Protocol):
    """A running child."""

    pid: int
    tasks: IO[bytes]
    answers: IO[bytes]
    stderr: IO[bytes]

    def wait(self, seconds: float) -> int | None:
        """Its exit code, negative for a signal; None if it still runs after so many seconds."""

    def close(self) -> None:
        """Let go of a process that has ended, or is about to."""


def start_program(arguments: list[str], stdin: int, stdout: int, stderr: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start one of our modules as a program that has paths in its environment, and nothing secret."""
    hide_this_process()
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=environment(),
        start_new_session=True,  # a group of its own to kill; and Ctrl-C in a terminal is for us, not for it
    )


def environment() -> dict[str, str]:
    """The child's variables: its paths, and no credentials in the process that opens the file."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}


class StartedProcess:
    """A program that was started for this."""

    def __init__(self, arguments: list[str]) -> None:
        """Start a module with its arguments."""
        self.stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - not a pipe: a full one blocks the child
        self._process = start_program(arguments, subprocess.PIPE, subprocess.PIPE, self.stderr)
        assert self._process.stdin is not None  # noqa: S101 - for the type checker: both were asked for
        assert self._process.stdout is not None  # noqa: S101
        self.pid, self.tasks, self.answers = self._process.pid, self._process.stdin, self._process.stdout

    def wait(self, seconds: float) -> int | None:
        """Its exit code; None if it still runs after so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def close(self) -> None:
        """Let go of it."""
        close_pipes(self)


def close_pipes(process: Process) -> None:
    """Close our ends of a child's pipes, and what it has complained of."""
    for pipe in (process.tasks, process.answers, process.stderr):
        with suppress(BrokenPipeError):
            pipe.close()
