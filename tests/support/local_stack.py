"""A local stack in a process of its own, for tests that meet the system from outside."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.local.welcome import LAST_WORDS

_START_SECONDS = 180
_STOP_SECONDS = 30
_TAIL_LINES = 40


class DidNotStart(RuntimeError):
    """The local stack was not ready in time; the message ends with the last that it said."""


@dataclass(frozen=True, slots=True)
class RunningStack:
    """Where a local stack answers, and where it writes what it has to say."""

    url: str
    log: Path

    def tracebacks(self) -> list[str]:
        """Return the different tracebacks that the stack has logged so far."""
        return list(dict.fromkeys(_tracebacks(self.log.read_text(errors="replace").splitlines())))


def free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running_stack(**environment: str) -> Iterator[RunningStack]:
    """Yield a running local stack, at a free port unless `PORT` names one; the variables are added to its environment.

    Raises:
        DidNotStart: with the end of what it wrote.

    """
    port = environment.get("PORT") or str(free_port())
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    with TemporaryDirectory() as folder:
        log = Path(folder) / "stack.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "infra.local", "--port", port],
                env=inherited | {"PYTHONUNBUFFERED": "1"} | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        stack = RunningStack(f"http://127.0.0.1:{port}", log)
        try:
            _wait_for(stack, process)
            yield stack
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:  # its worker finishes the file that it reads
        process.kill()
        process.wait()


def _wait_for(stack: RunningStack, process: subprocess.Popen[bytes]) -> None:
    """Wait until it has said everything, which is after it has made the demo account and the sample file."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if LAST_WORDS in stack.log.read_text(errors="replace"):
            return
        time.sleep(0.3)
    said = stack.log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
    why = "is not up" if process.poll() is None else f"ended with {process.returncode}"
    raise DidNotStart("\n".join([f"the local stack {why}; its last lines:", *said]))


def _tracebacks(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield the tracebacks of a log: those in JSON lines, and those that Python printed.

    >>> list(_tracebacks(['{"level": "ERROR", "exception": "Traceback…\\nKeyError: 1"}', "Traceback (most recent call",
    ...     "  File …", "ValueError: 2", "something else"]))
    ['Traceback…\nKeyError: 1', 'Traceback (most recent call\n  File …\nValueError: 2']
    """
    printed: list[str] = []
    for line in lines:
        if printed:
            printed.append(line)
            if not line.startswith(" "):
                yield "\n".join(printed)
                printed = []
        elif line.startswith("Traceback (most recent call"):
            printed = [line]
        elif line.startswith("{") and (text := _exception_in(line)):
            yield text


def _exception_in(line: str) -> str:
    try:
        return str(json.loads(line).get("exception") or "")
    except ValueError:  # a line that was cut, or only begins like JSON
        return ""
