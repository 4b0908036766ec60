"""Children that begin warm: one for each file as before, forked from a process that has loaded what they need.

That process is the fork server, one for each module, started when the first child is wanted. Where it is dead or silent
another takes its place; where there can be none (no Linux, no memory), each child is started from nothing.
"""

import atexit
import logging
import socket
import subprocess
import tempfile
import threading
import weakref
from contextlib import suppress

from chalicelib.isolation.child_process import ChildProcess
from chalicelib.isolation.fork_server import READY
from chalicelib.isolation.forked_process import ForkedProcess, ForkFailed
from chalicelib.isolation.processes import start_program
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.process_singleton import single

PROGRAM = "chalicelib.isolation.fork_server"
MAX_START_SECONDS = 30
MAX_FAILED_STARTS = 2  # then it is as if it could not be done
MAX_STDERR_BYTES = 2_000
TRIES = 2  # of a fork: with the server that is there, and with a new one
_LOG = logging.getLogger(__name__)


class NoServer(Exception):
    """A fork server could not be started."""


class WarmChildren:
    """The children of one module; safe for several threads."""

    def __init__(self, module: str) -> None:
        """Start nothing yet."""
        self._module, self._failed_starts = module, 0
        self._server: _Server | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)

    def prepare(self) -> None:
        """Begin to start the server, so that the first child need not wait for all of it."""
        with self._lock, suppress(NoServer):
            self._running()

    def child(self, seconds: float, limits: ResourceLimits) -> ChildProcess:
        """A child for one file, which has so many seconds and may take so much."""
        for _ in range(TRIES):
            try:
                server = self._ready()
            except NoServer:
                break
            try:
                return ChildProcess(self._module, seconds, ForkedProcess(server.control, limits))
            except ForkFailed:
                self._replace(server)
        return ChildProcess.started(self._module, seconds, limits)

    def close(self) -> None:
        """End the server."""
        with self._lock:
            if self._server:
                self._server.end()
            self._server = None

    def _ready(self) -> "_Server":
        with self._lock:
            server = self._running()
            try:
                server.wait_until_ready()
            except NoServer as error:
                self._failed_starts += 1
                self._server = None
                _LOG.warning("No fork server for %s: %s", self._module, error)
                raise
            self._failed_starts = 0
            return server

    def _running(self) -> "_Server":
        if self._failed_starts >= MAX_FAILED_STARTS:
            raise NoServer
        if self._server is None or not self._server.is_running():
            self._server = _Server(self._module)
        return self._server

    def _replace(self, server: "_Server") -> None:
        with self._lock:
            server.end()
            if self._server is server:
                self._server = None


class _Server:
    """A running fork server. Its children outlive it when it dies: their pipes are ours."""

    def __init__(self, module: str) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server
        self.control, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Closed with the last reference: another thread may be about to send something.
        weakref.finalize(self, self.control.close)
        weakref.finalize(self, self._stderr.close)
        with far_end:
            program = [PROGRAM, module]
            self._process = start_program(program, far_end.fileno(), subprocess.DEVNULL, self._stderr)
        self._is_ready = False

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait for the server to have loaded its module; raise `NoServer`."""
        if self._is_ready:
            return
        self.control.settimeout(MAX_START_SECONDS)
        said = b""
        with suppress(OSError):
            said = self.control.recv(len(READY))
        if said != READY:
            self.end()
            self._stderr.seek(0)
            raise NoServer(self._stderr.read()[-MAX_STDERR_BYTES:].decode(errors="replace"))
        self._is_ready = True

    def end(self) -> None:
        """End the server, not its children: they may be at work for other threads."""
        self._process.kill()
        self._process.wait()


@single
def warm_children(module: str) -> WarmChildren:
    """The warm children of a module in this process."""
    return WarmChildren(module)


def warm_child(module: str, seconds: float, limits: ResourceLimits) -> ChildProcess:
    """A child for one file, whose module has `load`: it has so many seconds and may take so much."""
    return warm_children(module).child(seconds, limits)
