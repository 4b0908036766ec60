"""A child that the fork server forks for us: the pipes are made here and handed over, so that only these two have them.

Beside the pipes goes a line between us and the server, one for each child: over it the server says the child's number,
later its exit code. The server keeps the number from being used again until we close the line; then it ends what is
left of the child. That happens as well when this process dies.
"""

import json
import os
import socket
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from typing import IO

from chalicelib.isolation.processes import CODE_UNKNOWN, close_pipes
from chalicelib.isolation.resource_limits import ResourceLimits

MAX_ANSWER_SECONDS = 10  # for a number: forking takes milliseconds, also on a busy machine
MAX_SAID_BYTES = 32


class ForkFailed(Exception):
    """The server is gone, or silent, or could not fork."""


class ForkedProcess:
    """A forked child."""

    def __init__(self, control: socket.socket, limits: ResourceLimits) -> None:
        """Have a server fork a child that may take so much; raise `ForkFailed`."""
        with ExitStack() as ours, ExitStack() as theirs:
            task_end, self.tasks = _pipe(theirs, ours, is_written=True)
            answer_end, self.answers = _pipe(theirs, ours, is_written=False)
            self.stderr: IO[bytes] = ours.enter_context(tempfile.TemporaryFile())
            self._line, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            ours.enter_context(self._line)
            theirs.enter_context(far_end)
            handed = [task_end, answer_end, self.stderr.fileno(), far_end.fileno()]
            _ask(control, limits, handed)
            theirs.close()
            self.pid = self._number()
            ours.pop_all()
        self._code: int | None = None

    def _number(self) -> int:
        self._line.settimeout(MAX_ANSWER_SECONDS)
        try:
            said = self._line.recv(MAX_SAID_BYTES)
        except OSError as error:
            raise ForkFailed from error
        if not said:
            raise ForkFailed
        return int(said)

    def wait(self, seconds: float) -> int | None:
        """Its exit code; None if it still runs after so many seconds."""
        if self._code is None:
            self._line.settimeout(seconds)
            try:
                self._code = int(self._line.recv(MAX_SAID_BYTES) or CODE_UNKNOWN)
            except (TimeoutError, BlockingIOError):
                return None
            except OSError:
                self._code = CODE_UNKNOWN
        return self._code

    def close(self) -> None:
        """Let go of it: the server ends and forgets it."""
        close_pipes(self)
        self._line.close()


def _pipe(theirs: ExitStack, ours: ExitStack, *, is_written: bool) -> tuple[int, IO[bytes]]:
    """The child's end of a pipe, and our own."""
    read, write = os.pipe()
    far, near = (read, write) if is_written else (write, read)
    theirs.callback(os.close, far)
    return far, ours.enter_context(os.fdopen(near, "wb" if is_written else "rb"))


def _ask(control: socket.socket, limits: ResourceLimits, handed: list[int]) -> None:
    try:
        socket.send_fds(control, [json.dumps(asdict(limits)).encode()], handed)
    except OSError as error:
        raise ForkFailed from error
