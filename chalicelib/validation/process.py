"""The validating process seen from outside: started when first needed, kept, and killed when its time is up.

Nothing that a document or a rule does can hang or bring down the caller: what doesn't answer in time is killed, and the
report says that the rules did not run.
"""

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock
from time import monotonic, perf_counter
from typing import IO, Any

from chalicelib.validation.errors import PackRefused, UnknownRuleset, ValidatorStopped
from chalicelib.validation.frames import receive, send
from chalicelib.validation.report.report import Report, not_run

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS_TO_END = 5
_MODULE = "chalicelib.validation.child"
MEMORY_BYTES = 700_000_000
"""Room for rules of both syntaxes and a document of some 15 MB; a function of 1 GB holds it and its caller."""


class ValidationProcess:
    """One child process at a time, used by one caller at a time, that may fill so much memory."""

    def __init__(self, memory_bytes: int = MEMORY_BYTES) -> None:
        self._memory_bytes = memory_bytes
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        atexit.register(self.stop)

    def validate(self, xml: bytes, ruleset: str | None, packs: Path | None, seconds: float) -> Report:
        """Have a document validated; raise `UnknownRuleset`. Whatever else goes wrong is reported as "not run"."""
        started = perf_counter()
        request = {"ruleset": ruleset, "packs": str(packs) if packs else None}
        try:
            answer = self._ask(request, xml, seconds)
        except ValidatorStopped as error:
            return not_run(ruleset, str(error), perf_counter() - started)
        return _report(answer, ruleset, perf_counter() - started)

    def check(self, pack: Path, seconds: float) -> None:
        """Have a pack loaded and compiled; raise `PackRefused` if that fails, `ValidatorStopped` if it ends first."""
        answer = self._ask({"check": str(pack), "packs": None}, b"", seconds)
        if "refused" in answer:
            raise PackRefused(answer["pack"], answer["refused"])

    def stop(self) -> None:
        """Let the child end, which it does when nothing more can be asked of it."""
        child = self._child
        if child is None or child.stdin is None:
            return
        _close(child.stdin)
        try:
            child.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            child.kill()
        self._forget()

    def kill(self) -> None:
        """End the child, whatever it is doing."""
        if self._child is not None:
            self._child.kill()
        self._forget()

    def _forget(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.wait()
            for stream in filter(None, (child.stdin, child.stdout)):
                _close(stream)

    def peak_kilobytes(self) -> int:
        """The most memory that the running child has had resident; 0 where the system doesn't tell."""
        status = Path(f"/proc/{self._child.pid}/status") if self._child else None
        if status is None or not status.is_file():
            return 0
        peak = next((line for line in status.read_text().splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        return int(peak.split()[1])

    def _ask(self, request: dict[str, str | None], xml: bytes, seconds: float) -> dict[str, Any]:
        """The child's answer; raise `ValidatorStopped`, and end the child, if there is none in time."""
        deadline = monotonic() + seconds
        with self._lock:
            try:
                stdin, stdout = self._streams()
                send(stdin, json.dumps(request).encode(), deadline)
                send(stdin, xml, deadline)
                answer: dict[str, Any] = json.loads(receive(stdout, deadline))
            except TimeoutError as error:
                self.kill()
                raise ValidatorStopped(f"validation took longer than {seconds:g} seconds") from error
            except ValidatorStopped:
                self.kill()
                raise
            if answer.pop("leaving"):
                self.kill()
            return answer

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        """The pipes to a living child; a new one where there is none, or where it ended itself for having grown."""
        if self._child is None or self._child.poll() is not None:
            self._forget()
            self._child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                [sys.executable, "-m", _MODULE, str(self._memory_bytes)],
                cwd=_ROOT, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            )  # fmt: skip
        if self._child.stdin is None or self._child.stdout is None:
            raise ValidatorStopped("the validating process has no pipes")
        return self._child.stdin, self._child.stdout


def _report(answer: dict[str, Any], ruleset: str | None, seconds: float) -> Report:
    if "unknown_ruleset" in answer:
        raise UnknownRuleset(answer["unknown_ruleset"], tuple(answer["known"]))
    if "refused" in answer:
        return not_run(ruleset, str(PackRefused(answer["pack"], answer["refused"])), seconds)
    return Report.from_json({**answer["report"], "seconds": seconds})


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
