"""Reading in a process of its own, which is killed when it takes too long and dies alone when it takes too much.

A thread cannot be killed, and pdfium, when it runs out of memory or meets a bug, ends its whole process: so each file
gets a process. It is started anew for each file, not kept: one hostile file must not reach the next one's data, and a
start costs less than a third of a second (`make bench-extraction` prints it). Pipes only: Lambda has no shared memory.
The child gets no environment but its paths, so that there are no credentials in the process that opens the file.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict

from chalicelib.extraction.errors import (
    CorruptFile,
    FileTooLarge,
    ReadingTookTooLong,
    ReadingUsedTooMuchMemory,
)
from chalicelib.extraction.result import Context, Extracted, Limits
from chalicelib.extraction.sniff import sniff
from chalicelib.extraction.wire import decode, decode_bytes, decode_error

# How a process ends when an allocation fails inside pdfium (it traps or aborts), or when the kernel needs the memory.
OUT_OF_MEMORY_SIGNALS = {signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}
CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}  # of pdfium, on a file that it should have refused
KEPT_STDERR = 2_000  # characters: the end of a traceback
KEPT_VARIABLES = ("PATH", "LANG", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "HOME")


def read_isolated(data: bytes, context: Context | None = None, limits: Limits | None = None) -> Extracted:
    """Like `reader.read`, with the same results and errors, within the limits of time and memory."""
    return _run(data, context or Context(), limits or Limits(), preview=False)[0]


def read_isolated_with_preview(
    data: bytes, context: Context | None = None, limits: Limits | None = None
) -> tuple[Extracted, bytes | None]:
    """The reading, and the PNG of its first page where it has one, made in the same process."""
    return _run(data, context or Context(), limits or Limits(), preview=True)


def _run(data: bytes, context: Context, limits: Limits, *, preview: bool) -> tuple[Extracted, bytes | None]:
    if len(data) > limits.file_bytes:
        raise FileTooLarge(len(data), limits.file_bytes)
    sniff(data)
    request = {"context": asdict(context), "limits": asdict(limits), "preview": preview}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "chalicelib.extraction.child"],
            input=json.dumps(request).encode() + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            env=_environment(),
            check=False,
            start_new_session=True,  # Ctrl-C in a terminal is for us, and must not end a reading halfway
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingTookTooLong(limits.seconds) from error
    if done.returncode:
        raise _why(done.returncode, limits, done.stderr)
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise decode_error(answer["error"])
    return decode(answer["extracted"]), decode_bytes(answer["preview"])


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}


def _why(code: int, limits: Limits, stderr: bytes) -> Exception:
    """The error for a child that ended without an answer: by a signal, or by an exception of ours."""
    if -code == signal.SIGXCPU:
        return ReadingTookTooLong(limits.seconds)
    if -code in OUT_OF_MEMORY_SIGNALS:
        return ReadingUsedTooMuchMemory()
    if -code in CRASHES:
        return CorruptFile()
    return ChildFailed(code, stderr.decode(errors="replace")[-KEPT_STDERR:])


class ChildFailed(Exception):
    """The child process ended in a way that is no `UnreadableFile`: a defect of ours, or it was told to end."""

    def __init__(self, code: int, stderr: str) -> None:
        """Carry the exit code and the end of what the process said."""
        self.code, self.stderr = code, stderr
        super().__init__(f"the reading process ended with exit code {code}: {stderr}")
