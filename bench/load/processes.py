"""Processes of a bench: started with a session of their own, so that what they and their children used can be added up.

Linux only, as it reads /proc.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_STOP_SECONDS = 20
_TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat after the name in parentheses, counted from 0 (proc(5)): session, then user and system time
# of the process and of its children that have ended.
_PARENT, _SESSION, _TIMES = 1, 3, slice(11, 15)


@dataclass(frozen=True)
class Member:
    """A Python module that runs beside the bench: says one line of JSON when it is ready, and ends with its input."""

    process: "subprocess.Popen[str]"
    greeting: dict[str, Any]

    @classmethod
    def start(cls, module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> "Member":
        """Start a module and wait until it is ready."""
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        )  # fmt: skip
        return cls(process, _said(process))

    def cpu_seconds(self) -> float:
        """The processor time of its session so far, children that have ended included."""
        return session_cpu_seconds(self.process.pid)

    def finish(self) -> dict[str, Any]:
        """Close its input, and return the line of JSON that it answers with."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            return _said(self.process)
        finally:
            self.end()

    def end(self) -> None:
        """See that it ends."""
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


class NothingSaid(RuntimeError):
    """A process of the bench ended without a word; what went wrong stands above, on its standard error."""


def _said(process: "subprocess.Popen[str]") -> dict[str, Any]:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise NothingSaid(str(process.args))
    said: dict[str, Any] = json.loads(line)
    return said


def session_cpu_seconds(session: int) -> float:
    """Return the processor time of all living processes of a session, and of their children that have ended."""
    return sum(sum(fields[_TIMES]) for fields in _processes() if fields[_SESSION] == session) / _TICKS


def children_cpu_seconds() -> float:
    """Return the processor time of this process's children, whether they live or have ended."""
    living = sum(sum(fields[_TIMES]) for fields in _processes() if fields[_PARENT] == os.getpid()) / _TICKS
    ended = os.times()
    return living + ended.children_user + ended.children_system


def _processes() -> Iterator[list[int]]:
    """Yield the fields of each process, numbers but for its state, which is left as 0."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, *fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        yield [0, *map(int, fields)]
